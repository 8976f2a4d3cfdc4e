//! The service of townships, and of the villages and grids below them (乡镇(街道)中心、村(社区)站点、网格).
//!
//! Thin: it says which commands the level offers. Who may give which stands in the domain's permission table.

use fengqiao_api::v1::township_service_server::{TownshipService, TownshipServiceServer};
use fengqiao_jurisdiction::Level;
use fengqiao_runtime::handler::{self, LevelError, LevelOptions};
use fengqiao_runtime::serve::Drain;
use fengqiao_runtime::{bounded, level_service};

/// The levels whose officers work through this service.
const LEVELS: &[Level] = &[Level::Village, Level::Township];

level_service! {
    /// The commands of the level.
    Township: TownshipService {
        draft_case(DraftCaseRequest);
        register_case(RegisterCaseRequest);
        settle_on_the_spot(SettleOnTheSpotRequest);
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
        appeal_refusal(AppealRefusalRequest);
        take_over(TakeOverRequest);
        return_down(ReturnDownRequest);
        assign_down(AssignDownRequest);
        hand_over(HandOverRequest);
        designate_jurisdiction(DesignateJurisdictionRequest);
        report_on_order(ReportOnOrderRequest);
        hold_meeting(HoldMeetingRequest);
        assign_task(AssignTaskRequest);
        complete_task(CompleteTaskRequest);
        refer(ReferRequest);
        record_referral_result(RecordReferralResultRequest);
        withdraw_case(WithdrawCaseRequest);
        record_follow_up(RecordFollowUpRequest);
        rate(RateRequest);
        close_case(CloseCaseRequest);
        reopen_handling(ReopenHandlingRequest);
        reopen_case(ReopenCaseRequest);
        archive_case(ArchiveCaseRequest);

        [beside cases]
        hand_over_cases(HandOverCasesRequest);
        answer_recommendation(AnswerRecommendationRequest);
    }
}

/// Serves until the drain is over.
///
/// # Errors
/// When a part cannot be opened, or the server fails.
pub async fn run(options: LevelOptions, drain: Drain) -> Result<(), LevelError> {
    let serve = |server: fengqiao_runtime::Server, handler| {
        server.with(bounded!(TownshipServiceServer::new(Township::new(handler))))
    };
    handler::run(options, "township", LEVELS, serve, drain).await
}
