//! The decision tables in force, as they are written, and what is wrong with a draft of others.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use fengqiao_jurisdiction::{Level, Role, Word};
use fengqiao_routing::{
    Aim, Derived, EvaluatedIn, Fact, Finding, Kind, LiftsTo, RefusalCode, RuleSet, RuleSetFiles, Severity,
    Unit, Variable, Verdict,
};
use fengqiao_runtime::reference::{self, read_rule_files, read_rules, rules_folder};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::reply;

/// Who writes rules, and who approves them.
const AUTHORS: [Role; 2] = [Role::RuleEditor, Role::RuleApprover];

/// The largest draft, in bytes.
const DRAFT_BYTES_MAX: usize = 1024 * 1024;

/// Drafts checked at once: a check may go through a hundred thousand regions of each table.
const CHECKS_MAX: usize = 2;

/// The tables in force and their texts.
pub(crate) struct Rules {
    set: RuleSet,
    manifest: String,
    tables: Vec<Table>,
    checks: Arc<Semaphore>,
}

#[derive(Serialize)]
struct InForce<'a> {
    id: &'a str,
    version: u32,
    effective_from: String,
    hash: String,
    /// The text that names the set and its tables.
    manifest: &'a str,
    tables: &'a [Table],
    /// What a column of a table may be about.
    facts: Vec<FactView>,
    /// What a cell of an outcome may say, by the field of its column: the code, and what a clerk reads.
    outcomes: BTreeMap<&'static str, Vec<(&'static str, &'static str)>>,
}

/// A decision table as its file has it.
#[derive(Deserialize, Serialize)]
struct Table {
    #[serde(skip_deserializing)]
    file: String,
    id: String,
    #[serde(default)]
    name: String,
    #[serde(rename = "hitPolicy")]
    hit_policy: String,
    inputs: Vec<Column>,
    outputs: Vec<Column>,
    /// The cells of each row by the column's id, with `_id` and `_description`.
    rules: Vec<BTreeMap<String, String>>,
}

#[derive(Deserialize, Serialize)]
struct Column {
    id: String,
    #[serde(default)]
    name: String,
    field: String,
}

#[derive(Serialize)]
struct FactView {
    name: &'static str,
    text: &'static str,
    kind: &'static str,
    unit: &'static str,
    codes: &'static [&'static str],
}

#[derive(Serialize)]
struct Checked {
    findings: Vec<FindingView>,
    /// The digest of the draft, if it has no fault.
    hash: Option<String>,
}

#[derive(Serialize)]
struct FindingView {
    #[serde(flatten)]
    finding: Finding,
    /// What a clerk reads of the fault's kind.
    text: &'static str,
}

/// `GET /api/rules`, for whoever is signed in: everybody may know by which rules is decided.
pub(crate) async fn in_force(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if app.session(&headers).is_none() {
        return reply::error(StatusCode::UNAUTHORIZED);
    }
    let Rules { set, manifest, tables, .. } = &app.rules;
    reply::json(
        StatusCode::OK,
        &InForce {
            id: set.id(),
            version: set.version(),
            effective_from: set.effective_from().to_string(),
            hash: set.hash().to_string(),
            manifest,
            tables,
            facts: facts(),
            outcomes: outcomes(),
        },
    )
}

/// `POST /api/rules/check`: every fault of a draft, with its place. Nothing is kept of it.
pub(crate) async fn check(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    if !session.holds(&AUTHORS) {
        return reply::error(StatusCode::FORBIDDEN);
    }
    if body.len() > DRAFT_BYTES_MAX {
        return reply::error(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok(draft) = serde_json::from_slice::<RuleSetFiles>(&body) else {
        return reply::error(StatusCode::BAD_REQUEST);
    };
    let Ok(permit) = Arc::clone(&app.rules.checks).try_acquire_owned() else {
        return reply::error(StatusCode::TOO_MANY_REQUESTS);
    };
    let checked = tokio::task::spawn_blocking(move || {
        let _held = permit;
        checked(&draft)
    });
    match checked.await {
        Ok(checked) => reply::json(StatusCode::OK, &checked),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a draft could not be checked");
            reply::error(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn checked(draft: &RuleSetFiles) -> Checked {
    let findings = draft.check();
    let sound = findings.iter().all(|finding| finding.severity < Severity::Error);
    let hash = if sound { RuleSet::parse(draft).ok().map(|set| set.hash().to_string()) } else { None };
    let findings = findings.into_iter().map(|finding| FindingView { text: finding.code.zh(), finding });
    Checked { findings: findings.collect(), hash }
}

fn facts() -> Vec<FactView> {
    let facts = Fact::ALL.iter().map(|fact| view(*fact));
    facts.chain(Derived::ALL.iter().map(|derived| view(*derived))).collect()
}

fn view<V: Variable + Word>(variable: V) -> FactView {
    let (kind, unit, codes): (_, _, &[_]) = match variable.kind() {
        Kind::Bool => ("bool", "", &[]),
        Kind::Count(unit) => ("count", unit_name(unit), &[]),
        Kind::Level => ("level", "", Level::WRITTEN),
        Kind::LevelOrNone => ("level_or_none", "", Level::WRITTEN),
        Kind::Code(codes) => ("code", "", codes),
        Kind::Codes(codes) => ("codes", "", codes),
    };
    FactView { name: variable.as_str(), text: variable.zh(), kind, unit, codes }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "persons",
        Unit::Fen => "fen",
        Unit::Divisions => "divisions",
        Unit::Dates => "dates",
        Unit::Filings => "filings",
        Unit::Cases => "cases",
    }
}

fn outcomes() -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    BTreeMap::from([
        ("lifts_to", words::<LiftsTo>()),
        ("evaluated_in", words::<EvaluatedIn>()),
        ("refusal", words::<RefusalCode>()),
        ("alerts", words::<Level>()),
        ("verdict", words::<Verdict>()),
        ("target", words::<Aim>()),
    ])
}

fn words<W: Word>() -> Vec<(&'static str, &'static str)> {
    W::ALL.iter().map(|word| (word.as_str(), word.zh())).collect()
}

// === impl Rules ===

impl Rules {
    /// The set of this jurisdiction: its own, or the shared one.
    ///
    /// # Errors
    /// When it cannot be read or has a fault.
    pub(crate) fn read(jurisdiction: &Path, shared: &Path) -> Result<Self, reference::Error> {
        let folder = rules_folder(jurisdiction, shared);
        let files = read_rule_files(&folder)?;
        Ok(Self {
            set: read_rules(&folder)?,
            tables: tables(&files),
            manifest: files.manifest,
            checks: Arc::new(Semaphore::new(CHECKS_MAX)),
        })
    }
}

/// The tables in the order of the manifest. Those of a set that passed its checks are all in the shape of a table.
fn tables(files: &RuleSetFiles) -> Vec<Table> {
    let listed = RuleSetFiles::listed_in(&files.manifest).unwrap_or_default();
    let read = |name: String| {
        let table: Table = serde_json::from_str(files.tables.get(&name)?).ok()?;
        Some(Table { file: name, ..table })
    };
    listed.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use fengqiao_routing::delivered;

    use super::*;

    #[test]
    fn the_delivered_tables_can_all_be_shown() {
        let shown = tables(&delivered());
        assert_eq!(shown.len(), delivered().tables.len());
        let known = facts();
        for column in shown.iter().flat_map(|table| &table.inputs) {
            assert!(known.iter().any(|fact| fact.name == column.field), "{}", column.field);
        }
    }

    #[test]
    fn a_draft_is_answered_with_its_faults_or_its_digest() {
        let sound = checked(&delivered());
        assert!(sound.findings.is_empty() && sound.hash.is_some());
        let mut draft = delivered();
        for text in draft.tables.values_mut() {
            *text = text.replace(">= 30", ">= thirty");
        }
        let faulty = checked(&draft);
        assert!(faulty.hash.is_none());
        assert_eq!(faulty.findings.len(), 1);
        let found = faulty.findings.first().unwrap();
        assert_eq!(found.finding.row.as_deref(), Some("HT03"));
        assert_eq!(found.finding.cell.as_deref(), Some("headcount"));
    }
}
