//! 专业意见: a lawyer's, a third party's or an expert's paper goes on file.

use super::{UseCase, checks};
use crate::event::AdviceRecorded;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::AdviceKind;

/// 专业意见.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordAdvice {
    pub kind: AdviceKind,
    pub document: Option<DocumentId>,
}

impl UseCase for RecordAdvice {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(AdviceRecorded { kind: self.kind, unit: turn.ctx.actor.unit.clone(), document });
        Ok(())
    }
}
