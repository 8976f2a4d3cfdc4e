//! 回访, by somebody other than the handler.

use super::{UseCase, checks};
use crate::event::{Addressee, FollowUpRecorded};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Fault, FollowUpRound, SlipColour};

/// 回访.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordFollowUp {
    pub round: FollowUpRound,
    pub performed: bool,
    pub rebound: bool,
}

impl UseCase for RecordFollowUp {
    fn admitted(case: &Case) -> bool {
        checks::has_outcome(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if turn.case()?.handlers.contains(&turn.ctx.actor.officer) {
            return Err(Refusal::new(Code::A06));
        }
        turn.record(FollowUpRecorded { round: self.round, performed: self.performed, rebound: self.rebound });
        // What was told as settled was not done: the level above urges.
        if self.round == FollowUpRound::First && !self.performed {
            let holder = turn.case()?.holder.centre;
            turn.issue_slip(SlipColour::Blue, Fault::F7, Addressee::Centre(holder))?;
        }
        Ok(())
    }
}
