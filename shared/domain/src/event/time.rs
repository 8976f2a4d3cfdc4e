//! Deadlines, pauses and extensions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_calendar::ArithmeticLine;

use crate::id::{DocumentId, OfficerId};
use crate::sealed::Sealed;
use crate::state::{Band, ClockName};
use crate::vocabulary::{PauseReason, RecomputeCause};

/// A reminder before the end of a duty or right (临期提醒).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineApproached {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    pub band: Band,
    pub due: Date,
}

/// A duty was not done by 24:00 of its due date (超期), with the count that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineBreached {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    pub due: Date,
    pub arithmetic: Vec<ArithmeticLine>,
}

/// A right was not used in time, or what somebody else owed is due (期满).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLapsed {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    pub due: Date,
}

/// A due date was computed anew, or a stop in time was recorded late; a past breach stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRecomputed {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    pub old_due: Date,
    pub new_due: Date,
    pub cause: RecomputeCause,
}

/// Days stop counting (中止计时).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPaused {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
    pub reason: PauseReason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// It came with a suspension, and ends with it.
    #[serde(default)]
    pub with_suspension: bool,
}

/// Days count again (恢复计时).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockResumed {
    pub clock: ClockName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
}

/// Nobody works on the case for a while (中止办理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandlingSuspended {
    pub reason: PauseReason,
    pub document: DocumentId,
    pub review_on: Date,
}

/// Work goes on (恢复办理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandlingResumed {}

/// The handler asks for more time (申请延期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionRequested {
    pub clock: ClockName,
    /// In the unit of the term.
    pub days: u16,
    pub reason: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    pub by: OfficerId,
}

/// The term grows, and counts again from day 0 (批准延期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionGranted {
    pub clock: ClockName,
    pub days: u16,
    pub approver: OfficerId,
}

/// The term stays as it is (不予延期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionDenied {
    pub clock: ClockName,
    pub reason: Sealed,
}
