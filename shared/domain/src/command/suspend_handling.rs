//! 中止办理、恢复办理: nobody can work on the case for a while, and the clocks that allow it pause.

use jiff::civil::Date;

use super::{UseCase, checks, pause_clock};
use crate::clock;
use crate::event::{ClockPaused, ClockResumed, HandlingResumed, HandlingSuspended};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ClockState};
use crate::turn::Turn;
use crate::vocabulary::PauseReason;

/// 中止办理, with the date on which the reason is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuspendHandling {
    pub reason: PauseReason,
    pub document: Option<DocumentId>,
    pub review_on: Date,
}

/// 恢复办理.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeHandling {}

impl UseCase for SuspendHandling {
    fn admitted(case: &Case) -> bool {
        checks::is_in_progress(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let pausing: Vec<_> = case
            .clocks
            .iter()
            .filter(|clock| {
                clock.state() == ClockState::Running && clock::may_pause(case, clock, self.reason)
            })
            .cloned()
            .collect();
        if pausing.is_empty() {
            return Err(Refusal::new(Code::T01).because("reason", self.reason));
        }
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        if self.review_on <= turn.ctx.occurred_on {
            return Err(Refusal::new(Code::D04).at("review_on").because("date", self.review_on));
        }
        for clock in &pausing {
            pause_clock::follows(turn, clock)?;
        }
        turn.record(HandlingSuspended { reason: self.reason, document, review_on: self.review_on });
        for clock in pausing {
            turn.record(ClockPaused {
                clock: clock.name,
                of: clock.of,
                reason: self.reason,
                document: None,
                with_suspension: true,
            });
        }
        turn.reassess()
    }
}

impl UseCase for ResumeHandling {
    fn admitted(case: &Case) -> bool {
        checks::is_suspended(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let paused: Vec<_> = turn
            .case()?
            .clocks
            .iter()
            .filter(|clock| clock.paused_for.is_some_and(|pause| pause.with_suspension))
            .cloned()
            .collect();
        for clock in &paused {
            pause_clock::follows(turn, clock)?;
        }
        turn.record(HandlingResumed {});
        for clock in paused {
            turn.record(ClockResumed { clock: clock.name, of: clock.of });
        }
        turn.reassess()
    }
}
