//! Cases counted by hand on the calendar of 2026, each with every step of its arithmetic.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail as tests do")]

mod common;

use fengqiao_calendar::{Due, Pause, Term, business_date, end_of_day};
use jiff::civil::{Date, date};

use common::deployed;

fn due(start: Date, term: &str, pauses: &[Pause], extension: u16) -> Due {
    let due = deployed().due(start, term.parse().unwrap(), pauses, extension);
    assert!(!due.provisional && !due.paused);
    due
}

fn assert_arithmetic(due: &Due, expected: &[&str]) {
    let lines: Vec<_> = due.arithmetic.iter().map(|line| serde_json::to_string(line).unwrap()).collect();
    assert_eq!(lines, expected);
}

fn expert_opinion() -> Pause {
    Pause { from: date(2026, 9, 21), until: Some(date(2026, 10, 9)) }
}

/// Covers: K1
#[test]
fn k1_a_make_up_saturday_counts_and_the_spring_festival_does_not() {
    let due = due(date(2026, 2, 13), "2W", &[], 0);
    assert_eq!(due.on, date(2026, 2, 24));
    assert_arithmetic(
        &due,
        &[
            r#"{"step":"day_zero","on":"2026-02-13"}"#,
            r#"{"step":"make_up_day","on":"2026-02-14"}"#,
            r#"{"step":"rest_days","first":"2026-02-15","last":"2026-02-23","days":9}"#,
            r#"{"step":"counted","days":2,"on":"2026-02-24"}"#,
        ],
    );
}

/// Covers: K2
#[test]
fn k2_a_term_that_ends_on_a_holiday_rolls_on_to_the_next_working_day() {
    let due = due(date(2026, 1, 20), "30C", &[], 0);
    assert_eq!(due.on, date(2026, 2, 24));
    assert_arithmetic(
        &due,
        &[
            r#"{"step":"day_zero","on":"2026-01-20"}"#,
            r#"{"step":"counted","days":30,"on":"2026-02-19"}"#,
            r#"{"step":"rolled","from":"2026-02-19","to":"2026-02-24"}"#,
        ],
    );
}

/// Covers: K3
#[test]
fn k3_an_extension_counts_from_day_zero_and_not_from_the_rolled_date() {
    let plain = due(date(2026, 8, 3), "60C", &[], 0);
    assert_eq!(plain.on, date(2026, 10, 8));
    let extended = due(date(2026, 8, 3), "60C", &[], 30);
    assert_eq!(extended.on, date(2026, 11, 2));
    assert_arithmetic(
        &extended,
        &[
            r#"{"step":"day_zero","on":"2026-08-03"}"#,
            r#"{"step":"extended","by":30,"to":90}"#,
            r#"{"step":"counted","days":90,"on":"2026-11-01"}"#,
            r#"{"step":"rolled","from":"2026-11-01","to":"2026-11-02"}"#,
        ],
    );
}

/// Covers: K4
#[test]
fn k4_a_pause_takes_its_days_out_of_calendar_days() {
    assert_eq!(due(date(2026, 9, 10), "30C", &[], 0).on, date(2026, 10, 10));
    let paused = due(date(2026, 9, 10), "30C", &[expert_opinion()], 0);
    assert_eq!(paused.on, date(2026, 10, 28));
    assert_arithmetic(
        &paused,
        &[
            r#"{"step":"day_zero","on":"2026-09-10"}"#,
            r#"{"step":"paused","first":"2026-09-21","last":"2026-10-08","days":18}"#,
            r#"{"step":"counted","days":30,"on":"2026-10-28"}"#,
        ],
    );
}

/// Covers: K5
#[test]
fn k5_working_days_pass_over_two_festivals() {
    let due = due(date(2026, 9, 23), "5W", &[], 0);
    assert_eq!(due.on, date(2026, 10, 8));
    assert_arithmetic(
        &due,
        &[
            r#"{"step":"day_zero","on":"2026-09-23"}"#,
            r#"{"step":"rest_days","first":"2026-09-25","last":"2026-09-27","days":3}"#,
            r#"{"step":"rest_days","first":"2026-10-01","last":"2026-10-07","days":7}"#,
            r#"{"step":"counted","days":5,"on":"2026-10-08"}"#,
        ],
    );
}

/// Covers: K6
#[test]
fn k6_a_pause_takes_its_days_out_of_working_days() {
    assert_eq!(due(date(2026, 9, 10), "30W", &[], 0).on, date(2026, 10, 28));
    assert_eq!(due(date(2026, 9, 10), "30W", &[expert_opinion()], 0).on, date(2026, 11, 9));
}

#[test]
fn a_pause_that_is_resumed_on_its_first_day_takes_nothing_out() {
    let none = Pause { from: date(2026, 9, 21), until: Some(date(2026, 9, 21)) };
    assert_eq!(due(date(2026, 9, 10), "30C", &[none], 0).on, date(2026, 10, 10));
}

#[test]
fn days_paused_twice_are_taken_out_once() {
    let whole = Pause { from: date(2026, 9, 18), until: Some(date(2026, 9, 28)) };
    let inside = Pause { from: date(2026, 9, 21), until: Some(date(2026, 9, 23)) };
    let once = due(date(2026, 9, 10), "30C", &[whole], 0).on;
    assert_eq!(due(date(2026, 9, 10), "30C", &[inside, whole], 0).on, once);
}

#[test]
fn no_term_ends_on_a_paused_day() {
    // The count reaches Sunday 2026-03-15; Monday, to which it would roll, is paused.
    let pause = Pause { from: date(2026, 3, 16), until: Some(date(2026, 3, 18)) };
    assert_eq!(due(date(2026, 3, 10), "5C", &[pause], 0).on, date(2026, 3, 18));
}

#[test]
fn while_a_pause_is_open_the_date_is_only_the_earliest() {
    let open = Pause { from: date(2026, 9, 21), until: None };
    let due = deployed().due(date(2026, 9, 10), Term::CalendarDays(30), &[open], 0);
    assert!(due.paused);
    assert_eq!(due.on, date(2026, 10, 10));
    let later = Pause { from: date(2026, 10, 11), until: None };
    assert!(!deployed().due(date(2026, 9, 10), Term::CalendarDays(30), &[later], 0).paused);
}

#[test]
fn a_date_that_was_set_does_not_roll() {
    let sunday = date(2026, 11, 1);
    assert_eq!(due(date(2026, 10, 9), "2026-11-01", &[expert_opinion()], 0).on, sunday);
}

#[test]
fn hours_run_through_the_night() {
    let calendar = deployed();
    let late = "2026-02-13T23:30:00+08:00".parse().unwrap();
    let breach = calendar.due_instant(late, Term::Hours(2), &[], 0);
    assert_eq!(breach, "2026-02-14T01:30:00+08:00".parse().unwrap());
    assert_eq!(calendar.due(business_date(late), Term::Hours(2), &[], 0).on, business_date(breach));
}

#[test]
fn a_term_in_days_is_breached_at_24_o_clock_of_its_last_day() {
    let calendar = deployed();
    let asked = "2026-02-13T09:00:00+08:00".parse().unwrap();
    let breach = calendar.due_instant(asked, Term::WorkingDays(2), &[], 0);
    assert_eq!(breach, end_of_day(date(2026, 2, 24)));
}

#[test]
fn a_date_in_a_year_without_a_published_calendar_is_provisional() {
    let calendar = deployed();
    let into_2027 = calendar.due(date(2026, 12, 10), Term::CalendarDays(30), &[], 0);
    assert!(into_2027.provisional);
    assert_eq!(into_2027.on, date(2027, 1, 11), "2027-01-09 is a Saturday");
    assert!(calendar.due(date(2026, 12, 30), Term::WorkingDays(5), &[], 0).provisional);
    assert!(!calendar.due(date(2026, 12, 1), Term::CalendarDays(30), &[], 0).provisional);
    assert_eq!(calendar.due(date(2026, 12, 31), Term::WorkingDays(1), &[], 0).on, date(2027, 1, 4));
}

#[test]
fn a_band_is_reached_on_the_day_rounded_up() {
    let calendar = deployed();
    let band = |term: &str, percent| calendar.band(date(2026, 8, 3), term.parse().unwrap(), &[], 0, percent);
    assert_eq!(band("60C", 50), Some(date(2026, 9, 2)));
    assert_eq!(band("60C", 99), Some(date(2026, 10, 2)), "day 60 of 59.4, before it rolls");
    assert_eq!(band("5W", 50), Some(date(2026, 8, 6)));
    assert_eq!(band("2026-08-13", 75), Some(date(2026, 8, 11)));
    assert_eq!(band("2h", 50), None);
}
