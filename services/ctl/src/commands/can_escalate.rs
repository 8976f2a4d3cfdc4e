//! `can-escalate`: would the case rise, and why? Nothing is written.

use std::io::{self, Write};

use clap::Args;
use fengqiao_api::v1;
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::{Error, Exit};
use crate::output::Report;

/// A request to rise that is only tried.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// Number or id.
    case: String,
    /// The centre asked; the next one up if left out.
    #[arg(long, default_value = "")]
    to: String,
    /// power, coordination, expertise, funds or leader. Several are possible.
    #[arg(long = "help-wanted")]
    help_wanted: Vec<String>,
}

/// The answer of the tables.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    admitted: bool,
    verdict: String,
    verdict_text: String,
    target_level: String,
    refusal_code: String,
    refusal_text: String,
    change_text: String,
    missing: Vec<String>,
    rule_set_hash: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    truth: String,
    text: String,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    fact: String,
    condition: String,
    seen: String,
    result: String,
}

/// Asks the service of the asking officer's level.
pub(crate) async fn ask(config: &CtlConfig, question: Question) -> Result<Answer, Error> {
    let request =
        v1::CanEscalateRequest { case: question.case, to: question.to, help_wanted: question.help_wanted };
    let answer = own_desk(config)?.call(&request).await?;
    let explanation = answer.explanation.unwrap_or_default();
    Ok(Answer {
        admitted: answer.admitted,
        verdict: explanation.verdict,
        verdict_text: explanation.verdict_text,
        target_level: explanation.target_level,
        refusal_code: explanation.refusal_code,
        refusal_text: explanation.refusal_text,
        change_text: explanation.change_text,
        missing: explanation.missing,
        rule_set_hash: explanation.rule_set.unwrap_or_default().hash,
        rows: explanation.rows.into_iter().map(Row::from).collect(),
    })
}

impl From<v1::RowResult> for Row {
    fn from(row: v1::RowResult) -> Self {
        let cells = row.cells.into_iter().map(|cell| Cell {
            fact: cell.fact,
            condition: cell.condition,
            seen: cell.seen,
            result: cell.result,
        });
        Self { id: row.id, truth: row.truth, text: row.text, cells: cells.collect() }
    }
}

impl Report for Answer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} {}", self.verdict, self.verdict_text)?;
        if !self.refusal_code.is_empty() {
            writeln!(out, "{} {}", self.refusal_code, self.refusal_text)?;
        }
        if !self.change_text.is_empty() {
            writeln!(out, "{}", self.change_text)?;
        }
        for row in &self.rows {
            writeln!(out, "  {:<5} {:<8} {}", row.id, row.truth, row.text)?;
            for cell in &row.cells {
                let Cell { fact, condition, seen, result } = cell;
                writeln!(out, "        {result:<8} {fact} {condition} ({seen})")?;
            }
        }
        writeln!(out, "rule set {}", self.rule_set_hash)
    }

    fn exit(&self) -> Exit {
        if self.admitted { Exit::Sound } else { Exit::Found }
    }
}
