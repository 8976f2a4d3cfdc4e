//! 撤回上报, once under one verdict: a level cannot put off asking by asking and taking back.

use super::{UseCase, checks};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::WithdrawnWhy;

/// 撤回上报, by the requester's centre.
#[derive(Debug, Clone, PartialEq)]
pub struct WithdrawEscalation {}

impl UseCase for WithdrawEscalation {
    fn admitted(case: &Case) -> bool {
        checks::escalation(case).is_some_and(|asking| asking.request().is_some())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if turn.case()?.request_withdrawn {
            return Err(Refusal::new(Code::R11).because("reason", "withdrawn_before"));
        }
        turn.withdraw_request(WithdrawnWhy::ByRequester)
    }
}
