//! 批准作废登记, by a second person.

use super::{UseCase, checks};
use crate::event::CaseVoided;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::WithdrawnWhy;

/// 批准作废登记.
#[derive(Debug, Clone, PartialEq)]
pub struct ApproveVoid {}

impl UseCase for ApproveVoid {
    fn admitted(case: &Case) -> bool {
        checks::is_registered(case) && case.void_request.is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        checks::no_open_danger(case)?;
        let Some(request) = case.void_request.clone() else { return Err(Refusal::new(Code::L01)) };
        if request.by == turn.ctx.actor.officer {
            return Err(Refusal::new(Code::A06));
        }
        turn.withdraw_request(WithdrawnWhy::CaseEnded)?;
        turn.record(CaseVoided { reason: request.reason, by: turn.ctx.actor.officer });
        Ok(())
    }
}
