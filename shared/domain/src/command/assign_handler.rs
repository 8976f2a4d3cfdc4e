//! 定人定责定时限: no work without a named officer, a duty, a date and a plan.

use jiff::civil::Date;

use fengqiao_jurisdiction::Level;

use super::{UseCase, checks};
use crate::event::HandlerAssigned;
use crate::id::OfficerId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::CaseKind;

/// 定人定责定时限.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignHandler {
    pub officer: OfficerId,
    pub duty: String,
    pub due: Date,
    pub plan: Sealed,
    /// Only while this officer is the handler: whoever was named meanwhile stays.
    pub instead_of: Option<OfficerId>,
}

impl UseCase for AssignHandler {
    /// The city designates and never mediates, so a matter is never worked on there.
    fn admitted(case: &Case) -> bool {
        (case.holder.level != Level::City || case.identity.kind != CaseKind::Matter)
            && matches!(
                checks::stage(case),
                Some(Stage::Accepted(_) | Stage::Signed(_) | Stage::InProgress(_))
            )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.duty, "duty")?;
        let handler = turn.case()?.phase.work().map(|work| work.assignment.officer);
        if self.instead_of.is_some_and(|from| handler != Some(from)) {
            return Err(Refusal::new(Code::L03).at("officer_id"));
        }
        if turn.case()?.recusals.officers.contains(&self.officer) {
            return Err(Refusal::new(Code::A05).at("officer_id"));
        }
        if self.due < turn.ctx.today {
            return Err(Refusal::new(Code::D04)
                .at("due")
                .because("date", self.due)
                .because("today", turn.ctx.today));
        }
        turn.record(HandlerAssigned {
            officer: self.officer,
            centre: turn.ctx.actor.centre,
            level: turn.ctx.actor.level,
            duty: self.duty.clone(),
            due: self.due,
            plan: self.plan.clone(),
            on_the_spot: false,
        });
        Ok(())
    }
}
