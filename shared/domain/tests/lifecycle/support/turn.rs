//! What a command is decided with, and how a decision is stored.

use fengqiao_calendar::business_date;
use fengqiao_domain::command::CommandName;
use fengqiao_domain::id::CommandId;
use fengqiao_domain::vocabulary::Role;
use fengqiao_domain::{Actor, Context, Decision, decision};
use jiff::Timestamp;
use jiff::civil::Date;

use super::reference::{calendar, jurisdiction, rules};

pub(crate) fn context(command: CommandId, actor: &Actor, now: Timestamp, occurred_on: Date) -> Context<'_> {
    Context {
        command,
        actor,
        now,
        today: business_date(now),
        occurred_on,
        late_reason: false,
        jurisdiction: jurisdiction(),
        rules: rules(),
        calendar: calendar(),
    }
}

pub(crate) fn to_store<E: Clone>(
    ctx: &Context<'_>,
    name: CommandName,
    role: Role,
    events: &[E],
) -> Decision<E> {
    Decision {
        version: decision::VERSION,
        command: ctx.command,
        name,
        digest: String::new(),
        officer: ctx.actor.officer,
        centre: ctx.actor.centre,
        level: ctx.actor.level,
        role,
        occurred_on: ctx.occurred_on,
        events: events.to_vec(),
    }
}
