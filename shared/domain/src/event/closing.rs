//! Withdrawal, explanation, follow-up, rating, closing and opening again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{DocumentId, OfficerId, PartyId};
use crate::sealed::Sealed;
use crate::vocabulary::{FollowUpRound, Level, Outcome, Rating, RehandleReason, ReopenReason};

/// The party takes the matter back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseWithdrawn {
    pub party: PartyId,
    pub reason: Sealed,
}

/// The law was explained to a party whose claim has no ground (释明疏导).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplanationRecorded {
    pub text: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// A follow-up call (回访).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRecorded {
    pub round: FollowUpRound,
    /// Whether the agreement is being kept.
    pub performed: bool,
    /// Whether the dispute has broken out again: a ground to reopen.
    pub rebound: bool,
}

/// The citizen's rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    pub rating: Rating,
    /// A clerk entered it for the citizen.
    pub assisted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Sealed>,
}

/// The case is closed (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClosed {
    pub main_outcome: Outcome,
    pub other_outcomes: BTreeSet<Outcome>,
    /// The holder's level when the matter was settled: who gets the credit in 不出村、不出镇.
    pub settled_level: Level,
    pub closed_by: OfficerId,
}

/// Handling starts again; attempts count anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandlingReopened {
    pub reason: RehandleReason,
}

/// An ended case opens again; returns and rises count anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReopened {
    pub reason: ReopenReason,
}
