//! A year of a county: twenty thousand disputes, each with officers who are quick, slow or idle, under a clock that moves.
//! Every reminder and every breach comes exactly once, however long nobody was awake to see it, and the log alone gives
//! the same year again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test fails by panicking, as the test itself does"
)]

mod county;
mod ledger;
mod life;
mod officers;
#[path = "../lifecycle/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "shared with the lifecycle tests, which use all of it")]
mod support;

use std::collections::BTreeMap;

use fengqiao_calendar::{end_of_day, start_of_day};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};

use county::County;
use ledger::Ledger;
use life::{Awake, Life};

/// Disputes of a nightly year, and of an ordinary one.
const CASES_NIGHTLY: u64 = 20_000;
const CASES: u64 = 2_000;

fn cases() -> u64 {
    if std::env::var_os("FENGQIAO_NIGHTLY").is_some() { CASES_NIGHTLY } else { CASES }
}

/// 24:00 of New Year's Eve.
fn year_end() -> Timestamp {
    end_of_day(date(2026, 12, 31))
}

/// What became of a year.
#[derive(Debug, Default, PartialEq, Eq)]
struct Year {
    /// Of all states, folded in the order of the cases.
    digest: u64,
    ledger: Ledger,
    phases: BTreeMap<&'static str, u64>,
    refusals: BTreeMap<&'static str, u64>,
}

impl Year {
    fn of(life: &Life) -> Self {
        let case = life.state.live().expect("a case");
        Self {
            digest: life.digest(),
            ledger: Ledger::of(life, year_end()),
            phases: BTreeMap::from([(case.phase.name().as_str(), 1)]),
            refusals: life.refusals.clone(),
        }
    }

    fn add(&mut self, other: Self) {
        self.digest = self.digest.rotate_left(7) ^ other.digest;
        self.ledger.add(&other.ledger);
        for (name, count) in other.phases {
            *self.phases.entry(name).or_default() += count;
        }
        for (code, count) in other.refusals {
            *self.refusals.entry(code).or_default() += count;
        }
    }
}

/// Plays all disputes, on all cores; they do not depend on one another.
fn play(cases: u64, awake: &Awake) -> Year {
    let county = County::pingluo();
    let cores = std::thread::available_parallelism().map_or(1, |cores| u64::try_from(cores.get()).unwrap());
    let part = |core: u64| {
        let county = &county;
        let played = (0..cases).filter(move |number| number % cores == core).map(move |number| {
            let life = county.dispute(number).live(awake, year_end());
            assert_eq!(life.replayed(), life.state, "case {number}: the log gives the state again");
            Year::of(&life)
        });
        played.collect::<Vec<_>>()
    };
    let parts: Vec<Vec<Year>> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..cores).map(|core| scope.spawn(move || part(core))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut year = Year::default();
    for part in parts {
        part.into_iter().for_each(|one| year.add(one));
    }
    year
}

/// Covers: KeepTime, DeadlineApproached, DeadlineBreached, TermLapsed
#[test]
fn a_year_of_a_county_reminds_and_breaches_exactly_once_and_replays_to_the_same_digest() {
    let year = play(cases(), &Awake::Always);
    println!("{cases} disputes: {year:#?}", cases = cases());
    let ledger = &year.ledger;
    assert!(ledger.doubled.is_empty() && ledger.missed.is_empty() && ledger.untrue.is_empty(), "{ledger:#?}");
    assert!(
        ledger.breaches > cases() / 20 && ledger.reminders > cases(),
        "a year without lateness proves nothing"
    );
    let again = play(cases(), &Awake::Always);
    assert_eq!(year, again, "the same year again");
}

/// Nobody keeps the time for the Spring Festival and three weeks more: longer than most terms.
#[test]
fn an_outage_longer_than_the_terms_loses_and_doubles_nothing() {
    let from = start_of_day(date(2026, 2, 14)) + 3.hours();
    let until = start_of_day(date(2026, 3, 16)) + 11.hours();
    let year = play(cases() / 4, &Awake::ButNot { from, until });
    let ledger = &year.ledger;
    assert!(ledger.doubled.is_empty() && ledger.missed.is_empty() && ledger.untrue.is_empty(), "{ledger:#?}");
}
