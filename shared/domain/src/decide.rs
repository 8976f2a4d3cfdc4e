//! From a command and a case to events: the door of the domain.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use fengqiao_calendar::Term;
use fengqiao_jurisdiction::{Jurisdiction, Role};

use crate::command::{Command, CommandName};
use crate::context::{Actor, Context};
use crate::event::Event;
use crate::id::CaseId;
use crate::permission;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, CaseState, Draft, Link, Phase};
use crate::turn::Turn;

/// What a command leads to: the events, and the role in which the officer acted.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided<E = Event> {
    pub events: Vec<E>,
    pub role: Role,
}

/// Decides a command. Pure: the same case, command and context always give the same answer.
///
/// # Errors
/// The first rule that forbids the command: permission, then the stage, then the command's own rule.
pub fn decide(
    state: &CaseState,
    id: CaseId,
    command: &Command,
    ctx: &Context<'_>,
) -> Result<Decided, Refusal> {
    let name = command.name();
    let case = state.live();
    let answer = |mut refusal: Refusal| {
        refusal.allowed = allowed_in(state, id, ctx.actor, ctx.jurisdiction);
        refusal
    };
    let role = match state {
        CaseState::Draft(draft) => permission::permit_on_draft(name, ctx.actor, draft, ctx.jurisdiction),
        CaseState::Absent | CaseState::Live(_) => {
            permission::permit(name, ctx.actor, id, case, ctx.jurisdiction)
        }
    };
    let role = role.map_err(answer)?;
    match state {
        CaseState::Draft(draft) if !name.admitted_in_draft(draft) => {
            return Err(answer(not_admitted_in_draft(name, draft)));
        }
        CaseState::Live(case) if !name.admitted(case) => return Err(answer(not_admitted(name, case))),
        _ => {}
    }
    check_business_date(case, ctx).map_err(answer)?;
    let mut turn = Turn::begin(id, state.clone(), ctx, role);
    command.decide(&mut turn).map_err(answer)?;
    Ok(Decided { events: turn.finish(), role })
}

/// The commands that this officer may give on this case now, as far as the stage and the officer decide it.
#[must_use]
pub fn allowed(case: &Case, id: CaseId, actor: &Actor, jurisdiction: &Jurisdiction) -> Vec<CommandName> {
    CommandName::ALL
        .iter()
        .copied()
        .filter(|name| {
            name.admitted(case) && permission::role_for(*name, actor, id, Some(case), jurisdiction).is_ok()
        })
        .collect()
}

/// As [`allowed`], of whatever there is under an id.
#[must_use]
pub fn allowed_in(
    state: &CaseState,
    id: CaseId,
    actor: &Actor,
    jurisdiction: &Jurisdiction,
) -> Vec<CommandName> {
    match state {
        CaseState::Absent => Vec::new(),
        CaseState::Live(case) => allowed(case, id, actor, jurisdiction),
        CaseState::Draft(draft) => CommandName::ALL
            .iter()
            .copied()
            .filter(|name| {
                name.admitted_in_draft(draft)
                    && permission::role_on_draft(*name, actor, draft, jurisdiction).is_ok()
            })
            .collect(),
    }
}

/// L02 of a draft whose text is gone, L01 before that.
fn not_admitted_in_draft(name: CommandName, draft: &Draft) -> Refusal {
    let open: BTreeSet<_> = CommandName::ALL
        .iter()
        .filter(|name| name.admitted_in_draft(draft))
        .map(|name| name.as_str())
        .collect();
    Refusal::new(if draft.erased { Code::L02 } else { Code::L01 })
        .because("command", name)
        .because("phase", "draft")
        .because("admitted", open.into_iter().collect::<Vec<_>>().join(","))
}

/// L04 of a merged case, L02 once a case has ended otherwise, L01 before that.
fn not_admitted(name: CommandName, case: &Case) -> Refusal {
    if let Some(survivor) = case.merged_into() {
        let link = case.links.iter().find(|link| link.other == survivor);
        return Refusal::new(Code::L04)
            .because("command", name)
            .because("case", link.map_or_else(|| survivor.to_string(), Link::name));
    }
    let code = if matches!(case.phase, Phase::Ended(_)) { Code::L02 } else { Code::L01 };
    let open: BTreeSet<_> =
        CommandName::ALL.iter().filter(|name| name.admitted(case)).map(|name| name.as_str()).collect();
    Refusal::new(code)
        .because("command", name)
        .because("phase", case.phase.name())
        .because("admitted", open.into_iter().collect::<Vec<_>>().join(","))
}

/// D04: a business date lies between the receipt and today, and is entered at most the tenant's limit of days late
/// unless a Director gives a reason. A timer's business date is that of what was due, however long nobody was there.
pub(crate) fn check_business_date(case: Option<&Case>, ctx: &Context<'_>) -> Result<(), Refusal> {
    if ctx.actor.is_system() {
        return Ok(());
    }
    let date = ctx.occurred_on;
    let refuse =
        || Refusal::new(Code::D04).at("occurred_on").because("date", date).because("today", ctx.today);
    if date > ctx.today || case.is_some_and(|case| date < case.identity.received_on) {
        return Err(refuse());
    }
    let earliest = earliest_entry(ctx);
    if date < earliest && !ctx.late_reason {
        return Err(refuse().because("earliest", earliest));
    }
    Ok(())
}

/// The earliest business date that may be entered today without a Director's reason.
fn earliest_entry(ctx: &Context<'_>) -> Date {
    match ctx.jurisdiction.terms().late_entry_max {
        Term::CalendarDays(days) | Term::WorkingDays(days) => {
            ctx.today.saturating_sub(i64::from(days).days())
        }
        Term::Hours(_) => ctx.today,
        Term::Until(date) => date,
    }
}
