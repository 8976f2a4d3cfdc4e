//! 任务反馈, by the unit that owes the task.

use super::{UseCase, checks};
use crate::event::TaskCompleted;
use crate::id::{DocumentId, TaskId};
use crate::permission;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;

/// 任务反馈.
#[derive(Debug, Clone, PartialEq)]
pub struct CompleteTask {
    /// May be left out while the unit owes just one.
    pub task: Option<TaskId>,
    /// What shows that it is done.
    pub document: Option<DocumentId>,
    pub report: Option<Sealed>,
}

impl UseCase for CompleteTask {
    fn admitted(case: &Case) -> bool {
        !case.joint.tasks.is_empty()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let actor = turn.ctx.actor;
        let tasks = &turn.case()?.joint.tasks;
        let owed =
            tasks.iter().filter(|(_, task)| permission::is_addressed(&task.to, actor)).map(|(id, _)| *id);
        let task = checks::the_one(self.task, owed, "task")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(TaskCompleted { task, document, report: self.report.clone() });
        Ok(())
    }
}
