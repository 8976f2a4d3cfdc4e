//! Why the tables say what they say.

use fengqiao_domain::Code;
use fengqiao_routing::{Assessment, CellResult, CellTrace, Fact, RowTrace, Value};

use crate::texts::{Reply, Wording};
use crate::v1;

/// The answer of the tables with every fact, row and cell that led to it.
#[must_use]
pub fn explanation(assessment: &Assessment, wording: Wording<'_>) -> v1::Explanation {
    let refused = assessment.refusal.map(|code| {
        let code = Code::from(code);
        (code, wording.refusal_of_rules(code, assessment))
    });
    explanation_with(assessment, refused, wording)
}

/// The same, with the refusal that was given.
pub(crate) fn explanation_with(
    assessment: &Assessment,
    refused: Option<(Code, Reply)>,
    wording: Wording<'_>,
) -> v1::Explanation {
    let (refusal_code, reply) =
        refused.map_or_else(Default::default, |(code, reply)| (code.as_str().to_owned(), reply));
    v1::Explanation {
        verdict: assessment.verdict.to_string(),
        verdict_text: wording.verdict(assessment),
        target_level: assessment.target.map(|level| level.to_string()).unwrap_or_default(),
        rule_set: Some(rule_set(assessment, wording)),
        facts: Fact::ALL.iter().filter_map(|fact| seen(*fact, assessment, wording)).collect(),
        rows: assessment.rows.iter().map(|traced| row(assessment, traced, wording)).collect(),
        missing: assessment.missing.iter().map(|fact| fact.name().to_owned()).collect(),
        refusal_code,
        refusal_text: reply.text,
        change_text: reply.change,
        nearest: assessment.nearest().map(|nearest| v1::NearestRow {
            id: nearest.row.to_string(),
            unmet: nearest.unmet.into_iter().map(cell).collect(),
        }),
    }
}

/// The rule set that answered. Its name is empty if it is none of those that are known here.
fn rule_set(assessment: &Assessment, wording: Wording<'_>) -> v1::RuleSetRef {
    let known = wording.rules.of(assessment.rule_set);
    v1::RuleSetRef {
        id: known.map(|rules| rules.id().to_owned()).unwrap_or_default(),
        version: known.map(|rules| rules.version().to_string()).unwrap_or_default(),
        hash: assessment.rule_set.to_string(),
    }
}

/// A fact as it was seen; none if it belongs to a request and there was none.
fn seen(fact: Fact, assessment: &Assessment, wording: Wording<'_>) -> Option<v1::FactSeen> {
    let value = fact.value(&assessment.facts);
    let missing = value == Value::Missing;
    (value != Value::NotAsked).then(|| v1::FactSeen {
        name: fact.name().to_owned(),
        text: wording.fact_seen(fact, &value),
        value: if missing { String::new() } else { value.to_string() },
        missing,
    })
}

fn row(assessment: &Assessment, row: &RowTrace, wording: Wording<'_>) -> v1::RowResult {
    v1::RowResult {
        id: row.id.to_string(),
        table: row.table.to_string(),
        text: wording.row(assessment, row),
        truth: row.truth.code().to_owned(),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &CellTrace) -> v1::CellResult {
    let result = match cell.result {
        CellResult::Pass => "pass",
        CellResult::Fail => "fail",
        CellResult::Missing => "missing",
    };
    v1::CellResult {
        fact: cell.fact.name().to_owned(),
        condition: cell.condition.to_string(),
        result: result.to_owned(),
        seen: cell.seen.to_string(),
    }
}
