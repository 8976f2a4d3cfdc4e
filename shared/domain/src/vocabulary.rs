//! The closed vocabularies of a case, by what they are used for. The Chinese term of each member is its second text.

mod ending;
mod handling;
mod intake;
mod joint;
mod movement;
mod privacy;
mod supervision;

pub use fengqiao_jurisdiction::{LegalPath, Level, MediationMethod, Profile, Role, Track};
pub use fengqiao_routing::{DangerSign, DossierItem, FinalDecision, HelpWanted, StatutoryPath, Verdict};

pub use ending::{FollowUpRound, Outcome, Rating, RehandleReason, ReopenReason};
pub use handling::{
    AgreementForm, ConsentSubject, FailureGround, InvestigationKind, OpinionTier, PauseReason, RecusalGround,
    SessionMode, SessionOutcome,
};
pub use intake::{
    CaseKind, Channel, DocumentKind, Ground, LinkRelation, Notice, PartyKind, PartyRole, RiskGrade,
    ServiceMeans, VoidReason,
};
pub use joint::{
    AdviceKind, ConfirmationBar, HandoverCause, IssuerLevel, MeetingKind, OrderKind, RecommendationKind,
    ReferralKind, ReferralResult, TaskKind,
};
pub use movement::{AppealRuling, Direction, DispatchMode, RedirectPath, RedirectResult, WithdrawnWhy};
pub use privacy::DestructionBasis;
pub use supervision::{Fault, RecomputeCause, ReviewResult, ReviewSubject, SlipColour};
