//! What holds for every start, term and pause.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail as tests do")]

mod common;

use std::sync::LazyLock;

use fengqiao_calendar::{Calendar, Pause, Term};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(common::deployed);

fn days() -> impl Strategy<Value = Date> {
    (0i64..900).prop_map(|offset| date(2025, 1, 1).saturating_add(offset.days()))
}

fn counted_term() -> impl Strategy<Value = Term> {
    prop_oneof![(1u16..=120).prop_map(Term::CalendarDays), (1u16..=60).prop_map(Term::WorkingDays)]
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (days(), 0i64..40)
        .prop_map(|(from, length)| Pause { from, until: Some(from.saturating_add(length.days())) });
    vec(pause, 0..4)
}

fn longer(term: Term) -> Term {
    match term {
        Term::CalendarDays(days) => Term::CalendarDays(days + 1),
        Term::WorkingDays(days) => Term::WorkingDays(days + 1),
        other => other,
    }
}

proptest! {
    #[test]
    fn a_counted_term_ends_on_a_working_day_after_its_start_that_is_not_paused(
        start in days(), term in counted_term(), pauses in pauses(), extension in 0u16..40,
    ) {
        let due = CALENDAR.due(start, term, &pauses, extension);
        prop_assert!(CALENDAR.is_working_day(due.on));
        prop_assert!(due.on > start);
        prop_assert!(!pauses.iter().any(|pause| pause.takes_out(due.on)));
    }

    #[test]
    fn a_longer_term_never_ends_sooner(start in days(), term in counted_term(), pauses in pauses()) {
        let due = CALENDAR.due(start, term, &pauses, 0).on;
        prop_assert!(CALENDAR.due(start, longer(term), &pauses, 0).on >= due);
    }

    #[test]
    fn a_later_start_never_ends_sooner(start in days(), term in counted_term(), pauses in pauses()) {
        let due = CALENDAR.due(start, term, &pauses, 0).on;
        prop_assert!(CALENDAR.due(start.saturating_add(1.day()), term, &pauses, 0).on >= due);
    }

    #[test]
    fn one_more_pause_never_shortens(
        start in days(), term in counted_term(), pauses in pauses(), another in pauses(),
    ) {
        let due = CALENDAR.due(start, term, &pauses, 0).on;
        let all: Vec<_> = pauses.iter().chain(&another).copied().collect();
        prop_assert!(CALENDAR.due(start, term, &all, 0).on >= due);
    }

    #[test]
    fn an_extension_is_a_longer_term_from_the_same_day_zero(
        start in days(), days in 1u16..=90, extension in 0u16..=30, pauses in pauses(),
    ) {
        for make in [Term::CalendarDays, Term::WorkingDays] {
            let extended = CALENDAR.due(start, make(days), &pauses, extension).on;
            prop_assert_eq!(extended, CALENDAR.due(start, make(days + extension), &pauses, 0).on);
        }
    }

    #[test]
    fn the_order_of_pauses_is_without_meaning(
        start in days(), term in counted_term(), mut pauses in pauses(),
    ) {
        let due = CALENDAR.due(start, term, &pauses, 0);
        pauses.reverse();
        prop_assert_eq!(CALENDAR.due(start, term, &pauses, 0), due);
    }

    #[test]
    fn adding_working_days_and_counting_them_agree(start in days(), count in 0u16..=250) {
        let end = CALENDAR.add_working_days(start, count);
        prop_assert_eq!(CALENDAR.working_days_between(start, end), usize::from(count));
        prop_assert_eq!(end == start, count == 0);
        if count > 0 {
            prop_assert_eq!(CALENDAR.due(start, Term::WorkingDays(count), &[], 0).on, end);
        }
    }

    #[test]
    fn a_later_band_is_never_sooner_and_the_last_is_not_after_the_due_date(
        start in days(), term in counted_term(), pauses in pauses(), percent in 0u8..100,
    ) {
        let band = CALENDAR.band(start, term, &pauses, 0, percent);
        prop_assert!(band <= CALENDAR.band(start, term, &pauses, 0, percent + 1));
        prop_assert!(band <= Some(CALENDAR.due(start, term, &pauses, 0).on));
    }
}

#[test]
fn the_end_of_time_is_reached_without_a_fault() {
    let due = CALENDAR.due(Date::MAX, Term::WorkingDays(u16::MAX), &[], u16::MAX);
    assert_eq!(due.on, Date::MAX);
    assert_eq!(CALENDAR.add_working_days(date(9999, 12, 1), u16::MAX), Date::MAX);
    assert_eq!(CALENDAR.due(Date::MIN, Term::Until(Date::MAX), &[], u16::MAX).on, Date::MAX);
    assert_eq!(CALENDAR.band(Date::MIN, Term::Until(Date::MAX), &[], 0, 100), Some(Date::MAX));
}
