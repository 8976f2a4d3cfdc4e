//! 复查结果: what the review came to, on record in the case that it is about.

use super::{UseCase, checks};
use crate::event::{CaseReopened, HandlingReopened, ReviewDecided, Reviewed};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{RehandleReason, ReopenReason, ReviewResult};

/// 复查结果, from the linked case; or by the city's office, if the organ that reviewed is outside the platform.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordReviewResult {
    pub reviewed: Reviewed,
}

impl UseCase for RecordReviewResult {
    fn admitted(case: &Case) -> bool {
        matches!(case.phase, Phase::Settled(Settlement::UnderReview { .. }))
            || case.refusal_review.is_some_and(|review| !review.decided)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let body = match &case.phase {
            Phase::Settled(Settlement::UnderReview { body, .. }) => Some(*body),
            _ => case.refusal_review.map(|review| review.body),
        };
        let of_refusal = matches!(case.phase, Phase::Ended(_));
        checks::told_by_the_reviewing_organ(turn, body, &self.reviewed)?;
        let result = self.reviewed.result;
        if of_refusal && result == ReviewResult::Changed {
            return Err(Refusal::new(Code::D02).at("result").because("code", result));
        }
        turn.record(ReviewDecided(self.reviewed.clone()));
        if result == ReviewResult::Revoked {
            if of_refusal {
                turn.record(CaseReopened { reason: ReopenReason::ReviewOrdered });
            } else {
                turn.record(HandlingReopened { reason: RehandleReason::ReviewOrdered });
            }
        }
        turn.reassess()
    }
}
