//! 风险评估.

use super::register_case::Screening;
use super::{UseCase, checks};
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;

/// 风险评估: a grade with its factor sheet and review date.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessRisk {
    pub screening: Screening,
}

impl UseCase for AssessRisk {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        self.screening.record(turn)?;
        turn.reassess()
    }
}
