//! 会商、联席会议、接访下访: what was decided becomes tasks, and exactly one of them leads.

use std::collections::BTreeSet;

use jiff::civil::Date;

use fengqiao_jurisdiction::UnitCode;

use super::{UseCase, checks};
use crate::event::{Addressee, MeetingHeld, TaskAssigned};
use crate::id::TaskId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{MeetingKind, TaskKind};

/// Units at one meeting, and tasks that it gives out.
pub(crate) const UNITS_MAX: usize = 30;

/// 会商、联席会议、接访下访.
#[derive(Debug, Clone, PartialEq)]
pub struct HoldMeeting {
    pub kind: MeetingKind,
    pub units: BTreeSet<UnitCode>,
    pub decisions: Sealed,
    pub tasks: Vec<NewTask>,
}

/// What one unit will owe.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTask {
    pub unit: UnitCode,
    pub lead: bool,
    pub due: Date,
    pub what: Sealed,
}

impl UseCase for HoldMeeting {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.units.len() > UNITS_MAX {
            return Err(Refusal::new(Code::D03).at("units").because("max", UNITS_MAX));
        }
        if self.tasks.len() > UNITS_MAX {
            return Err(Refusal::new(Code::D03).at("tasks").because("max", UNITS_MAX));
        }
        for unit in &self.units {
            checks::known_unit(turn, unit, "units")?;
        }
        let leads = self.tasks.iter().filter(|task| task.lead).count();
        if leads != usize::from(!self.tasks.is_empty()) {
            return Err(Refusal::missing("tasks.lead").because("leads", leads));
        }
        for task in &self.tasks {
            checks::unit_with_officers(turn, &task.unit, "tasks.unit")?;
            checks::ahead(turn, task.due, "tasks.due")?;
        }
        turn.record(MeetingHeld {
            kind: self.kind,
            units: self.units.clone(),
            decisions: self.decisions.clone(),
        });
        for (index, task) in self.tasks.iter().enumerate() {
            turn.record(TaskAssigned {
                task: TaskId::new(turn.ctx.command.derive("task", index)),
                kind: TaskKind::Decision,
                to: Addressee::Unit(task.unit.clone()),
                lead: task.lead,
                due: task.due,
                what: Some(task.what.clone()),
            });
        }
        Ok(())
    }
}
