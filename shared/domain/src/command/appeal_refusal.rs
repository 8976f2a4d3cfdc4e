//! 申请裁决: one appeal per refusal, to the level above the refuser.

use super::{UseCase, checks};
use crate::clock;
use crate::event::EscalationAppealed;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ClockName, Escalation};
use crate::turn::Turn;

/// 申请裁决.
#[derive(Debug, Clone, PartialEq)]
pub struct AppealRefusal {}

impl UseCase for AppealRefusal {
    fn admitted(case: &Case) -> bool {
        matches!(checks::escalation(case), Some(Escalation::Refused { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let Some(Escalation::Refused { request, .. }) = checks::escalation(case) else {
            return Err(Refusal::new(Code::L01));
        };
        let superior = turn.ctx.jurisdiction.parent(&request.to);
        let Some(to) = superior.filter(|_| clock::runs(case, ClockName::AppealRight, turn.ctx)) else {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::AppealRight));
        };
        let escalation = request.id;
        turn.record(EscalationAppealed { escalation, to, by: turn.ctx.actor.officer });
        Ok(())
    }
}
