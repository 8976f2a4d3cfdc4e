//! What a row of each table answers when it is true.

use std::collections::{BTreeMap, BTreeSet};

use fengqiao_jurisdiction::{Level, vocabulary};
use serde::Serialize;

use crate::{
    codes::{RefusalCode, Verdict, word},
    finding::FindingCode,
    table::GateId,
};

/// The column, optional in every table, that names the source of a row.
pub(crate) const BASIS_COLUMN: &str = "basis";

/// The output cells of a row, by field.
pub(crate) type OutputCells<'a> = BTreeMap<&'a str, &'a str>;

/// An output cell that cannot be read.
#[derive(Debug)]
pub(crate) struct OutputError {
    pub(crate) column: &'static str,
    pub(crate) code: FindingCode,
    pub(crate) message: String,
}

/// The outputs of one table.
pub(crate) trait Output: Sized + Clone + Serialize {
    /// The columns that must be there.
    const COLUMNS: &'static [&'static str];

    fn read(cells: &OutputCells<'_>) -> Result<Self, OutputError>;
}

vocabulary! {
    /// Where a true hard trigger lifts to.
    LiftsTo {
        Township = "township", "乡镇(街道)";
        County = "county", "县(区)";
        City = "city", "市";
        /// The level of the lowest ancestor centre that is not conflicted.
        Next = "next", "上一级";
        /// The level that the order names.
        OrderLevel = "order_level", "交办指定的层级";
    }
}

vocabulary! {
    /// In which phases of a case a hard trigger is evaluated.
    EvaluatedIn {
        Handling = "handling", "办理";
        /// Also where a case has its outcome: danger always rises.
        Open = "open", "在办";
    }
}

vocabulary! {
    /// Where a verdict points.
    Aim {
        /// The highest target of the true hard triggers.
        HighestHard = "highest_hard", "硬性情形的最高目标";
        Next = "next", "上一级";
        None = "none", "无";
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct HardOutput {
    pub(crate) lifts_to: LiftsTo,
    pub(crate) evaluated_in: EvaluatedIn,
}

/// Soft triggers and optional rows answer by being true; where to is the verdict's to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NoOutput;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct GateOutput {
    pub(crate) gate: GateId,
    pub(crate) refusal: RefusalCode,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NoticeOutput {
    pub(crate) alerts: BTreeSet<Level>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct VerdictOutput {
    pub(crate) verdict: Verdict,
    pub(crate) target: Aim,
}

// === impl Output ===

impl Output for HardOutput {
    const COLUMNS: &'static [&'static str] = &["lifts_to", "evaluated_in"];

    fn read(cells: &OutputCells<'_>) -> Result<Self, OutputError> {
        Ok(Self {
            lifts_to: code(cells, "lifts_to", LiftsTo::WRITTEN, word)?,
            evaluated_in: code(cells, "evaluated_in", EvaluatedIn::WRITTEN, word)?,
        })
    }
}

impl Output for NoOutput {
    const COLUMNS: &'static [&'static str] = &[];

    fn read(_: &OutputCells<'_>) -> Result<Self, OutputError> {
        Ok(Self)
    }
}

impl Output for GateOutput {
    const COLUMNS: &'static [&'static str] = &["gate", "refusal"];

    fn read(cells: &OutputCells<'_>) -> Result<Self, OutputError> {
        let gate = text(cells, "gate")?;
        if gate.is_empty() {
            return Err(OutputError {
                column: "gate",
                code: FindingCode::BadSyntax,
                message: "names no gate".to_owned(),
            });
        }
        Ok(Self { gate: gate.into(), refusal: code(cells, "refusal", RefusalCode::WRITTEN, word)? })
    }
}

impl Output for NoticeOutput {
    const COLUMNS: &'static [&'static str] = &["alerts"];

    fn read(cells: &OutputCells<'_>) -> Result<Self, OutputError> {
        let alerts = text(cells, "alerts")?
            .split(',')
            .map(|level| word(level.trim()).ok_or_else(|| unknown("alerts", level, "a list of levels")))
            .collect::<Result<_, _>>()?;
        Ok(Self { alerts })
    }
}

impl Output for VerdictOutput {
    const COLUMNS: &'static [&'static str] = &["verdict", "target"];

    fn read(cells: &OutputCells<'_>) -> Result<Self, OutputError> {
        let verdict = code(cells, "verdict", Verdict::WRITTEN, word)?;
        let target = code(cells, "target", Aim::WRITTEN, word)?;
        if (verdict == Verdict::Keep) != (target == Aim::None) {
            return Err(OutputError {
                column: "target",
                code: FindingCode::TargetUnfit,
                message: format!(
                    "the verdict {verdict} cannot point to {target}: all but keep point somewhere"
                ),
            });
        }
        Ok(Self { verdict, target })
    }
}

fn text<'a>(cells: &OutputCells<'a>, column: &'static str) -> Result<&'a str, OutputError> {
    cells.get(column).map(|cell| cell.trim()).ok_or_else(|| OutputError {
        column,
        code: FindingCode::MissingColumn,
        message: "the row has no such cell".to_owned(),
    })
}

fn code<T>(
    cells: &OutputCells<'_>,
    column: &'static str,
    codes: &[&str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, OutputError> {
    let text = text(cells, column)?;
    read(text).ok_or_else(|| unknown(column, text, &codes.join(", ")))
}

fn unknown(column: &'static str, text: &str, expected: &str) -> OutputError {
    OutputError {
        column,
        code: FindingCode::UnknownCode,
        message: format!("{:?} is not {expected}", text.trim()),
    }
}
