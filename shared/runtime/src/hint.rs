//! Hints (提示): what the keeper of time and other policies say to the level services: look at this case, or affair, now.
//!
//! A hint is no command and carries no truth. Whoever takes one loads the case and decides; a hint that is lost comes
//! again, and one that comes twice finds nothing left to do. So it travels over NATS core, and holds no personal data.

use std::collections::BTreeMap;

use fengqiao_domain::id::CaseId;
use fengqiao_domain::similarity::Likeness;
use fengqiao_jurisdiction::SiteCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The services that take hints share one queue, so that each goes to one of them.
pub const QUEUE: &str = "fengqiao-hints";

/// Where the hints for the cases of a site are sent.
#[must_use]
pub fn subject(site: SiteCode) -> String {
    format!("hint.{site}")
}

/// One case that has something to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The case; of an affair, its id. The subject tells which.
    pub case: CaseId,
    /// Its subject in the log.
    pub subject: String,
    /// The sequence at which that was seen; whoever takes the hint knows at least as much.
    pub sequence: u64,
    /// The command that it leads to, unless that follows from the case alone.
    pub command: Option<Uuid>,
    /// What there is to do.
    pub why: Why,
}

/// Why a case is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Why {
    /// A moment has come: a reminder, the end of a clock, an errand that is owed.
    Due {
        /// The moment.
        moment: Timestamp,
    },
    /// The calendar has changed, and with it what deadlines are.
    CalendarChanged {
        /// The digest of the calendar now in force.
        calendar: String,
    },
    /// The case was compared with earlier filings.
    Duplicate {
        /// The likest first.
        candidates: Vec<Likeness>,
        /// Filings of the matter within 90 days, this one included.
        filings_90d: u32,
        /// How far each site's log had been read.
        read_at: BTreeMap<SiteCode, u64>,
    },
    /// Like cases were counted.
    Cluster {
        /// Cases of this kind within 30 days, this one included.
        like_cases_30d: u32,
        /// How far each site's log had been read.
        read_at: BTreeMap<SiteCode, u64>,
    },
}

/// What whoever took a hint answers, if it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It was done, or there was nothing to do, or the rules forbid it: nothing is owed any more.
    Settled,
    /// It could not be done for now.
    Later,
}
