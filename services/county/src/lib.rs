//! The service of counties, and of the departments seated there (县(区)中心).
//!
//! Thin: it says which commands the level offers. Who may give which stands in the domain's permission table.

use fengqiao_api::v1::county_service_server::{CountyService, CountyServiceServer};
use fengqiao_jurisdiction::Level;
use fengqiao_runtime::handler::{self, LevelError, LevelOptions};
use fengqiao_runtime::serve::Drain;
use fengqiao_runtime::{bounded, level_service};

/// The levels whose officers work through this service.
const LEVELS: &[Level] = &[Level::County];

level_service! {
    /// The commands of the level.
    County: CountyService {
        draft_case(DraftCaseRequest);
        register_case(RegisterCaseRequest);
        link_party(LinkPartyRequest);
        appoint_proxy(AppointProxyRequest);
        restrict_case(RestrictCaseRequest);
        merge_cases(MergeCasesRequest);
        link_cases(LinkCasesRequest);
        correct_facts(CorrectFactsRequest);
        request_void(RequestVoidRequest);
        approve_void(ApproveVoidRequest);
        assess_risk(AssessRiskRequest);
        report_danger(ReportDangerRequest);
        handle_danger(HandleDangerRequest);
        classify_matter(ClassifyMatterRequest);
        decide_acceptance(DecideAcceptanceRequest);
        serve_notice(ServeNoticeRequest);
        record_consent(RecordConsentRequest);
        dispatch_case(DispatchCaseRequest);
        sign_case(SignCaseRequest);
        object_to_dispatch(ObjectToDispatchRequest);
        rule_on_objection(RuleOnObjectionRequest);
        assign_handler(AssignHandlerRequest);
        record_investigation(RecordInvestigationRequest);
        record_advice(RecordAdviceRequest);
        hold_session(HoldSessionRequest);
        conclude_agreement(ConcludeAgreementRequest);
        put_into_effect(PutIntoEffectRequest);
        record_performance(RecordPerformanceRequest);
        record_default(RecordDefaultRequest);
        file_confirmation(FileConfirmationRequest);
        record_confirmation(RecordConfirmationRequest);
        declare_failure(DeclareFailureRequest);
        draft_opinion(DraftOpinionRequest);
        approve_opinion(ApproveOpinionRequest);
        request_review(RequestReviewRequest);
        request_recheck(RequestRecheckRequest);
        record_recusal(RecordRecusalRequest);
        redirect_case(RedirectCaseRequest);
        record_redirect_result(RecordRedirectResultRequest);
        record_explanation(RecordExplanationRequest);
        pause_clock(PauseClockRequest);
        resume_clock(ResumeClockRequest);
        suspend_handling(SuspendHandlingRequest);
        resume_handling(ResumeHandlingRequest);
        request_extension(RequestExtensionRequest);
        decide_extension(DecideExtensionRequest);
        issue_slip(IssueSlipRequest);
        answer_slip(AnswerSlipRequest);
        lift_slip(LiftSlipRequest);
        request_escalation(RequestEscalationRequest);
        accept_escalation(AcceptEscalationRequest);
        refuse_escalation(RefuseEscalationRequest);
        withdraw_escalation(WithdrawEscalationRequest);
        rule_on_appeal(RuleOnAppealRequest);
        take_over(TakeOverRequest);
        return_down(ReturnDownRequest);
        assign_down(AssignDownRequest);
        designate_jurisdiction(DesignateJurisdictionRequest);
        issue_order(IssueOrderRequest);
        report_on_order(ReportOnOrderRequest);
        hold_meeting(HoldMeetingRequest);
        assign_task(AssignTaskRequest);
        complete_task(CompleteTaskRequest);
        assign_leader(AssignLeaderRequest);
        form_task_force(FormTaskForceRequest);
        refer(ReferRequest);
        record_referral_result(RecordReferralResultRequest);
        withdraw_case(WithdrawCaseRequest);
        record_follow_up(RecordFollowUpRequest);
        rate(RateRequest);
        close_case(CloseCaseRequest);
        reopen_handling(ReopenHandlingRequest);
        reopen_case(ReopenCaseRequest);
        archive_case(ArchiveCaseRequest);
        request_key_destruction(RequestKeyDestructionRequest);
        destroy_person_key(DestroyPersonKeyRequest);

        [beside cases]
        hand_over_cases(HandOverCasesRequest);
        issue_recommendation(IssueRecommendationRequest);
        answer_recommendation(AnswerRecommendationRequest);
    }
}

/// Serves until the drain is over.
///
/// # Errors
/// When a part cannot be opened, or the server fails.
pub async fn run(options: LevelOptions, drain: Drain) -> Result<(), LevelError> {
    let serve = |server: fengqiao_runtime::Server, handler| {
        server.with(bounded!(CountyServiceServer::new(County::new(handler))))
    };
    handler::run(options, "county", LEVELS, serve, drain).await
}
