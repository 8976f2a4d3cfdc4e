//! `Debug` of the messages with personal data prints the type alone, so that no log line can hold a person.

use std::fmt;

use crate::v1;

macro_rules! redacted {
    ($($message:ident),+ $(,)?) => {$(
        impl fmt::Debug for v1::$message {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($message), "(..)"))
            }
        }
    )+};
}

redacted![
    PartyInput,
    IdentificationInput,
    ScreeningInput,
    CorrectionInput,
    ObligationInput,
    DraftCaseRequest,
    RegisterCaseRequest,
    SettleOnTheSpotRequest,
    AppointProxyRequest,
    RestrictCaseRequest,
    ReportDangerRequest,
    HandleDangerRequest,
    AssignHandlerRequest,
    RecordInvestigationRequest,
    HoldSessionRequest,
    ConcludeAgreementRequest,
    RecordExplanationRequest,
    RequestExtensionRequest,
    DecideExtensionRequest,
    AnswerSlipRequest,
    LiftSlipRequest,
    RequestEscalationRequest,
    AcceptEscalationRequest,
    RefuseEscalationRequest,
    RuleOnAppealRequest,
    TakeOverRequest,
    ReturnDownRequest,
    TaskInput,
    HoldMeetingRequest,
    AssignTaskRequest,
    CompleteTaskRequest,
    ReferRequest,
    WithdrawCaseRequest,
    RateRequest,
    DraftOpinionRequest,
    RequestReviewRequest,
    RequestRecheckRequest,
    RequestKeyDestructionRequest,
    CommandOutcome,
    CaseView,
    DraftView,
    PartyView,
    FindByPersonRequest,
    RevealPersonRequest,
    GetProgressRequest,
];
