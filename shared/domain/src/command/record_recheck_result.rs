//! 复核结果: final, unless it revokes (信访工作条例 art. 36).

use super::{UseCase, checks};
use crate::event::{HandlingReopened, RecheckDecided, Reviewed};
use crate::refusal::Refusal;
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{RehandleReason, ReviewResult};

/// 复核结果, from the linked case; or by the city's office, if the organ that re-checked is outside the platform.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRecheckResult {
    pub reviewed: Reviewed,
}

impl UseCase for RecordRecheckResult {
    fn admitted(case: &Case) -> bool {
        matches!(case.phase, Phase::Settled(Settlement::UnderRecheck { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let body = match &turn.case()?.phase {
            Phase::Settled(Settlement::UnderRecheck { body, .. }) => Some(*body),
            _ => None,
        };
        checks::told_by_the_reviewing_organ(turn, body, &self.reviewed)?;
        turn.record(RecheckDecided(self.reviewed.clone()));
        if self.reviewed.result == ReviewResult::Revoked {
            turn.record(HandlingReopened { reason: RehandleReason::ReviewOrdered });
        }
        turn.reassess()
    }
}
