//! Special periods tighten reminders, and never overlap.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use common::{read, shizuishan_files, weibin_files};
use fengqiao_jurisdiction::{Jurisdiction, REMINDER_BANDS};
use jiff::civil::date;

/// The problems of the small city with these periods.
fn problems(periods: &str) -> Vec<String> {
    let mut files = weibin_files();
    periods.clone_into(&mut files.special_periods);
    Jurisdiction::parse(&files).unwrap_err().iter().map(ToString::to_string).collect()
}

fn period(name: &str, from: &str, until: &str, bands: &str) -> String {
    format!("[[period]]\nname = \"{name}\"\nfrom = \"{from}\"\nuntil = \"{until}\"\nbands = {bands}\n")
}

#[test]
fn a_day_lies_in_a_period_from_its_first_to_its_last_day() {
    let city = read(&weibin_files());
    let name = |day| city.special_period(day).map(|period| period.name.as_str());
    assert_eq!(name(date(2026, 3, 2)), None);
    assert_eq!(name(date(2026, 3, 3)), Some("全国两会"));
    assert_eq!(name(date(2026, 3, 12)), Some("全国两会"));
    assert_eq!(name(date(2026, 3, 13)), None);
    assert!(city.special_period(date(2026, 3, 3)).unwrap().rest_days);
    assert!(!city.special_period(date(2026, 6, 7)).unwrap().rest_days);
}

#[test]
fn its_bands_are_added_to_those_of_ordinary_days() {
    let city = read(&weibin_files());
    assert_eq!(city.reminder_bands(date(2026, 3, 2)), REMINDER_BANDS);
    assert_eq!(city.reminder_bands(date(2026, 3, 3)), [30, 50, 75, 85, 95, 99]);
}

#[test]
fn the_deployed_city_is_reminded_more_often_around_the_great_meetings() {
    let city = read(&shizuishan_files());
    assert_eq!(city.special_period(date(2026, 3, 5)).unwrap().name, "全国两会");
    assert!(city.reminder_bands(date(2026, 3, 5)).len() > REMINDER_BANDS.len());
}

#[test]
fn a_period_that_loosens_ends_before_it_begins_or_shares_a_day() {
    let ordinary = "[50, 75, 85, 99]";
    assert_eq!(
        problems(
            &[
                period("甲", "2026-05-01", "2026-05-05", "[50, 75, 99]"),
                period("乙", "2026-06-05", "2026-06-01", ordinary),
                period("丙", "2026-07-01", "2026-07-05", "[0, 50, 75, 85, 99, 100]"),
                period("丁", "2026-07-05", "2026-07-09", ordinary),
            ]
            .concat()
        ),
        [
            "special-periods.toml: 甲: the bands 50, 75, 85 and 99 of ordinary days must be among its own",
            "special-periods.toml: 乙: is valid until a day before it begins",
            "special-periods.toml: 丙: a band is 1 to 99 percent of a term",
            "special-periods.toml: 丁: shares a day with 丙",
        ]
    );
}
