//! 解除督办: the issuer is content.

use super::{UseCase, checks};
use crate::event::SlipLifted;
use crate::id::{DocumentId, SlipId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, SlipState};
use crate::turn::Turn;

/// 解除督办, by the centre in whose name it was issued.
#[derive(Debug, Clone, PartialEq)]
pub struct LiftSlip {
    /// May be left out while this centre has just one to lift.
    pub slip: Option<SlipId>,
    pub reason: Sealed,
    /// Required for one that nobody answered.
    pub document: Option<DocumentId>,
}

impl UseCase for LiftSlip {
    fn admitted(case: &Case) -> bool {
        case.slips.values().any(|slip| matches!(slip.state, SlipState::Open | SlipState::Answered))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let own = case
            .slips
            .iter()
            .filter(|(_, slip)| slip.issuer == turn.ctx.actor.centre)
            .filter(|(_, slip)| matches!(slip.state, SlipState::Open | SlipState::Answered))
            .map(|(id, _)| *id);
        let slip = checks::the_one(self.slip, own, "slip")?;
        let open = case.slips.get(&slip).is_some_and(|known| known.state == SlipState::Open);
        if open && self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        turn.record(SlipLifted { slip, reason: self.reason.clone(), document: self.document });
        turn.reassess()
    }
}
