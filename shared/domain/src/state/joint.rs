//! Who works on a case besides its holder, and what they owe: open tasks, referrals and orders.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::UnitCode;

use crate::event::Addressee;
use crate::id::{OfficerId, OrderId, ReferralId, TaskId};
use crate::vocabulary::{Level, TaskKind};

/// Joint handling. What is done is in the log; here is what is still owed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joint {
    /// 包案领导.
    pub leader: Option<Leader>,
    /// 工作专班.
    pub task_force: Option<TaskForce>,
    pub tasks: BTreeMap<TaskId, Task>,
    pub referrals: BTreeMap<ReferralId, UnitCode>,
    pub orders: BTreeMap<OrderId, Order>,
}

/// A leader in charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    pub officer: OfficerId,
    pub until: Date,
}

/// Units that work as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskForce {
    pub units: BTreeSet<UnitCode>,
    pub lead: UnitCode,
}

/// An open task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub kind: TaskKind,
    pub to: Addressee,
    pub lead: bool,
}

/// An order that is not reported on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub number: String,
    pub lead_level: Option<Level>,
}

impl Joint {
    /// The unit that leads the joint work (牵头单位): of the open lead task, else of the task force.
    #[must_use]
    pub fn lead_unit(&self) -> Option<&UnitCode> {
        let of_task = self.tasks.values().filter(|task| task.lead).find_map(|task| match &task.to {
            Addressee::Unit(unit) => Some(unit),
            Addressee::Centre(_) => None,
        });
        of_task.or_else(|| self.task_force.as_ref().map(|force| &force.lead))
    }

    /// The highest level that an open order tells to lead.
    #[must_use]
    pub fn order_level(&self) -> Option<Level> {
        self.orders.values().filter_map(|order| order.lead_level).max()
    }

    /// What is owed is owed no longer once the case has ended; but what a destroyed key leaves to do begins there.
    pub(crate) fn release(&mut self) {
        self.tasks.retain(|_, task| task.kind == TaskKind::Redaction);
        self.referrals.clear();
        self.orders.clear();
    }
}
