//! Counting a term to its last day.
//!
//! 1. Day zero, the business date of the start, is not counted (民法典 art. 201).
//! 2. Calendar days end on the n-th day and roll on once if it is a rest day (民法典 art. 203); working days end
//!    on the n-th working day; a set date and hours do not roll.
//! 3. A pause takes its days out of the count, whether people work on them or not, and none of them is the last.
//! 4. An extension makes the term longer and counts again from day zero: nothing is added to a rolled date.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::calendar::{Calendar, DayKind, days_after, days_from};
use crate::due::{ArithmeticLine, Due, Pause};
use crate::term::Term;
use crate::zone::{business_date, end_of_day};

/// Hours in a day.
const HOURS_PER_DAY: u32 = 24;

/// Which days a count counts.
#[derive(Clone, Copy)]
enum Unit {
    Calendar,
    Working,
}

impl Calendar {
    /// The last day of a term that starts on `start`, with its pauses in any order, extended by
    /// `extension` days (hours for a term in hours).
    ///
    /// Pauses act on counted days only: a set date and hours pass by them.
    #[must_use]
    pub fn due(&self, start: Date, term: Term, pauses: &[Pause], extension: u16) -> Due {
        let mut arithmetic = vec![ArithmeticLine::DayZero { on: start }];
        if extension > 0 {
            let to = length(start, term) + u32::from(extension);
            arithmetic.push(ArithmeticLine::Extended { by: extension, to });
        }
        match term {
            Term::CalendarDays(days) => {
                let days = u32::from(days) + u32::from(extension);
                let reached = self.count(start, days, Unit::Calendar, pauses, &mut arithmetic);
                let on = self.roll(reached, pauses, &mut arithmetic);
                self.conclude(on, reached, pauses, arithmetic)
            }
            Term::WorkingDays(days) => {
                let days = u32::from(days) + u32::from(extension);
                let on = self.count(start, days, Unit::Working, pauses, &mut arithmetic);
                let first = days_after(start).next().unwrap_or(start);
                self.conclude(on, first, pauses, arithmetic)
            }
            Term::Until(date) => {
                let on = date.saturating_add(i64::from(extension).days());
                arithmetic.push(ArithmeticLine::Set { on });
                Due { on, provisional: false, paused: false, arithmetic }
            }
            Term::Hours(hours) => {
                let hours = u32::from(hours) + u32::from(extension);
                let on = start.saturating_add(i64::from(hours.div_ceil(HOURS_PER_DAY)).days());
                arithmetic.push(ArithmeticLine::Elapsed { hours, on });
                Due { on, provisional: false, paused: false, arithmetic }
            }
        }
    }

    /// The moment of a breach: 24:00 of the last day, or for hours the end of the last one, elapsed day and
    /// night from `start`.
    #[must_use]
    pub fn due_instant(&self, start: Timestamp, term: Term, pauses: &[Pause], extension: u16) -> Timestamp {
        if let Term::Hours(hours) = term {
            let hours = i64::from(hours) + i64::from(extension);
            return start.checked_add(hours.hours()).unwrap_or(Timestamp::MAX);
        }
        end_of_day(self.due(business_date(start), term, pauses, extension).on)
    }

    /// The day on which `percent` of a counted term is used up: day ⌈percent × term⌉, not rolled. None for
    /// hours. A set date counts as the calendar days up to it.
    #[must_use]
    pub fn band(
        &self,
        start: Date,
        term: Term,
        pauses: &[Pause],
        extension: u16,
        percent: u8,
    ) -> Option<Date> {
        let (unit, pauses) = match term {
            Term::CalendarDays(_) => (Unit::Calendar, pauses),
            Term::WorkingDays(_) => (Unit::Working, pauses),
            Term::Until(_) => (Unit::Calendar, &[][..]),
            Term::Hours(_) => return None,
        };
        let days = (length(start, term) + u32::from(extension)) * u32::from(percent);
        let days = days.div_ceil(100);
        // Asked for every running clock at every change of a case, mostly of this kind.
        if matches!(unit, Unit::Calendar) && pauses.is_empty() {
            return Some(start.saturating_add(i64::from(days).days()));
        }
        Some(self.count(start, days, unit, pauses, &mut Vec::new()))
    }

    /// The `days`-th day after `start` that counts.
    fn count(
        &self,
        start: Date,
        days: u32,
        unit: Unit,
        pauses: &[Pause],
        arithmetic: &mut Vec<ArithmeticLine>,
    ) -> Date {
        let mut counted = 0;
        let mut last = start;
        for day in days_after(start) {
            if counted == days {
                break;
            }
            last = day;
            if is_paused(day, pauses) {
                note_paused(day, arithmetic);
                continue;
            }
            match (unit, self.kind(day)) {
                (Unit::Working, DayKind::Weekend | DayKind::Holiday) => {
                    note_rest(day, arithmetic);
                    continue;
                }
                (Unit::Working, DayKind::MakeUp) => arithmetic.push(ArithmeticLine::MakeUpDay { on: day }),
                _ => {}
            }
            counted += 1;
        }
        arithmetic.push(ArithmeticLine::Counted { days, on: last });
        last
    }

    /// The first day from `reached` on that is neither a rest day nor paused.
    fn roll(&self, reached: Date, pauses: &[Pause], arithmetic: &mut Vec<ArithmeticLine>) -> Date {
        if self.is_working_day(reached) {
            return reached;
        }
        let to = days_from(reached)
            .find(|day| self.is_working_day(*day) && !is_paused(*day, pauses))
            .unwrap_or(Date::MAX);
        arithmetic.push(ArithmeticLine::Rolled { from: reached, to });
        to
    }

    /// `rests_on` is the first day whose kind had a say.
    fn conclude(
        &self,
        on: Date,
        rests_on: Date,
        pauses: &[Pause],
        mut arithmetic: Vec<ArithmeticLine>,
    ) -> Due {
        let open = pauses.iter().filter(|pause| pause.until.is_none()).map(|pause| pause.from).min();
        let open = open.filter(|since| *since <= on);
        if let Some(on) = open {
            arithmetic.push(ArithmeticLine::PausedSince { on });
        }
        let provisional = (rests_on.year()..=on.year()).any(|year| !self.is_published(year));
        Due { on, provisional, paused: open.is_some(), arithmetic }
    }
}

/// Days of a term before any extension, hours for one in hours.
fn length(start: Date, term: Term) -> u32 {
    match term {
        Term::CalendarDays(number) | Term::WorkingDays(number) | Term::Hours(number) => u32::from(number),
        Term::Until(date) => u32::try_from((date - start).get_days()).unwrap_or(0),
    }
}

fn is_paused(day: Date, pauses: &[Pause]) -> bool {
    pauses.iter().any(|pause| pause.takes_out(day))
}

fn note_paused(day: Date, arithmetic: &mut Vec<ArithmeticLine>) {
    match arithmetic.last_mut() {
        Some(ArithmeticLine::Paused { last, days, .. }) if last.tomorrow().ok() == Some(day) => {
            *last = day;
            *days += 1;
        }
        _ => arithmetic.push(ArithmeticLine::Paused { first: day, last: day, days: 1 }),
    }
}

fn note_rest(day: Date, arithmetic: &mut Vec<ArithmeticLine>) {
    match arithmetic.last_mut() {
        Some(ArithmeticLine::RestDays { last, days, .. }) if last.tomorrow().ok() == Some(day) => {
            *last = day;
            *days += 1;
        }
        _ => arithmetic.push(ArithmeticLine::RestDays { first: day, last: day, days: 1 }),
    }
}
