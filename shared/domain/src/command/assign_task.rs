//! 派发任务, among them 吹哨: a township summons a department of its county.

use jiff::civil::Date;

use fengqiao_jurisdiction::UnitCode;

use super::{UseCase, checks};
use crate::event::{Addressee, TaskAssigned};
use crate::id::TaskId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::TaskKind;

/// 派发任务.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignTask {
    pub kind: TaskKind,
    pub unit: UnitCode,
    pub due: Date,
    pub what: Sealed,
}

impl UseCase for AssignTask {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        // What a meeting decided is recorded with the meeting, so that one task leads; what a destroyed key leaves to do, with
        // its destruction.
        if matches!(self.kind, TaskKind::Decision | TaskKind::Redaction) {
            return Err(Refusal::new(Code::D02).at("kind").because("code", self.kind));
        }
        let seat = checks::unit_with_officers(turn, &self.unit, "unit")?.seated_at;
        let (jurisdiction, own) = (turn.ctx.jurisdiction, turn.ctx.actor.centre);
        let reachable = match self.kind {
            TaskKind::Summons => jurisdiction.parent(&own) == Some(seat),
            _ => jurisdiction.is_within(&seat, &own),
        };
        if !reachable {
            return Err(Refusal::new(Code::D02).at("unit").because("code", &self.unit));
        }
        checks::ahead(turn, self.due, "due")?;
        turn.record(TaskAssigned {
            task: TaskId::new(turn.ctx.command.derive("task", 0)),
            kind: self.kind,
            to: Addressee::Unit(self.unit.clone()),
            lead: false,
            due: self.due,
            what: Some(self.what.clone()),
        });
        Ok(())
    }
}
