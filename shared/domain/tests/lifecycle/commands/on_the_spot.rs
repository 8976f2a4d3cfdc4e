//! 即接即办: taken in, mediated and agreed on in one decision.

use fengqiao_domain::command::{ClassifyMatter, RegisterCase, SettleOnTheSpot};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;

use crate::support::*;

/// Covers: SettleOnTheSpot, ConfirmationRight, PerformanceWatch
#[test]
fn a_small_matter_is_settled_where_it_is_met() {
    let story = Story::begin()
        .when(grid_officer(), on_the_spot(Some(neighbours())))
        .then_events([
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "MatterClassified",
            "AcceptanceDecided",
            "HandlerAssigned",
            "SessionHeld",
            "AgreementConcluded",
            "AgreementTookEffect",
            "VerdictChanged",
        ])
        .then_phase(PhaseName::Performing)
        .then_held_by(VILLAGE);
    let runs = |name| story.case().clocks.running(name).is_some();
    assert!(runs(ClockName::ConfirmationRight) && runs(ClockName::PerformanceWatch));
    assert!(!runs(ClockName::AcceptanceNoticeTerm) && !runs(ClockName::MediationTerm));
    assert!(story.case().identity.number.is_some());
}

/// Covers: SettleOnTheSpot, CloseCase
#[test]
fn what_is_done_at_once_is_followed_up_and_may_be_closed_by_who_did_it() {
    Story::begin()
        .given(village_head(), SettleOnTheSpot { performed: true, ..on_the_spot(Some(neighbours())) })
        .then_phase(PhaseName::FollowUp)
        .given(village_mediator(), follow_up(FollowUpRound::First))
        .when(village_head(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: SettleOnTheSpot
#[test]
fn a_registered_case_is_settled_likewise() {
    registered_at(Desk::Township)
        .when(township_mediator(), on_the_spot(None))
        .then_events([
            "MatterClassified",
            "AcceptanceDecided",
            "HandlerAssigned",
            "SessionHeld",
            "AgreementConcluded",
            "AgreementTookEffect",
            "VerdictChanged",
        ])
        .then_phase(PhaseName::Performing);
    registered_at(Desk::Township)
        .when(township_mediator(), on_the_spot(Some(neighbours())))
        .then_refused(Code::D03);
    Story::begin().when(township_mediator(), on_the_spot(None)).then_refused(Code::D01);
}

/// Covers: SettleOnTheSpot, L06
#[test]
fn what_may_be_a_hard_case_is_not_settled_on_the_spot() {
    let refused = |registration: RegisterCase| {
        Story::begin().when(grid_officer(), on_the_spot(Some(registration))).then_refused(Code::L06)
    };
    refused(RegisterCase { headcount: Some(34), ..neighbours() }).because("open", "HT03");
    refused(RegisterCase { headcount: None, ..neighbours() }).because("open", "HT03");
    refused(RegisterCase { screening: None, ..neighbours() });
    refused(RegisterCase { screening: Some(dangerous([DangerSign::Threat])), ..neighbours() });
}

/// Covers: SettleOnTheSpot, A02, D06
#[test]
fn only_mediation_settles_at_once_and_it_leaves_a_paper() {
    let petition = ClassifyMatter { track: Some(Track::Petition), ..classify_ditch() };
    let settle = || on_the_spot(Some(neighbours()));
    Story::begin()
        .when(township_mediator(), SettleOnTheSpot { classification: petition, ..settle() })
        .then_refused(Code::A02);
    Story::begin()
        .when(grid_officer(), SettleOnTheSpot { document: None, ..settle() })
        .then_refused(Code::D06);
    Story::begin().when(county_mediator(), settle()).then_refused(Code::A02);
}
