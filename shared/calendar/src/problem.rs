use std::fmt;

use jiff::civil::Date;
use thiserror::Error;

use crate::calendar::ROWS_MAX;

/// Which of the two calendar files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Days that the State Council's notice names.
    Published,
    /// Statutory days computed ahead of the notice.
    Provisional,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Published => "published",
            Self::Provisional => "provisional",
        })
    }
}

/// A row of a calendar file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{source_file} calendar, line {line}: {flaw}")]
pub struct CalendarProblem {
    /// The file.
    pub source_file: Source,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Flaw {
    /// The first line is not the header.
    #[error("the header must be date,kind,name")]
    Header,
    /// Not three fields.
    #[error("expected 3 fields, found {0}")]
    Fields(usize),
    /// Not a date.
    #[error("{0:?} is not a date")]
    Date(String),
    /// Not a kind that this file may have.
    #[error("{0:?} is not a kind of day here")]
    Kind(String),
    /// People work on a Monday to Friday anyway: the row is a slip of the pen.
    #[error("{0} is no Saturday or Sunday, so it cannot be a make-up day")]
    MakeUpOnWeekday(Date),
    /// The date stands twice.
    #[error("{0} stands twice")]
    Duplicate(Date),
    /// More rows than the limit.
    #[error("more than {ROWS_MAX} rows")]
    TooMany,
}
