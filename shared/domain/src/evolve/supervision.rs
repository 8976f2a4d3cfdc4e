//! Slips.

use crate::event::{SlipAnswered, SlipIssued, SlipLifted};
use crate::stamp::Stamp;
use crate::state::{Case, Slip, SlipState};

impl Case {
    pub(super) fn slip_issued(&mut self, event: &SlipIssued, stamp: &Stamp) {
        if let Some(old) = event.promoted_from.and_then(|old| self.slips.get_mut(&old)) {
            old.state = SlipState::Promoted;
        }
        let slip = Slip {
            colour: event.colour,
            fault: event.fault,
            to: event.to.clone(),
            issuer: event.issuer,
            issued_on: stamp.day_zero(),
            state: SlipState::Open,
            this_stint: true,
            unanswered: false,
        };
        self.slips.insert(event.slip, slip);
    }

    pub(super) fn slip_answered(&mut self, event: &SlipAnswered) {
        if let Some(slip) = self.slips.get_mut(&event.slip) {
            slip.state = SlipState::Answered;
        }
    }

    pub(super) fn slip_lifted(&mut self, event: &SlipLifted) {
        if let Some(slip) = self.slips.get_mut(&event.slip) {
            slip.state = SlipState::Lifted;
        }
    }
}
