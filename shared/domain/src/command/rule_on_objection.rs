//! 异议裁定: the sender must agree, or the addressee takes the case (信访工作条例 art. 23).

use super::{UseCase, checks};
use crate::event::{Cause, ObjectionRuled};
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Direction, WithdrawnWhy};

/// 异议裁定, by the centre that sent the case.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOnObjection {
    pub upheld: bool,
    pub reason: String,
}

impl UseCase for RuleOnObjection {
    fn admitted(case: &Case) -> bool {
        checks::objected(case).is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.reason, "reason")?;
        let case = turn.case()?;
        // A unit sits at the holder's centre; only between two centres does the case go back.
        let back = checks::disputed(case).copied();
        turn.record(ObjectionRuled { upheld: self.upheld, reason: self.reason.clone() });
        if let Some(sender) = back.filter(|_| self.upheld) {
            turn.withdraw_request(WithdrawnWhy::Overtaken)?;
            let by = Some(turn.ctx.actor.officer);
            turn.move_holder(sender, Direction::Back, Cause::ObjectionUpheld, by, None, None)?;
        }
        turn.reassess()
    }
}
