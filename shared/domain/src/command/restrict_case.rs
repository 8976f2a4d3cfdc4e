//! 限制知悉: until a date fewer people read what is personal in a case.

use jiff::civil::Date;

use super::{UseCase, checks};
use crate::event::CaseRestricted;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;

/// 限制知悉, with a reason and a date.
#[derive(Debug, Clone, PartialEq)]
pub struct RestrictCase {
    pub reason: Sealed,
    /// The last day of it.
    pub until: Date,
}

impl UseCase for RestrictCase {
    fn admitted(case: &Case) -> bool {
        checks::is_kept(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.until < turn.ctx.today {
            return Err(Refusal::new(Code::D04).at("until").because("date", self.until));
        }
        turn.record(CaseRestricted { reason: self.reason.clone(), until: self.until });
        Ok(())
    }
}
