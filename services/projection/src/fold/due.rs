//! What of a case falls due, and when: the end of a running clock for the lists, a moment for the keeper.

use fengqiao_domain::state::ClockName;
use fengqiao_domain::{Case, clock, errand, timer};
use fengqiao_runtime::Reference;
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// The due date of a case without a running clock.
pub(crate) const NEVER: Date = date(9999, 12, 31);

/// The columns that follow from the terms and the calendar as well as from the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DueStanding {
    pub(crate) next_due_on: Date,
    pub(crate) next_due_clock: Option<ClockName>,
    pub(crate) next_moment: Option<Timestamp>,
    pub(crate) open_errands: u32,
}

/// What falls due of a case under the reference data in force.
pub(crate) fn standing(case: &Case, reference: &Reference) -> DueStanding {
    let (jurisdiction, calendar) = (&reference.jurisdiction, &reference.calendar);
    let ends = case
        .clocks
        .iter()
        .map(|running| (clock::due(running, jurisdiction.terms(), calendar).on, running.name));
    // The first started of those that end on one day.
    let next = ends.min_by_key(|(on, _)| *on);
    let open_errands = errand::open(case).count();
    // Errands have no time of their own: they are due since time began.
    let next_moment = if open_errands > 0 {
        Some(Timestamp::UNIX_EPOCH)
    } else {
        timer::next_moment(case, jurisdiction, calendar)
    };
    DueStanding {
        next_due_on: next.map_or(NEVER, |(on, _)| on),
        next_due_clock: next.map(|(_, name)| name),
        next_moment: next_moment.map(in_microseconds),
        open_errands: u32::try_from(open_errands).unwrap_or(u32::MAX),
    }
}

/// The database keeps no finer ones; cut off here, so that views made anew are the views there were.
fn in_microseconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}
