//! 重新办理: what was settled, or given up, is taken in hand again.

use super::{UseCase, checks};
use crate::event::HandlingReopened;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Confirmation, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{RehandleReason, WithdrawnWhy};

/// 重新办理.
#[derive(Debug, Clone, PartialEq)]
pub struct ReopenHandling {
    pub reason: RehandleReason,
}

impl UseCase for ReopenHandling {
    fn admitted(case: &Case) -> bool {
        checks::is_unresolved(case)
            || matches!(
                &case.phase,
                Phase::Settled(settlement) if !matches!(
                    settlement,
                    Settlement::UnderReview { .. } | Settlement::UnderRecheck { .. }
                )
            )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let fits = match self.reason {
            RehandleReason::Default => matches!(
                &case.phase,
                Phase::Settled(Settlement::Performing { defaulted, .. }) if !defaulted.is_empty()
            ),
            RehandleReason::ConfirmationRejected => case.confirmation == Confirmation::Rejected,
            RehandleReason::NotSigned => matches!(case.phase, Phase::Settled(Settlement::Agreed { .. })),
            RehandleReason::ConsentRenewed => checks::is_unresolved(case),
            RehandleReason::NewFacts => true,
            // Only what a review decided says so.
            RehandleReason::ReviewOrdered => false,
        };
        if !fits {
            return Err(Refusal::new(Code::D02)
                .at("reason")
                .because("code", self.reason)
                .because("phase", case.phase.name()));
        }
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        turn.record(HandlingReopened { reason: self.reason });
        turn.reassess()
    }
}
