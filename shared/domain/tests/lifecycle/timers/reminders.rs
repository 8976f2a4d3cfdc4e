//! Reminders: after 50, 75, 85 and 99 percent, in office hours, on working days.

use fengqiao_calendar::start_of_day;
use fengqiao_domain::Event;
use fengqiao_domain::state::{Band, ClockName as K};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::support::*;

/// The reminders of a clock while the keeper is awake: when, and of what.
fn reminders(story: Story, name: K, until: Date) -> Vec<(Date, Band)> {
    let story = story.kept_until(until);
    let of_clock = |event: &Event| match event {
        Event::DeadlineApproached(it) if it.clock == name => Some(it.band),
        _ => None,
    };
    let told = story.log.iter().zip(story.decisions()).flat_map(|(stored, decision)| {
        let bands: Vec<_> = decision.events.iter().filter_map(of_clock).collect();
        if !bands.is_empty() {
            assert_eq!(stored.at, start_of_day(decision.occurred_on) + 8.hours(), "never at night");
            let special = jurisdiction().special_period(decision.occurred_on).is_some();
            assert!(special || calendar().is_working_day(decision.occurred_on));
        }
        bands.into_iter().map(move |band| (decision.occurred_on, band))
    });
    told.collect()
}

/// Covers: DeadlineApproached, MediationTerm
#[test]
fn a_term_reminds_at_four_bands() {
    // 30 C from 06-10: days 15, 23, 26 and 30 are 06-25, 07-03, 07-06 and 07-10, working days all.
    let told = reminders(complete_at(Desk::County), K::MediationTerm, date(2026, 7, 20));
    assert_eq!(
        told,
        [
            (date(2026, 6, 25), Band::Percent(50)),
            (date(2026, 7, 3), Band::Percent(75)),
            (date(2026, 7, 6), Band::Percent(85)),
            (date(2026, 7, 10), Band::Percent(99)),
        ]
    );
}

/// Covers: DeadlineApproached, SignTerm
#[test]
fn of_bands_that_fall_together_the_highest_is_told() {
    let dispatched =
        accepted_at(Desk::Township).given(township_dispatcher(), dispatch("640221103-judicial_office"));
    let told = reminders(dispatched, K::SignTerm, date(2026, 6, 12));
    assert_eq!(told, [(date(2026, 6, 11), Band::Percent(99))]);
}

/// Covers: DeadlineApproached, ConfirmationRight
#[test]
fn the_right_to_a_confirmation_also_reminds_seven_three_and_one_days_before() {
    // 30 C from 06-10: due 07-10; seven days before is 07-03, where day 23 (75 %) falls as well.
    let told = reminders(performing_at(Desk::County), K::ConfirmationRight, date(2026, 7, 20));
    assert_eq!(
        told,
        [
            (date(2026, 6, 25), Band::Percent(50)),
            (date(2026, 7, 3), Band::DaysLeft(7)),
            (date(2026, 7, 6), Band::Percent(85)),
            (date(2026, 7, 7), Band::DaysLeft(3)),
            (date(2026, 7, 9), Band::DaysLeft(1)),
            (date(2026, 7, 10), Band::Percent(99)),
        ]
    );
}

/// Covers: DeadlineApproached, DangerTerm, PerformanceWatch
#[test]
fn a_term_in_hours_and_a_watch_remind_nobody() {
    let danger = in_progress_at(Desk::County).given(grid_officer(), report([DangerSign::Threat]));
    assert_eq!(reminders(danger, K::DangerTerm, date(2026, 6, 12)), []);
    assert_eq!(reminders(performing_at(Desk::County), K::PerformanceWatch, date(2026, 6, 20)), []);
}

/// Covers: DeadlineApproached, SlipIssued
#[test]
fn at_85_percent_the_answer_to_the_citizen_is_urged() {
    let story = complete_at(Desk::County).kept_until(date(2026, 7, 7));
    let urged = story.decisions().into_iter().find(|decision| decision.occurred_on == date(2026, 7, 6));
    let names: Vec<_> = urged.unwrap().events.iter().map(Event::name).collect();
    assert_eq!(names, ["DeadlineApproached", "SlipIssued"]);
    let slip = story.case().slips.values().find(|slip| slip.issued_on == date(2026, 7, 6)).unwrap();
    assert_eq!((slip.colour, slip.fault), (SlipColour::Blue, Fault::F6));
}

/// Covers: DeadlineApproached, PauseClock
#[test]
fn nothing_is_due_while_a_clock_is_paused() {
    let paused = in_progress_at(Desk::County)
        .given(county_director(), pause(K::MediationTerm, PauseReason::ExpertOpinion));
    assert_eq!(reminders(paused.clone(), K::MediationTerm, date(2026, 9, 1)), []);
    let later = paused.kept_until(date(2026, 9, 1));
    assert!(!later.case().clocks.is_breached(K::MediationTerm));
}

/// Covers: DeadlineApproached
#[test]
fn what_was_over_before_anybody_knew_of_it_reminds_nobody() {
    let received = date(2026, 4, 1);
    let old = fengqiao_domain::command::RegisterCase { received_on: received, ..neighbours() };
    let story = Story::begin().given(county_clerk(), old);
    assert_eq!(reminders(story.clone(), K::ForwardTerm, date(2026, 6, 20)), []);
    // The term was over when the case was registered: the breach is that day's, and the slip can still be answered.
    let moment = story.next_moment().unwrap();
    assert_eq!(moment, story.recorded_at());
    let breached = story.kept_once();
    let slip = breached.case().slips.values().next().unwrap();
    assert_eq!(slip.issued_on, TODAY);
}

/// Covers: DeadlineApproached
#[test]
fn a_special_period_adds_reminders_and_changes_no_term() {
    let begun = date(2026, 2, 28);
    let register = fengqiao_domain::command::RegisterCase { received_on: begun, ..neighbours() };
    let mut story = Story::begin();
    story.today = begun;
    let story = story
        .given(county_clerk(), register)
        .given(county_dispatcher(), classify_ditch())
        .given(county_dispatcher(), accept());
    // 30 C from 02-28 end on 03-30. Day 8 (25 %) is Sunday 03-08, in the days of the two congresses; 65 and 95 percent are
    // after them.
    let told = reminders(story, K::MediationTerm, date(2026, 4, 5));
    assert_eq!(
        told,
        [
            (date(2026, 3, 8), Band::Percent(25)),
            (date(2026, 3, 16), Band::Percent(50)),
            (date(2026, 3, 23), Band::Percent(75)),
            (date(2026, 3, 26), Band::Percent(85)),
            (date(2026, 3, 30), Band::Percent(99)),
        ]
    );
}
