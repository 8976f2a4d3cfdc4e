//! `case show`: one case and what happened to it, across all levels.

use std::io::{self, Write};

use fengqiao_api::v1;
use jiff::Timestamp;
use jiff::tz::offset;
use serde::Serialize;

use super::own_desk;
use crate::client::Desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// Entries asked for at once.
const PAGE_ENTRIES: u32 = 500;

/// Pages read of one timeline; the log itself holds no longer history.
const PAGES_MAX: usize = 100;

/// A case with its timeline.
#[derive(Debug, Serialize)]
pub(crate) struct CaseReport {
    case: CaseLine,
    parties: Vec<PartyLine>,
    allowed: Vec<String>,
    timeline: Vec<TimelineLine>,
}

/// A case on one line.
#[derive(Debug, Serialize)]
pub(crate) struct CaseLine {
    id: String,
    number: String,
    phase: String,
    phase_text: String,
    holder: String,
    holder_name: String,
    verdict: String,
    verdict_text: String,
    matter: String,
    registered_on: String,
    origin_name: String,
    risen_to: Vec<String>,
    next_due_on: String,
    next_due_clock: String,
}

#[derive(Debug, Serialize)]
struct PartyLine {
    id: String,
    role: String,
    name: String,
    destroyed: bool,
}

#[derive(Debug, Serialize)]
struct TimelineLine {
    sequence: u64,
    recorded_at: String,
    centre_name: String,
    level: String,
    role: String,
    event: String,
    text: String,
    chain_digest: String,
}

/// Reads a case by number or id.
pub(crate) async fn show(config: &CtlConfig, case: &str) -> Result<CaseReport, Error> {
    let desk = own_desk(config)?;
    let request = v1::GetCaseRequest { case: case.to_owned(), at_least: Vec::new() };
    let found = desk.call(&request).await?;
    let view = found.case.unwrap_or_default();
    let parties = view.parties.iter().map(PartyLine::from).collect();
    let timeline = timeline(&desk, case).await?;
    Ok(CaseReport { case: CaseLine::from(view), parties, allowed: found.allowed_actions, timeline })
}

async fn timeline(desk: &Desk, case: &str) -> Result<Vec<TimelineLine>, Error> {
    let mut request =
        v1::GetTimelineRequest { case: case.to_owned(), page_size: PAGE_ENTRIES, ..Default::default() };
    let mut lines = Vec::new();
    for _ in 0..PAGES_MAX {
        let page = desk.call(&request).await?;
        lines.extend(page.entries.into_iter().map(TimelineLine::from));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    Ok(lines)
}

// === impl CaseLine ===

impl From<v1::CaseView> for CaseLine {
    fn from(view: v1::CaseView) -> Self {
        let standing = view.standing.unwrap_or_default();
        Self {
            id: view.case_id,
            number: view.case_number,
            phase: standing.phase,
            phase_text: standing.phase_text,
            holder: standing.holder,
            holder_name: standing.holder_name,
            verdict: standing.verdict,
            verdict_text: standing.verdict_text,
            matter: view.matter_name,
            registered_on: view.registered_on,
            origin_name: view.origin_name,
            risen_to: view.risen_to,
            next_due_on: view.next_due_on,
            next_due_clock: view.next_due_clock,
        }
    }
}

impl CaseLine {
    /// Writes the line.
    pub(crate) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { number, phase_text, holder_name, matter, verdict_text, next_due_on, .. } = self;
        writeln!(out, "{number}  {phase_text}  {holder_name}  {matter}  {verdict_text}  {next_due_on}")
    }
}

// === impl PartyLine ===

impl From<&v1::PartyView> for PartyLine {
    fn from(party: &v1::PartyView) -> Self {
        Self {
            id: party.party_id.clone(),
            role: party.role.clone(),
            name: party.name.clone(),
            destroyed: party.destroyed,
        }
    }
}

// === impl TimelineLine ===

impl From<v1::TimelineEntry> for TimelineLine {
    fn from(entry: v1::TimelineEntry) -> Self {
        Self {
            sequence: entry.sequence,
            recorded_at: entry.recorded_at,
            centre_name: entry.centre_name,
            level: entry.level,
            role: entry.role,
            event: entry.event,
            text: entry.text,
            chain_digest: entry.chain_digest,
        }
    }
}

// === impl CaseReport ===

impl Report for CaseReport {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        self.case.print(out)?;
        writeln!(out, "  {}  {}", self.case.id, self.case.origin_name)?;
        for party in &self.parties {
            let state = if party.destroyed { "destroyed" } else { "" };
            writeln!(out, "  {:<12} {} {} {state}", party.role, party.id, party.name)?;
        }
        if !self.allowed.is_empty() {
            writeln!(out, "  {}", self.allowed.join(" "))?;
        }
        for line in &self.timeline {
            let TimelineLine { sequence, recorded_at, centre_name, event, text, .. } = line;
            let time = on_the_wall(recorded_at);
            writeln!(out, "{sequence:>8}  {time}  {event:<22} {centre_name}  {text}")?;
        }
        Ok(())
    }
}

/// A moment as a clock on a wall in China shows it; what is no moment stays as it is.
fn on_the_wall(recorded_at: &str) -> String {
    let moment = recorded_at.parse::<Timestamp>();
    moment.map_or_else(
        |_| recorded_at.to_owned(),
        |moment| offset(8).to_datetime(moment).strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}
