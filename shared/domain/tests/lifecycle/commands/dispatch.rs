//! Sending a case to a unit, its signature, its objection.

use fengqiao_domain::command::{DispatchCase, NewParty, ObjectToDispatch, RuleOnObjection, SignCase};
use fengqiao_domain::event::Addressee;
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{PhaseName, Substance};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

fn dispatched() -> Story {
    accepted_at(Desk::Township).given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
}

/// Covers: DispatchCase
#[test]
fn a_unit_of_the_own_level_receives_the_substance() {
    let story = accepted_at(Desk::Township)
        .when(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .then_events(["CaseDispatched"])
        .then_phase(PhaseName::Dispatched);
    assert_eq!(story.case().owners.substance, Substance::Unit(unit(JUDICIAL_OFFICE)));
    assert_eq!(story.case().owners.process, centre(TOWNSHIP));
}

/// Covers: DispatchCase, D02
#[test]
fn a_unit_of_another_level_receives_nothing() {
    accepted_at(Desk::Township).when(township_dispatcher(), dispatch("640221-water")).then_refused(Code::D02);
}

/// Covers: DispatchCase, A05
#[test]
fn a_unit_that_is_a_party_receives_nothing() {
    let unit_party = NewParty {
        kind: PartyKind::PublicBody,
        division: Some(centre(TOWNSHIP)),
        unit: Some(unit(JUDICIAL_OFFICE)),
        ..person(PartyId::new(Uuid::from_u128(3)), PartyRole::Respondent)
    };
    accepted_at(Desk::Township)
        .given(township_clerk(), fengqiao_domain::command::LinkParty { replaces: None, party: unit_party })
        .when(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .then_refused(Code::A05);
}

/// Covers: DispatchCase, D01, D04
#[test]
fn an_assignment_has_a_date_to_report_by() {
    let assignment = |due| DispatchCase { mode: DispatchMode::Assign, due, ..dispatch(JUDICIAL_OFFICE) };
    let story = accepted_at(Desk::Township);
    story.clone().when(township_dispatcher(), assignment(None)).then_refused(Code::D01);
    story.clone().when(township_dispatcher(), assignment(Some(TODAY - 1.days()))).then_refused(Code::D04);
    story.when(township_dispatcher(), assignment(Some(TODAY))).then_events(["CaseDispatched"]);
}

/// Covers: SignCase, A04
#[test]
fn the_addressee_signs_and_nobody_else() {
    dispatched().when(agriculture_officer(), SignCase {}).then_refused(Code::A04);
    dispatched().when(township_dispatcher(), SignCase {}).then_refused(Code::A04);
    dispatched()
        .when(judicial_officer(), SignCase {})
        .then_events(["CaseSigned"])
        .then_phase(PhaseName::Signed)
        .when(judicial_head(), assign(&judicial_officer()))
        .then_events(["HandlerAssigned"])
        .when(judicial_officer(), session(SessionOutcome::Adjourned))
        .then_events(["SessionHeld"]);
}

/// Covers: DispatchCase
#[test]
fn a_signed_case_may_be_sent_on() {
    dispatched()
        .given(judicial_officer(), SignCase {})
        .when(township_dispatcher(), dispatch("640221103-mediation_committee"))
        .then_events(["CaseDispatched"])
        .then_phase(PhaseName::Dispatched);
}

/// Covers: ObjectToDispatch, RuleOnObjection, L01
#[test]
fn an_upheld_objection_brings_the_case_back() {
    dispatched()
        .when(judicial_officer(), object())
        .then_events(["DispatchObjected"])
        .when(judicial_officer(), SignCase {})
        .then_refused(Code::L01)
        .when(township_director(), rule_on_objection(true))
        .then_events(["ObjectionRuled"])
        .then_phase(PhaseName::Accepted);
}

/// Covers: ObjectToDispatch, RuleOnObjection, L08
#[test]
fn an_objection_is_heard_once() {
    dispatched()
        .given(judicial_officer(), object())
        .when(township_director(), rule_on_objection(false))
        .then_events(["ObjectionRuled"])
        .then_phase(PhaseName::Dispatched)
        .when(judicial_officer(), object())
        .then_refused(Code::L08)
        .when(judicial_officer(), SignCase {})
        .then_events(["CaseSigned"]);
}

/// Covers: ObjectToDispatch, ObjectionRight, T03
#[test]
fn an_objection_comes_within_five_working_days() {
    // 2026-06-19 is the Dragon Boat festival: the fifth working day after the 10th is the 17th.
    dispatched().after(7).when(judicial_officer(), object()).then_events(["DispatchObjected"]);
    dispatched().after(8).when(judicial_officer(), object()).then_refused(Code::T03);
}

/// Covers: ObjectToDispatch, D01, D03, D02
#[test]
fn an_objection_has_a_ground_and_proposes_what_exists() {
    let refused = |objection, code| {
        dispatched().when(judicial_officer(), objection).then_refused(code);
    };
    refused(ObjectToDispatch { ground: " ".to_owned(), ..object() }, Code::D01);
    refused(ObjectToDispatch { ground: "长".repeat(501), ..object() }, Code::D03);
    let to_unit = Some(Addressee::Unit(unit("640221-nothing")));
    refused(ObjectToDispatch { proposed: to_unit, ..object() }, Code::D02);
    let to_centre = Some(Addressee::Centre(centre("640221999")));
    refused(ObjectToDispatch { proposed: to_centre, ..object() }, Code::D02);
}

/// Covers: RuleOnObjection, D01, A04
#[test]
fn a_ruling_on_an_objection_has_a_reason() {
    let objected = dispatched().given(judicial_officer(), object());
    objected
        .clone()
        .when(township_director(), RuleOnObjection { upheld: true, reason: String::new() })
        .then_refused(Code::D01);
    objected.when(county_director(), rule_on_objection(true)).then_refused(Code::A04);
}
