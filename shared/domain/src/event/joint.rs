//! Joint handling: meetings, tasks, leaders, referrals, orders from above, advice.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::UnitCode;

use super::Addressee;
use crate::id::{DocumentId, OfficerId, OrderId, ReferralId, TaskId};
use crate::sealed::Sealed;
use crate::vocabulary::{
    AdviceKind, IssuerLevel, Level, MeetingKind, OrderKind, ReferralKind, ReferralResult, TaskKind,
};

/// Units met on the case; what they decided is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingHeld {
    pub kind: MeetingKind,
    pub units: BTreeSet<UnitCode>,
    pub decisions: Sealed,
}

/// A unit, or the centre that holds the case, owes something by a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskAssigned {
    pub task: TaskId,
    pub kind: TaskKind,
    pub to: Addressee,
    /// 牵头: exactly one of the tasks that a meeting decided.
    pub lead: bool,
    pub due: Date,
    /// What is to be done; absent where the kind says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Sealed>,
}

/// The task is done, and a paper shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCompleted {
    pub task: TaskId,
    pub document: DocumentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Sealed>,
}

/// A leader takes charge (领导包案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaderAssigned {
    pub leader: OfficerId,
    pub until: Date,
}

/// Units work as one, led by one of them (工作专班).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskForceFormed {
    pub theme: String,
    pub units: BTreeSet<UnitCode>,
    pub lead: UnitCode,
}

/// Part of the matter goes to another body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralMade {
    pub referral: ReferralId,
    pub kind: ReferralKind,
    pub to: UnitCode,
    /// Both sides consent, which a body that mediates needs.
    pub consent: bool,
    pub due: Date,
    pub text: Sealed,
}

/// What came of the referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralReturned {
    pub referral: ReferralId,
    pub result: ReferralResult,
    pub document: DocumentId,
}

/// A numbered written order from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderIssued {
    pub order: OrderId,
    pub kind: OrderKind,
    /// 文号.
    pub number: String,
    pub issuer_level: IssuerLevel,
    /// The level that is told to lead; absent where the holder keeps the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_level: Option<Level>,
    pub due: Date,
    pub document: DocumentId,
}

/// The order is carried out and reported on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReported {
    pub order: OrderId,
    pub document: DocumentId,
}

/// A professional's advice goes on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceRecorded {
    pub kind: AdviceKind,
    /// The unit that gives it, where it is one of the seated units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
    pub document: DocumentId,
}
