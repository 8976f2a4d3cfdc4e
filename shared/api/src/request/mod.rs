//! From requests to commands: codes, dates and ids are read, personal data is set aside to be sealed, and what cannot
//! be right is refused with the field at fault.

mod affair;
mod case_ref;
mod closing;
mod correction;
mod escalation;
mod handling;
mod header;
mod intake;
mod joint;
mod limits;
mod links;
mod mediation;
mod moves;
mod on_the_spot;
mod parse;
mod party;
mod petition;
mod prepared;
mod privacy;
mod question;
mod reveal;
mod review;
mod settlement;
mod supervision;
mod time;

use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::vocabulary::DocumentKind;
use fengqiao_domain::{CommandName, Glimpse, Refusal};

use crate::v1;

pub use affair::{AffairRequest, hash as rule_set_hash, rule_set_files};
pub use case_ref::CaseRef;
pub use header::Header;
pub use limits::{
    ADDRESS_CHARS_MAX, BRIEF_CHARS_MAX, DRAFT_CHARS_MAX, LINE_CHARS_MAX, NAME_CHARS_MAX, NARRATIVE_CHARS_MAX,
    REFERENCE_CHARS_MAX,
};
pub use prepared::{MissingEnvelope, Prepared, Secret, SecretOwner};
pub use question::Question;
pub use reveal::Reveal;

/// Blind indexes of what people may be looked up by. The key stays with the vault.
pub trait Lookup {
    /// The blind index of a phone number, given as digits.
    fn phone(&self, number: &str) -> String;

    /// The blind index of a document's number in its one written form.
    fn document(&self, kind: DocumentKind, number: &str) -> String;
}

/// What a request is read with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub case: CaseId,
    pub command: CommandId,
    /// Digest of the citizen's query code (查询码); used by a registration alone.
    pub query_code_hash: &'a str,
    pub lookup: &'a dyn Lookup,
    /// The other case, if [`CommandRequest::other_case`] names one.
    pub other: Option<&'a Glimpse>,
}

/// A request that asks for a command.
pub trait CommandRequest: prost::Message + Default {
    /// The command it asks for.
    const NAME: CommandName;

    /// What every command carries.
    fn header(&self) -> Option<&v1::CommandHeader>;

    /// The other case, where the command is about two: its id or number.
    fn other_case(&self) -> Option<&str> {
        None
    }

    /// Reads the request. Nothing personal is left in the clear but in [`Prepared::secrets`].
    ///
    /// # Errors
    /// D01, D02, D03 or D05 with the field at fault; never with what was written there, unless it is a code.
    fn prepare(self, desk: &Desk<'_>) -> Result<Prepared, Refusal>;
}

macro_rules! command_requests {
    ($($name:ident: $request:ident $(with $other:ident)? => $group:ident::$read:ident;)+) => {
        $(impl CommandRequest for v1::$request {
            const NAME: CommandName = CommandName::$name;

            fn header(&self) -> Option<&v1::CommandHeader> { self.header.as_ref() }

            $(fn other_case(&self) -> Option<&str> { Some(self.$other.as_str()) })?

            fn prepare(self, desk: &Desk<'_>) -> Result<Prepared, Refusal> { $group::$read(self, desk) }
        })+
    };
}

command_requests! {
    DraftCase: DraftCaseRequest => intake::draft_case;
    RegisterCase: RegisterCaseRequest => intake::register_case;
    SettleOnTheSpot: SettleOnTheSpotRequest => on_the_spot::settle_on_the_spot;
    AppointProxy: AppointProxyRequest => intake::appoint_proxy;
    RestrictCase: RestrictCaseRequest => intake::restrict_case;
    LinkParty: LinkPartyRequest => intake::link_party;
    MergeCases: MergeCasesRequest with into_case => links::merge_cases;
    LinkCases: LinkCasesRequest with other_case => links::link_cases;
    CorrectFacts: CorrectFactsRequest => intake::correct_facts;
    RequestVoid: RequestVoidRequest => intake::request_void;
    ApproveVoid: ApproveVoidRequest => intake::approve_void;
    AssessRisk: AssessRiskRequest => intake::assess_risk;
    ReportDanger: ReportDangerRequest => intake::report_danger;
    HandleDanger: HandleDangerRequest => intake::handle_danger;
    ClassifyMatter: ClassifyMatterRequest => handling::classify_matter;
    DecideAcceptance: DecideAcceptanceRequest => handling::decide_acceptance;
    ServeNotice: ServeNoticeRequest => handling::serve_notice;
    RecordConsent: RecordConsentRequest => handling::record_consent;
    DispatchCase: DispatchCaseRequest => handling::dispatch_case;
    SignCase: SignCaseRequest => handling::sign_case;
    ObjectToDispatch: ObjectToDispatchRequest => handling::object_to_dispatch;
    RuleOnObjection: RuleOnObjectionRequest => handling::rule_on_objection;
    AssignHandler: AssignHandlerRequest => handling::assign_handler;
    RecordInvestigation: RecordInvestigationRequest => handling::record_investigation;
    RecordAdvice: RecordAdviceRequest => joint::record_advice;
    HoldSession: HoldSessionRequest => mediation::hold_session;
    ConcludeAgreement: ConcludeAgreementRequest => mediation::conclude_agreement;
    PutIntoEffect: PutIntoEffectRequest => mediation::put_into_effect;
    RecordPerformance: RecordPerformanceRequest => mediation::record_performance;
    RecordDefault: RecordDefaultRequest => settlement::record_default;
    FileConfirmation: FileConfirmationRequest => settlement::file_confirmation;
    RecordConfirmation: RecordConfirmationRequest => settlement::record_confirmation;
    DeclareFailure: DeclareFailureRequest => mediation::declare_failure;
    DraftOpinion: DraftOpinionRequest => petition::draft_opinion;
    ApproveOpinion: ApproveOpinionRequest => petition::approve_opinion;
    RequestReview: RequestReviewRequest => review::request_review;
    RecordReviewResult: RecordReviewResultRequest => review::record_review_result;
    RequestRecheck: RequestRecheckRequest => review::request_recheck;
    RecordRecheckResult: RecordRecheckResultRequest => review::record_recheck_result;
    RecordRecusal: RecordRecusalRequest => petition::record_recusal;
    RedirectCase: RedirectCaseRequest => petition::redirect_case;
    RecordRedirectResult: RecordRedirectResultRequest => petition::record_redirect_result;
    RecordExplanation: RecordExplanationRequest => closing::record_explanation;
    PauseClock: PauseClockRequest => time::pause_clock;
    ResumeClock: ResumeClockRequest => time::resume_clock;
    SuspendHandling: SuspendHandlingRequest => time::suspend_handling;
    ResumeHandling: ResumeHandlingRequest => time::resume_handling;
    RequestExtension: RequestExtensionRequest => time::request_extension;
    DecideExtension: DecideExtensionRequest => time::decide_extension;
    IssueSlip: IssueSlipRequest => supervision::issue_slip;
    AnswerSlip: AnswerSlipRequest => supervision::answer_slip;
    LiftSlip: LiftSlipRequest => supervision::lift_slip;
    RequestEscalation: RequestEscalationRequest => escalation::request_escalation;
    AcceptEscalation: AcceptEscalationRequest => escalation::accept_escalation;
    RefuseEscalation: RefuseEscalationRequest => escalation::refuse_escalation;
    WithdrawEscalation: WithdrawEscalationRequest => escalation::withdraw_escalation;
    AppealRefusal: AppealRefusalRequest => escalation::appeal_refusal;
    RuleOnAppeal: RuleOnAppealRequest => escalation::rule_on_appeal;
    TakeOver: TakeOverRequest => escalation::take_over;
    ReturnDown: ReturnDownRequest => escalation::return_down;
    AssignDown: AssignDownRequest => moves::assign_down;
    HandOver: HandOverRequest => moves::hand_over;
    DesignateJurisdiction: DesignateJurisdictionRequest => escalation::designate_jurisdiction;
    IssueOrder: IssueOrderRequest => joint::issue_order;
    ReportOnOrder: ReportOnOrderRequest => joint::report_on_order;
    HoldMeeting: HoldMeetingRequest => joint::hold_meeting;
    AssignTask: AssignTaskRequest => joint::assign_task;
    CompleteTask: CompleteTaskRequest => joint::complete_task;
    AssignLeader: AssignLeaderRequest => joint::assign_leader;
    FormTaskForce: FormTaskForceRequest => joint::form_task_force;
    Refer: ReferRequest => joint::refer;
    RecordReferralResult: RecordReferralResultRequest => joint::record_referral_result;
    WithdrawCase: WithdrawCaseRequest => closing::withdraw_case;
    RecordFollowUp: RecordFollowUpRequest => closing::record_follow_up;
    Rate: RateRequest => closing::rate;
    CloseCase: CloseCaseRequest => closing::close_case;
    ReopenHandling: ReopenHandlingRequest => closing::reopen_handling;
    ReopenCase: ReopenCaseRequest => closing::reopen_case;
    ArchiveCase: ArchiveCaseRequest => settlement::archive_case;
    RequestKeyDestruction: RequestKeyDestructionRequest => privacy::request_key_destruction;
    DestroyPersonKey: DestroyPersonKeyRequest => privacy::destroy_person_key;
}
