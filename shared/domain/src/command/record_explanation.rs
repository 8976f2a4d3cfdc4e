//! 释明疏导: a claim without ground is explained, not just dropped.

use super::{UseCase, checks};
use crate::event::ExplanationRecorded;
use crate::id::DocumentId;
use crate::refusal::Refusal;
use crate::sealed::Sealed;
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::WithdrawnWhy;

/// 释明疏导.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordExplanation {
    pub text: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for RecordExplanation {
    fn admitted(case: &Case) -> bool {
        checks::is_unresolved(case)
            || matches!(
                case.phase,
                Phase::Settled(Settlement::OpinionIssued { .. } | Settlement::FollowUp { .. })
            )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        turn.withdraw_request(WithdrawnWhy::Settled)?;
        turn.record(ExplanationRecorded { text: self.text.clone(), document: self.document });
        turn.reassess()
    }
}
