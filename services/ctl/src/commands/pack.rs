//! `pack`: the figures of a period, and whether they agree.

use std::io::{self, Write};

use clap::Args;
use fengqiao_api::v1;
use fengqiao_figures::{Value, percent};
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// Which figures.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// A week 2026-W47, a month 2026-11, a quarter 2026-Q4 or a year 2026; the week of today if left out.
    #[arg(default_value = "")]
    period: String,
    /// The centre, with all below it; the asking officer's own if left out.
    #[arg(long, default_value = "")]
    centre: String,
    /// Cases of one channel alone.
    #[arg(long, default_value = "")]
    channel: String,
}

/// A pack, one figure a line.
#[derive(Debug, Serialize)]
pub(crate) struct Pack {
    period: String,
    period_name: String,
    from: String,
    to: String,
    complete: bool,
    centre: String,
    centre_name: String,
    lines: Vec<Line>,
    checks: Vec<Check>,
    frozen_on: String,
    /// Figures that come out otherwise than they were frozen.
    differing: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Line {
    group: String,
    id: String,
    name: String,
    kind: String,
    numerator: i64,
    denominator: i64,
}

#[derive(Debug, Serialize)]
struct Check {
    id: String,
    centre: String,
    left_name: String,
    left: i64,
    right_name: String,
    right: i64,
    relation: String,
    holds: bool,
}

/// Reads the pack.
pub(crate) async fn read(config: &CtlConfig, asked: Asked) -> Result<Pack, Error> {
    let request = v1::GetPackRequest {
        period: asked.period,
        centre: asked.centre,
        channel: asked.channel,
        ..Default::default()
    };
    let pack = own_desk(config)?.call(&request).await?;
    let (frozen_on, differing) = pack.frozen.map(|it| (it.frozen_on, it.differing)).unwrap_or_default();
    Ok(Pack {
        period: pack.period,
        period_name: pack.period_name,
        from: pack.from,
        to: pack.to,
        complete: pack.complete,
        centre: pack.centre,
        centre_name: pack.centre_name,
        lines: pack.lines.into_iter().map(Line::from).collect(),
        checks: pack.checks.into_iter().map(Check::from).collect(),
        frozen_on,
        differing,
    })
}

impl From<v1::PackLine> for Line {
    fn from(line: v1::PackLine) -> Self {
        let value = line.values.first().copied().unwrap_or_default();
        Self {
            group: line.group,
            id: line.id,
            name: line.name,
            kind: line.kind,
            numerator: value.numerator,
            denominator: value.denominator,
        }
    }
}

impl From<v1::PackCheck> for Check {
    fn from(check: v1::PackCheck) -> Self {
        Self {
            id: check.id,
            centre: check.centre,
            left_name: check.left_name,
            left: check.left,
            right_name: check.right_name,
            right: check.right,
            relation: check.relation,
            holds: check.holds,
        }
    }
}

impl Line {
    fn read(&self) -> String {
        let Self { numerator, denominator, .. } = *self;
        match self.kind.as_str() {
            "count" => numerator.to_string(),
            "mean" => format!("{numerator} days / {denominator}"),
            _ => {
                let percent = percent(Value { numerator, denominator });
                format!("{} %  ({numerator}/{denominator})", percent.as_deref().unwrap_or("—"))
            }
        }
    }
}

impl Report for Pack {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let state = match (self.frozen_on.as_str(), self.complete) {
            ("", false) => "still runs".to_owned(),
            ("", true) => "over, not frozen".to_owned(),
            (day, _) => format!("frozen on {day}"),
        };
        writeln!(out, "{} {}  {} to {}, {state}", self.centre_name, self.period_name, self.from, self.to)?;
        for line in self.lines.iter().filter(|line| line.numerator != 0 || line.group == "flow") {
            writeln!(out, "{:<14}{}  {}", line.id, line.name, line.read())?;
        }
        let holding = self.checks.iter().filter(|check| check.holds).count();
        writeln!(out, "checks {holding}/{}", self.checks.len())?;
        for check in self.checks.iter().filter(|check| !check.holds) {
            let Check { id, centre, left_name, left, right_name, right, .. } = check;
            writeln!(out, "{id} {centre}: {left_name} {left}, {right_name} {right}")?;
        }
        if !self.differing.is_empty() {
            writeln!(out, "otherwise than frozen: {}", self.differing.join(", "))?;
        }
        Ok(())
    }
}
