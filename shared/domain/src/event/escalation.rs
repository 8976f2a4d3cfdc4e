//! Verdicts, requests to rise and their answers, and every change of holder.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, UnitCode};
use fengqiao_routing::{AssessmentRecord, RefusalCode, RowId};

use crate::id::{EscalationId, OfficerId};
use crate::sealed::Sealed;
use crate::vocabulary::{AppealRuling, Direction, DossierItem, HelpWanted, Level, Verdict, WithdrawnWhy};

/// The rules now say something else of the case at its level (研判结论).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerdictChanged {
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Level>,
    pub assessment: AssessmentRecord,
}

/// The holder asks to rise (上报).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EscalationRequested {
    pub escalation: EscalationId,
    pub to: CentreCode,
    pub by: OfficerId,
    pub from: CentreCode,
    pub help_wanted: BTreeSet<HelpWanted>,
    /// Absent where the rule asks because nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Sealed>,
    pub assessment: AssessmentRecord,
}

/// The receiver takes the case; a change of holder follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationAccepted {
    pub escalation: EscalationId,
    pub by: OfficerId,
    /// Required where the rules leave it to a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Sealed>,
}

/// The receiver refuses, with a code that the tables give, or R10 where they leave it to a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EscalationRefused {
    pub escalation: EscalationId,
    pub code: RefusalCode,
    pub by: OfficerId,
    pub centre: CentreCode,
    pub missing: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Sealed>,
    pub assessment: AssessmentRecord,
}

/// The request is over without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationWithdrawn {
    pub escalation: EscalationId,
    pub why: WithdrawnWhy,
}

/// The requester asks the level above the refuser to rule (申请裁决).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationAppealed {
    pub escalation: EscalationId,
    pub to: CentreCode,
    pub by: OfficerId,
}

/// The ruling. The superior is bound by the same tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EscalationAppealRuled {
    pub escalation: EscalationId,
    pub ruling: AppealRuling,
    pub by: OfficerId,
    pub reason: Sealed,
    pub assessment: AssessmentRecord,
}

/// A level gives back what rose to it; once per level until the case opens anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedDown {
    pub code: RefusalCode,
    pub checklist: BTreeSet<DossierItem>,
    pub reason: Sealed,
}

/// The common superior names who holds the case (信访工作条例 art. 24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JurisdictionDesignated {
    pub holder: CentreCode,
    pub designator: Level,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substantive_owner: Option<UnitCode>,
    pub ground: String,
}

/// Why the holder changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "rows", rename_all = "snake_case")]
pub enum Cause {
    /// A hard trigger lifted it: the rows that were true.
    Rule(BTreeSet<RowId>),
    /// A request was accepted.
    Request,
    /// An appeal was won.
    Appeal,
    TakenOver,
    Returned,
    Designated,
    /// 交办下级.
    Assigned,
    /// 移交同级.
    HandedOver,
    /// The centre that it was sent to said that it is not its own, and the sender agreed.
    ObjectionUpheld,
    /// Ground N2: the visit skipped a level.
    SkipLevelVisit,
}

/// One centre stops holding the case and another starts (持案变更).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HolderChanged {
    pub from: CentreCode,
    pub to: CentreCode,
    pub from_level: Level,
    pub to_level: Level,
    pub direction: Direction,
    pub cause: Cause,
    /// The officer who decided, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<OfficerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Sealed>,
    /// The assessment just before the move; absent where no rule is asked (designation from the city).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentRecord>,
}
