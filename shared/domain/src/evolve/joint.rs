//! Joint handling: leaders, tasks, referrals, orders.

use crate::event::{LeaderAssigned, OrderIssued, ReferralMade, TaskAssigned, TaskForceFormed};
use crate::state::{Case, Leader, Order, Task, TaskForce};

impl Case {
    pub(super) fn task_assigned(&mut self, event: &TaskAssigned) {
        let task = Task { kind: event.kind, to: event.to.clone(), lead: event.lead };
        self.joint.tasks.insert(event.task, task);
    }

    pub(super) fn leader_assigned(&mut self, event: &LeaderAssigned) {
        self.joint.leader = Some(Leader { officer: event.leader, until: event.until });
    }

    pub(super) fn task_force_formed(&mut self, event: &TaskForceFormed) {
        self.joint.task_force = Some(TaskForce { units: event.units.clone(), lead: event.lead.clone() });
    }

    pub(super) fn referred(&mut self, event: &ReferralMade) {
        self.joint.referrals.insert(event.referral, event.to.clone());
    }

    pub(super) fn ordered(&mut self, event: &OrderIssued) {
        let order = Order { number: event.number.clone(), lead_level: event.lead_level };
        self.joint.orders.insert(event.order, order);
    }
}
