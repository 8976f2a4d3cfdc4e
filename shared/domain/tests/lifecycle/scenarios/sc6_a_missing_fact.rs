//! 缺事实不等于否: a fact that is missing is no "no".

use fengqiao_domain::command::RegisterCase;
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;

use crate::support::*;

/// A loan, and nobody has said how much.
fn a_loan() -> Story {
    Story::begin()
        .given(township_clerk(), RegisterCase { amount_fen: None, ..neighbours() })
        .given(township_dispatcher(), classify("0401"))
        .given(township_dispatcher(), accept())
        .then_verdict(Verdict::Undetermined)
}

fn refused() -> Story {
    let story = a_loan()
        .when(township_dispatcher(), ask())
        .then_events(["EscalationRequested"])
        .when(county_dispatcher(), refuse())
        .then_events(["EscalationRefused"]);
    let Some(fengqiao_domain::Event::EscalationRefused(answer)) = story.answer.as_ref().unwrap().first()
    else {
        panic!("a refusal");
    };
    assert_eq!(answer.code, RefusalCode::R10);
    assert_eq!(answer.missing, ["amount".to_owned()].into());
    story
}

/// Covers: SC6.1, SC6.2, OP01, R10
#[test]
fn a_named_officer_above_decides_once_the_amount_is_known() {
    let story = refused()
        .when(township_dispatcher(), correct([CorrectedFact::AmountFen(20_000_000)]))
        .then_events(["FactsCorrected", "VerdictChanged"])
        .then_verdict(Verdict::LiftAtDiscretion)
        .when(county_director(), take_over())
        .then_events(["EscalationWithdrawn", "HolderChanged", "CaseSigned", "VerdictChanged"])
        .then_held_by(COUNTY);
    let events = story.answer.unwrap();
    let fengqiao_domain::Event::HolderChanged(moved) = &events[1] else { panic!("a change of holder") };
    assert_eq!(moved.decided_by, Some(county_director().officer));
    assert!(moved.reason.is_some());
}

/// Covers: SC6.2, OP01, R06
#[test]
fn one_fen_less_stays() {
    refused()
        .given(township_dispatcher(), correct([CorrectedFact::AmountFen(19_999_999)]))
        .then_verdict(Verdict::Keep)
        .when(county_director(), take_over())
        .then_refused(Code::R06);
}
