//! 确认结果: the court's ruling on an application.

use super::{UseCase, checks};
use crate::event::{ConfirmationGranted, ConfirmationRejected};
use crate::refusal::Refusal;
use crate::state::{Case, Confirmation};
use crate::turn::Turn;

/// 确认结果, by the desk of the court that was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordConfirmation {
    pub ruling: ConfirmationRuling,
}

/// How the court ruled.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfirmationRuling {
    /// 裁定有效, with the ruling's number.
    Granted { number: String },
    /// 裁定驳回.
    Rejected { ground: String },
}

impl UseCase for RecordConfirmation {
    fn admitted(case: &Case) -> bool {
        matches!(case.confirmation, Confirmation::Filed { .. })
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        match &self.ruling {
            ConfirmationRuling::Granted { number } => {
                checks::line(number, "ruling_number")?;
                turn.record(ConfirmationGranted { number: number.clone() });
            }
            ConfirmationRuling::Rejected { ground } => {
                checks::line(ground, "ground")?;
                turn.record(ConfirmationRejected { ground: ground.clone() });
            }
        }
        Ok(())
    }
}
