//! What a fact can be and what type it has.

use std::cmp::Ordering;

use fengqiao_jurisdiction::Level;
use serde::{Deserialize, Serialize};

/// A level, or none, which is below Village. Unlike `Option<Level>` it cannot be mistaken for a level that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelOrNone(Option<Level>);

/// What a fact is in one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Not yet known (⊥).
    Missing,
    /// The fact belongs to a request and there is none: every condition on it is satisfied.
    NotAsked,
    Bool(bool),
    Count(u64),
    Level(LevelOrNone),
    Code(&'static str),
    Codes(Vec<&'static str>),
}

/// The type of a fact: which values it can have, and so which conditions may be put on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Count(Unit),
    /// One of the four levels.
    Level,
    /// One of the four levels, or none.
    LevelOrNone,
    /// Exactly one of these codes.
    Code(&'static [&'static str]),
    /// Any subset of these codes.
    Codes(&'static [&'static str]),
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Persons,
    /// 0.01 yuan.
    Fen,
    Divisions,
    /// Distinct calendar dates on which a session was held.
    Dates,
    Filings,
    Cases,
}

// === impl LevelOrNone ===

impl LevelOrNone {
    pub const NONE: Self = Self(None);

    #[must_use]
    pub const fn level(self) -> Option<Level> {
        self.0
    }

    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The code used in table cells.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.0 {
            None => "none",
            Some(level) => level.as_str(),
        }
    }

    /// None and the four levels, lowest first.
    pub const ALL: [Self; 5] = [
        Self::NONE,
        Self(Some(Level::Village)),
        Self(Some(Level::Township)),
        Self(Some(Level::County)),
        Self(Some(Level::City)),
    ];

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

impl From<Level> for LevelOrNone {
    fn from(level: Level) -> Self {
        Self(Some(level))
    }
}

impl From<Option<Level>> for LevelOrNone {
    fn from(level: Option<Level>) -> Self {
        Self(level)
    }
}

// === impl Value ===

impl Value {
    /// How two values of one ordered type compare; None for values that have no order between them.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => Some(a.cmp(b)),
            (Self::Level(a), Self::Level(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::NotAsked => f.write_str("not asked"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Count(value) => write!(f, "{value}"),
            Self::Level(value) => f.write_str(value.code()),
            Self::Code(value) => f.write_str(value),
            Self::Codes(values) => write!(f, "[{}]", values.join(", ")),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Count(value.into())
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Count(value)
    }
}

impl From<LevelOrNone> for Value {
    fn from(value: LevelOrNone) -> Self {
        Self::Level(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

// === impl Kind ===

impl Kind {
    /// Levels, with or without none, may be compared with one another.
    pub(crate) const fn is_level(self) -> bool {
        matches!(self, Self::Level | Self::LevelOrNone)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bool => f.write_str("true or false"),
            Self::Count(unit) => write!(f, "a count ({unit})"),
            Self::Level => f.write_str("a level"),
            Self::LevelOrNone => f.write_str("a level or none"),
            Self::Code(codes) => write!(f, "one of {}", codes.join(", ")),
            Self::Codes(codes) => write!(f, "a set of {}", codes.join(", ")),
        }
    }
}

impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Persons => "persons",
            Self::Fen => "fen, 0.01 yuan",
            Self::Divisions => "divisions",
            Self::Dates => "dates",
            Self::Filings => "filings",
            Self::Cases => "cases",
        })
    }
}
