use std::fmt;

use fengqiao_calendar::Term;
use thiserror::Error;

use crate::files::JurisdictionFiles;
use crate::vocabulary::{Level, Role};

/// At most this many problems are reported at once; whoever mends those sees the rest.
pub const PROBLEMS_MAX: usize = 200;

/// One file of a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The division tree.
    Divisions,
    /// Tenant, city and the titles of centres.
    Organisation,
    /// The list of powers.
    Powers,
    /// Units and where they are seated.
    Units,
    /// The catalogue of matters.
    Matters,
    /// The terms that a tenant may set.
    Terms,
    /// Periods in which officers are reminded more often.
    SpecialPeriods,
    /// The codes of divisions in other lists.
    DivisionCodes,
    /// The codes of matters in other lists.
    MatterCodes,
    /// Accounts of a local run.
    Accounts,
}

impl File {
    /// Every file, in the order in which they build on each other.
    pub const ALL: [Self; 10] = [
        Self::Divisions,
        Self::Organisation,
        Self::Powers,
        Self::Units,
        Self::Matters,
        Self::Terms,
        Self::SpecialPeriods,
        Self::DivisionCodes,
        Self::MatterCodes,
        Self::Accounts,
    ];

    /// The name of the file inside a jurisdiction's folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Divisions => "divisions.csv",
            Self::Organisation => "organisation.toml",
            Self::Powers => "powers.toml",
            Self::Units => "units.toml",
            Self::Matters => "matters.toml",
            Self::Terms => "terms.toml",
            Self::SpecialPeriods => "special-periods.toml",
            Self::DivisionCodes => "division-codes.csv",
            Self::MatterCodes => "matter-codes.csv",
            Self::Accounts => "accounts.toml",
        }
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is wrong with the files of a jurisdiction, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {subject}: {flaw}")]
pub struct Problem {
    /// The file.
    pub file: File,
    /// The entry: a code, an account, or the number of a line.
    pub subject: String,
    /// The line on which the entry stands, counted from 1, if it can be told.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Flaw {
    /// The file is longer than the limit.
    #[error("the file has {bytes} bytes, the limit is {max}")]
    FileTooLong {
        /// Its length.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// The text of the file or of a line cannot be read.
    #[error("cannot be read: {0}")]
    Malformed(String),
    /// More entries than the limit.
    #[error("more than {0} entries")]
    TooMany(usize),
    /// The code stands twice.
    #[error("the code stands twice")]
    Duplicate,
    /// The parent is not in the file.
    #[error("the parent {0} is not in the file")]
    UnknownParent(String),
    /// Following the parents leads back to the division.
    #[error("its parents lead back to it")]
    Cycle,
    /// The parent is not of a higher level.
    #[error("its parent {parent} is of level {level}, which is not above its own")]
    ParentNotAbove {
        /// The parent's code.
        parent: String,
        /// The parent's level.
        level: Level,
    },
    /// The code's length does not fit the level.
    #[error("a code of {0} digits does not fit the level")]
    CodeLength(usize),
    /// A township or village whose code does not begin with its parent's.
    #[error("the code does not begin with that of its parent {0}")]
    CodeOutsideParent(String),
    /// The city named by the organisation is no division of level city.
    #[error("the city {0} is not a division of level city")]
    UnknownCity(String),
    /// A second root beside the city.
    #[error("is of level city, beside the city of the organisation")]
    SecondCity,
    /// No division has this code.
    #[error("the division {0} does not exist")]
    UnknownDivision(String),
    /// A county beside the one whose installation it is.
    #[error("is a county beside the root {0} of the organisation")]
    OutsideRoot(String),
    /// A foreign code that means nothing here.
    #[error("means {0:?}, which does not exist here")]
    UnknownOurs(String),
    /// Two codes of one list for the same division.
    #[error("is the second code of {0} in this list")]
    SecondCode(String),
    /// No centre has this code.
    #[error("the centre {0} does not exist")]
    UnknownCentre(String),
    /// No unit has this code.
    #[error("the unit {0} does not exist")]
    UnknownUnit(String),
    /// No kind of unit has this code.
    #[error("the kind of unit {0} does not exist")]
    UnknownKind(String),
    /// No power has this code.
    #[error("the power {0} does not exist")]
    UnknownPower(String),
    /// A field that the entry must have, itself or from the one above it, is missing.
    #[error("the field {0} is missing")]
    Missing(&'static str),
    /// Fields that contradict each other.
    #[error("{0}")]
    Contradiction(&'static str),
    /// A term of the wrong unit.
    #[error("the term {0} has the wrong unit here")]
    TermUnit(Term),
    /// The last day lies before the first.
    #[error("is valid until a day before it begins")]
    Validity,
    /// Two periods share a day.
    #[error("shares a day with {0}")]
    Overlap(String),
    /// The role does not exist at the centre's level.
    #[error("the role {role} does not exist at the level {level}")]
    RoleAtLevel {
        /// The role.
        role: Role,
        /// The level of the account's centre.
        level: Level,
    },
    /// A role of a unit without a unit.
    #[error("the role {0} needs a unit")]
    RoleNeedsUnit(Role),
    /// The unit is seated at another centre.
    #[error("the unit {0} is seated at another centre")]
    UnitElsewhere(String),
    /// Two roles that one person must not hold.
    #[error("one person must not be both {0} and {1}")]
    IncompatibleRoles(Role, Role),
}

/// Collects problems up to [`PROBLEMS_MAX`].
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, file: File, subject: impl fmt::Display, flaw: Flaw) {
        if self.0.len() < PROBLEMS_MAX {
            self.0.push(Problem { file, subject: subject.to_string(), line: None, flaw });
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems, each with the line of its entry.
    pub(crate) fn located(self, files: &JurisdictionFiles) -> Vec<Problem> {
        let located = |problem: Problem| Problem {
            line: line_of(files.text(problem.file), &problem.subject, &problem.flaw),
            ..problem
        };
        self.0.into_iter().map(located).collect()
    }
}

/// The line on which an entry stands. The shapes keep no places, so it is looked for as a person would: the row that
/// begins with the code, or the part of a TOML file in which every word of the subject stands. Of an entry that stands
/// twice, the last.
fn line_of(text: &str, subject: &str, flaw: &Flaw) -> Option<usize> {
    if let Some(number) = subject.strip_prefix("line ") {
        return number.parse().ok();
    }
    let words: Vec<_> = subject.split(" at ").collect();
    let key = subject.rsplit('.').next().unwrap_or(subject);
    let names = |line: &str| {
        line.split(',').next() == Some(subject)
            || words.iter().any(|word| line.contains(&format!("\"{word}\"")))
            || line.split('=').next().is_some_and(|left| left.trim() == key)
    };
    let mut found = Vec::new();
    let mut before = 0;
    for part in text.split_inclusive("\n\n") {
        if words.len() == 1 || words.iter().all(|word| part.contains(&format!("\"{word}\""))) {
            let lines = part.lines().enumerate().filter(|(_, line)| names(line));
            found.extend(lines.map(|(index, _)| before + index + 1));
        }
        before += part.matches('\n').count();
    }
    if *flaw == Flaw::Duplicate { found.pop() } else { found.into_iter().next() }
}
