//! What is wrong with a draft.

use fengqiao_jurisdiction::vocabulary;
use serde::Serialize;

/// One fault in a draft rule set, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub severity: Severity,
    /// The table's id, or the file's name where the id could not be read.
    pub table: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The column's field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    pub code: FindingCode,
    pub message: String,
}

/// Whether a draft with this fault may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Warning,
    Error,
}

vocabulary! {
    /// The kinds of fault.
    FindingCode {
        /// Not JSON, or not in the shape of a rule set or a decision table.
        BadShape = "bad_shape", "格式错误";
        /// A table of the rule set is not there.
        MissingTable = "missing_table", "缺少决策表";
        /// A named limit is passed.
        LimitPassed = "limit_passed", "超出上限";
        /// The table may not have this hit policy.
        WrongHitPolicy = "wrong_hit_policy", "命中策略不符";
        /// An input column is about no fact of the vocabulary.
        UnknownFact = "unknown_fact", "未知事实";
        /// A row has a cell for no column, or a column is not one of the table's.
        UnknownColumn = "unknown_column", "未知列";
        /// A column of the table is not there.
        MissingColumn = "missing_column", "缺少列";
        /// A code that the fact cannot have.
        UnknownCode = "unknown_code", "未知代码";
        /// A condition or value that does not fit the fact's type.
        TypeError = "type_error", "类型错误";
        /// A cell that is not in the grammar.
        BadSyntax = "bad_syntax", "单元格语法错误";
        /// Two columns, or two rows of the rule set, have one id.
        DuplicateId = "duplicate_id", "编号重复";
        /// A row that no case can ever meet, or that earlier rows always pre-empt.
        UnreachableRow = "unreachable_row", "规则行永不命中";
        /// Two rows meet one case under the policy Unique.
        Overlap = "overlap", "规则行重叠";
        /// No row meets some case under the policies First and Unique.
        Gap = "gap", "规则行有缺口";
        /// The rows of one gate give different refusal codes.
        GateRefusalDiffers = "gate_refusal_differs", "同一条件的拒绝代码不一致";
        /// A row would lift a case to a level that is not above its own.
        TargetNotAbove = "target_not_above", "目标层级不高于本级";
        /// A verdict aims at the hard triggers' target where none of them is true, or lifts without a target.
        TargetUnfit = "target_unfit", "目标与结论不符";
        /// A cell asks whether a fact is missing: learning the fact may then overturn a decision.
        NotMonotone = "not_monotone", "补充事实可能推翻结论";
    }
}

impl Finding {
    pub(crate) fn error(table: impl Into<String>, code: FindingCode, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            table: table.into(),
            row: None,
            cell: None,
            code,
            message: message.into(),
        }
    }

    pub(crate) fn warning(table: impl Into<String>, code: FindingCode, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(table, code, message) }
    }

    pub(crate) fn in_row(self, row: impl Into<String>) -> Self {
        Self { row: Some(row.into()), ..self }
    }

    pub(crate) fn in_cell(self, cell: impl Into<String>) -> Self {
        Self { cell: Some(cell.into()), ..self }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}[{}] {}", self.code, self.table)?;
        if let Some(row) = &self.row {
            write!(f, " {row}")?;
        }
        if let Some(cell) = &self.cell {
            write!(f, ".{cell}")?;
        }
        write!(f, ": {}", self.message)
    }
}
