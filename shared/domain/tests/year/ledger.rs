//! An account of what should have come, kept without the timer: from which clocks stood when, and the calendar alone.

use std::collections::{BTreeMap, BTreeSet};

use fengqiao_calendar::end_of_day;
use fengqiao_domain::state::{Clock, ClockName};
use fengqiao_domain::{Case, CaseState, Decision, Event, clock, evolve};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::life::Life;
use crate::support::{calendar, jurisdiction};

/// One run of one clock: its name, its thing, and when it began.
type Run = (ClockName, Option<Uuid>, Timestamp, Date);

/// What came of one run of a clock.
#[derive(Default)]
struct Account {
    ends: u64,
    reminders: BTreeMap<String, u64>,
    /// As it stood last, and the business date on which it stopped.
    clock: Option<Clock>,
    stopped: Option<Date>,
}

/// What came, and what should have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) decisions: u64,
    pub(crate) runs: u64,
    pub(crate) reminders: u64,
    pub(crate) breaches: u64,
    pub(crate) lapses: u64,
    pub(crate) slips: u64,
    pub(crate) rises: u64,
    /// Ends or reminders of one run that came more than once.
    pub(crate) doubled: Vec<String>,
    /// Ends that never came.
    pub(crate) missed: Vec<String>,
    /// Ends that came with another date than the calendar gives, or too early.
    pub(crate) untrue: Vec<String>,
}

impl Ledger {
    /// The account of one case until a moment.
    pub(crate) fn of(life: &Life, until: Timestamp) -> Self {
        let mut ledger = Self::default();
        let mut accounts: BTreeMap<Run, Account> = BTreeMap::new();
        let mut state = CaseState::Absent;
        for stored in &life.log {
            ledger.decisions += 1;
            let decision = Decision::read(&stored.body).unwrap();
            let stamp = decision.stamp(stored.at, None);
            for event in &decision.events {
                if let Some(case) = state.live() {
                    ledger.note(case, event, stored.at, &mut accounts);
                }
                state = evolve(state, event, &stamp);
                stand(&state, decision.occurred_on, &mut accounts);
            }
        }
        for (run, account) in accounts {
            ledger.settle(run, &account, until);
        }
        ledger
    }

    /// Counts what an event says of a clock.
    fn note(&mut self, case: &Case, event: &Event, at: Timestamp, accounts: &mut BTreeMap<Run, Account>) {
        let (name, of, due) = match event {
            Event::DeadlineApproached(event) => {
                self.reminders += 1;
                if let Some(clock) = case.clocks.of(event.clock, event.of) {
                    let account = accounts.entry(run(clock)).or_default();
                    *account.reminders.entry(format!("{:?}", event.band)).or_default() += 1;
                }
                return;
            }
            Event::SlipIssued(_) => {
                self.slips += 1;
                return;
            }
            Event::HolderChanged(moved) => {
                self.rises += u64::from(moved.to_level > moved.from_level);
                return;
            }
            Event::DeadlineBreached(event) => {
                self.breaches += 1;
                (event.clock, event.of, event.due)
            }
            Event::TermLapsed(event) => {
                self.lapses += 1;
                (event.clock, event.of, event.due)
            }
            _ => return,
        };
        let Some(clock) = case.clocks.of(name, of) else {
            self.untrue.push(format!("{name} ended and did not run"));
            return;
        };
        accounts.entry(run(clock)).or_default().ends += 1;
        let expected = ends_on(clock);
        if due != expected || at < ends_at(clock) {
            self.untrue.push(format!("{name} ended on {due} at {at}; the calendar says {expected}"));
        }
    }

    fn settle(&mut self, run: Run, account: &Account, until: Timestamp) {
        let Some(clock) = &account.clock else { return };
        self.runs += 1;
        let (name, ..) = run;
        if account.ends > 1 {
            self.doubled.push(format!("{name} from {} ended {} times", clock.from, account.ends));
        }
        for (band, count) in &account.reminders {
            if *count > 1 {
                self.doubled.push(format!("{name} from {} reminded {count} times of {band}", clock.from));
            }
        }
        // A stop whose business date is not later is in time, even at the very moment of the end.
        let over = match account.stopped {
            Some(on) => on > ends_on(clock),
            None => ends_at(clock) <= until && clock.paused_for.is_none(),
        };
        if over && account.ends == 0 {
            self.missed.push(format!("{name} from {} should have ended on {}", clock.from, ends_on(clock)));
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.decisions += other.decisions;
        self.runs += other.runs;
        self.reminders += other.reminders;
        self.breaches += other.breaches;
        self.lapses += other.lapses;
        self.slips += other.slips;
        self.rises += other.rises;
        self.doubled.extend(other.doubled.iter().cloned());
        self.missed.extend(other.missed.iter().cloned());
        self.untrue.extend(other.untrue.iter().cloned());
    }
}

/// Notes how every clock stands, and which have stopped.
fn stand(state: &CaseState, on: Date, accounts: &mut BTreeMap<Run, Account>) {
    let Some(case) = state.live() else { return };
    let mut standing = BTreeSet::new();
    for clock in case.clocks.iter() {
        let run = run(clock);
        standing.insert(run);
        let account = accounts.entry(run).or_default();
        account.clock = Some(clock.clone());
    }
    for (run, account) in accounts.iter_mut() {
        if !standing.contains(run) && account.clock.is_some() && account.stopped.is_none() {
            account.stopped = Some(on);
        }
    }
}

fn run(clock: &Clock) -> Run {
    (clock.name, clock.of, clock.started_at, clock.from)
}

/// The last day, by the calendar alone.
fn ends_on(clock: &Clock) -> Date {
    calendar().due(clock.from, clock::term(clock, jurisdiction().terms()), &clock.pauses, clock.extension).on
}

/// The moment of the end.
fn ends_at(clock: &Clock) -> Timestamp {
    match clock::term(clock, jurisdiction().terms()) {
        fengqiao_calendar::Term::Hours(hours) => clock.started_at + i64::from(hours).hours(),
        _ => end_of_day(ends_on(clock)),
    }
}
