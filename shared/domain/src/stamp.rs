//! What a decision's envelope says: who, when, by which command.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use fengqiao_calendar::end_of_day;
use fengqiao_jurisdiction::{CentreCode, Role, SiteCode};

use crate::id::{CommandId, OfficerId};

/// Who decided, when, and where in the log; the same for all events of one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub command: CommandId,
    pub officer: OfficerId,
    pub centre: CentreCode,
    pub role: Role,
    pub recorded_at: Timestamp,
    /// The civil date of `recorded_at` in Asia/Shanghai.
    pub recorded_on: Date,
    /// The business date the officer states.
    pub occurred_on: Date,
    /// Where the log keeps it; absent while a decision is only being considered.
    pub place: Option<LogPlace>,
}

/// A decision's place in the log of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPlace {
    pub site: SiteCode,
    pub sequence: u64,
}

impl Stamp {
    /// Day 0 of what starts here: the recorded date, or for a timer the date that ended.
    #[must_use]
    pub fn day_zero(&self) -> Date {
        if self.officer == OfficerId::SYSTEM { self.occurred_on } else { self.recorded_on }
    }

    /// The moment of what starts here: for a timer not when it woke, but when what it waited for was due.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        if self.officer == OfficerId::SYSTEM {
            self.recorded_at.min(end_of_day(self.occurred_on))
        } else {
            self.recorded_at
        }
    }
}

impl OfficerId {
    /// Timers and policies (系统).
    pub const SYSTEM: Self = Self::new(Uuid::nil());
}
