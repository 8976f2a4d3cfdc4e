//! SC7: a level that does nothing cannot keep a case for ever, nor get rid of it by idling (拖不掉,也压不住).

use fengqiao_domain::Event;
use fengqiao_domain::command::SignCase;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::ClockName as K;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use jiff::civil::date;

use crate::support::*;

/// Signed by a township, on its own paper served, no session held, the evidence list missing.
fn idle() -> Story {
    accepted_at(Desk::Township)
        .given(township_dispatcher(), serve(Notice::Acceptance))
        .given(township_dispatcher(), dispatch("640221103-judicial_office"))
        .given(judicial_officer(), SignCase {})
}

/// The next decision of the keeper that is more than a reminder.
fn next_end(mut story: Story) -> Story {
    loop {
        story = story.kept_once();
        let reminds = |event: &Event| matches!(event, Event::DeadlineApproached(_));
        if !story.answer.as_ref().unwrap().iter().all(reminds) {
            return story;
        }
    }
}

fn is_slip(story: &Story, colour: SlipColour) -> bool {
    story.answer.as_ref().unwrap().iter().any(
        |event| matches!(event, Event::SlipIssued(slip) if slip.colour == colour && slip.fault == Fault::F6),
    )
}

/// Covers: SC7.1, X12, LevelTerm, SlipTerm, ST02, ST05, GT07, GT08
#[test]
fn the_level_term_ends_then_slips_then_the_rules_demand_the_rise() {
    // Arrived on Wednesday 06-10: 4 W end on 06-16.
    let spent = next_end(idle()).then_events(["DeadlineBreached", "SlipIssued"]).then_verdict(Verdict::Keep);
    assert_eq!(spent.decisions().last().unwrap().occurred_on, date(2026, 6, 16));
    assert!(is_slip(&spent, SlipColour::Yellow));
    spent.clone().when(township_director(), ask()).then_refused(Code::R02);
    // Yellow 2 W: 06-18. The Dragon Boat festival is 06-19 to 06-21.
    let red = next_end(spent).then_events(["DeadlineBreached", "SlipIssued"]).then_verdict(Verdict::Keep);
    assert_eq!(red.decisions().last().unwrap().occurred_on, date(2026, 6, 18));
    assert!(is_slip(&red, SlipColour::Red));
    red.clone().when(township_director(), ask()).then_refused(Code::R02);
    let unanswered = next_end(red)
        .then_events(["DeadlineBreached", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
    assert_eq!(unanswered.decisions().last().unwrap().occurred_on, date(2026, 6, 22));
}

/// Covers: SC7.2, SC7.3, X12, KeepTime, AskUpTerm, EscalationTerm, R13
#[test]
fn the_rule_asks_and_silence_accepts_what_is_proved() {
    let demanded = next_end(next_end(next_end(idle())));
    let asked = next_end(demanded).then_events(["DeadlineBreached", "EscalationRequested"]);
    assert_eq!(asked.decisions().last().unwrap().occurred_on, date(2026, 6, 24));
    let request = asked.case().phase.clone();
    assert!(matches!(
        request,
        fengqiao_domain::state::Phase::Handling {
            escalation: fengqiao_domain::state::Escalation::Requested(_),
            ..
        }
    ));
    asked.clone().when(county_dispatcher(), refuse()).then_refused(Code::R13);
    let risen = next_end(asked)
        .then_events([
            "DeadlineBreached",
            "SlipIssued",
            "EscalationAccepted",
            "HolderChanged",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY);
    // 11 working days after the arrival at the township.
    assert_eq!(risen.decisions().last().unwrap().occurred_on, date(2026, 6, 26));
    assert_eq!(calendar().working_days_between(TODAY, date(2026, 6, 26)), 11);
    let sign = risen.case().clocks.running(K::SignTerm).unwrap();
    assert_eq!(sign.from, date(2026, 6, 26), "the stint begins on the date that ended");
    assert!(!risen.case().red_slip_unanswered(), "what the township left is not held against the county");
    risen.given(county_dispatcher(), SignCase {}).then_events(["CaseSigned"]);
}

/// Covers: SC7.3, KeepTime
#[test]
fn a_clock_that_fires_twice_adds_nothing() {
    let story = idle();
    let moment = story.next_moment().unwrap();
    let kept = story.hint(moment, moment);
    let again = kept.clone().hint(moment, moment + 1.hours());
    assert!(again.answer.as_ref().unwrap().is_empty());
    assert_eq!(again.log.len(), kept.log.len());
    let early = kept.next_moment().unwrap();
    let not_yet = kept.hint(early, early - 1.nanosecond());
    assert!(not_yet.answer.as_ref().unwrap().is_empty());
}
