//! 并案: a case goes into an older one about the same matter, which the same centre holds.

use super::{UseCase, checks};
use crate::event::CasesMerged;
use crate::glimpse::Glimpse;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Link};
use crate::turn::Turn;
use crate::vocabulary::{LinkRelation, WithdrawnWhy};

/// 并案. The parties follow by an errand, since they have to be sealed anew for the surviving case.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeCases {
    pub into: Glimpse,
}

impl UseCase for MergeCases {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let obstacle = if self.into.case == turn.id {
            Some("same_case")
        } else if self.into.holder != case.holder.centre {
            Some("held_elsewhere")
        } else if !self.into.is_older_than(case) {
            Some("registered_later")
        } else if !self.into.phase.is_handling() {
            Some("not_in_handling")
        } else {
            None
        };
        if let Some(reason) = obstacle {
            return Err(Refusal::new(Code::L05).at("other_case").because("reason", reason));
        }
        checks::no_open_danger(case)?;
        let survivor = Link { back: true, ..Link::to(&self.into, LinkRelation::MergedFrom, case) };
        turn.withdraw_request(WithdrawnWhy::CaseEnded)?;
        turn.record(CasesMerged { survivor });
        Ok(())
    }
}
