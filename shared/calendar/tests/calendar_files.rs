//! What the calendar files say, and what they may not say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail as tests do")]

mod common;

use fengqiao_calendar::{Calendar, DayKind};
use jiff::civil::date;

use common::deployed;

const HEADER: &str = "date,kind,name\n";

fn problems(published: &str, provisional: &str) -> Vec<String> {
    let published = format!("{HEADER}{published}");
    let provisional = format!("{HEADER}{provisional}");
    let problems = Calendar::parse(&published, &provisional).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_kind_of_day_is_told_apart() {
    let calendar = deployed();
    assert_eq!(calendar.kind(date(2026, 2, 13)), DayKind::Working);
    assert_eq!(calendar.kind(date(2026, 2, 14)), DayKind::MakeUp);
    assert_eq!(calendar.kind(date(2026, 2, 16)), DayKind::Holiday);
    assert_eq!(calendar.kind(date(2026, 2, 7)), DayKind::Weekend);
    assert_eq!(calendar.festival(date(2026, 2, 16)), Some("春节"));
    assert_eq!(calendar.festival(date(2026, 2, 13)), None);
}

#[test]
fn a_year_of_2026_has_as_many_working_days_as_the_notice_makes() {
    let calendar = deployed();
    // 261 weekdays, 19 of them holidays, and 6 make-up days.
    assert_eq!(calendar.working_days_between(date(2025, 12, 31), date(2026, 12, 31)), 248);
}

#[test]
fn the_next_working_day_is_the_day_itself_if_people_work_on_it() {
    let calendar = deployed();
    assert_eq!(calendar.working_day_from(date(2026, 10, 10)), date(2026, 10, 10));
    assert_eq!(calendar.working_day_from(date(2026, 10, 1)), date(2026, 10, 8));
}

#[test]
fn provisional_days_give_way_to_the_published_year() {
    let provisional = format!("{HEADER}2027-02-05,statutory,春节\n2027-02-08,statutory,春节\n");
    let before = Calendar::parse(HEADER, &provisional).unwrap();
    assert!(!before.is_published(2027));
    assert!(!before.is_working_day(date(2027, 2, 8)));
    let published = format!("{HEADER}2027-02-05,holiday,春节\n");
    let after = Calendar::parse(&published, &provisional).unwrap();
    assert!(after.is_published(2027));
    assert!(after.is_working_day(date(2027, 2, 8)));
}

#[test]
fn every_row_that_cannot_be_used_is_named_with_its_line() {
    let rows = "2026-13-01,holiday,x\n2026-01-01,feast,x\n2026-01-02,holiday\n\
                2026-01-05,workday,x\n2026-01-03,holiday,x\n2026-01-03,holiday,x\n";
    assert_eq!(
        problems(rows, "2027-01-01,holiday,x\n"),
        [
            "published calendar, line 2: \"2026-13-01\" is not a date",
            "published calendar, line 3: \"feast\" is not a kind of day here",
            "published calendar, line 4: expected 3 fields, found 2",
            "published calendar, line 5: 2026-01-05 is no Saturday or Sunday, so it cannot be a make-up day",
            "published calendar, line 7: 2026-01-03 stands twice",
            "provisional calendar, line 2: \"holiday\" is not a kind of day here",
        ]
    );
}

#[test]
fn a_file_without_its_header_is_refused() {
    let problems = Calendar::parse("", HEADER).unwrap_err();
    assert_eq!(problems[0].to_string(), "published calendar, line 1: the header must be date,kind,name");
}
