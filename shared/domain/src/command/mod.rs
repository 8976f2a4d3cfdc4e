//! The commands of a case: one file each, which reads as the whole rule. A new command is a new file and one line here.

mod absorb_case;
mod accept_escalation;
mod answer_slip;
mod appeal_refusal;
mod appoint_proxy;
mod approve_opinion;
mod approve_void;
mod archive_case;
mod assess_risk;
mod assign_down;
mod assign_handler;
mod assign_leader;
mod assign_task;
pub(crate) mod checks;
mod classify_matter;
mod close_case;
mod complete_task;
mod conclude_agreement;
mod correct_facts;
mod decide_acceptance;
mod decide_extension;
mod declare_failure;
mod designate_jurisdiction;
mod destroy_person_key;
mod dispatch_case;
mod draft_case;
mod draft_opinion;
mod file_confirmation;
mod finish_errand;
mod flag_cluster;
mod flag_duplicate;
mod form_task_force;
mod hand_over;
mod handle_danger;
mod hold_meeting;
mod hold_session;
mod issue_order;
mod issue_slip;
mod keep_time;
mod lift_slip;
mod link_cases;
mod link_party;
mod merge_cases;
mod note_link;
mod object_to_dispatch;
mod open_review;
mod pause_clock;
mod put_into_effect;
mod rate;
mod recompute_deadlines;
mod record_advice;
mod record_confirmation;
mod record_consent;
mod record_default;
mod record_explanation;
mod record_follow_up;
mod record_investigation;
mod record_performance;
mod record_recheck_result;
mod record_recusal;
mod record_redirect_result;
mod record_referral_result;
mod record_review_result;
mod redirect_case;
mod refer;
mod refuse_escalation;
mod register_case;
mod reopen_case;
mod reopen_handling;
mod report_danger;
mod report_on_order;
mod request_escalation;
mod request_extension;
mod request_key_destruction;
mod request_recheck;
mod request_review;
mod request_void;
mod restrict_case;
mod return_down;
mod rule_on_appeal;
mod rule_on_objection;
mod screening;
mod serve_notice;
mod settle_on_the_spot;
mod sign_case;
mod suspend_handling;
mod take_over;
mod term_over;
mod withdraw_case;
mod withdraw_escalation;

use crate::refusal::Refusal;
use crate::state::{Case, Draft};
use crate::turn::Turn;
use crate::vocabulary::CaseKind;

pub use absorb_case::AbsorbCase;
pub use accept_escalation::AcceptEscalation;
pub use answer_slip::AnswerSlip;
pub use appeal_refusal::AppealRefusal;
pub use appoint_proxy::AppointProxy;
pub use approve_opinion::ApproveOpinion;
pub use approve_void::ApproveVoid;
pub use archive_case::ArchiveCase;
pub use assess_risk::AssessRisk;
pub use assign_down::AssignDown;
pub use assign_handler::AssignHandler;
pub use assign_leader::AssignLeader;
pub use assign_task::AssignTask;
pub use classify_matter::ClassifyMatter;
pub use close_case::CloseCase;
pub use complete_task::CompleteTask;
pub use conclude_agreement::{ConcludeAgreement, NewObligation};
pub use correct_facts::{CorrectFacts, Correction};
pub use decide_acceptance::DecideAcceptance;
pub use decide_extension::DecideExtension;
pub use declare_failure::DeclareFailure;
pub use designate_jurisdiction::DesignateJurisdiction;
pub use destroy_person_key::DestroyPersonKey;
pub use dispatch_case::DispatchCase;
pub use draft_case::DraftCase;
pub use draft_opinion::DraftOpinion;
pub use file_confirmation::FileConfirmation;
pub use finish_errand::FinishErrand;
pub use flag_cluster::FlagCluster;
pub use flag_duplicate::{CANDIDATES_MAX, FlagDuplicate};
pub use form_task_force::FormTaskForce;
pub use hand_over::HandOver;
pub use handle_danger::HandleDanger;
pub use hold_meeting::{HoldMeeting, NewTask};
pub use hold_session::HoldSession;
pub use issue_order::IssueOrder;
pub use issue_slip::IssueSlip;
pub use keep_time::KeepTime;
pub use lift_slip::LiftSlip;
pub use link_cases::LinkCases;
pub use link_party::LinkParty;
pub use merge_cases::MergeCases;
pub use note_link::NoteLink;
pub use object_to_dispatch::ObjectToDispatch;
pub use open_review::OpenReview;
pub use pause_clock::{PauseClock, ResumeClock};
pub use put_into_effect::PutIntoEffect;
pub use rate::Rate;
pub use recompute_deadlines::RecomputeDeadlines;
pub use record_advice::RecordAdvice;
pub use record_confirmation::{ConfirmationRuling, RecordConfirmation};
pub use record_consent::RecordConsent;
pub use record_default::RecordDefault;
pub use record_explanation::RecordExplanation;
pub use record_follow_up::RecordFollowUp;
pub use record_investigation::RecordInvestigation;
pub use record_performance::RecordPerformance;
pub use record_recheck_result::RecordRecheckResult;
pub use record_recusal::RecordRecusal;
pub use record_redirect_result::RecordRedirectResult;
pub use record_referral_result::RecordReferralResult;
pub use record_review_result::RecordReviewResult;
pub use redirect_case::RedirectCase;
pub use refer::Refer;
pub use refuse_escalation::RefuseEscalation;
pub use register_case::{NewParty, RegisterCase, Screening};
pub use reopen_case::ReopenCase;
pub use reopen_handling::ReopenHandling;
pub use report_danger::ReportDanger;
pub use report_on_order::ReportOnOrder;
pub use request_escalation::RequestEscalation;
pub use request_extension::RequestExtension;
pub use request_key_destruction::RequestKeyDestruction;
pub use request_recheck::RequestRecheck;
pub use request_review::RequestReview;
pub use request_void::RequestVoid;
pub use restrict_case::RestrictCase;
pub use return_down::ReturnDown;
pub use rule_on_appeal::RuleOnAppeal;
pub use rule_on_objection::RuleOnObjection;
pub use serve_notice::ServeNotice;
pub use settle_on_the_spot::SettleOnTheSpot;
pub use sign_case::SignCase;
pub use suspend_handling::{ResumeHandling, SuspendHandling};
pub use take_over::TakeOver;
pub use withdraw_case::WithdrawCase;
pub use withdraw_escalation::WithdrawEscalation;

/// One command's rule.
pub trait UseCase {
    /// Whether the case's stage admits the command at all, whoever gives it and whatever it says.
    fn admitted(case: &Case) -> bool;

    /// Checks in order, then records the events.
    ///
    /// # Errors
    /// The first rule that forbids it.
    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal>;
}

macro_rules! commands {
    ($($name:ident = $snake:literal, $zh:literal;)+ [beside cases] $($other:ident = $code:literal, $title:literal;)+) => {
        fengqiao_jurisdiction::vocabulary! {
            /// The name of a command (命令).
            CommandName {
                $(#[doc = concat!($zh, ".")] $name = $snake, $zh;)+
                $(#[doc = concat!($title, ".")] $other = $code, $title;)+
            }
        }

        /// What an officer, or a party, asks for.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Command { $(#[doc = concat!($zh, ".")] $name($name)),+ }

        impl Command {
            /// The name.
            #[must_use]
            pub const fn name(&self) -> CommandName { match self { $(Self::$name(_) => CommandName::$name),+ } }

            pub(crate) fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
                match self { $(Self::$name(command) => command.decide(turn)),+ }
            }
        }

        impl CommandName {
            /// Those that are given on a case.
            pub const OF_CASES: &'static [Self] = &[$(Self::$name),+];

            /// Whether the case's stage admits the command.
            #[must_use]
            pub fn admitted(self, case: &Case) -> bool {
                if case.identity.kind != CaseKind::Matter && !IN_REVIEWS.contains(&self) {
                    return false;
                }
                match self {
                    $(Self::$name => <$name as UseCase>::admitted(case),)+
                    // No stage of a case asks for what is about no case.
                    $(Self::$other)|+ => false,
                }
            }
        }

        $(impl From<$name> for Command { fn from(command: $name) -> Self { Self::$name(command) } })+
    };
}

impl CommandName {
    /// Whether a draft admits the command: it is saved again, registered, or given up.
    #[must_use]
    pub const fn admitted_in_draft(self, draft: &Draft) -> bool {
        match self {
            Self::DraftCase | Self::RegisterCase | Self::SettleOnTheSpot | Self::RequestKeyDestruction => {
                !draft.erased
            }
            Self::DestroyPersonKey => draft.request.is_some(),
            Self::FinishErrand => true,
            _ => false,
        }
    }
}

/// What a review or re-check admits: it is taken in hand, decided, reported and closed where it was opened, and kept in time.
const IN_REVIEWS: &[CommandName] = &[
    CommandName::KeepTime,
    CommandName::RecomputeDeadlines,
    CommandName::PauseClock,
    CommandName::ResumeClock,
    CommandName::IssueSlip,
    CommandName::AnswerSlip,
    CommandName::LiftSlip,
    CommandName::AssignHandler,
    CommandName::RecordInvestigation,
    CommandName::DraftOpinion,
    CommandName::ApproveOpinion,
    CommandName::RecordRecusal,
    CommandName::ServeNotice,
    CommandName::CloseCase,
    CommandName::FinishErrand,
];

commands! {
    DraftCase = "draft_case", "起草";
    RegisterCase = "register_case", "登记";
    SettleOnTheSpot = "settle_on_the_spot", "即接即办";
    LinkParty = "link_party", "补录当事人";
    AppointProxy = "appoint_proxy", "代办委托";
    RestrictCase = "restrict_case", "限制知悉";
    FlagDuplicate = "flag_duplicate", "查重";
    FlagCluster = "flag_cluster", "类案预警";
    MergeCases = "merge_cases", "并案";
    AbsorbCase = "absorb_case", "并入";
    LinkCases = "link_cases", "关联案件";
    NoteLink = "note_link", "登记关联";
    FinishErrand = "finish_errand", "办结跨案事务";
    CorrectFacts = "correct_facts", "更正事实";
    RequestVoid = "request_void", "申请作废登记";
    ApproveVoid = "approve_void", "批准作废登记";
    AssessRisk = "assess_risk", "风险评估";
    ReportDanger = "report_danger", "报告险情";
    HandleDanger = "handle_danger", "处置险情";
    ClassifyMatter = "classify_matter", "甄别分类";
    DecideAcceptance = "decide_acceptance", "受理决定";
    ServeNotice = "serve_notice", "送达";
    RecordConsent = "record_consent", "记录意愿";
    DispatchCase = "dispatch_case", "分流交办";
    SignCase = "sign_case", "签收";
    ObjectToDispatch = "object_to_dispatch", "提出异议";
    RuleOnObjection = "rule_on_objection", "异议裁定";
    AssignHandler = "assign_handler", "定人定责定时限";
    RecordInvestigation = "record_investigation", "调查核实";
    RecordAdvice = "record_advice", "专业意见";
    HoldSession = "hold_session", "调解";
    ConcludeAgreement = "conclude_agreement", "达成协议";
    PutIntoEffect = "put_into_effect", "协议生效";
    RecordPerformance = "record_performance", "记录履行";
    RecordDefault = "record_default", "记录违约";
    FileConfirmation = "file_confirmation", "申请司法确认";
    RecordConfirmation = "record_confirmation", "确认结果";
    DeclareFailure = "declare_failure", "宣告调解不成";
    DraftOpinion = "draft_opinion", "意见拟稿";
    ApproveOpinion = "approve_opinion", "审核签发";
    RequestReview = "request_review", "申请复查";
    OpenReview = "open_review", "立复查复核案";
    RecordReviewResult = "record_review_result", "记录复查结果";
    RequestRecheck = "request_recheck", "申请复核";
    RecordRecheckResult = "record_recheck_result", "记录复核结果";
    RecordRecusal = "record_recusal", "回避";
    RedirectCase = "redirect_case", "导入法定途径";
    RecordRedirectResult = "record_redirect_result", "记录途径结果";
    RecordExplanation = "record_explanation", "释明疏导";
    PauseClock = "pause_clock", "中止计时";
    ResumeClock = "resume_clock", "恢复计时";
    SuspendHandling = "suspend_handling", "中止办理";
    ResumeHandling = "resume_handling", "恢复办理";
    RequestExtension = "request_extension", "申请延期";
    DecideExtension = "decide_extension", "批准延期";
    IssueSlip = "issue_slip", "督办";
    AnswerSlip = "answer_slip", "督办反馈";
    LiftSlip = "lift_slip", "解除督办";
    KeepTime = "keep_time", "到期处理";
    RecomputeDeadlines = "recompute_deadlines", "重算期限";
    RequestEscalation = "request_escalation", "上报";
    AcceptEscalation = "accept_escalation", "同意上报";
    RefuseEscalation = "refuse_escalation", "不予上报";
    WithdrawEscalation = "withdraw_escalation", "撤回上报";
    AppealRefusal = "appeal_refusal", "申请裁决";
    RuleOnAppeal = "rule_on_appeal", "裁决";
    TakeOver = "take_over", "提级办理";
    ReturnDown = "return_down", "退回";
    AssignDown = "assign_down", "交办下级";
    HandOver = "hand_over", "移交同级";
    DesignateJurisdiction = "designate_jurisdiction", "指定管辖";
    IssueOrder = "issue_order", "交办批示挂账";
    ReportOnOrder = "report_on_order", "办结报告";
    HoldMeeting = "hold_meeting", "会商";
    AssignTask = "assign_task", "派发任务";
    CompleteTask = "complete_task", "任务反馈";
    AssignLeader = "assign_leader", "领导包案";
    FormTaskForce = "form_task_force", "工作专班";
    Refer = "refer", "对接移送";
    RecordReferralResult = "record_referral_result", "对接结果";
    WithdrawCase = "withdraw_case", "撤回案件";
    RecordFollowUp = "record_follow_up", "回访";
    Rate = "rate", "评价";
    CloseCase = "close_case", "结案";
    ReopenHandling = "reopen_handling", "重新办理";
    ReopenCase = "reopen_case", "复启";
    ArchiveCase = "archive_case", "归档";
    RequestKeyDestruction = "request_key_destruction", "申请销钥";
    DestroyPersonKey = "destroy_person_key", "销毁个人密钥";

    [beside cases]
    HandOverCases = "hand_over_cases", "移交承办人全部案件";
    RecordHandoverStep = "record_handover_step", "记录移交";
    IssueRecommendation = "issue_recommendation", "提出建议";
    AnswerRecommendation = "answer_recommendation", "反馈建议";
    SubmitRuleSet = "submit_rule_set", "提交规则草案";
    ReturnRuleSet = "return_rule_set", "退回规则草案";
    ApproveRuleSet = "approve_rule_set", "批准规则集";
    FreezePack = "freeze_pack", "冻结报表";
}
