//! Moves between centres that nobody asked for from below: assignment down, handing over, and their objections.

use fengqiao_domain::command::{AssignDown, DecideAcceptance, RegisterCase, SignCase};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;

use crate::support::*;

const OTHER_VILLAGE: &str = "640221103202";
const OTHER_TOWNSHIP: &str = "640221100";

fn runs(story: &Story, name: ClockName) -> bool {
    story.case().clocks.running(name).is_some()
}

/// Registered at the window of 头闸镇 though it lies in another township.
fn at_the_wrong_door() -> Story {
    Story::begin()
        .given(township_clerk(), RegisterCase { places: [centre("640221100001")].into(), ..neighbours() })
}

fn other_dispatcher() -> fengqiao_domain::Actor {
    office(OTHER_TOWNSHIP, Role::Dispatcher)
}

fn handed_over() -> Story {
    at_the_wrong_door()
        .when(township_dispatcher(), hand_over(OTHER_TOWNSHIP))
        .then_events(["HolderChanged"])
        .then_held_by(OTHER_TOWNSHIP)
        .then_phase(PhaseName::Registered)
}

/// Covers: AssignDown, ForwardTerm, ObjectionRight
#[test]
fn a_registered_case_goes_down_as_it_is() {
    let assigned = registered_at(Desk::County)
        .when(county_dispatcher(), AssignDown { due: None, ..assign_down(TOWNSHIP) })
        .then_events(["HolderChanged"])
        .then_held_by(TOWNSHIP)
        .then_phase(PhaseName::Registered);
    assert!(!runs(&assigned, ClockName::ForwardTerm));
    assert!(runs(&assigned, ClockName::ObjectionRight));
    let accepted =
        assigned.given(township_dispatcher(), classify_ditch()).given(township_dispatcher(), accept());
    assert!(!runs(&accepted, ClockName::ObjectionRight));
}

/// Covers: AssignDown, SignTerm
#[test]
fn an_accepted_case_goes_down_with_a_paper_and_waits_for_a_signature() {
    let assigned = accepted_at(Desk::County)
        .when(county_dispatcher(), assign_down(TOWNSHIP))
        .then_events(["HolderChanged", "CaseDispatched", "VerdictChanged"])
        .then_held_by(TOWNSHIP)
        .then_phase(PhaseName::Dispatched);
    assert!(runs(&assigned, ClockName::SignTerm) && runs(&assigned, ClockName::ObjectionRight));
    assigned.when(township_dispatcher(), SignCase {}).then_events(["CaseSigned"]);
    let without = |due| AssignDown { due, ..assign_down(TOWNSHIP) };
    accepted_at(Desk::County).when(county_dispatcher(), without(None)).then_refused(Code::D01);
    accepted_at(Desk::County)
        .when(county_dispatcher(), without(Some(TODAY - 1.days())))
        .then_refused(Code::D04);
}

/// Covers: AssignDown, R12, R14, A05, D02
#[test]
fn what_may_not_go_down_stays() {
    let risen =
        exhausted_at(Desk::Township).given(township_director(), ask()).given(county_dispatcher(), take_up());
    risen.when(county_dispatcher(), assign_down(TOWNSHIP)).then_refused(Code::R12);
    let many = RegisterCase { headcount: Some(34), ..neighbours() };
    Story::begin()
        .given(county_clerk(), many)
        .when(county_dispatcher(), assign_down(TOWNSHIP))
        .then_refused(Code::R14)
        .because("centre", TOWNSHIP);
    let against = RegisterCase {
        parties: vec![
            person(claimant(), PartyRole::Claimant),
            collective(respondent(), PartyRole::Respondent, TOWNSHIP),
        ],
        ..neighbours()
    };
    Story::begin()
        .given(county_clerk(), against)
        .when(county_dispatcher(), assign_down(TOWNSHIP))
        .then_refused(Code::A05);
    for elsewhere in [COUNTY, "640202", CITY] {
        registered_at(Desk::County).when(county_dispatcher(), assign_down(elsewhere)).then_refused(Code::D02);
    }
}

/// Covers: HandOver, AcceptanceNoticeTerm, ObjectionRight
#[test]
fn a_case_at_the_wrong_door_goes_to_the_centre_of_its_place() {
    let over = handed_over();
    assert!(runs(&over, ClockName::AcceptanceNoticeTerm) && runs(&over, ClockName::ObjectionRight));
    over.when(township_dispatcher(), classify_ditch()).then_refused(Code::A04);
}

/// Covers: HandOver, R07, D02, A05, R14
#[test]
fn a_case_is_handed_over_to_the_place_it_lies_in_and_inside_the_county() {
    at_the_wrong_door()
        .when(township_dispatcher(), hand_over("640221101"))
        .then_refused(Code::R07)
        .because("right_centre", OTHER_TOWNSHIP);
    let across = RegisterCase { places: [centre("640221103211")].into(), ..neighbours() };
    Story::begin()
        .given(township_clerk(), across)
        .when(township_dispatcher(), hand_over("640202001"))
        .then_refused(Code::R07);
    at_the_wrong_door().when(township_dispatcher(), hand_over(COUNTY)).then_refused(Code::D02);
    let against = RegisterCase {
        places: [centre("640221100001")].into(),
        parties: vec![
            person(claimant(), PartyRole::Claimant),
            collective(respondent(), PartyRole::Respondent, OTHER_TOWNSHIP),
        ],
        ..neighbours()
    };
    Story::begin()
        .given(township_clerk(), against)
        .when(township_dispatcher(), hand_over(OTHER_TOWNSHIP))
        .then_refused(Code::A05);
}

/// Covers: ObjectToDispatch, RuleOnObjection, AppealTerm
#[test]
fn the_receiver_objects_and_the_sender_rules() {
    let objected = handed_over().when(other_dispatcher(), object()).then_events(["DispatchObjected"]);
    assert!(runs(&objected, ClockName::AppealTerm) && !runs(&objected, ClockName::ObjectionRight));
    objected.clone().when(other_dispatcher(), rule_on_objection(true)).then_refused(Code::A04);
    objected
        .clone()
        .when(township_dispatcher(), rule_on_objection(true))
        .then_events(["ObjectionRuled", "HolderChanged"])
        .then_held_by(TOWNSHIP)
        .then_phase(PhaseName::Registered);
    let rejected = objected
        .when(township_dispatcher(), rule_on_objection(false))
        .then_events(["ObjectionRuled"])
        .then_held_by(OTHER_TOWNSHIP);
    assert!(!runs(&rejected, ClockName::AppealTerm) && !runs(&rejected, ClockName::SignTerm));
    rejected.when(other_dispatcher(), object()).then_refused(Code::L08);
}

/// Covers: ObjectToDispatch, T03
#[test]
fn the_right_to_object_ends() {
    handed_over().after(30).when(other_dispatcher(), object()).then_refused(Code::T03);
}

/// Covers: DecideAcceptance, HandOver, L01
#[test]
fn a_case_in_dispute_is_not_taken_up() {
    let objected =
        handed_over().given(other_dispatcher(), classify_ditch()).given(other_dispatcher(), object());
    let take_up: DecideAcceptance = accept();
    objected.clone().when(other_dispatcher(), take_up).then_refused(Code::L01);
    objected.when(other_dispatcher(), hand_over(TOWNSHIP)).then_refused(Code::L01);
}

/// Covers: ObjectToDispatch, RuleOnObjection, AssignDown
#[test]
fn an_accepted_case_goes_back_accepted() {
    accepted_at(Desk::County)
        .given(county_dispatcher(), assign_down(TOWNSHIP))
        .given(township_dispatcher(), object())
        .when(county_dispatcher(), rule_on_objection(true))
        .then_events(["ObjectionRuled", "HolderChanged", "VerdictChanged"])
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Accepted);
}

/// Covers: DesignateJurisdiction
#[test]
fn the_common_superior_designates_where_two_centres_disagree() {
    let objected = handed_over().given(other_dispatcher(), object());
    objected
        .clone()
        .when(county_director(), designate(TOWNSHIP))
        .then_events(["JurisdictionDesignated", "HolderChanged"])
        .then_held_by(TOWNSHIP);
    let kept = objected
        .clone()
        .when(county_joint_office(), designate(OTHER_TOWNSHIP))
        .then_events(["JurisdictionDesignated", "ObjectionRuled"])
        .then_held_by(OTHER_TOWNSHIP);
    assert!(!runs(&kept, ClockName::AppealTerm));
    objected.clone().when(city_joint_office(), designate(TOWNSHIP)).then_refused(Code::D02);
    handed_over().when(county_director(), designate(TOWNSHIP)).then_refused(Code::A04);
    objected.when(office(OTHER_TOWNSHIP, Role::Director), designate(OTHER_VILLAGE)).then_refused(Code::L01);
}
