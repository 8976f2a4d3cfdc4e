//! 申请复核: once, within thirty days of service of the review, to the organ above the one that reviewed (信访工作条例
//! art. 36).

use super::{UseCase, checks};
use crate::clock;
use crate::event::RecheckRequested;
use crate::id::{CaseId, DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, ClockName, Phase, Settlement};
use crate::turn::Turn;

/// 申请复核, by the claimant, or by a clerk with the signed request.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestRecheck {
    pub party: PartyId,
    pub text: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for RequestRecheck {
    fn admitted(case: &Case) -> bool {
        matches!(case.phase, Phase::Settled(Settlement::OpinionIssued { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let Phase::Settled(Settlement::OpinionIssued { opinion, .. }) = &case.phase else {
            return Err(Refusal::new(Code::L01));
        };
        checks::asked_by_the_claimant(turn, self.party, self.document)?;
        if !clock::runs(case, ClockName::RecheckRight, turn.ctx) {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::RecheckRight));
        }
        let body = turn.ctx.jurisdiction.parent(&opinion.organ);
        turn.record(RecheckRequested {
            party: self.party,
            body,
            linked_case: body.map(|_| CaseId::new(turn.ctx.command.derive("recheck", 0))),
            received_on: turn.ctx.occurred_on,
            text: self.text.clone(),
            document: self.document,
        });
        Ok(())
    }
}
