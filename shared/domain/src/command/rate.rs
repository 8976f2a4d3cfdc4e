//! 评价, by the party, or by a clerk assisting and marked so. Who is not satisfied is called back.

use super::{UseCase, checks};
use crate::clock;
use crate::event::{Addressee, Rated, TaskAssigned};
use crate::id::TaskId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, ClockName};
use crate::turn::Turn;
use crate::vocabulary::{Fault, Rating, SlipColour, TaskKind};

/// 评价.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    pub rating: Rating,
    pub words: Option<Sealed>,
}

impl UseCase for Rate {
    fn admitted(case: &Case) -> bool {
        checks::has_outcome(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if !clock::runs(turn.case()?, ClockName::RatingRight, turn.ctx) {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::RatingRight));
        }
        let assisted = turn.ctx.actor.case.is_none();
        turn.record(Rated { rating: self.rating, assisted, words: self.words.clone() });
        if self.rating == Rating::Dissatisfied {
            let holder = turn.case()?.holder.centre;
            turn.issue_slip(SlipColour::Blue, Fault::F7, Addressee::Centre(holder))?;
        }
        let case = turn.case()?;
        if self.rating == Rating::Dissatisfied && checks::is_open(case) {
            let to = Addressee::Centre(case.holder.centre);
            let due =
                turn.ctx.calendar.due(turn.ctx.today, turn.ctx.jurisdiction.terms().callback, &[], 0).on;
            let task = TaskId::new(turn.ctx.command.derive("task", 0));
            turn.record(TaskAssigned { task, kind: TaskKind::Callback, to, lead: false, due, what: None });
        }
        Ok(())
    }
}
