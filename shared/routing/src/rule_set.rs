//! A rule set that passed every check.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::Level;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    codes::TableId,
    fact::{Derived, Fact, Variable},
    facts::Facts,
    hash::RuleSetHash,
    outputs::{GateOutput, HardOutput, NoOutput, NoticeOutput, VerdictOutput},
    table::{Row, RowId, Table},
    truth::Truth,
};

/// The decision tables in force for a city from a day on (规则集).
#[derive(Clone, Debug)]
pub struct RuleSet {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) effective_from: Date,
    pub(crate) hash: RuleSetHash,
    pub(crate) tables: Tables,
}

/// The six tables.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    pub(crate) hard: Table<Fact, HardOutput>,
    pub(crate) soft: Table<Fact, NoOutput>,
    pub(crate) optional: Table<Fact, NoOutput>,
    pub(crate) gates: Table<Fact, GateOutput>,
    pub(crate) notices: Table<Fact, NoticeOutput>,
    pub(crate) verdicts: Table<Derived, VerdictOutput>,
}

/// A notice row that is true: who is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    pub id: RowId,
    /// The levels whose centre is alerted.
    pub alerts: BTreeSet<Level>,
}

/// What a row is about, for explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowInfo<'a> {
    pub table: TableId,
    pub description: &'a str,
    /// The article of law or other source.
    pub basis: &'a str,
}

// === impl RuleSet ===

impl RuleSet {
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The first day on which decisions are made under this rule set.
    #[must_use]
    pub const fn effective_from(&self) -> Date {
        self.effective_from
    }

    #[must_use]
    pub const fn hash(&self) -> RuleSetHash {
        self.hash
    }

    /// The notice rows that are true, at whatever level the case is held.
    #[must_use]
    pub fn notices(&self, facts: &Facts) -> Vec<NoticeRow> {
        let lookup = |fact: Fact| fact.value(facts);
        let rows = self.tables.notices.rows.iter();
        rows.filter(|row| row.truth(&lookup) == Truth::True)
            .map(|row| NoticeRow { id: row.id.clone(), alerts: row.output.alerts.clone() })
            .collect()
    }

    /// What the row with this id is about.
    #[must_use]
    pub fn row(&self, id: &RowId) -> Option<RowInfo<'_>> {
        let Tables { hard, soft, optional, gates, notices, verdicts } = &self.tables;
        hard.info(id)
            .or_else(|| soft.info(id))
            .or_else(|| optional.info(id))
            .or_else(|| gates.info(id))
            .or_else(|| notices.info(id))
            .or_else(|| verdicts.info(id))
    }
}

// === impl Tables ===

impl Tables {
    /// The part of a rule set's canonical form that the tables make up.
    pub(crate) fn canonical(&self) -> impl Serialize {
        let Self { hard, soft, optional, gates, notices, verdicts } = self;
        (
            hard.canonical(),
            soft.canonical(),
            optional.canonical(),
            gates.canonical(),
            notices.canonical(),
            verdicts.canonical(),
        )
    }
}

// === impl Table ===

/// The canonical form of a row.
#[derive(Serialize)]
struct CanonicalRow<'a, O> {
    id: &'a str,
    description: &'a str,
    basis: &'a str,
    cells: Vec<(String, &'a str)>,
    output: &'a O,
}

impl<V: Variable, O: Serialize> Table<V, O> {
    fn info(&self, id: &RowId) -> Option<RowInfo<'_>> {
        let row = self.rows.iter().find(|row| row.id == *id)?;
        Some(RowInfo { table: self.id, description: &row.description, basis: &row.basis })
    }

    fn canonical(&self) -> impl Serialize {
        let rows: Vec<_> = self.rows.iter().map(Row::canonical).collect();
        (self.id, self.hit_policy, rows)
    }
}

impl<V: Variable, O: Serialize> Row<V, O> {
    fn canonical(&self) -> CanonicalRow<'_, O> {
        let cells = self.cells.iter().map(|cell| (cell.variable.to_string(), &*cell.written));
        CanonicalRow {
            id: self.id.as_str(),
            description: &self.description,
            basis: &self.basis,
            cells: cells.collect(),
            output: &self.output,
        }
    }
}
