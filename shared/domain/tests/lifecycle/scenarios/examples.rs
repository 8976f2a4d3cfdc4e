//! Worked examples, by their numbers.

use fengqiao_domain::command::{RegisterCase, ReturnDown, SignCase};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;

use crate::support::*;

/// Covers: X03, R01
#[test]
fn x03_a_missing_headcount_leaves_it_to_a_person_until_it_is_filled() {
    let unknown = Story::begin()
        .given(village_mediator(), RegisterCase { headcount: None, ..neighbours() })
        .given(village_head(), classify_ditch())
        .given(village_head(), accept())
        .given(village_head(), serve(Notice::Acceptance))
        .given(village_head(), assign(&village_mediator()))
        .given(village_mediator(), investigate())
        .then_verdict(Verdict::Undetermined);
    unknown.clone().when(village_head(), ask()).then_events(["EscalationRequested"]);
    unknown
        .clone()
        .when(village_head(), correct([CorrectedFact::Headcount(12)]))
        .then_events(["FactsCorrected", "NoticeServed", "VerdictChanged"])
        .then_verdict(Verdict::Keep)
        .when(village_head(), ask())
        .then_refused(Code::R01);
    unknown
        .when(village_head(), correct([CorrectedFact::Headcount(34)]))
        .then_events([
            "FactsCorrected",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY);
}

/// Covers: X05
#[test]
fn x05_a_boundary_between_townships_against_the_village_is_the_countys() {
    let registration = RegisterCase {
        places: [centre(VILLAGE), centre("640221100001")].into(),
        parties: vec![
            person(claimant(), PartyRole::Claimant),
            collective(respondent(), PartyRole::Respondent, VILLAGE),
        ],
        ..neighbours()
    };
    Story::begin()
        .when(village_mediator(), registration)
        .then_events([
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY)
        .when(county_director(), designate(TOWNSHIP))
        .then_events(["JurisdictionDesignated", "HolderChanged"])
        .then_held_by(TOWNSHIP);
}

/// Covers: X06, R13, R12
#[test]
fn x06_what_was_returned_once_is_led_by_the_county() {
    let invalid = || corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]);
    let again = exhausted_at(Desk::Township)
        .given(township_director(), ask())
        .given(county_dispatcher(), take_up())
        .given(county_director(), ReturnDown { corrections: invalid(), ..return_down(RefusalCode::R02) })
        .given(township_dispatcher(), SignCase {})
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), investigate())
        .given(township_director(), ask());
    again.clone().when(county_director(), refuse()).then_refused(Code::R13);
    again
        .given(county_dispatcher(), take_up())
        .when(county_director(), ReturnDown { corrections: invalid(), ..return_down(RefusalCode::R02) })
        .then_refused(Code::R12);
}

/// Covers: X07
#[test]
fn x07_blows_after_closing_open_the_case_and_lift_it_in_one_decision() {
    closed_at(Desk::Village)
        .after(20)
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events([
            "DangerReported",
            "CaseReopened",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Dispatched);
}

/// Covers: X08, R01
#[test]
fn x08_a_threshold_includes_itself() {
    let registered_with =
        |fen| Story::begin().given(township_clerk(), RegisterCase { amount_fen: Some(fen), ..neighbours() });
    let township_with = |fen| registered_with(fen).given(township_dispatcher(), classify_ditch());
    registered_with(100_000_000).then_held_by(COUNTY);
    township_with(99_999_999).then_verdict(Verdict::LiftAtDiscretion).then_held_by(TOWNSHIP);
    township_with(20_000_000).then_verdict(Verdict::LiftAtDiscretion);
    township_with(19_999_999).then_verdict(Verdict::Keep);
    exhausted_at(Desk::Township)
        .given(township_dispatcher(), correct([CorrectedFact::AmountFen(19_999_999)]))
        .then_verdict(Verdict::LiftOnRequest);
    complete_at(Desk::Township).when(township_dispatcher(), ask()).then_refused(Code::R01);
}

/// Covers: X09
#[test]
fn x09_a_knife_overtakes_a_pending_request() {
    let story = exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .when(grid_officer(), report([DangerSign::Weapon]))
        .then_events([
            "DangerReported",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "EscalationWithdrawn",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY)
        .then_verdict(Verdict::Keep);
    assert!(story.case().clocks.running(ClockName::EscalationTerm).is_none());
}

/// Covers: X10, C04
#[test]
fn x10_a_danger_at_the_county_moves_nothing_and_bars_the_way_out() {
    let story = in_progress_at(Desk::County)
        .when(grid_officer(), report([DangerSign::SelfHarm]))
        .then_events(["DangerReported", "NoticeServed", "NoticeServed", "NoticeServed"])
        .then_held_by(COUNTY);
    assert_eq!(story.case().risk.as_ref().unwrap().grade, RiskGrade::High);
    assert!(story.case().clocks.running(ClockName::DangerTerm).is_some());
    assert!(story.case().clocks.running(ClockName::MediationTerm).is_some());
    story.when(county_clerk(), withdraw()).then_refused(Code::C04);
}

/// Covers: X04
#[test]
fn x04_what_is_proved_does_not_wait_for_what_is_missing() {
    Story::begin()
        .given(village_mediator(), RegisterCase { headcount: None, ..neighbours() })
        .given(village_head(), classify_ditch())
        .given(village_head(), accept())
        .given(village_head(), serve(Notice::Acceptance))
        .given(village_head(), assign(&village_mediator()))
        .given(village_mediator(), investigate())
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .given_ago(3, village_mediator(), session(SessionOutcome::Failed))
        .then_verdict(Verdict::LiftOnRequest)
        .given(village_head(), ask())
        .given(township_director(), take_up())
        .then_verdict(Verdict::Undetermined);
}

/// Covers: X11, R03
#[test]
fn x11_a_claim_in_arbitration_does_not_rise_however_often_it_is_filed() {
    let arbitration = CorrectedFact::StatutoryPath(StatutoryPath::Arbitration);
    exhausted_at(Desk::Township)
        .given(system(), flag_duplicate(3))
        .given(township_dispatcher(), correct([arbitration]))
        .then_verdict(Verdict::Keep)
        .when(township_director(), ask())
        .then_refused(Code::R03);
}
