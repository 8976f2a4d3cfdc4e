//! What has happened to a case. Names and fields are the log's: they may gain optional fields, never lose one.

mod closing;
mod draft;
mod escalation;
mod handling;
mod intake;
mod joint;
mod links;
mod mediation;
mod petition;
mod privacy;
mod review;
mod settlement;
mod supervision;
mod time;

use serde::{Deserialize, Serialize};

pub use closing::{
    CaseClosed, CaseReopened, CaseWithdrawn, ExplanationRecorded, FollowUpRecorded, HandlingReopened, Rated,
};
pub use draft::CaseDrafted;
pub use escalation::{
    Cause, EscalationAccepted, EscalationAppealRuled, EscalationAppealed, EscalationRefused,
    EscalationRequested, EscalationWithdrawn, HolderChanged, JurisdictionDesignated, ReturnedDown,
    VerdictChanged,
};
pub use handling::{
    AcceptanceDecided, AcceptanceDecision, Addressee, CaseDispatched, CaseSigned, ConsentRecorded,
    DispatchObjected, HandlerAssigned, InvestigationRecorded, MatterClassified, NoticeServed, ObjectionRuled,
    Recipient,
};
pub use intake::{
    CaseRegistered, CaseRestricted, CaseVoided, CorrectedFact, DangerHandled, DangerReported, FactsCorrected,
    Identification, PartyLinked, ProxyAppointed, RiskAssessed, VoidRequested,
};
pub use joint::{
    AdviceRecorded, LeaderAssigned, MeetingHeld, OrderIssued, OrderReported, ReferralMade, ReferralReturned,
    TaskAssigned, TaskCompleted, TaskForceFormed,
};
pub use links::{CaseLinked, CasesMerged, ClusterFlagged, DangerPassedOn, DuplicateFlagged, ErrandDone};
pub use mediation::{
    AgreementConcluded, AgreementTookEffect, MediationFailed, Obligation, ObligationPerformed, SessionHeld,
};
pub use petition::{
    CaseRedirected, OpinionDrafted, OpinionIssued, OpinionText, RecusalRecorded, Recused,
    RedirectResultRecorded,
};
pub use privacy::{KeyDestructionRequested, PersonKeyDestroyed};
pub use review::{RecheckDecided, RecheckRequested, ReviewDecided, ReviewOpened, ReviewRequested, Reviewed};
pub use settlement::{
    CaseArchived, ConfirmationFiled, ConfirmationGranted, ConfirmationRejected, ObligationDefaulted,
};
pub use supervision::{SlipAnswered, SlipIssued, SlipLifted};
pub use time::{
    ClockPaused, ClockResumed, DeadlineApproached, DeadlineBreached, DeadlineRecomputed, ExtensionDenied,
    ExtensionGranted, ExtensionRequested, HandlingResumed, HandlingSuspended, TermLapsed,
};

macro_rules! events {
    ($(#[$meta:meta])* $name:ident: $($variant:ident $(($zh:literal))?;)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type", content = "data")]
        #[non_exhaustive]
        pub enum $name { $(#[doc = concat!($($zh)?, ".")] $variant($variant),)+ }

        impl $name {
            /// The names of all events with their Chinese names, in the order of a life.
            pub const NAMES: &'static [(&'static str, &'static str)] = &[$((stringify!($variant), concat!($($zh)?))),+];

            /// The name, as stored.
            #[must_use]
            pub const fn name(&self) -> &'static str { match self { $(Self::$variant(_) => stringify!($variant)),+ } }
        }

        $(impl From<$variant> for $name { fn from(event: $variant) -> Self { Self::$variant(event) } })+
    };
}

pub(crate) use events;

events! {
    /// One event of a case. A decision has one or more, and they are stored together or not at all.
    Event:
    CaseDrafted("起草");
    CaseRegistered("登记");
    PartyLinked("当事人补录");
    ProxyAppointed("代办委托");
    CaseRestricted("限制知悉");
    RiskAssessed("风险评估");
    DangerReported("险情报告");
    DangerHandled("险情处置");
    FactsCorrected("事实更正");
    VoidRequested("申请作废");
    CaseVoided("登记作废");
    DuplicateFlagged("查重");
    ClusterFlagged("类案预警");
    CaseLinked("关联");
    CasesMerged("并案");
    DangerPassedOn("险情转报");
    ErrandDone("跨案事务办结");
    MatterClassified("甄别分类");
    AcceptanceDecided("受理决定");
    NoticeServed("送达");
    ConsentRecorded("意愿记录");
    CaseDispatched("分流交办");
    CaseSigned("签收");
    DispatchObjected("异议");
    ObjectionRuled("异议裁定");
    HandlerAssigned("指定承办人");
    InvestigationRecorded("调查核实");
    AdviceRecorded("专业意见");
    SessionHeld("调解");
    AgreementConcluded("达成协议");
    AgreementTookEffect("协议生效");
    ObligationPerformed("履行");
    ObligationDefaulted("违约");
    ConfirmationFiled("申请司法确认");
    ConfirmationGranted("司法确认");
    ConfirmationRejected("司法确认驳回");
    MediationFailed("调解不成");
    OpinionDrafted("意见拟稿");
    OpinionIssued("出具意见");
    RecusalRecorded("回避");
    ReviewRequested("申请复查");
    RecheckRequested("申请复核");
    ReviewOpened("立复查复核案");
    ReviewDecided("复查结果");
    RecheckDecided("复核结果");
    HandlingSuspended("中止办理");
    HandlingResumed("恢复办理");
    ClockPaused("中止计时");
    ClockResumed("恢复计时");
    ExtensionRequested("申请延期");
    ExtensionGranted("批准延期");
    ExtensionDenied("不予延期");
    DeadlineApproached("临期提醒");
    DeadlineBreached("超期");
    TermLapsed("期满");
    DeadlineRecomputed("期限重算");
    SlipIssued("督办");
    SlipAnswered("督办反馈");
    SlipLifted("解除督办");
    VerdictChanged("研判结论");
    EscalationRequested("上报");
    EscalationAccepted("同意上报");
    EscalationRefused("不予上报");
    EscalationWithdrawn("上报终止");
    EscalationAppealed("申请裁决");
    EscalationAppealRuled("裁决");
    ReturnedDown("退回");
    JurisdictionDesignated("指定管辖");
    HolderChanged("持案变更");
    OrderIssued("交办批示挂账");
    OrderReported("办结报告");
    MeetingHeld("会商");
    TaskAssigned("派发任务");
    TaskCompleted("任务反馈");
    LeaderAssigned("领导包案");
    TaskForceFormed("工作专班");
    ReferralMade("对接移送");
    ReferralReturned("对接结果");
    CaseWithdrawn("撤回");
    CaseRedirected("导入法定途径");
    RedirectResultRecorded("途径结果");
    ExplanationRecorded("释明疏导");
    FollowUpRecorded("回访");
    Rated("评价");
    CaseClosed("结案");
    HandlingReopened("重新办理");
    CaseReopened("复启");
    CaseArchived("归档");
    KeyDestructionRequested("申请销钥");
    PersonKeyDestroyed("销毁个人密钥");
}
