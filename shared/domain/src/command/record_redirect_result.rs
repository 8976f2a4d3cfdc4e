//! 途径结果: what became of the matter where it was led.

use super::UseCase;
use crate::event::RedirectResultRecorded;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Ending, Exit, Phase};
use crate::turn::Turn;
use crate::vocabulary::RedirectResult;

/// 途径结果, on the business date of the command. A path that failed is a ground to reopen.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRedirectResult {
    pub result: RedirectResult,
    /// The paper of that body; required for what it decided.
    pub document: Option<DocumentId>,
}

impl UseCase for RecordRedirectResult {
    fn admitted(case: &Case) -> bool {
        matches!(
            &case.phase,
            Phase::Ended(Ending::Exited { exit: Exit::Redirected(redirection), .. })
                if matches!(redirection.result, None | Some(RedirectResult::TakenUp))
        )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let proved = matches!(self.result, RedirectResult::Decided | RedirectResult::Rejected);
        if proved && self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        turn.record(RedirectResultRecorded {
            result: self.result,
            on: turn.ctx.occurred_on,
            document: self.document,
        });
        Ok(())
    }
}
