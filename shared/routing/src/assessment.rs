//! What an assessment says, with everything that led to it.

use std::{collections::BTreeSet, sync::Arc};

use fengqiao_jurisdiction::Level;
use serde::Serialize;

use crate::{
    codes::{RefusalCode, TableId, Verdict},
    fact::Fact,
    facts::Facts,
    hash::RuleSetHash,
    record::AssessmentRecord,
    table::{GateId, RowId},
    truth::Truth,
    value::Value,
};

/// The answer of a rule set for one case (研判), with every row and cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub rule_set: RuleSetHash,
    pub facts: Facts,
    pub scope: Scope,
    pub verdict: Verdict,
    /// The level the case would rise to; `None` exactly where the verdict is Keep.
    pub target: Option<Level>,
    /// The row of the verdict table that answered; `None` for a case that is exempt.
    pub verdict_row: Option<RowId>,
    /// OR of the hard triggers.
    pub hard: Truth,
    /// OR of the soft triggers.
    pub soft: Truth,
    /// OR of the optional rows.
    pub optional: Truth,
    /// AND of the gates.
    pub gates: Truth,
    /// The gates in the order of their priority.
    pub gate_results: Vec<GateTrace>,
    /// Every row evaluated: hard triggers, soft triggers, optional rows, gates.
    pub rows: Vec<RowTrace>,
    /// Under Keep in hand, why a request to rise would be refused: the first gate that is False, and where none is, R06 for
    /// a request that wants only a power the level has, else R01.
    pub refusal: Option<RefusalCode>,
    /// The missing facts that the verdict hangs on, among the results its row looked at.
    pub missing: BTreeSet<Fact>,
}

/// How much of the tables applies to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// In hand below the city: every table.
    Full,
    /// With an outcome, below the city: only the hard triggers marked as evaluated in open cases. Nothing is left to settle,
    /// but danger always rises.
    DangerOnly,
    /// Ended: not assessed. Danger reopens the case first.
    Ended,
    /// At the city: not assessed, there is no level above.
    AtCity,
}

/// One row, evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowTrace {
    pub id: RowId,
    pub table: TableId,
    /// The gate that the row can open; `None` in every other table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateId>,
    pub truth: Truth,
    /// The cells that put a condition, in the order of the columns.
    pub cells: Vec<CellTrace>,
}

/// One cell, evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellTrace {
    pub fact: Fact,
    /// The condition as written.
    pub condition: Arc<str>,
    pub result: CellResult,
    pub seen: Value,
}

/// What a cell gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellResult {
    Pass,
    Fail,
    Missing,
}

/// One gate, which is the OR of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GateTrace {
    pub id: GateId,
    pub truth: Truth,
    /// The code of a refusal that rests on this gate.
    pub refusal: RefusalCode,
}

/// The soft trigger that is closest to being true, and what it still wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest<'a> {
    pub row: &'a RowId,
    /// The cells that are not met, each with the value seen and the condition needed. Empty where the row is true and only
    /// gates stand in the way.
    pub unmet: Vec<&'a CellTrace>,
}

// === impl Assessment ===

impl Assessment {
    /// The soft trigger with the fewest cells not met, ties by id. `None` where soft triggers were not evaluated.
    #[must_use]
    pub fn nearest(&self) -> Option<Nearest<'_>> {
        self.rows
            .iter()
            .filter(|row| row.table == TableId::SoftTriggers)
            .map(|row| Nearest { row: &row.id, unmet: row.unmet().collect() })
            .min_by_key(|nearest| (nearest.unmet.len(), nearest.row))
    }

    /// The rows of one table, in order.
    pub fn rows_of(&self, table: TableId) -> impl Iterator<Item = &RowTrace> {
        self.rows.iter().filter(move |row| row.table == table)
    }

    /// The triggers and optional rows that are true: the grounds of a lift. A row of a gate is no ground.
    pub fn true_rows(&self) -> impl Iterator<Item = &RowTrace> {
        self.rows.iter().filter(|row| row.table != TableId::Gates && row.truth == Truth::True)
    }

    /// The gates that are False, by priority.
    pub fn failed_gates(&self) -> impl Iterator<Item = &GateTrace> {
        self.gate_results.iter().filter(|gate| gate.truth == Truth::False)
    }

    /// What a gate came to, if gates were evaluated.
    #[must_use]
    pub fn gate_truth(&self, id: &GateId) -> Option<Truth> {
        self.gate_results.iter().find(|gate| gate.id == *id).map(|gate| gate.truth)
    }

    /// The row with this id, if it was evaluated.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&RowTrace> {
        self.rows.iter().find(|row| row.id.as_str() == id)
    }

    /// The short form that events carry.
    #[must_use]
    pub fn record(&self) -> AssessmentRecord {
        AssessmentRecord::of(self)
    }
}

// === impl RowTrace ===

impl RowTrace {
    /// The cells that are not met.
    pub fn unmet(&self) -> impl Iterator<Item = &CellTrace> {
        self.cells.iter().filter(|cell| cell.result != CellResult::Pass)
    }
}

// === impl CellResult ===

impl CellResult {
    #[must_use]
    pub const fn truth(self) -> Truth {
        match self {
            Self::Pass => Truth::True,
            Self::Fail => Truth::False,
            Self::Missing => Truth::Unknown,
        }
    }

    /// The letter that stands for this result in a record.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Pass => 'P',
            Self::Fail => 'F',
            Self::Missing => 'U',
        }
    }
}

impl From<bool> for CellResult {
    fn from(holds: bool) -> Self {
        if holds { Self::Pass } else { Self::Fail }
    }
}
