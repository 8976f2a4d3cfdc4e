//! The condition that a cell puts on one variable.

mod parse;

use std::cmp::Ordering;

pub(crate) use self::parse::parse;
use crate::{assessment::CellResult, fact::Variable, value::Value};

/// A condition on a variable. The cell grammar has nothing else: no arithmetic, no calls, no nesting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition<V> {
    /// `= county`, `!= none`, `< county`, `>= 30`, `> level`.
    Compare(Comparison, Operand<V>),
    /// `[10..50]`, `(10..50)` and the two mixed forms; a bracket includes its bound, a parenthesis does not.
    Between { low: Value, low_included: bool, high: Value, high_included: bool },
    /// `in [court, police]`.
    OneOf(Vec<Value>),
    /// `has any [weapon, violence]`.
    HasAny(Vec<&'static str>),
    /// `is empty`.
    IsEmpty,
    /// `is not empty`.
    IsNotEmpty,
    /// `is missing`: the one condition that a missing value meets.
    IsMissing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What a variable is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand<V> {
    Literal(Value),
    /// Another variable of the same case; both must be levels.
    Variable(V),
}

// === impl Condition ===

impl<V: Variable> Condition<V> {
    /// Tests the value seen; `lookup` gives the value of any other variable named by the condition.
    pub(crate) fn test(&self, seen: &Value, lookup: &impl Fn(V) -> Value) -> CellResult {
        match (self, seen) {
            (Self::IsMissing, seen) => CellResult::from(*seen == Value::Missing),
            (_, Value::NotAsked) => CellResult::Pass,
            (_, Value::Missing) => CellResult::Missing,
            (Self::Compare(comparison, operand), seen) => match operand.value(lookup) {
                Value::Missing => CellResult::Missing,
                other => comparison.holds(seen, &other).into(),
            },
            (Self::Between { low, low_included, high, high_included }, seen) => {
                let above = if *low_included { Comparison::GreaterOrEqual } else { Comparison::Greater };
                let below = if *high_included { Comparison::LessOrEqual } else { Comparison::Less };
                (above.holds(seen, low) && below.holds(seen, high)).into()
            }
            (Self::OneOf(values), seen) => values.contains(seen).into(),
            (Self::HasAny(wanted), Value::Codes(codes)) => {
                wanted.iter().any(|code| codes.contains(code)).into()
            }
            (Self::IsEmpty, Value::Codes(codes)) => codes.is_empty().into(),
            (Self::IsNotEmpty, Value::Codes(codes)) => (!codes.is_empty()).into(),
            // Only sets have these conditions; the type check of the cell has refused any other.
            (Self::HasAny(_) | Self::IsEmpty | Self::IsNotEmpty, _) => CellResult::Fail,
        }
    }
}

impl<V: Variable> std::fmt::Display for Condition<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Compare(comparison, Operand::Literal(value)) => write!(f, "{comparison} {value}"),
            Self::Compare(comparison, Operand::Variable(variable)) => write!(f, "{comparison} {variable}"),
            Self::Between { low, low_included, high, high_included } => {
                let (open, close) =
                    (if *low_included { '[' } else { '(' }, if *high_included { ']' } else { ')' });
                write!(f, "{open}{low}..{high}{close}")
            }
            Self::OneOf(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                write!(f, "in [{}]", values.join(", "))
            }
            Self::HasAny(codes) => write!(f, "has any [{}]", codes.join(", ")),
            Self::IsEmpty => f.write_str("is empty"),
            Self::IsNotEmpty => f.write_str("is not empty"),
            Self::IsMissing => f.write_str("is missing"),
        }
    }
}

// === impl Comparison ===

impl Comparison {
    fn holds(self, seen: &Value, other: &Value) -> bool {
        match self {
            Self::Equal => seen == other,
            Self::NotEqual => seen != other,
            Self::Less => seen.order(other).is_some_and(Ordering::is_lt),
            Self::LessOrEqual => seen.order(other).is_some_and(Ordering::is_le),
            Self::Greater => seen.order(other).is_some_and(Ordering::is_gt),
            Self::GreaterOrEqual => seen.order(other).is_some_and(Ordering::is_ge),
        }
    }
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        })
    }
}

// === impl Operand ===

impl<V: Variable> Operand<V> {
    fn value(&self, lookup: &impl Fn(V) -> Value) -> Value {
        match self {
            Self::Literal(value) => value.clone(),
            Self::Variable(variable) => lookup(*variable),
        }
    }
}
