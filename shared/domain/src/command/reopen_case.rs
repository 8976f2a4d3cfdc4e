//! 复启: an ended case opens again, with its history.

use super::UseCase;
use crate::event::CaseReopened;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Ending, Exit, Phase};
use crate::turn::Turn;
use crate::vocabulary::{RedirectResult, ReopenReason};

/// 复启, by the last holder's Director or a level above.
#[derive(Debug, Clone, PartialEq)]
pub struct ReopenCase {
    pub reason: ReopenReason,
}

impl UseCase for ReopenCase {
    fn admitted(case: &Case) -> bool {
        matches!(
            &case.phase,
            Phase::Ended(ending)
                if !matches!(ending, Ending::Archived { .. } | Ending::Exited { exit: Exit::Voided | Exit::Merged(_), .. })
        )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        // A danger is reported as one, and a review that orders it opens the case by itself.
        if matches!(self.reason, ReopenReason::Danger | ReopenReason::ReviewOrdered) {
            return Err(Refusal::new(Code::D02).at("reason").because("code", self.reason));
        }
        if self.reason == ReopenReason::PathFailed && !path_failed(turn.case()?) {
            return Err(Refusal::new(Code::D02).at("reason").because("code", self.reason));
        }
        turn.record(CaseReopened { reason: self.reason });
        turn.reassess()
    }
}

/// The case was led to another path, which did not take it up.
fn path_failed(case: &Case) -> bool {
    let Phase::Ended(Ending::Exited { exit: Exit::Redirected(redirection), .. }) = &case.phase else {
        return false;
    };
    matches!(redirection.result, Some(RedirectResult::Rejected | RedirectResult::Abandoned))
}
