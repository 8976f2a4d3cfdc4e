//! A decision table whose columns, cells and outputs have been checked.

use std::sync::Arc;

use fengqiao_jurisdiction::vocabulary;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::CellResult, codes::TableId, condition::Condition, fact::Variable, truth::Truth, value::Value,
};

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// The id of a row, unique in its rule set: `HT03`.
    RowId
}

id! {
    /// The id of a gate, which one row or several can open: `GT08`.
    GateId
}

vocabulary! {
    /// How many rows of a table may answer, as DMN names it (命中策略).
    HitPolicy {
        /// Every row is evaluated and reported.
        Collect = "collect", "全部命中";
        /// The first true row answers.
        First = "first", "首行命中";
        /// At most one row can be true, and it answers.
        Unique = "unique", "唯一命中";
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table<V, O> {
    pub(crate) id: TableId,
    pub(crate) hit_policy: HitPolicy,
    pub(crate) rows: Vec<Row<V, O>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row<V, O> {
    pub(crate) id: RowId,
    /// What the row means, for the reader of an explanation.
    pub(crate) description: Arc<str>,
    /// The article of law or other source the row rests on.
    pub(crate) basis: Arc<str>,
    /// The cells that put a condition, in the order of the columns.
    pub(crate) cells: Vec<Cell<V>>,
    pub(crate) output: O,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<V> {
    pub(crate) variable: V,
    pub(crate) condition: Condition<V>,
    /// The condition in its one spelling.
    pub(crate) written: Arc<str>,
}

// === impl Row ===

impl<V: Variable, O> Row<V, O> {
    /// The AND of the row's cells. A row without a condition is true.
    pub(crate) fn truth(&self, lookup: &impl Fn(V) -> Value) -> Truth {
        Truth::all(self.cells.iter().map(|cell| cell.result(lookup).truth()))
    }
}

// === impl Cell ===

impl<V: Variable> Cell<V> {
    pub(crate) fn new(variable: V, condition: Condition<V>) -> Self {
        Self { variable, written: condition.to_string().into(), condition }
    }

    pub(crate) fn result(&self, lookup: &impl Fn(V) -> Value) -> CellResult {
        self.condition.test(&lookup(self.variable), lookup)
    }
}
