//! 中止计时、恢复计时: days that do not count.

use jiff::civil::Date;

use fengqiao_calendar::PAUSES_MAX;

use super::{UseCase, checks};
use crate::clock;
use crate::event::{ClockPaused, ClockResumed};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Clock, ClockName, ClockState};
use crate::turn::Turn;
use crate::vocabulary::PauseReason;

/// 中止计时: granted by the head of the holder on the handler's paper, never by the handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PauseClock {
    pub clock: ClockName,
    pub reason: PauseReason,
    pub document: Option<DocumentId>,
}

/// 恢复计时.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeClock {
    pub clock: ClockName,
}

impl UseCase for PauseClock {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && case.clocks.iter().any(|clock| clock.state() == ClockState::Running)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let clock = running(case, self.clock)?;
        if clock.state() != ClockState::Running || !clock::may_pause(case, clock, self.reason) {
            return Err(refused(clock, self.reason));
        }
        if clock.pauses.len() >= PAUSES_MAX {
            return Err(refused(clock, self.reason).because("max", PAUSES_MAX));
        }
        follows(turn, clock)?;
        let document = Some(self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?);
        if checks::is_handled_by(case, turn.ctx.actor.officer) {
            return Err(Refusal::new(Code::A06));
        }
        let of = clock.of;
        turn.record(ClockPaused {
            clock: self.clock,
            of,
            reason: self.reason,
            document,
            with_suspension: false,
        });
        turn.reassess()
    }
}

impl UseCase for ResumeClock {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && case.clocks.iter().any(is_paused_alone)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let clock = running(case, self.clock)?;
        if !is_paused_alone(clock) {
            return Err(Refusal::new(Code::T01).because("clock", self.clock));
        }
        follows(turn, clock)?;
        let of = clock.of;
        turn.record(ClockResumed { clock: self.clock, of });
        turn.reassess()
    }
}

/// What a suspension paused goes on when handling does.
fn is_paused_alone(clock: &Clock) -> bool {
    clock.paused_for.is_some_and(|pause| !pause.with_suspension)
}

/// T01: this clock may not pause for this reason.
pub(super) fn refused(clock: &Clock, reason: PauseReason) -> Refusal {
    Refusal::new(Code::T01).because("clock", clock.name).because("reason", reason)
}

/// D04: pauses follow one another and come after day zero.
pub(super) fn follows(turn: &Turn<'_>, clock: &Clock) -> Result<(), Refusal> {
    let earliest: Date = clock.pauses.last().map_or(clock.from, |last| last.until.unwrap_or(last.from));
    if turn.ctx.occurred_on < earliest {
        return Err(Refusal::new(Code::D04)
            .at("occurred_on")
            .because("date", turn.ctx.occurred_on)
            .because("today", turn.ctx.today)
            .because("earliest", earliest));
    }
    Ok(())
}

/// D02 for a clock that does not run.
fn running(case: &Case, name: ClockName) -> Result<&Clock, Refusal> {
    case.clocks.running(name).ok_or_else(|| Refusal::new(Code::D02).at("clock").because("code", name))
}
