//! `case clocks`: the running clocks of a case, each with the way its last day was found.

use std::io::{self, Write};

use fengqiao_api::v1;
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The clocks of one case.
#[derive(Debug, Serialize)]
pub(crate) struct CaseClocks {
    number: String,
    phase_text: String,
    clocks: Vec<ClockLine>,
}

/// One running clock.
#[derive(Debug, Serialize)]
pub(crate) struct ClockLine {
    name: String,
    text: String,
    started_on: String,
    due_on: String,
    /// Reaches into a year whose calendar is not published yet.
    provisional: bool,
    state: String,
    state_text: String,
    /// duty, right or watch.
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    reminder: String,
    pauses: Vec<Pause>,
    extension: u32,
    /// How the last day was found, step by step.
    arithmetic: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Pause {
    from: String,
    /// Empty while the pause lasts.
    until: String,
}

/// Reads the clocks of a case by number or id.
pub(crate) async fn show(config: &CtlConfig, case: &str) -> Result<CaseClocks, Error> {
    let request = v1::GetCaseRequest { case: case.to_owned(), at_least: Vec::new() };
    let view = own_desk(config)?.call(&request).await?.case.unwrap_or_default();
    let standing = view.standing.unwrap_or_default();
    Ok(CaseClocks {
        number: view.case_number,
        phase_text: standing.phase_text,
        clocks: standing.clocks.into_iter().map(ClockLine::from).collect(),
    })
}

// === impl ClockLine ===

impl From<v1::ClockState> for ClockLine {
    fn from(clock: v1::ClockState) -> Self {
        Self {
            name: clock.name,
            text: clock.text,
            started_on: clock.started_on,
            due_on: clock.due_on,
            provisional: clock.provisional,
            state: clock.state,
            state_text: clock.state_text,
            kind: clock.kind,
            reminder: clock.reminder,
            pauses: clock
                .pauses
                .into_iter()
                .map(|pause| Pause { from: pause.from, until: pause.until })
                .collect(),
            extension: clock.extension,
            arithmetic: clock.arithmetic,
        }
    }
}

impl ClockLine {
    /// Writes the clock on one line.
    pub(crate) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { name, text, started_on, due_on, provisional, state_text, reminder, .. } = self;
        let mark = if *provisional { " (provisional)" } else { "" };
        writeln!(out, "  {name:<24} {started_on} → {due_on}{mark}  {text}  {state_text}  {reminder}")
    }

    /// Writes how the last day was found.
    fn print_arithmetic(&self, out: &mut dyn Write) -> io::Result<()> {
        for Pause { from, until } in &self.pauses {
            writeln!(out, "      ‖ {from} … {until}")?;
        }
        self.arithmetic.iter().try_for_each(|line| writeln!(out, "      {line}"))
    }
}

impl Report for CaseClocks {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}  {}", self.number, self.phase_text)?;
        for clock in &self.clocks {
            clock.print(out)?;
            clock.print_arithmetic(out)?;
        }
        Ok(())
    }
}
