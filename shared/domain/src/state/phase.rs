//! Where a case stands. A stage carries all that must have happened before it, so an illegal one cannot be written.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, MatterCode, UnitCode};
use fengqiao_routing::RefusalCode;

use crate::event::{Addressee, Obligation};
use crate::id::{AgreementId, CaseId, EscalationId, ObligationId, OfficerId, OpinionId};
use crate::vocabulary::{
    AgreementForm, DispatchMode, FailureGround, Ground, HelpWanted, LegalPath, Level, MediationMethod,
    OpinionTier, Outcome, PauseReason, Profile, RedirectPath, RedirectResult, ReviewResult, ReviewSubject,
    Track,
};

/// The three classes of a case's life, and what each must carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Phase {
    /// 办理. Only here can a request to rise be pending.
    Handling { stage: Stage, escalation: Escalation },
    /// 已有结论.
    Settled(Settlement),
    /// 终结.
    Ended(Ending),
}

/// A stage of handling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// 已登记.
    Registered { classification: Option<Classification>, handover: Option<Handover> },
    /// 已受理.
    Accepted(Accepted),
    /// 待签收.
    Dispatched(Dispatch),
    /// 已签收: somebody has it, nobody is named yet.
    Signed(Signed),
    /// 办理中.
    InProgress(Work),
    /// 中止.
    Suspended { work: Work, suspension: Suspension },
    /// 调解不成.
    Unresolved { work: Work, ground: FailureGround },
}

/// A registered case that another centre sent here, which may say that it is not its own (信访工作条例 art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub from: CentreCode,
    pub objection: Objection,
}

/// What the matter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    pub matter: MatterCode,
    pub legal_path: LegalPath,
    pub track: Track,
    pub method: MediationMethod,
    pub profile: Profile,
    pub competent_unit: Option<UnitCode>,
}

/// A classified case that was taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    pub classification: Classification,
    pub by: OfficerId,
    pub on: Date,
}

/// An accepted case on its way to whom it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    pub accepted: Accepted,
    /// The centre that sent it, and must agree to an objection.
    pub from: CentreCode,
    pub to: Addressee,
    pub mode: DispatchMode,
    pub due: Option<Date>,
    pub objection: Objection,
}

/// "Not mine" is said once per dispatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Objection {
    None,
    Open { proposed: Option<Addressee> },
    Rejected,
}

/// A case whose addressee has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub accepted: Accepted,
    pub unit: Option<UnitCode>,
}

/// A case with a named officer, duty, date and plan (定人定责定时限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    pub accepted: Accepted,
    pub unit: Option<UnitCode>,
    pub assignment: Assignment,
}

/// Why nobody works on a case for a while, and when that is looked at again (中止办理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub reason: PauseReason,
    pub since: Date,
    pub review_on: Date,
}

/// Who must do what by when. The plan is sealed and stays in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub officer: OfficerId,
    pub centre: CentreCode,
    pub duty: String,
    pub due: Date,
}

/// A case that has an outcome which must still be kept or followed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settlement {
    /// 达成协议, signatures outstanding.
    Agreed { work: Work, agreement: Agreement },
    /// 履行中: the agreement binds, `outstanding` is not empty.
    Performing {
        work: Work,
        agreement: Agreement,
        outstanding: BTreeSet<ObligationId>,
        /// 违约: those of the outstanding that were not kept.
        #[serde(default)]
        defaulted: BTreeSet<ObligationId>,
    },
    /// 已出意见: a written opinion of the first tier or of a review.
    OpinionIssued { work: Work, opinion: Opinion },
    /// 复查中: the body one level above looks at the opinion, in a case of its own.
    UnderReview { work: Work, opinion: Opinion, body: ReviewBody },
    /// 复核中.
    UnderRecheck { work: Work, opinion: Opinion, body: ReviewBody },
    /// 回访评价.
    FollowUp { work: Work, instrument: Instrument, settled_level: Level },
}

/// An agreement without its sealed terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub id: AgreementId,
    pub form: AgreementForm,
    pub obligations: Vec<Obligation>,
    /// The holder's level when it took effect.
    pub effective_at: Option<Level>,
}

/// An opinion that a handler has drafted and nobody has issued yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionDraft {
    pub id: OpinionId,
    pub maker: OfficerId,
    pub supported: bool,
    pub result: Option<ReviewResult>,
}

/// An issued opinion without its sealed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub id: OpinionId,
    pub number: String,
    pub tier: OpinionTier,
    pub supported: bool,
    /// Whose opinion it is: a review goes one level above it.
    pub organ: CentreCode,
    /// The day it was first served on the claiming side: the right to a review counts from here.
    pub served_on: Option<Date>,
}

/// Who reviews, and in which case; neither is known of an organ outside the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewBody {
    pub centre: Option<CentreCode>,
    pub linked_case: Option<CaseId>,
}

/// The review of a refusal to take the case up; there is one at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalReview {
    pub body: ReviewBody,
    pub decided: bool,
}

/// In a linked case: what it reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewOf {
    pub case: CaseId,
    pub subject: ReviewSubject,
}

/// What settled the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Instrument {
    Agreement(AgreementId),
    Opinion(Opinion),
    Explanation,
}

/// A case that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// 结案.
    Closed { work: Work, main_outcome: Outcome, settled_level: Level },
    /// Over without an outcome of ours.
    Exited { exit: Exit, classification: Option<Classification>, accepted: Option<Accepted> },
    /// 归档: nothing opens it again.
    Archived {
        file: File,
        classification: Option<Classification>,
        work: Option<Work>,
        settled_level: Option<Level>,
    },
}

/// An archived file (案卷).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// 档号.
    pub number: String,
    /// The last day on which it must be kept.
    pub retention_until: Date,
}

/// How a case ended without an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exit {
    /// 不予受理.
    NotAccepted(Ground),
    /// 不再受理.
    NotReaccepted(Ground),
    /// 导入其他法定途径.
    Redirected(Redirection),
    /// 并案, into the case of that id.
    Merged(CaseId),
    /// 撤回.
    Withdrawn,
    /// 登记作废.
    Voided,
}

/// Where a case was led, and what is known of it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirection {
    pub path: RedirectPath,
    pub body: String,
    pub result: Option<RedirectResult>,
}

/// A request to rise (上报).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: EscalationId,
    pub by: OfficerId,
    pub from: CentreCode,
    pub to: CentreCode,
    pub help_wanted: BTreeSet<HelpWanted>,
}

/// Where the asking stands. Every way out of handling ends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Escalation {
    Idle,
    /// 待决.
    Requested(Request),
    /// 不予上报; the requester may appeal once.
    Refused {
        request: Request,
        code: RefusalCode,
        on: Date,
        facts: Box<fengqiao_routing::Facts>,
    },
    /// 裁决中.
    UnderAppeal {
        request: Request,
        superior: CentreCode,
    },
}

impl Phase {
    /// The classification, wherever the phase keeps it.
    #[must_use]
    pub fn classification(&self) -> Option<&Classification> {
        match self {
            Self::Handling { stage, .. } => match stage {
                Stage::Registered { classification, .. } => classification.as_ref(),
                other => other.accepted().map(|accepted| &accepted.classification),
            },
            Self::Settled(settlement) => Some(&settlement.work().accepted.classification),
            Self::Ended(Ending::Closed { work, .. }) => Some(&work.accepted.classification),
            Self::Ended(Ending::Exited { classification, .. } | Ending::Archived { classification, .. }) => {
                classification.as_ref()
            }
        }
    }

    /// The acceptance, wherever the phase keeps it.
    #[must_use]
    pub const fn accepted(&self) -> Option<&Accepted> {
        match self {
            Self::Handling { stage, .. } => stage.accepted(),
            Self::Settled(settlement) => Some(&settlement.work().accepted),
            Self::Ended(Ending::Closed { work, .. }) => Some(&work.accepted),
            Self::Ended(Ending::Exited { accepted, .. }) => accepted.as_ref(),
            Self::Ended(Ending::Archived { work: Some(work), .. }) => Some(&work.accepted),
            Self::Ended(Ending::Archived { work: None, .. }) => None,
        }
    }

    /// The name clerks know the state by.
    #[must_use]
    pub const fn name(&self) -> PhaseName {
        match self {
            Self::Handling { stage, .. } => match stage {
                Stage::Registered { .. } => PhaseName::Registered,
                Stage::Accepted(_) => PhaseName::Accepted,
                Stage::Dispatched(_) => PhaseName::Dispatched,
                Stage::Signed(_) => PhaseName::Signed,
                Stage::InProgress(_) => PhaseName::InProgress,
                Stage::Suspended { .. } => PhaseName::Suspended,
                Stage::Unresolved { .. } => PhaseName::Unresolved,
            },
            Self::Settled(Settlement::Agreed { .. }) => PhaseName::Agreed,
            Self::Settled(Settlement::Performing { .. }) => PhaseName::Performing,
            Self::Settled(Settlement::OpinionIssued { .. }) => PhaseName::OpinionIssued,
            Self::Settled(Settlement::UnderReview { .. }) => PhaseName::UnderReview,
            Self::Settled(Settlement::UnderRecheck { .. }) => PhaseName::UnderRecheck,
            Self::Settled(Settlement::FollowUp { .. }) => PhaseName::FollowUp,
            Self::Ended(Ending::Closed { .. }) => PhaseName::Closed,
            Self::Ended(Ending::Exited { .. }) => PhaseName::Exited,
            Self::Ended(Ending::Archived { .. }) => PhaseName::Archived,
        }
    }

    /// The work in hand, with its handler.
    #[must_use]
    pub const fn work(&self) -> Option<&Work> {
        match self {
            Self::Handling {
                stage:
                    Stage::InProgress(work) | Stage::Suspended { work, .. } | Stage::Unresolved { work, .. },
                ..
            } => Some(work),
            Self::Settled(settlement) => Some(settlement.work()),
            Self::Ended(Ending::Closed { work, .. }) => Some(work),
            Self::Ended(Ending::Archived { work, .. }) => work.as_ref(),
            _ => None,
        }
    }
}

impl PhaseName {
    /// Whether the case has ended: closed, left by another exit, or archived.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Exited | Self::Archived)
    }

    /// Whether the case is in hand (办理).
    #[must_use]
    pub const fn is_handling(self) -> bool {
        use PhaseName as P;
        matches!(
            self,
            P::Registered | P::Accepted | P::Dispatched | P::Signed | P::InProgress | P::Unresolved
        )
    }
}

impl Stage {
    /// Who sent the case to where it waits, and whether "not mine" was said.
    #[must_use]
    pub const fn sent(&self) -> Option<(&CentreCode, &Objection)> {
        match self {
            Self::Registered { handover: Some(handover), .. } => Some((&handover.from, &handover.objection)),
            Self::Dispatched(dispatch) => Some((&dispatch.from, &dispatch.objection)),
            _ => None,
        }
    }

    /// The acceptance, from there on.
    #[must_use]
    pub const fn accepted(&self) -> Option<&Accepted> {
        match self {
            Self::Registered { .. } => None,
            Self::Accepted(accepted) => Some(accepted),
            Self::Dispatched(dispatch) => Some(&dispatch.accepted),
            Self::Signed(signed) => Some(&signed.accepted),
            Self::InProgress(work) | Self::Suspended { work, .. } | Self::Unresolved { work, .. } => {
                Some(&work.accepted)
            }
        }
    }
}

impl Settlement {
    /// The work that led here.
    #[must_use]
    pub const fn work(&self) -> &Work {
        match self {
            Self::Agreed { work, .. }
            | Self::Performing { work, .. }
            | Self::OpinionIssued { work, .. }
            | Self::UnderReview { work, .. }
            | Self::UnderRecheck { work, .. }
            | Self::FollowUp { work, .. } => work,
        }
    }
}

impl Escalation {
    /// The request, unless there is none.
    #[must_use]
    pub const fn request(&self) -> Option<&Request> {
        match self {
            Self::Idle => None,
            Self::Requested(request) | Self::Refused { request, .. } | Self::UnderAppeal { request, .. } => {
                Some(request)
            }
        }
    }
}

fengqiao_jurisdiction::vocabulary! {
    /// The state as clerks name it (案件状态).
    PhaseName {
        /// 已登记.
        Registered = "registered", "已登记";
        /// 已受理.
        Accepted = "accepted", "已受理";
        /// 待签收.
        Dispatched = "dispatched", "待签收";
        /// 已签收.
        Signed = "signed", "已签收";
        /// 办理中.
        InProgress = "in_progress", "办理中";
        /// 中止.
        Suspended = "suspended", "中止";
        /// 调解不成.
        Unresolved = "unresolved", "调解不成";
        /// 达成协议.
        Agreed = "agreed", "达成协议";
        /// 履行中.
        Performing = "performing", "履行中";
        /// 已出意见.
        OpinionIssued = "opinion_issued", "已出意见";
        /// 复查中.
        UnderReview = "under_review", "复查中";
        /// 复核中.
        UnderRecheck = "under_recheck", "复核中";
        /// 回访评价.
        FollowUp = "follow_up", "回访评价";
        /// 结案.
        Closed = "closed", "结案";
        /// 终结(未办理).
        Exited = "exited", "已终结";
        /// 归档.
        Archived = "archived", "已归档";
    }
}
