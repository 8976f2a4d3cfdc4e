//! It does not matter when the keeper wakes: what falls due is decided once, with its own date.

use fengqiao_domain::Event;
use fengqiao_domain::vocabulary::{DangerSign, FollowUpRound, Notice};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::support::*;

/// What a decision did, alarms apart: they sound when somebody can hear them.
type Told = (Date, Vec<(String, Option<Date>)>);

fn told(story: &Story, since: usize) -> Vec<Told> {
    let decisions = story.decisions().into_iter().skip(since);
    let told = decisions.map(|decision| {
        let events = decision.events.iter().filter(|event| !is_alarm(event));
        (decision.occurred_on, events.map(|event| (event.name().to_owned(), due(event))).collect::<Vec<_>>())
    });
    told.filter(|(_, events)| !events.is_empty()).collect()
}

fn is_alarm(event: &Event) -> bool {
    matches!(event, Event::NoticeServed(served) if served.notice == Notice::Alert)
}

fn due(event: &Event) -> Option<Date> {
    match event {
        Event::DeadlineApproached(it) => Some(it.due),
        Event::DeadlineBreached(it) => Some(it.due),
        Event::TermLapsed(it) => Some(it.due),
        _ => None,
    }
}

fn beginnings() -> Vec<Story> {
    let mut stories: Vec<_> = in_each_stage().into_iter().map(|(_, story)| story).collect();
    for desk in Desk::ALL {
        stories.extend([registered_at(desk), complete_at(desk), exhausted_at(desk), performing_at(desk)]);
    }
    stories.push(exhausted_at(Desk::Village).given(village_head(), ask()));
    stories.push(in_progress_at(Desk::County).given(grid_officer(), report([DangerSign::SelfHarm])));
    stories.push(follow_up_at(Desk::Village).given(village_head(), follow_up(FollowUpRound::First)));
    stories
}

/// Covers: KeepTime
#[test]
fn an_outage_of_any_length_loses_nothing_and_doubles_nothing() {
    for story in beginnings() {
        let since = story.log.len();
        for days in [1, 3, 8, 20, 45, 100, 200] {
            let awake = story.clone().kept_until(story.today + days.days());
            let woken = story.clone().after(days).caught_up();
            assert_eq!(
                told(&woken, since),
                told(&awake, since),
                "{} after {days} days",
                story.case().phase.name()
            );
            let in_parts = story.clone().after(days / 2).caught_up().after(days - days / 2).caught_up();
            assert_eq!(told(&in_parts, since), told(&awake, since));
        }
    }
}

/// Covers: KeepTime
#[test]
fn a_story_is_the_same_when_its_log_is_read_again() {
    for story in beginnings() {
        let story = story.clone().kept_until(story.today + 60.days());
        assert_eq!(story.replayed(), story.state);
    }
}
