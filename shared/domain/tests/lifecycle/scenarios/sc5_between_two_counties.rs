//! 跨县(区):市级指定管辖: between two counties, the city says who holds the case.

use fengqiao_domain::command::{DesignateJurisdiction, RegisterCase};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName, Substance};
use fengqiao_domain::vocabulary::*;

use crate::support::*;

/// A works in 惠农区, orchards in a village of 大武口区; 600,000.00 yuan, 8 persons.
fn at_the_city() -> Story {
    let places = [centre("640205100"), centre("640202001201")].into();
    let registration =
        RegisterCase { places, headcount: Some(8), amount_fen: Some(60_000_000), ..neighbours() };
    Story::begin()
        .when(dawukou_clerk(), registration)
        .then_events([
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "VerdictChanged",
            "HolderChanged",
        ])
        .then_held_by(CITY)
        .then_phase(PhaseName::Registered)
}

/// Covers: SC5.1, SC5.2, A04
#[test]
fn the_city_designates_and_the_county_leads() {
    let lifted = at_the_city();
    assert!(lifted.case().clocks.running(ClockName::DesignationTerm).is_some());
    let bureau = Some(unit("640200-ecology"));
    let designated = lifted
        .when(dawukou_dispatcher(), classify("0901"))
        .then_refused(Code::A04)
        .because("holder", CITY)
        .when(city_joint_office(), DesignateJurisdiction { substantive_owner: bureau, ..designate("640205") })
        .then_events(["JurisdictionDesignated", "HolderChanged", "VerdictChanged"])
        .then_held_by("640205")
        .then_verdict(Verdict::Keep);
    assert_eq!(designated.case().owners.substance, Substance::Unit(unit("640200-ecology")));
    assert!(designated.case().clocks.running(ClockName::AcceptanceNoticeTerm).is_some());
    designated
        .when(huinong_dispatcher(), classify("0901"))
        .then_events(["MatterClassified"])
        .when(huinong_dispatcher(), accept())
        .then_events(["AcceptanceDecided"])
        .when(huinong_dispatcher(), serve(Notice::Acceptance))
        .then_events(["NoticeServed"])
        .when(huinong_dispatcher(), assign(&huinong_mediator()))
        .then_events(["HandlerAssigned"])
        .when(huinong_director(), recuse(&huinong_mediator()))
        .then_events(["RecusalRecorded"])
        .then_phase(PhaseName::Signed)
        .when(huinong_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::A05)
        .when(huinong_dispatcher(), assign(&second_huinong_mediator()))
        .then_events(["HandlerAssigned"]);
}
