//! 申请作废登记: a registration was a mistake; a second person must approve.

use super::{UseCase, checks};
use crate::event::VoidRequested;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::VoidReason;

/// 申请作废登记.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestVoid {
    pub reason: VoidReason,
}

impl UseCase for RequestVoid {
    fn admitted(case: &Case) -> bool {
        checks::is_registered(case) && case.void_request.is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::no_open_danger(turn.case()?)?;
        turn.record(VoidRequested { reason: self.reason, by: turn.ctx.actor.officer });
        Ok(())
    }
}
