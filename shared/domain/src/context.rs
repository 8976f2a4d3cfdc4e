//! All that a decision may know besides the case: who asks, when, and the reference data in force.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level, Role, UnitCode};
use fengqiao_routing::RuleSet;

use crate::id::{CaseId, CommandId, OfficerId};

/// The officer, or the party, who gives a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub officer: OfficerId,
    pub centre: CentreCode,
    pub level: Level,
    pub unit: Option<UnitCode>,
    pub roles: BTreeSet<Role>,
    /// A party's token is bound to one case.
    pub case: Option<CaseId>,
}

impl Actor {
    /// Timers and policies (系统), acting at the centre that holds the case. No token makes this actor: the services take
    /// its commands from the keeper alone.
    #[must_use]
    pub fn system(centre: CentreCode, level: Level) -> Self {
        let roles = BTreeSet::from([Role::System]);
        Self { officer: OfficerId::SYSTEM, centre, level, unit: None, roles, case: None }
    }

    /// Whether this is a timer or a policy.
    #[must_use]
    pub fn is_system(&self) -> bool {
        self.officer == OfficerId::SYSTEM
    }
}

/// What a decision may know. Everything is given; nothing is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub command: CommandId,
    pub actor: &'a Actor,
    pub now: Timestamp,
    /// The civil date of `now` in Asia/Shanghai.
    pub today: Date,
    /// The business date the officer states; today unless entered late.
    pub occurred_on: Date,
    /// A Director's reason covers an entry later than the tenant's limit.
    pub late_reason: bool,
    pub jurisdiction: &'a Jurisdiction,
    pub rules: &'a RuleSet,
    pub calendar: &'a Calendar,
}
