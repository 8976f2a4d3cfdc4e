//! Every term across the two long holidays of each published year: against files written once and read by people, and
//! against another calendar that counts for itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod common;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fengqiao_calendar::{ArithmeticLine, Due, Term};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use common::deployed;

/// The terms of all clocks: 15 and 60 (90 when extended) days of a petition, 30 and 15 (60) of a mediation, those of levels,
/// slips, requests, rights and follow-ups, and those of courts and arbitrators.
const TERMS: &[&str] = &[
    "1W", "2W", "3W", "4W", "5W", "10W", "30W", "60W", "7C", "15C", "18C", "20C", "28C", "30C", "45C", "60C",
    "90C",
];

/// The variable under which the files are written anew, when a calendar is published; what changed is then read by a person.
const WRITE: &str = "FENGQIAO_WRITE";

/// A holiday with its first and last day off.
const FESTIVALS: &[(&str, Date, Date)] = &[
    ("spring-festival-2025", date(2025, 1, 28), date(2025, 2, 4)),
    ("national-day-2025", date(2025, 10, 1), date(2025, 10, 8)),
    ("spring-festival-2026", date(2026, 2, 15), date(2026, 2, 23)),
    ("national-day-2026", date(2026, 10, 1), date(2026, 10, 7)),
];

/// From twenty days before a festival to five after it.
fn starts(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let until = last + 5.days();
    (first - 20.days()).series(1.day()).take_while(move |day| *day <= until)
}

fn counted(first: Date, last: Date) -> Vec<(Date, &'static str, Due)> {
    let calendar = deployed();
    let each = |start| TERMS.iter().map(move |text| (start, *text, text.parse::<Term>().unwrap()));
    let all = starts(first, last).flat_map(each);
    all.map(|(start, text, term)| (start, text, calendar.due(start, term, &[], 0))).collect()
}

/// One line a person can check: the term, its last day, and how it was found.
fn told(start: Date, term: &str, due: &Due) -> String {
    let mut line = format!("{start} {term:>3} → {}", due.on);
    if due.provisional {
        line.push_str(" (provisional)");
    }
    let mut mark = ':';
    for step in &due.arithmetic {
        let text = match step {
            ArithmeticLine::DayZero { .. } => continue,
            ArithmeticLine::RestDays { first, last, days } => format!("{days} rest {first}…{last}"),
            ArithmeticLine::MakeUpDay { on } => format!("make-up {on}"),
            ArithmeticLine::Counted { days, on } => format!("day {days} = {on}"),
            ArithmeticLine::Rolled { from, to } => format!("{from} rolls to {to}"),
            other => panic!("no such step here: {other:?}"),
        };
        write!(line, "{mark} {text}").unwrap();
        mark = ';';
    }
    line
}

fn page(first: Date, last: Date) -> String {
    counted(first, last).into_iter().map(|(start, term, due)| told(start, term, &due) + "\n").collect()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/festivals").join(format!("{name}.txt"))
}

/// Covers: K1, K2, K3, K5
#[test]
fn every_deadline_across_a_long_holiday_is_the_one_on_file() {
    for (name, first, last) in FESTIVALS {
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(path(name), page(*first, *last)).unwrap();
        }
        let filed = std::fs::read_to_string(path(name)).unwrap();
        for (filed, counted) in filed.lines().zip(page(*first, *last).lines()) {
            assert_eq!(counted, filed, "{name}");
        }
        assert_eq!(filed.lines().count(), page(*first, *last).lines().count());
    }
}

#[test]
fn the_festivals_are_those_of_the_deployed_calendar() {
    let calendar = deployed();
    for (name, first, last) in FESTIVALS {
        assert!(first.series(1.day()).take_while(|day| day <= last).all(|day| !calendar.is_working_day(day)));
        let around = [first.yesterday().unwrap(), last.tomorrow().unwrap()];
        assert!(
            around.iter().all(|day| calendar.festival(*day).is_none() || calendar.is_working_day(*day)),
            "{name}"
        );
    }
}

/// Covers: K1, K2, K3, K5
#[test]
fn another_calendar_counts_the_same_last_days() {
    let questions: Vec<_> = FESTIVALS
        .iter()
        .flat_map(|(_, first, last)| counted(*first, *last))
        .filter(|(_, _, due)| !due.provisional)
        .collect();
    let asked: String = questions.iter().map(|(start, term, _)| format!("{start} {term}\n")).collect();
    let expected: String =
        questions.iter().map(|(start, term, due)| format!("{start} {term} {}\n", due.on)).collect();
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/tools/calendar-oracle");
    let mut counting = Command::new(oracle).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    counting.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = counting.wait_with_output().unwrap();
    assert!(output.status.success());
    let answered = String::from_utf8(output.stdout).unwrap();
    for (answered, expected) in answered.lines().zip(expected.lines()) {
        assert_eq!(answered, expected);
    }
    assert_eq!(answered.lines().count(), questions.len());
    assert!(questions.len() > 1_500, "the comparison covers nearly all of them: {}", questions.len());
}
