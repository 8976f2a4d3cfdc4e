//! Other legal paths: the case is led there, followed, and taken back if the path fails.

use fengqiao_domain::clock;
use fengqiao_domain::command::{RecordRedirectResult, RedirectCase};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use jiff::civil::date;

use crate::support::*;

fn led(path: RedirectPath) -> Story {
    classified_at(Desk::Township).given(township_dispatcher(), redirect(path))
}

/// Covers: RedirectCase, ArchiveTerm
#[test]
fn a_classified_case_is_led_to_another_path() {
    for desk in Desk::ALL {
        classified_at(desk)
            .when(desk.lead(), redirect(RedirectPath::Court))
            .then_events(["CaseRedirected"])
            .then_phase(PhaseName::Exited);
    }
    let story = unresolved_at(Desk::Township)
        .when(township_dispatcher(), redirect(RedirectPath::Court))
        .then_events(["CaseRedirected"])
        .given(township_clerk(), serve(Notice::Redirect));
    let running: Vec<_> = story.case().clocks.iter().map(|clock| clock.name).collect();
    assert_eq!(running, [ClockName::ArchiveTerm]);
}

/// Covers: RedirectCase, LabourAwardWatch, LandAwardWatch, ReconsiderationWatch, LabourInspectionWatch, SimpleReconsiderationWatch
#[test]
fn the_term_of_that_body_is_watched() {
    let table = [
        (RedirectPath::LabourArbitration, ClockName::LabourAwardWatch, date(2026, 7, 27)),
        (RedirectPath::LandArbitration, ClockName::LandAwardWatch, date(2026, 8, 10)),
        (RedirectPath::Reconsideration, ClockName::ReconsiderationWatch, date(2026, 8, 10)),
        (RedirectPath::SimpleReconsideration, ClockName::SimpleReconsiderationWatch, date(2026, 7, 10)),
        (RedirectPath::LabourInspection, ClockName::LabourInspectionWatch, date(2026, 9, 3)),
    ];
    for (path, name, expected) in table {
        let story = led(path);
        let watch = story.case().clocks.running(name).unwrap();
        assert_eq!(clock::due(watch, jurisdiction().terms(), calendar()).on, expected, "{name}");
    }
}

/// Covers: RedirectCase, RecordRedirectResult, LabourAwardWatch
#[test]
fn a_watch_counts_from_the_day_the_body_took_the_matter_up() {
    let accepted =
        RedirectCase { accepted_on: Some(TODAY - 4.days()), ..redirect(RedirectPath::LabourArbitration) };
    let story = classified_at(Desk::Township).given(township_dispatcher(), accepted);
    assert_eq!(story.case().clocks.running(ClockName::LabourAwardWatch).unwrap().from, TODAY - 4.days());
    let heard_later = led(RedirectPath::LabourArbitration)
        .after(6)
        .given_ago(1, township_dispatcher(), heard(RedirectResult::TakenUp))
        .then_events(["RedirectResultRecorded"]);
    assert_eq!(
        heard_later.case().clocks.running(ClockName::LabourAwardWatch).unwrap().from,
        TODAY + 5.days()
    );
    let decided = heard_later.given(township_dispatcher(), heard(RedirectResult::Decided));
    assert!(decided.case().clocks.running(ClockName::LabourAwardWatch).is_none());
    decided.when(township_dispatcher(), heard(RedirectResult::Decided)).then_refused(Code::L02);
}

/// Covers: RecordRedirectResult, D06, A02
#[test]
fn a_result_has_its_paper_and_comes_from_who_may_know() {
    let bare = |result| RecordRedirectResult { document: None, ..heard(result) };
    let story = led(RedirectPath::Court);
    story.clone().when(township_dispatcher(), bare(RedirectResult::Decided)).then_refused(Code::D06);
    story.clone().when(township_dispatcher(), bare(RedirectResult::Rejected)).then_refused(Code::D06);
    story.clone().when(township_mediator(), bare(RedirectResult::Abandoned)).then_refused(Code::A02);
    let liaison = unit_office("640221-court_desk", Role::CourtLiaison);
    story.when(liaison, heard(RedirectResult::Decided)).then_events(["RedirectResultRecorded"]);
}

/// Covers: ReopenCase, RecordRedirectResult, D02, SC3.4
#[test]
fn a_path_that_failed_brings_the_case_back() {
    let story =
        unresolved_at(Desk::Township).given(township_dispatcher(), redirect(RedirectPath::LandArbitration));
    let back = || reopen(ReopenReason::PathFailed);
    story.clone().when(township_director(), back()).then_refused(Code::D02);
    story
        .clone()
        .given(township_dispatcher(), heard(RedirectResult::Decided))
        .when(township_director(), back())
        .then_refused(Code::D02);
    let again = story
        .given(township_dispatcher(), heard(RedirectResult::Rejected))
        .when(township_director(), back())
        .then_events(["CaseReopened"])
        .then_phase(PhaseName::Signed);
    assert!(again.case().clocks.running(ClockName::LandAwardWatch).is_none());
    ended_at(Desk::Township).when(township_director(), back()).then_refused(Code::D02);
}

/// Covers: RedirectCase, L01, A02, A04, C04, D01, D04
#[test]
fn a_case_is_led_elsewhere_with_a_name_and_a_ground() {
    let story = classified_at(Desk::Township);
    let with = |change: fn(&mut RedirectCase)| {
        let mut command = redirect(RedirectPath::Court);
        change(&mut command);
        command
    };
    story.clone().when(township_dispatcher(), with(|it| it.body.clear())).then_refused(Code::D01);
    story.clone().when(township_dispatcher(), with(|it| it.ground.clear())).then_refused(Code::D01);
    story
        .clone()
        .when(township_dispatcher(), with(|it| it.accepted_on = Some(TODAY + 1.days())))
        .then_refused(Code::D04);
    story.clone().when(township_clerk(), with(|_| ())).then_refused(Code::A02);
    story.when(county_dispatcher(), with(|_| ())).then_refused(Code::A04);
    registered_at(Desk::Township).when(township_dispatcher(), with(|_| ())).then_refused(Code::L01);
    agreed_at(Desk::Township).when(township_dispatcher(), with(|_| ())).then_refused(Code::L01);
    classified_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Threat]))
        .when(county_dispatcher(), with(|_| ()))
        .then_refused(Code::C04);
}

/// Covers: RedirectCase
#[test]
fn being_led_elsewhere_ends_a_pending_request() {
    exhausted_at(Desk::Township)
        .given(township_director(), ask())
        .when(township_dispatcher(), redirect(RedirectPath::Court))
        .then_events(["EscalationWithdrawn", "CaseRedirected"]);
}
