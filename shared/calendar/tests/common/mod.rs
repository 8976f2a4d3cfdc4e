//! The calendar that is deployed: the promises are tested on the very files.

use fengqiao_calendar::Calendar;

pub(crate) fn deployed() -> Calendar {
    Calendar::parse(
        include_str!("../../../../deploy/calendar/published.csv"),
        include_str!("../../../../deploy/calendar/provisional.csv"),
    )
    .unwrap()
}
