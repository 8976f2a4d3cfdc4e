//! 交办下级: what came to this centre by itself goes to the level that can settle it.

use jiff::civil::Date;

use fengqiao_jurisdiction::CentreCode;

use super::{UseCase, checks};
use crate::event::{Addressee, CaseDispatched, Cause};
use crate::facts;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::{Direction, DispatchMode, Verdict, WithdrawnWhy};

/// 交办下级 (信访工作条例 art. 22). The receiver may object.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignDown {
    pub to: CentreCode,
    /// The day to report by; required once the case is accepted, since its paper is an assignment.
    pub due: Option<Date>,
}

impl UseCase for AssignDown {
    fn admitted(case: &Case) -> bool {
        matches!(checks::stage(case), Some(Stage::Registered { .. } | Stage::Accepted(_) | Stage::Signed(_)))
            && checks::objected(case).is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let (case, jurisdiction) = (turn.case()?, turn.ctx.jurisdiction);
        let holder = &case.holder;
        let below = self.to != holder.centre
            && jurisdiction.centre(&self.to).is_some()
            && jurisdiction.is_within(&self.to, &holder.centre);
        if !below {
            return Err(Refusal::new(Code::D02).at("to").because("code", self.to));
        }
        if facts::conflicted(case, &self.to) == Some(true) {
            return Err(Refusal::new(Code::A05).at("to").because("centre", self.to));
        }
        // What rose is returned, once and with its grounds; sent down like this it would be a return in disguise.
        if holder.risen_to.contains(&holder.level) {
            return Err(Refusal::new(Code::R12).because("level", holder.level).because("risen", true));
        }
        let accepted = checks::stage(case).is_some_and(|stage| stage.accepted().is_some());
        if accepted {
            let due = self.due.ok_or_else(|| Refusal::missing("due"))?;
            if due < turn.ctx.today {
                return Err(Refusal::new(Code::D04).at("due").because("date", due));
            }
        }
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        send(turn, self.to, Direction::Down, Cause::Assigned)?;
        if accepted {
            let to = Addressee::Centre(self.to);
            turn.record(CaseDispatched { to, mode: DispatchMode::Assign, due: self.due });
        }
        turn.reassess()
    }
}

/// Moves the case to a centre from which the tables would not lift it again; R14 otherwise.
pub(super) fn send(
    turn: &mut Turn<'_>,
    to: CentreCode,
    direction: Direction,
    cause: Cause,
) -> Result<(), Refusal> {
    turn.move_holder(to, direction, cause, Some(turn.ctx.actor.officer), None, None)?;
    let there = turn.assessment()?;
    if matches!(there.verdict, Verdict::LiftNow | Verdict::LiftOnRequest) {
        return Err(Refusal::new(Code::R14).because("centre", to).explained_by(there));
    }
    Ok(())
}
