//! From the text of a cell to a typed condition.

use thiserror::Error;

use super::{Comparison, Condition, Operand};
use crate::{
    fact::Variable,
    finding::FindingCode,
    value::{Kind, LevelOrNone, Value},
};

/// Longest first, so that `<=` is not read as `<`.
const COMPARISONS: [(&str, Comparison); 6] = [
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("!=", Comparison::NotEqual),
    ("=", Comparison::Equal),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

/// Why a cell is no condition on its fact.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum CellError {
    #[error("{0:?} is not a condition; see the cell grammar")]
    Syntax(String),
    #[error("{condition:?} cannot be asked of {variable}, which is {kind}")]
    Inapplicable { condition: String, variable: String, kind: Kind },
    #[error("{text:?} is not {kind}, which {variable} is")]
    Value { text: String, variable: String, kind: Kind },
    #[error("{text:?} is no code of {variable}, which is {kind}")]
    Code { text: String, variable: String, kind: Kind },
}

impl CellError {
    pub(crate) const fn code(&self) -> FindingCode {
        match self {
            Self::Syntax(_) => FindingCode::BadSyntax,
            Self::Inapplicable { .. } | Self::Value { .. } => FindingCode::TypeError,
            Self::Code { .. } => FindingCode::UnknownCode,
        }
    }
}

/// Reads a cell in the column of `variable`. An empty cell and `-` are no condition.
pub(crate) fn parse<V: Variable>(variable: V, cell: &str) -> Result<Option<Condition<V>>, CellError> {
    let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let condition = match text.as_str() {
        "" | "-" => return Ok(None),
        "is missing" => Condition::IsMissing,
        "is empty" => Condition::IsEmpty,
        "is not empty" => Condition::IsNotEmpty,
        other => {
            if let Some(list) = other.strip_prefix("has any ") {
                Condition::HasAny(codes(variable, list)?)
            } else if let Some(list) = other.strip_prefix("in ") {
                Condition::OneOf(values(variable, list)?)
            } else if let Some((comparison, operand)) = comparison(other) {
                Condition::Compare(comparison, self::operand(variable, operand)?)
            } else {
                range(variable, other)?
            }
        }
    };
    if applies(&condition, variable.kind()) {
        Ok(Some(condition))
    } else {
        Err(CellError::Inapplicable {
            condition: text,
            variable: variable.to_string(),
            kind: variable.kind(),
        })
    }
}

/// Whether a condition may be put on a variable of this type.
fn applies<V>(condition: &Condition<V>, kind: Kind) -> bool {
    let ordered = matches!(kind, Kind::Count(_) | Kind::Level | Kind::LevelOrNone);
    let set = matches!(kind, Kind::Codes(_));
    match condition {
        Condition::Compare(Comparison::Equal | Comparison::NotEqual, _) => !set,
        Condition::Compare(..) | Condition::Between { .. } => ordered,
        Condition::OneOf(_) => ordered || matches!(kind, Kind::Code(_)),
        Condition::HasAny(_) | Condition::IsEmpty | Condition::IsNotEmpty => set,
        Condition::IsMissing => true,
    }
}

fn comparison(text: &str) -> Option<(Comparison, &str)> {
    COMPARISONS.iter().find_map(|(sign, comparison)| Some((*comparison, text.strip_prefix(sign)?.trim())))
}

fn range<V: Variable>(variable: V, text: &str) -> Result<Condition<V>, CellError> {
    let syntax = || CellError::Syntax(text.to_owned());
    let (low_included, rest) = match (text.strip_prefix('['), text.strip_prefix('(')) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Err(syntax()),
    };
    let (high_included, rest) = match (rest.strip_suffix(']'), rest.strip_suffix(')')) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Err(syntax()),
    };
    let (low, high) = rest.split_once("..").ok_or_else(syntax)?;
    Ok(Condition::Between {
        low: value(variable, low.trim())?,
        low_included,
        high: value(variable, high.trim())?,
        high_included,
    })
}

fn list(text: &str) -> Result<impl Iterator<Item = &str>, CellError> {
    let items = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let items = items.ok_or_else(|| CellError::Syntax(text.to_owned()))?;
    if items.split(',').any(|item| item.trim().is_empty()) {
        return Err(CellError::Syntax(text.to_owned()));
    }
    Ok(items.split(',').map(str::trim))
}

fn values<V: Variable>(variable: V, text: &str) -> Result<Vec<Value>, CellError> {
    list(text)?.map(|item| value(variable, item)).collect()
}

fn codes<V: Variable>(variable: V, text: &str) -> Result<Vec<&'static str>, CellError> {
    let kind = variable.kind();
    let items = list(text)?;
    let Kind::Codes(codes) = kind else {
        return Err(CellError::Inapplicable {
            condition: format!("has any {text}"),
            variable: variable.to_string(),
            kind,
        });
    };
    items
        .map(|item| {
            codes.iter().copied().find(|code| *code == item).ok_or_else(|| CellError::Code {
                text: item.to_owned(),
                variable: variable.to_string(),
                kind,
            })
        })
        .collect()
}

fn operand<V: Variable>(variable: V, text: &str) -> Result<Operand<V>, CellError> {
    match V::from_name(text) {
        Some(other) if variable.kind().is_level() && other.kind().is_level() => Ok(Operand::Variable(other)),
        _ => value(variable, text).map(Operand::Literal),
    }
}

/// A literal of the variable's type. A level may be compared with `none` also where it cannot be none itself; such a cell is
/// then reported as one that always or never holds.
fn value<V: Variable>(variable: V, text: &str) -> Result<Value, CellError> {
    if text.is_empty() {
        return Err(CellError::Syntax(text.to_owned()));
    }
    let kind = variable.kind();
    let unfit = || CellError::Value { text: text.to_owned(), variable: variable.to_string(), kind };
    let unknown = || CellError::Code { text: text.to_owned(), variable: variable.to_string(), kind };
    match kind {
        Kind::Bool => text.parse().map(Value::Bool).map_err(|_| unfit()),
        Kind::Count(_) => count(text).map(Value::Count).ok_or_else(unfit),
        Kind::Level | Kind::LevelOrNone => LevelOrNone::from_code(text).map(Value::Level).ok_or_else(unknown),
        Kind::Code(codes) => {
            codes.iter().copied().find(|code| *code == text).map(Value::Code).ok_or_else(unknown)
        }
        Kind::Codes(_) => Err(unfit()),
    }
}

/// Digits, with underscores between them for the eye: an amount in fen has many.
fn count(text: &str) -> Option<u64> {
    let digits_only = text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == '_');
    if digits_only { text.replace('_', "").parse().ok() } else { None }
}
