//! In which words decision tables speak, and what is wrong with a draft of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use fengqiao_jurisdiction::{Level, Role, Word};
use fengqiao_routing::{
    Aim, Derived, EvaluatedIn, Fact, Finding, Kind, LiftsTo, RefusalCode, RuleSet, RuleSetFiles, Severity,
    Unit, Variable, Verdict,
};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::reply;

/// Who writes rules, and who approves them.
const AUTHORS: [Role; 2] = [Role::RuleEditor, Role::RuleApprover];

/// The largest draft, in bytes.
const DRAFT_BYTES_MAX: usize = 1024 * 1024;

/// Drafts checked at once: a check may go through a hundred thousand regions of each table.
const CHECKS_MAX: usize = 2;

/// Room for the checks that run.
pub(crate) struct Checks(Arc<Semaphore>);

/// The words of the tables.
#[derive(Serialize)]
struct Words {
    /// What a column of a table may be about.
    facts: Vec<FactView>,
    /// What a cell of an outcome may say, by the field of its column: the code, and what a clerk reads.
    outcomes: BTreeMap<&'static str, Vec<(&'static str, &'static str)>>,
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
pub(crate) async fn vocabulary(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if app.session(&headers).is_none() {
        return reply::error(StatusCode::UNAUTHORIZED);
    }
    reply::json(StatusCode::OK, &Words { facts: facts(), outcomes: outcomes() })
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
    let Ok(permit) = Arc::clone(&app.checks.0).try_acquire_owned() else {
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

// === impl Checks ===

impl Default for Checks {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(CHECKS_MAX)))
    }
}

#[cfg(test)]
mod tests {
    use fengqiao_routing::delivered;

    use super::*;

    #[test]
    fn every_column_of_the_delivered_tables_has_its_words() {
        let known: Vec<&str> = facts().iter().map(|fact| fact.name).collect();
        for text in delivered().tables.values() {
            let table: serde_json::Value = serde_json::from_str(text).unwrap();
            for column in table["inputs"].as_array().unwrap() {
                assert!(known.contains(&column["field"].as_str().unwrap()), "{column}");
            }
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
