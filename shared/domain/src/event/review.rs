//! Review and re-check (复查、复核): what is asked for, opened elsewhere, and decided (信访工作条例 arts. 35 and 36).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use crate::id::{CaseId, DocumentId, OpinionId, PartyId};
use crate::number::CaseNumber;
use crate::sealed::Sealed;
use crate::vocabulary::{CaseKind, ReviewResult, ReviewSubject};

/// A party asks for a review of an opinion, or of a refusal to take the case up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequested {
    pub party: PartyId,
    pub subject: ReviewSubject,
    /// The centre one level above; absent where that organ is outside the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<CentreCode>,
    /// The case in which the body reviews; absent with `body`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_case: Option<CaseId>,
    /// The day the request was received: the body's term counts from here.
    pub received_on: Date,
    pub text: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// A party asks for a re-check of what the review said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckRequested {
    pub party: PartyId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<CentreCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_case: Option<CaseId>,
    pub received_on: Date,
    pub text: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// In the linked case: what it reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewOpened {
    pub kind: CaseKind,
    pub subject: ReviewSubject,
    pub original: CaseId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<CaseNumber>,
    /// The centre that held the original case.
    pub holder: CentreCode,
}

/// In the original case: what the review or re-check came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    pub result: ReviewResult,
    /// The opinion of the reviewing organ, which stands from now on unless it revokes.
    pub opinion: OpinionId,
    pub number: String,
    pub supported: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_case: Option<CaseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// The review is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecided(pub Reviewed);

/// The re-check is decided, which is final unless it revokes (信访工作条例 art. 36).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckDecided(pub Reviewed);
