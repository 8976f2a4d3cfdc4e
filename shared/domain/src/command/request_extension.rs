//! 申请延期: once, within its limit, before the term is over.

use super::{UseCase, checks};
use crate::clock;
use crate::event::ExtensionRequested;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Clock, ClockName, ClockState};
use crate::turn::Turn;

/// 申请延期, by the handler.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestExtension {
    pub clock: ClockName,
    /// In the unit of the term.
    pub days: u16,
    pub reason: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for RequestExtension {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && case.phase.work().is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        extendable(turn, case, self.clock, self.days)?;
        if case.extension_request.is_some() {
            return Err(Refusal::new(Code::T02).because("clock", self.clock).because("why", "requested"));
        }
        turn.record(ExtensionRequested {
            clock: self.clock,
            days: self.days,
            reason: self.reason.clone(),
            document: self.document,
            by: turn.ctx.actor.officer,
        });
        Ok(())
    }
}

/// The clock, if it may grow by so many days today.
///
/// # Errors
/// D02 for a clock that does not run, D03 for no days, T02 if it has no extension, had it, is over, or would grow too much.
pub(super) fn extendable<'a>(
    turn: &Turn<'_>,
    case: &'a Case,
    name: ClockName,
    days: u16,
) -> Result<&'a Clock, Refusal> {
    let terms = turn.ctx.jurisdiction.terms();
    let clock =
        case.clocks.running(name).ok_or_else(|| Refusal::new(Code::D02).at("clock").because("code", name))?;
    let refused = |why: &'static str| Refusal::new(Code::T02).because("clock", name).because("why", why);
    let Some(max) = clock::extension_max(clock, terms) else { return Err(refused("not_extendable")) };
    if days == 0 {
        return Err(Refusal::new(Code::D03).at("days").because("min", 1));
    }
    if days > max {
        return Err(refused("over_the_limit").because("max", max));
    }
    if clock.extension > 0 {
        return Err(refused("used"));
    }
    let due = clock::due(clock, terms, turn.ctx.calendar);
    if clock.state() == ClockState::Breached || (!due.paused && turn.ctx.occurred_on > due.on) {
        return Err(refused("over").because("due", due.on));
    }
    Ok(clock)
}
