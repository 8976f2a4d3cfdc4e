//! 领导包案.

use jiff::civil::Date;

use super::{UseCase, checks};
use crate::event::LeaderAssigned;
use crate::id::OfficerId;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;

/// 领导包案: a leader takes charge until a date.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignLeader {
    pub leader: OfficerId,
    pub until: Date,
}

impl UseCase for AssignLeader {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::ahead(turn, self.until, "until")?;
        turn.record(LeaderAssigned { leader: self.leader, until: self.until });
        Ok(())
    }
}
