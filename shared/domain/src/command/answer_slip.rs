//! 督办反馈: what was done about it, with the paper that shows it.

use super::{UseCase, checks};
use crate::event::SlipAnswered;
use crate::id::{DocumentId, SlipId};
use crate::permission;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;

/// 督办反馈, by whom the slip names.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSlip {
    /// May be left out while just one waits for this officer's answer.
    pub slip: Option<SlipId>,
    pub measures: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for AnswerSlip {
    fn admitted(case: &Case) -> bool {
        case.open_slips().next().is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let urged = turn
            .case()?
            .open_slips()
            .filter(|(_, slip)| permission::is_urged(turn.ctx.actor, slip))
            .map(|(id, _)| id);
        let slip = checks::the_one(self.slip, urged, "slip")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(SlipAnswered { slip, measures: self.measures.clone(), document });
        Ok(())
    }
}
