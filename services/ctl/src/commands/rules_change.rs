//! `rules replay`, `submit`, `return` and `approve`: the way of a draft of rules into force.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use fengqiao_api::v1;
use fengqiao_runtime::reference;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::give::Given;
use super::own_desk;
use super::rule_sets::Figures;
use crate::client::Desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// Changed decisions that are printed; as JSON all that were answered.
const PRINTED_MAX: usize = 20;

/// What is replayed, and over which decisions.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// The folder of a draft, or the id of one that was submitted.
    draft: String,
    /// Decisions recorded on or after this day.
    #[arg(long)]
    from: Option<Date>,
    /// Decisions recorded on or before this day.
    #[arg(long)]
    to: Option<Date>,
    /// The latest of them; 10,000 if left out, which is the most.
    #[arg(long, default_value_t = 0)]
    decisions: u32,
}

/// A draft to be submitted.
#[derive(Debug, Args)]
pub(crate) struct Submission {
    /// Its folder, with ruleset.json.
    folder: PathBuf,
    /// Why the rules change, in 10 to 500 characters.
    #[arg(long)]
    reason: String,
    /// The hash of the set on which it was drawn up; that of the set published last if left out.
    #[arg(long)]
    base: Option<String>,
}

/// A draft to be sent back.
#[derive(Debug, Args)]
pub(crate) struct Return {
    /// Its id.
    draft: String,
    /// Why, in 10 to 500 characters.
    #[arg(long)]
    reason: String,
}

/// A draft to be approved.
#[derive(Debug, Args)]
pub(crate) struct Approval {
    /// Its id.
    draft: String,
    /// The hash of what was read, as `rules show` gives it.
    #[arg(long)]
    hash: String,
}

/// What a draft would have changed.
#[derive(Debug, Serialize)]
pub(crate) struct Replay {
    hash: String,
    figures: Figures,
    verdicts: Vec<Cell>,
    rows: Vec<Row>,
    changed: Vec<Changed>,
    /// Whether more decisions lie in the period than were looked at.
    more_recorded: bool,
}

#[derive(Debug, Serialize)]
struct Cell {
    recorded: String,
    replayed: String,
    decisions: u32,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    table: String,
    text: String,
    more: u32,
    fewer: u32,
    other: u32,
}

#[derive(Debug, Serialize)]
struct Changed {
    case_number: String,
    case_id: String,
    recorded_at: String,
    change: String,
    recorded_verdict: String,
    recorded_target: String,
    replayed_verdict: String,
    replayed_target: String,
    rows: Vec<String>,
    missing: Vec<String>,
}

/// Judges recorded decisions anew. Nothing is written.
pub(crate) async fn replay(config: &CtlConfig, question: Question) -> Result<Replay, Error> {
    let folder = Path::new(&question.draft);
    let draft = if folder.is_dir() {
        v1::replay_rules_request::Draft::Text(texts(folder)?)
    } else {
        v1::replay_rules_request::Draft::RuleSetId(question.draft.clone())
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let request = v1::ReplayRulesRequest {
        draft: Some(draft),
        from: day(question.from),
        to: day(question.to),
        decisions: question.decisions,
        at_least: Vec::new(),
    };
    Ok(own_desk(config)?.call(&request).await?.into())
}

/// Submits the draft in a folder.
pub(crate) async fn submit(config: &CtlConfig, submission: Submission) -> Result<Given, Error> {
    let desk = own_desk(config)?;
    let text = texts(&submission.folder)?;
    let base_hash = match submission.base {
        Some(base) => base,
        None => published_last(&desk).await?,
    };
    let (command_id, header) = header();
    let reason = submission.reason;
    let request = v1::SubmitRuleSetRequest { header, rule_set: Some(text), base_hash, reason };
    Ok(Given::outcome(command_id, desk.give(request).await?))
}

/// Sends a draft back.
pub(crate) async fn send_back(config: &CtlConfig, draft: Return) -> Result<Given, Error> {
    let (command_id, header) = header();
    let request = v1::ReturnRuleSetRequest { header, rule_set_id: draft.draft, reason: draft.reason };
    Ok(Given::outcome(command_id, own_desk(config)?.give(request).await?))
}

/// Replays a draft over the last decisions, and approves it with these figures.
pub(crate) async fn approve(config: &CtlConfig, approval: Approval) -> Result<Given, Error> {
    let desk = own_desk(config)?;
    let draft = v1::replay_rules_request::Draft::RuleSetId(approval.draft.clone());
    let replayed = desk.call(&v1::ReplayRulesRequest { draft: Some(draft), ..Default::default() }).await?;
    let (command_id, header) = header();
    let request = v1::ApproveRuleSetRequest {
        header,
        rule_set_id: approval.draft,
        hash: approval.hash,
        replay: replayed.figures,
    };
    Ok(Given::outcome(command_id, desk.give(request).await?))
}

fn header() -> (String, Option<v1::CommandHeader>) {
    let command_id = Uuid::now_v7().to_string();
    (command_id.clone(), Some(v1::CommandHeader { command_id, ..Default::default() }))
}

/// The hash of the set that was published last, whether its day has come or not.
async fn published_last(desk: &Desk) -> Result<String, Error> {
    let standings = ["coming", "in_force"].map(str::to_owned).to_vec();
    let listed = desk.call(&v1::ListRuleSetsRequest { standings, ..Default::default() }).await?;
    let published = listed.rule_sets.into_iter().filter_map(|view| view.rule_set);
    let last = published.max_by_key(|set| set.version.parse::<u32>().unwrap_or_default());
    Ok(last.unwrap_or_default().hash)
}

fn texts(folder: &Path) -> Result<v1::RuleSetText, Error> {
    let files = reference::read_rule_files(folder)?;
    let tables = files.tables.into_iter().map(|(file, text)| v1::RuleTableText { file, text });
    Ok(v1::RuleSetText { manifest: files.manifest, tables: tables.collect() })
}

// === impl Replay ===

impl From<v1::ReplayRulesResponse> for Replay {
    fn from(answer: v1::ReplayRulesResponse) -> Self {
        let verdicts = answer.verdicts.into_iter();
        let rows = answer.rows.into_iter();
        let changed = answer.changed.into_iter();
        Self {
            hash: answer.rule_set.unwrap_or_default().hash,
            figures: answer.figures.unwrap_or_default().into(),
            verdicts: verdicts
                .map(|cell| Cell {
                    recorded: cell.recorded,
                    replayed: cell.replayed,
                    decisions: cell.decisions,
                })
                .collect(),
            rows: rows
                .map(|row| Row {
                    id: row.id,
                    table: row.table,
                    text: row.text,
                    more: row.more,
                    fewer: row.fewer,
                    other: row.other,
                })
                .collect(),
            changed: changed.map(Changed::from).collect(),
            more_recorded: answer.more_recorded,
        }
    }
}

impl From<v1::ReplayedDecision> for Changed {
    fn from(decision: v1::ReplayedDecision) -> Self {
        Self {
            case_number: decision.case_number,
            case_id: decision.case_id,
            recorded_at: decision.recorded_at,
            change: decision.change,
            recorded_verdict: decision.recorded_verdict,
            recorded_target: decision.recorded_target,
            replayed_verdict: decision.replayed_verdict,
            replayed_target: decision.replayed_target,
            rows: decision.rows,
            missing: decision.missing,
        }
    }
}

impl Report for Replay {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.hash)?;
        self.figures.print(out)?;
        if self.more_recorded {
            writeln!(out, "  and more were recorded")?;
        }
        for Cell { recorded, replayed, decisions } in &self.verdicts {
            writeln!(out, "  {recorded:<20} -> {replayed:<20} {decisions}")?;
        }
        for Row { id, text, more, fewer, other, .. } in &self.rows {
            writeln!(out, "  {id:<8} more {more}  fewer {fewer}  other {other}  {text}")?;
        }
        for changed in self.changed.iter().take(PRINTED_MAX) {
            let Changed { case_number, change, recorded_verdict, replayed_verdict, rows, missing, .. } =
                changed;
            let missing = if missing.is_empty() {
                String::new()
            } else {
                format!("  for want of {}", missing.join(" "))
            };
            let rows = rows.join(" ");
            writeln!(
                out,
                "  {case_number}  {change}: {recorded_verdict} -> {replayed_verdict}  {rows}{missing}"
            )?;
        }
        if self.changed.len() > PRINTED_MAX {
            writeln!(out, "  and others")?;
        }
        Ok(())
    }
}
