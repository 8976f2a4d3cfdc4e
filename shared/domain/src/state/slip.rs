//! Slips: who was urged to do what, and what became of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, vocabulary};

use crate::event::Addressee;
use crate::id::SlipId;
use crate::state::Case;
use crate::vocabulary::{Fault, SlipColour};

/// A slip (督办单). It stays with whom it urges when the holder changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub colour: SlipColour,
    pub fault: Fault,
    pub to: Addressee,
    pub issuer: CentreCode,
    pub issued_on: Date,
    pub state: SlipState,
    /// Whether the case has stayed with its holder since.
    pub this_stint: bool,
    /// Its term ran out without an answer.
    pub unanswered: bool,
}

vocabulary! {
    /// What became of a slip (督办单状态).
    SlipState {
        /// 待反馈.
        Open = "open", "待反馈";
        /// 已反馈.
        Answered = "answered", "已反馈";
        /// 已解除.
        Lifted = "lifted", "已解除";
        /// 已升级: nobody answered, and one of the next colour took its place.
        Promoted = "promoted", "已升级";
    }
}

impl Slip {
    /// Whether it urges the centre that holds the case, or a unit that works for it.
    #[must_use]
    pub fn concerns(&self, holder: CentreCode) -> bool {
        self.this_stint && !matches!(&self.to, Addressee::Centre(centre) if *centre != holder)
    }
}

impl Case {
    /// The slips that wait for an answer.
    pub fn open_slips(&self) -> impl Iterator<Item = (SlipId, &Slip)> {
        self.slips.iter().filter(|(_, slip)| slip.state == SlipState::Open).map(|(id, slip)| (*id, slip))
    }

    /// Whether a red slip went unanswered during this stint, and was not lifted since.
    #[must_use]
    pub fn red_slip_unanswered(&self) -> bool {
        self.slips.values().any(|slip| {
            slip.colour == SlipColour::Red
                && slip.unanswered
                && slip.state != SlipState::Lifted
                && slip.concerns(self.holder.centre)
        })
    }
}
