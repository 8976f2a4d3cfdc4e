//! Suspension, and what the end of a term changes besides its clock.

use crate::event::{DeadlineBreached, HandlingSuspended, TermLapsed};
use crate::id::SlipId;
use crate::stamp::Stamp;
use crate::state::{Case, ClockName, Stage, Suspension};

impl Case {
    pub(super) fn handling_suspended(&mut self, event: &HandlingSuspended, stamp: &Stamp) {
        let Some(stage) = self.stage_mut() else { return };
        if let Stage::InProgress(work) = stage {
            let suspension =
                Suspension { reason: event.reason, since: stamp.occurred_on, review_on: event.review_on };
            *stage = Stage::Suspended { work: work.clone(), suspension };
        }
    }

    pub(super) fn handling_resumed(&mut self) {
        let Some(stage) = self.stage_mut() else { return };
        if let Stage::Suspended { work, .. } = stage {
            *stage = Stage::InProgress(work.clone());
        }
        // Whoever stood back meanwhile does not come back to it.
        self.replace_the_recused();
    }

    /// What a red slip that nobody answered says of the holder is read from the slip.
    pub(super) fn deadline_breached(&mut self, event: &DeadlineBreached) {
        if event.clock == ClockName::SlipTerm
            && let Some(slip) = event.of.and_then(|of| self.slips.get_mut(&SlipId::new(of)))
        {
            slip.unanswered = true;
        }
    }

    /// A refusal that nobody appealed against stands, and the case may be asked up anew; so does an opinion of which nobody
    /// asked for a review.
    pub(super) fn term_lapsed(&mut self, event: &TermLapsed) {
        match event.clock {
            ClockName::AppealRight => self.escalation_over(),
            ClockName::ReviewRight | ClockName::RecheckRight => self.opinion_stands(),
            _ => {}
        }
    }
}
