use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest term in days of either kind: two years, more than any statute allows.
pub const TERM_DAYS_MAX: u16 = 732;

/// The longest term in hours: thirty days. Whatever is longer is counted in days.
pub const TERM_HOURS_MAX: u16 = 720;

/// How long something may take (期限).
///
/// Written `30C` (calendar days 自然日), `5W` (working days 工作日), `2h` (elapsed hours) or `2026-02-24`
/// (until the end of that date), in files and in events alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Term {
    /// Calendar days. The last day rolls on to a working day (民法典 art. 203).
    CalendarDays(u16),
    /// Working days.
    WorkingDays(u16),
    /// Elapsed hours, day and night.
    Hours(u16),
    /// A date set by agreement or order, ending at 24:00. It does not roll.
    Until(Date),
}

/// Text that is not a term.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TermError {
    /// Neither a number with a unit nor a date.
    #[error("{0:?} is not a term; expected like 30C, 5W, 2h or 2026-02-24")]
    Malformed(String),
    /// Zero, or longer than [`TERM_DAYS_MAX`] or [`TERM_HOURS_MAX`].
    #[error("the term {text:?} is not between 1 and {max}")]
    OutOfRange {
        /// What was read.
        text: String,
        /// The greatest number the unit allows.
        max: u16,
    },
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let malformed = || TermError::Malformed(text.to_owned());
        if let Ok(date) = text.parse::<Date>() {
            return if date.to_string() == text { Ok(Self::Until(date)) } else { Err(malformed()) };
        }
        let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(malformed)?;
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed());
        }
        let (make, max): (fn(u16) -> Self, u16) = match unit {
            "C" => (Self::CalendarDays, TERM_DAYS_MAX),
            "W" => (Self::WorkingDays, TERM_DAYS_MAX),
            "h" => (Self::Hours, TERM_HOURS_MAX),
            _ => return Err(malformed()),
        };
        match number.parse::<u16>() {
            Ok(number) if (1..=max).contains(&number) => Ok(make(number)),
            _ => Err(TermError::OutOfRange { text: text.to_owned(), max }),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CalendarDays(days) => write!(f, "{days}C"),
            Self::WorkingDays(days) => write!(f, "{days}W"),
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::Until(date) => write!(f, "{date}"),
        }
    }
}

impl TryFrom<String> for Term {
    type Error = TermError;

    fn try_from(text: String) -> Result<Self, TermError> {
        text.parse()
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_term_is_written_one_way_only() {
        let written = [
            (Term::CalendarDays(30), "30C"),
            (Term::WorkingDays(5), "5W"),
            (Term::Hours(2), "2h"),
            (Term::Until(date(2026, 2, 24)), "2026-02-24"),
        ];
        for (term, text) in written {
            assert_eq!(term.to_string(), text);
            assert_eq!(text.parse(), Ok(term));
            assert_eq!(serde_json::to_string(&term).unwrap(), format!("\"{text}\""));
        }
    }

    #[test]
    fn what_is_not_a_term_is_refused() {
        for text in ["", "C", "30", "30c", "+3W", "3 W", "20260224", "2026-2-24", "5天"] {
            assert_eq!(text.parse::<Term>(), Err(TermError::Malformed(text.to_owned())));
        }
    }

    #[test]
    fn a_term_of_nothing_and_an_endless_term_are_refused() {
        for text in ["0C", "733W", "99999C", "721h"] {
            assert!(matches!(text.parse::<Term>(), Err(TermError::OutOfRange { .. })), "{text}");
        }
    }
}
