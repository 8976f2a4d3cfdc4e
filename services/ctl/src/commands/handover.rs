//! `handover show`: how far the handover of an officer's cases has come.

use std::io::{self, Write};

use fengqiao_api::v1;
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// A handover, with a row per case.
#[derive(Debug, Serialize)]
pub(crate) struct Handover {
    handover_id: String,
    centre: String,
    centre_name: String,
    head: String,
    officer: String,
    cause: String,
    cause_text: String,
    started_on: String,
    completed_on: String,
    open: u32,
    done: u32,
    refused: u32,
    remaining: u64,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    case_id: String,
    case_number: String,
    successor: String,
    result: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    refusal_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    refusal_text: String,
}

/// Asks for one handover.
pub(crate) async fn show(config: &CtlConfig, handover: String) -> Result<Handover, Error> {
    let desk = own_desk(config)?;
    let request = v1::GetHandoverRequest { handover_id: handover, at_least: Vec::new() };
    let view = desk.call(&request).await?.handover.unwrap_or_default();
    let rows = view.rows.into_iter().map(|row| Row {
        case_id: row.case_id,
        case_number: row.case_number,
        successor: row.successor,
        result: row.result,
        refusal_code: row.refusal_code,
        refusal_text: row.refusal_text,
    });
    Ok(Handover {
        rows: rows.collect(),
        handover_id: view.handover_id,
        centre: view.centre,
        centre_name: view.centre_name,
        head: view.head,
        officer: view.officer,
        cause: view.cause,
        cause_text: view.cause_text,
        started_on: view.started_on,
        completed_on: view.completed_on,
        open: view.open,
        done: view.done,
        refused: view.refused,
        remaining: view.remaining,
    })
}

impl Report for Handover {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { handover_id, centre_name, cause_text, started_on, completed_on, .. } = self;
        let until = if completed_on.is_empty() { "goes on" } else { completed_on.as_str() };
        writeln!(out, "{handover_id}  {centre_name}  {cause_text}  {started_on} – {until}")?;
        for row in &self.rows {
            let Row { case_id, case_number, successor, result, refusal_code, refusal_text } = row;
            let case = if case_number.is_empty() { case_id } else { case_number };
            writeln!(out, "  {case:<36} {result:<8} {successor} {refusal_code} {refusal_text}")?;
        }
        let Self { open, done, refused, remaining, .. } = self;
        writeln!(out, "open {open}  done {done}  refused {refused}  still in the officer's hands {remaining}")
    }
}
