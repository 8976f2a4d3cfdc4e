//! Opinions, review and re-check, and other paths.

use fengqiao_domain::Case;
use fengqiao_domain::command::*;
use fengqiao_domain::event::{OpinionText, Reviewed};
use fengqiao_domain::id::{CaseId, OpinionId};
use fengqiao_domain::state::{Phase, Settlement};
use fengqiao_domain::vocabulary::*;
use uuid::Uuid;

use super::{claimant, document, sealed};

pub(crate) fn opinion_text() -> OpinionText {
    OpinionText {
        claim: sealed(),
        facts: sealed(),
        reasons: sealed(),
        conclusion: sealed(),
        legal_basis: sealed(),
    }
}

pub(crate) fn draft(supported: bool) -> DraftOpinion {
    DraftOpinion { text: opinion_text(), supported, result: None }
}

/// What a reviewing body drafts of an opinion that did not support the claim.
pub(crate) fn review_draft(result: ReviewResult) -> DraftOpinion {
    DraftOpinion { result: Some(result), ..draft(false) }
}

pub(crate) fn request_review() -> RequestReview {
    RequestReview { party: claimant(), text: sealed(), document: Some(document()) }
}

pub(crate) fn request_recheck() -> RequestRecheck {
    RequestRecheck { party: claimant(), text: sealed(), document: Some(document()) }
}

/// What the reviewing body tells of the review that is under way.
pub(crate) fn reviewed(case: Option<&Case>, result: ReviewResult) -> Reviewed {
    Reviewed {
        result,
        opinion: OpinionId::new(Uuid::from_u128(0x0B1)),
        number: "平信复字〔2026〕2号".to_owned(),
        supported: false,
        linked_case: linked_case(case),
        document: None,
    }
}

/// The case in which this one is reviewed.
pub(crate) fn linked_case(case: Option<&Case>) -> Option<CaseId> {
    let case = case?;
    match &case.phase {
        Phase::Settled(Settlement::UnderReview { body, .. } | Settlement::UnderRecheck { body, .. }) => {
            body.linked_case
        }
        _ => case.refusal_review.and_then(|review| review.body.linked_case),
    }
}

pub(crate) fn issue() -> ApproveOpinion {
    ApproveOpinion { number: "头信字〔2026〕7号".to_owned() }
}

/// The claimant is led to labour arbitration.
pub(crate) fn redirect(path: RedirectPath) -> RedirectCase {
    RedirectCase {
        path,
        body: "平罗县劳动人事争议仲裁院".to_owned(),
        ground: "属于仲裁受理范围".to_owned(),
        accepted_on: None,
        document: Some(document()),
    }
}

pub(crate) fn heard(result: RedirectResult) -> RecordRedirectResult {
    RecordRedirectResult { result, document: Some(document()) }
}
