//! 宣告调解不成 (人民调解法 art. 26).

use super::{UseCase, checks};
use crate::event::MediationFailed;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::FailureGround;

/// 宣告调解不成: the parties are owed a notice of their rights.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclareFailure {
    pub ground: FailureGround,
}

impl UseCase for DeclareFailure {
    fn admitted(case: &Case) -> bool {
        checks::is_in_progress(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        turn.record(MediationFailed { ground: self.ground });
        turn.reassess()
    }
}
