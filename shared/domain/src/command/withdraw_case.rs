//! 撤回案件.

use super::{UseCase, checks};
use crate::event::CaseWithdrawn;
use crate::id::{DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{PartyRole, WithdrawnWhy};

/// 撤回案件, by a claimant, or a clerk with the signed paper.
#[derive(Debug, Clone, PartialEq)]
pub struct WithdrawCase {
    pub party: PartyId,
    pub reason: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for WithdrawCase {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) || matches!(case.phase, Phase::Settled(Settlement::Agreed { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        checks::no_open_danger(case)?;
        if case.parties.get(&self.party).is_none_or(|party| party.role != PartyRole::Claimant) {
            return Err(Refusal::new(Code::D02).at("party").because("code", self.party));
        }
        if turn.ctx.actor.case.is_none() && self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        turn.withdraw_request(WithdrawnWhy::CaseEnded)?;
        turn.record(CaseWithdrawn { party: self.party, reason: self.reason.clone() });
        Ok(())
    }
}
