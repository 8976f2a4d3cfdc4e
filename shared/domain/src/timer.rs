//! When something of a case is due: the moments that a keeper waits for. Pure: it reads no clock.
//!
//! A duty or right reminds at 08:00, everything ends at 24:00 of its last day, and only a danger keeps hours. What is due at
//! a moment is decided by one command, `KeepTime`, whose business date is the date that ended; so it does not matter when the
//! keeper wakes, nor how often it asks.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use fengqiao_calendar::{Calendar, start_of_day};
use fengqiao_jurisdiction::Jurisdiction;

use crate::clock;
use crate::id::{CaseId, CommandId};
use crate::state::{Band, Case, Clock, ClockKind, ClockName, ClockState};

/// Office hours begin at 08:00; no reminder comes at night.
const OFFICE_OPENS_HOURS: i64 = 8;
/// Days before its end on which the right to a judicial confirmation reminds as well (人民调解法 art. 33).
const CONFIRMATION_DAYS_LEFT: &[u8] = &[7, 3, 1];

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A reminder of a clock.
    Reminder(ClockName, Option<Uuid>, Band),
    /// The end of a clock.
    End(ClockName, Option<Uuid>),
    /// The alarm about a danger that is still not handled.
    Alarm(Uuid),
    /// The invitation to rate.
    RatingInvitation,
}

/// The earliest instant at which something of this case is due; it may have passed. None while nothing is.
#[must_use]
pub fn next_moment(case: &Case, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Option<Timestamp> {
    items(case, jurisdiction, calendar).into_iter().map(|(moment, _)| moment).min()
}

/// The business date of what is due at a moment: the date that ended, or in which the moment lies.
#[must_use]
pub fn business_date(moment: Timestamp) -> Date {
    fengqiao_calendar::business_date(moment.checked_sub(1.nanosecond()).unwrap_or(moment))
}

/// The command that keeps a case's time at a moment, after the decision with that sequence: the same for everybody who has read
/// as far, so that it is decided once. Not for ever: what is entered late may bring a moment back that was kept before.
#[must_use]
pub fn command_id(case: CaseId, after: u64, moment: Timestamp) -> CommandId {
    let name = format!("keep_time/{}/{after}", moment.as_nanosecond());
    CommandId::new(Uuid::new_v5(&case.uuid(), name.as_bytes()))
}

/// The next thing that is due of one clock, wherever it runs, with its moment.
pub(crate) fn next_of_clock(
    clock: &Clock,
    jurisdiction: &Jurisdiction,
    calendar: &Calendar,
) -> Option<(Timestamp, Item)> {
    let items = of_clock(clock, jurisdiction, calendar).into_iter();
    items.map(|(moment, item)| (in_microseconds(moment), item)).min_by_key(|(at, item)| (*at, order(item)))
}

/// What is due at a moment or before, one thing: the most pressing first.
pub(crate) fn due_by(
    case: &Case,
    jurisdiction: &Jurisdiction,
    calendar: &Calendar,
    moment: Timestamp,
) -> Option<Item> {
    let due = items(case, jurisdiction, calendar).into_iter().filter(|(at, _)| *at <= moment);
    due.min_by_key(|(at, item)| (*at, order(item))).map(|(_, item)| item)
}

/// The rule row that an alarm about a breached danger names.
pub(crate) fn alarm_row(danger: Uuid) -> String {
    format!("{}:{danger}", ClockName::DangerTerm)
}

/// What shows that a level can't settle a case comes before what is decided by it.
const fn order(item: &Item) -> u8 {
    match item {
        Item::End(ClockName::LevelTerm | ClockName::SlipTerm | ClockName::ContinueRight, _) => 0,
        Item::End(ClockName::AskUpTerm | ClockName::EscalationTerm, _) => 2,
        _ => 1,
    }
}

/// Of two reminders on one day, the one that is nearer to the end.
const fn urgency(band: &Band) -> u8 {
    match band {
        Band::Percent(percent) => *percent,
        Band::DaysLeft(days) => u8::MAX - *days,
    }
}

/// All that will be due, each thing once, with its moment.
fn items(case: &Case, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Vec<(Timestamp, Item)> {
    let mut items: Vec<_> =
        case.clocks.iter().flat_map(|clock| of_clock(clock, jurisdiction, calendar)).collect();
    items.extend(case.rating_invitation_owed.map(|since| (since, Item::RatingInvitation)));
    items.into_iter().map(|(moment, item)| (in_microseconds(moment), item)).collect()
}

/// No index of moments keeps finer ones.
fn in_microseconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}

fn of_clock(clock: &Clock, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Vec<(Timestamp, Item)> {
    let terms = jurisdiction.terms();
    match (clock.state(), clock.breach, clock.of) {
        (ClockState::Running, _, _) => {
            let end = clock::end_instant(clock, terms, calendar)
                .map(|moment| (moment, Item::End(clock.name, clock.of)));
            reminder(clock, jurisdiction, calendar).into_iter().chain(end).collect()
        }
        (ClockState::Breached, Some(breach), Some(danger)) if clock.name == ClockName::DangerTerm => {
            let again = calendar.due_instant(breach.alarmed_at, terms.danger, &[], 0);
            vec![(again, Item::Alarm(danger))]
        }
        (ClockState::Breached | ClockState::Paused, _, _) => Vec::new(),
    }
}

/// The next reminder of a running clock; of several that fall together, the highest.
fn reminder(clock: &Clock, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Option<(Timestamp, Item)> {
    if clock.name.kind() == ClockKind::Watch {
        return None;
    }
    let due = clock::due(clock, jurisdiction.terms(), calendar).on;
    // On rest days nobody is reminded, unless a special period wants it or the next working day is too late.
    let days = bands(clock, jurisdiction, calendar, due).into_iter().map(|(day, band)| {
        let on_rest_days = jurisdiction.special_period(day).is_some_and(|period| period.rest_days);
        let working = calendar.working_day_from(day);
        (if on_rest_days || working > due { day } else { working }, band)
    });
    let at = |day: Date| start_of_day(day) + OFFICE_OPENS_HOURS.hours();
    let ahead: Vec<_> = days
        .filter(|(day, _)| {
            *day <= due
                && clock.reminded.is_none_or(|(_, last)| last < *day)
                && at(*day) > clock.stands_since()
        })
        .collect();
    let first = ahead.iter().map(|(day, _)| *day).min()?;
    let highest =
        ahead.into_iter().filter(|(day, _)| *day == first).map(|(_, band)| band).max_by_key(urgency)?;
    Some((at(first), Item::Reminder(clock.name, clock.of, highest)))
}

/// The days of all reminders of a clock, not rolled. A special period (敏感时期) adds reminders on its own days.
fn bands(clock: &Clock, jurisdiction: &Jurisdiction, calendar: &Calendar, due: Date) -> Vec<(Date, Band)> {
    let term = clock::term(clock, jurisdiction.terms());
    let percents = jurisdiction.reminder_bands_within(clock.from, due);
    let day = |percent| {
        let day = calendar.band(clock.from, term, &clock.pauses, clock.extension, percent)?;
        jurisdiction.reminder_bands(day).contains(&percent).then_some((day, Band::Percent(percent)))
    };
    let mut bands: Vec<_> = percents.into_iter().filter_map(day).collect();
    if clock.name == ClockName::ConfirmationRight {
        let before = CONFIRMATION_DAYS_LEFT
            .iter()
            .map(|days| (due.saturating_sub(i64::from(*days).days()), Band::DaysLeft(*days)));
        bands.extend(before);
    }
    bands
}
