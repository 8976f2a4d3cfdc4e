//! Danger rises at once, and a case with an open danger does not end.

use fengqiao_domain::command::{HandleDanger, ReportDanger};
use fengqiao_domain::id::DangerId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use uuid::Uuid;

use crate::support::*;

const RISE: [&str; 9] = [
    "DangerReported",
    "NoticeServed",
    "NoticeServed",
    "NoticeServed",
    "NoticeServed",
    "VerdictChanged",
    "HolderChanged",
    "NoticeServed",
    "VerdictChanged",
];

/// Covers: ReportDanger, HT01, NT03, NT05
#[test]
fn a_danger_lifts_a_case_of_the_village_past_the_township() {
    in_progress_at(Desk::Village)
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events(RISE)
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Dispatched);
}

/// Covers: ReportDanger
#[test]
fn every_officer_of_the_area_reports_and_so_does_the_party() {
    for actor in [grid_officer(), village_head(), township_mediator(), county_director(), party()] {
        in_progress_at(Desk::Village).when(actor, report([DangerSign::Violence])).then_events(RISE);
    }
}

/// Covers: ReportDanger, A03
#[test]
fn an_officer_of_another_area_does_not_report() {
    in_progress_at(Desk::Village)
        .when(dawukou_clerk(), report([DangerSign::Violence]))
        .then_refused(Code::A03);
}

/// Covers: ReportDanger, D01, D02
#[test]
fn a_danger_has_signs_and_a_known_place() {
    in_progress_at(Desk::Village).when(grid_officer(), report([])).then_refused(Code::D01);
    let nowhere = ReportDanger { place: Some(centre("640221999")), ..report([DangerSign::Threat]) };
    in_progress_at(Desk::Village).when(grid_officer(), nowhere).then_refused(Code::D02);
}

/// Covers: ReportDanger, HT01, A04
#[test]
fn a_danger_in_a_settled_case_moves_its_holder_and_keeps_its_outcome() {
    performing_at(Desk::Village)
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events(RISE)
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Performing)
        .when(village_mediator(), perform())
        .then_refused(Code::A04)
        .when(county_mediator(), perform())
        .then_events(["ObligationPerformed"]);
}

/// Covers: ReportDanger
#[test]
fn a_danger_opens_a_withdrawn_case_again() {
    let mut names = vec!["DangerReported", "CaseReopened"];
    names.extend(&RISE[1..]);
    ended_at(Desk::Village)
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events::<10>(names.try_into().unwrap())
        .then_held_by(COUNTY);
}

/// Covers: ReportDanger, RequestVoid, ApproveVoid, L02
#[test]
fn a_danger_is_not_reported_on_a_void_registration() {
    registered_at(Desk::Village)
        .given(village_mediator(), fengqiao_domain::command::RequestVoid { reason: VoidReason::Drill })
        .given(village_head(), fengqiao_domain::command::ApproveVoid {})
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_refused(Code::L02);
}

/// Covers: HandleDanger, DangerTerm, A04
#[test]
fn the_holder_handles_the_danger() {
    let lifted = in_progress_at(Desk::Village).given(grid_officer(), report([DangerSign::Violence]));
    lifted.clone().when(township_mediator(), handle_danger()).then_refused(Code::A04);
    lifted.when(county_mediator(), handle_danger()).then_events(["DangerHandled"]);
}

/// Covers: HandleDanger, D01, D02, L01
#[test]
fn which_danger_was_handled_is_said_where_two_are_open() {
    let two = in_progress_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Violence]))
        .given(grid_officer(), report([DangerSign::Weapon]));
    two.clone().when(county_mediator(), handle_danger()).then_refused(Code::D01);
    let other = HandleDanger { danger: Some(DangerId::new(Uuid::nil())), ..handle_danger() };
    two.clone().when(county_mediator(), other).then_refused(Code::D02);
    let first = HandleDanger { danger: two.case().dangers.open.first().copied(), ..handle_danger() };
    two.when(county_mediator(), first)
        .then_events(["DangerHandled"])
        .when(county_mediator(), handle_danger())
        .then_events(["DangerHandled"])
        .when(county_mediator(), handle_danger())
        .then_refused(Code::L01);
}
