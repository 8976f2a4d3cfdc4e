//! Where a case stands, with the clocks that run.

use fengqiao_calendar::Term;
use fengqiao_domain::state::{Clock, Draft};
use fengqiao_domain::{Case, clock};
use jiff::civil::Date;

use super::arithmetic::{arithmetic, reminder};
use crate::texts::Wording;
use crate::v1;

/// What clients read in the place of a phase while there is no case yet.
const DRAFT: &str = "draft";

/// The state, the holder, the verdict and every clock that was not stopped.
#[must_use]
pub fn standing(case: &Case, wording: Wording<'_>) -> v1::CaseStanding {
    let phase = case.phase.name();
    let clocks = case.clocks.iter().map(|running| clock_state(running, wording));
    v1::CaseStanding {
        phase: phase.to_string(),
        phase_text: phase.zh().to_owned(),
        holder: case.holder.centre.to_string(),
        holder_name: wording.centre(&case.holder.centre),
        level: case.holder.level.to_string(),
        verdict: case.verdict.to_string(),
        verdict_text: case.verdict.zh().to_owned(),
        clocks: clocks.collect(),
    }
}

/// A draft stands nowhere yet but with whoever writes it.
#[must_use]
pub fn draft_standing(draft: &Draft, wording: Wording<'_>) -> v1::CaseStanding {
    v1::CaseStanding {
        phase: DRAFT.to_owned(),
        phase_text: wording.catalogue.detail(DRAFT).to_owned(),
        holder: draft.centre.to_string(),
        holder_name: wording.centre(&draft.centre),
        level: draft.level.to_string(),
        ..v1::CaseStanding::default()
    }
}

/// One clock, with its last day and how that was found. A breached one keeps the date it had.
fn clock_state(clock: &Clock, wording: Wording<'_>) -> v1::ClockState {
    let due = clock::due(clock, wording.jurisdiction.terms(), wording.calendar);
    let due_on = clock.breach.map_or(due.on, |breach| breach.due);
    let (unit, length) = measure(clock::term(clock, wording.jurisdiction.terms()));
    let state = clock.state();
    let pauses = clock.pauses.iter().map(|pause| v1::PauseState {
        from: pause.from.to_string(),
        until: pause.until.map(|until| until.to_string()).unwrap_or_default(),
    });
    v1::ClockState {
        name: clock.name.to_string(),
        text: clock.name.zh().to_owned(),
        started_on: clock.from.to_string(),
        due_on: due_on.to_string(),
        provisional: due.provisional,
        state: state.to_string(),
        state_text: state.zh().to_owned(),
        kind: clock.name.kind().to_string(),
        reminder: clock.reminded.map(|(band, _)| reminder(band, wording)).unwrap_or_default(),
        pauses: pauses.collect(),
        extension: clock.extension.into(),
        arithmetic: arithmetic(&due, wording),
        of: clock.of.map(|of| of.to_string()).unwrap_or_default(),
        unit: unit.to_owned(),
        length: length.into(),
        left: left(due_on, unit, wording),
    }
}

/// What clients read as the unit of a term of working days.
const WORKING_DAYS: &str = "working_days";

/// The unit of a term, and how many of it.
const fn measure(term: Term) -> (&'static str, u16) {
    match term {
        Term::WorkingDays(days) => (WORKING_DAYS, days),
        Term::CalendarDays(days) => ("calendar_days", days),
        Term::Hours(hours) => ("hours", hours),
        Term::Until(_) => ("date", 0),
    }
}

/// The days from today to the last day of a term: 0 on that day, negative beyond it.
fn left(due: Date, unit: &str, wording: Wording<'_>) -> i32 {
    let today = wording.today;
    let between = |from: Date, to: Date| match unit {
        WORKING_DAYS => i32::try_from(wording.calendar.working_days_between(from, to)).unwrap_or(i32::MAX),
        _ => from.until(to).map_or(0, |span| span.get_days()),
    };
    if due < today { -between(due, today) } else { between(today, due) }
}
