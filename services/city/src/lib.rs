//! The service of the city: it takes in, hands down, decides what rises and designates, and mediates nothing (市级中心).
//!
//! Thin: it says which commands the level offers. Who may give which stands in the domain's permission table.

use fengqiao_api::v1::city_service_server::{CityService, CityServiceServer};
use fengqiao_jurisdiction::Level;
use fengqiao_runtime::handler::{self, LevelError, LevelOptions};
use fengqiao_runtime::serve::Drain;
use fengqiao_runtime::{bounded, level_service};

/// The levels whose officers work through this service.
const LEVELS: &[Level] = &[Level::City];

level_service! {
    /// The commands of the level.
    City: CityService {
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
        report_danger(ReportDangerRequest);
        handle_danger(HandleDangerRequest);
        classify_matter(ClassifyMatterRequest);
        decide_acceptance(DecideAcceptanceRequest);
        serve_notice(ServeNoticeRequest);
        record_consent(RecordConsentRequest);
        assign_handler(AssignHandlerRequest);
        record_investigation(RecordInvestigationRequest);
        draft_opinion(DraftOpinionRequest);
        approve_opinion(ApproveOpinionRequest);
        request_review(RequestReviewRequest);
        request_recheck(RequestRecheckRequest);
        record_review_result(RecordReviewResultRequest);
        record_recheck_result(RecordRecheckResultRequest);
        record_recusal(RecordRecusalRequest);
        record_advice(RecordAdviceRequest);
        file_confirmation(FileConfirmationRequest);
        record_confirmation(RecordConfirmationRequest);
        record_explanation(RecordExplanationRequest);
        pause_clock(PauseClockRequest);
        resume_clock(ResumeClockRequest);
        issue_slip(IssueSlipRequest);
        answer_slip(AnswerSlipRequest);
        lift_slip(LiftSlipRequest);
        accept_escalation(AcceptEscalationRequest);
        refuse_escalation(RefuseEscalationRequest);
        rule_on_appeal(RuleOnAppealRequest);
        rule_on_objection(RuleOnObjectionRequest);
        assign_down(AssignDownRequest);
        return_down(ReturnDownRequest);
        designate_jurisdiction(DesignateJurisdictionRequest);
        issue_order(IssueOrderRequest);
        report_on_order(ReportOnOrderRequest);
        hold_meeting(HoldMeetingRequest);
        assign_task(AssignTaskRequest);
        complete_task(CompleteTaskRequest);
        assign_leader(AssignLeaderRequest);
        form_task_force(FormTaskForceRequest);
        record_referral_result(RecordReferralResultRequest);
        withdraw_case(WithdrawCaseRequest);
        rate(RateRequest);
        reopen_handling(ReopenHandlingRequest);
        close_case(CloseCaseRequest);
        reopen_case(ReopenCaseRequest);
        archive_case(ArchiveCaseRequest);
        request_key_destruction(RequestKeyDestructionRequest);
        destroy_person_key(DestroyPersonKeyRequest);

        [beside cases]
        hand_over_cases(HandOverCasesRequest);
        issue_recommendation(IssueRecommendationRequest);
        answer_recommendation(AnswerRecommendationRequest);
        submit_rule_set(SubmitRuleSetRequest);
        return_rule_set(ReturnRuleSetRequest);
        approve_rule_set(ApproveRuleSetRequest);
        freeze_pack(FreezePackRequest);
    }
}

/// Serves until the drain is over.
///
/// # Errors
/// When a part cannot be opened, or the server fails.
pub async fn run(options: LevelOptions, drain: Drain) -> Result<(), LevelError> {
    let serve = |server: fengqiao_runtime::Server, handler| {
        server.with(bounded!(CityServiceServer::new(City::new(handler))))
    };
    handler::run(options, "city", LEVELS, serve, drain).await
}
