use std::collections::BTreeMap;

use fengqiao_jurisdiction::Level;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::Assessment,
    codes::{RefusalCode, Verdict},
    facts::Facts,
    hash::RuleSetHash,
    table::RowId,
};

/// The short form of an assessment (研判记录) that events carry: the rule set, the facts, the answer, and for each row one
/// letter per cell, P pass, F fail, U missing. Assessing the facts again under the same rule set gives the whole trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentRecord {
    pub rule_set: RuleSetHash,
    pub facts: Facts,
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalCode>,
    /// Empty for a case that is exempt.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<RowId, String>,
}

// === impl AssessmentRecord ===

impl AssessmentRecord {
    pub(crate) fn of(assessment: &Assessment) -> Self {
        Self {
            rule_set: assessment.rule_set,
            facts: assessment.facts.clone(),
            verdict: assessment.verdict,
            target: assessment.target,
            refusal: assessment.refusal,
            rows: assessment
                .rows
                .iter()
                .map(|row| (row.id.clone(), row.cells.iter().map(|cell| cell.result.letter()).collect()))
                .collect(),
        }
    }
}
