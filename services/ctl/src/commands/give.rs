//! `give`: any command of the contract, as the account that asks.

use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use fengqiao_api::v1;
use prost_reflect::DynamicMessage;
use serde::Serialize;
use uuid::Uuid;

use super::case_clocks::ClockLine;
use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::form;
use crate::output::Report;

/// The most that a document of fields may hold.
const BODY_BYTES_MAX: u64 = 1024 * 1024;

/// A command, its case and its fields.
#[derive(Debug, Args)]
pub(crate) struct Order {
    /// The command as in the contract: RecordInvestigation, or record_investigation.
    command: String,
    /// The case, by number or id, unless the command registers one; then fields, each as path=value:
    /// header.occurred_on=2026-03-02, parties[0].name=…, covers=evidence_list,brief_of_positions.
    #[arg(value_name = "CASE | FIELD=VALUE")]
    words: Vec<String>,
    /// A JSON document of fields under the same names; - for standard input. Fields given as words come after it.
    #[arg(long, value_name = "FILE")]
    json_body: Option<PathBuf>,
    /// Name the fields of the command, and give nothing.
    #[arg(long)]
    fields: bool,
}

/// What came of it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Given {
    Outcome(Box<Outcome>),
    Fields { command: String, fields: String },
}

#[derive(Debug, Serialize)]
pub(crate) struct Outcome {
    case_id: String,
    case_number: String,
    /// Of a command about what is no case.
    #[serde(skip_serializing_if = "String::is_empty")]
    affair_id: String,
    command_id: String,
    /// Whether it had been given before.
    repeated: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    query_code: String,
    changes: Vec<Change>,
    phase: String,
    phase_text: String,
    holder: String,
    holder_name: String,
    verdict: String,
    verdict_text: String,
    clocks: Vec<ClockLine>,
    allowed: Vec<String>,
    positions: Vec<Position>,
}

#[derive(Debug, Serialize)]
struct Change {
    event: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Position {
    stream: String,
    epoch: String,
    sequence: u64,
}

/// Gives the command at the service of the account's level.
pub(crate) async fn give(config: &CtlConfig, order: Order) -> Result<Given, Error> {
    let desk = own_desk(config)?;
    let method = form::command(&desk.service(), &order.command)?;
    if order.fields {
        let fields = form::fields(&method.input());
        return Ok(Given::Fields { command: method.name().to_owned(), fields });
    }
    let mut request = DynamicMessage::new(method.input());
    if let Some(file) = &order.json_body {
        form::fill_json(&mut request, &read_body(file)?)?;
    }
    let mut command_id = Uuid::now_v7().to_string();
    let mut words = order.words.iter().peekable();
    if let Some(case) = words.next_if(|word| !word.contains('=')) {
        form::fill(&mut request, "header.case", case)?;
    }
    for word in words {
        let (path, text) = word.split_once('=').ok_or_else(|| Error::Argument {
            argument: "field",
            reason: format!(
                "{word:?} is no field; a field is written as path=value, and the case comes first"
            ),
        })?;
        if path == "header.command_id" {
            text.clone_into(&mut command_id);
        }
        form::fill(&mut request, path, text)?;
    }
    form::fill(&mut request, "header.command_id", &command_id)?;
    let outcome = desk.give_form(&method, &request).await?;
    Ok(Given::outcome(command_id, outcome))
}

fn read_body(file: &Path) -> Result<serde_json::Value, Error> {
    let failed = |source| Error::File { file: file.to_owned(), source };
    let mut text = String::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(BODY_BYTES_MAX).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).map_err(failed)?.take(BODY_BYTES_MAX).read_to_string(&mut text)
    };
    read.map_err(failed)?;
    // The parser would show the text around a fault, which may be a person's.
    serde_json::from_str(&text).map_err(|error| Error::Argument {
        argument: "--json-body",
        reason: format!("no JSON at line {}, column {}", error.line(), error.column()),
    })
}

// === impl Given ===

impl Given {
    pub(crate) fn outcome(command_id: String, outcome: v1::CommandOutcome) -> Self {
        Self::Outcome(Box::new(Outcome::new(command_id, outcome)))
    }
}

// === impl Outcome ===

impl Outcome {
    fn new(command_id: String, outcome: v1::CommandOutcome) -> Self {
        let standing = outcome.standing.unwrap_or_default();
        let changes = outcome.changes.into_iter();
        let positions = outcome.positions.into_iter();
        Self {
            case_id: outcome.case_id,
            case_number: outcome.case_number,
            affair_id: outcome.affair_id,
            command_id,
            repeated: outcome.repeated,
            query_code: outcome.query_code,
            changes: changes.map(|change| Change { event: change.event, text: change.text }).collect(),
            phase: standing.phase,
            phase_text: standing.phase_text,
            holder: standing.holder,
            holder_name: standing.holder_name,
            verdict: standing.verdict,
            verdict_text: standing.verdict_text,
            clocks: standing.clocks.into_iter().map(ClockLine::from).collect(),
            allowed: outcome.allowed_actions,
            positions: positions
                .map(|at| Position { stream: at.stream, epoch: at.epoch, sequence: at.sequence })
                .collect(),
        }
    }
}

impl Report for Given {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let outcome = match self {
            Self::Fields { command, fields } => return writeln!(out, "{command}: {fields}"),
            Self::Outcome(outcome) => outcome,
        };
        let again = if outcome.repeated { "  (given before)" } else { "" };
        if outcome.affair_id.is_empty() {
            writeln!(out, "{}  {}{again}", outcome.case_number, outcome.case_id)?;
        } else {
            writeln!(out, "{}{again}", outcome.affair_id)?;
        }
        for Change { event, text } in &outcome.changes {
            writeln!(out, "  {event:<24} {text}")?;
        }
        if !outcome.affair_id.is_empty() {
            return Ok(());
        }
        let Outcome { phase_text, holder_name, verdict_text, .. } = &**outcome;
        writeln!(out, "  {phase_text}  {holder_name}  {verdict_text}")?;
        for clock in &outcome.clocks {
            clock.print(out)?;
        }
        if !outcome.query_code.is_empty() {
            writeln!(out, "  query code {}", outcome.query_code)?;
        }
        if !outcome.allowed.is_empty() {
            writeln!(out, "  {}", outcome.allowed.join(" "))?;
        }
        Ok(())
    }
}
