//! Asking to rise, and the answer.

use fengqiao_domain::command::{
    AcceptEscalation, ClassifyMatter, LinkParty, RefuseEscalation, RegisterCase, RequestEscalation,
    WithdrawEscalation,
};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::*;
use uuid::Uuid;

use crate::support::*;

/// The village asks, as it may and must.
fn asked() -> Story {
    exhausted_at(Desk::Village).given(village_head(), ask())
}

/// The township lacks the amount: the tables leave it to a person.
fn asked_in_doubt() -> Story {
    Story::begin()
        .given(township_clerk(), RegisterCase { amount_fen: None, ..neighbours() })
        .given(township_dispatcher(), classify("0401"))
        .given(township_dispatcher(), ask())
}

/// Covers: RequestEscalation, ST01
#[test]
fn what_the_level_has_tried_in_vain_rises_on_request() {
    exhausted_at(Desk::Village)
        .then_verdict(Verdict::LiftOnRequest)
        .when(village_head(), ask())
        .then_events(["EscalationRequested"]);
}

/// Covers: RequestEscalation, X01, R01
#[test]
fn what_the_level_can_settle_does_not_rise_and_the_answer_names_the_nearest_row() {
    let story = complete_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .when(village_head(), ask())
        .then_refused(Code::R01);
    let refusal = story.answer.unwrap_err();
    let assessment = refusal.assessment.unwrap();
    assert_eq!(assessment.nearest().unwrap().row.as_str(), "ST01");
    assert_eq!(assessment.facts.failed_attempts, 1);
}

/// Covers: RequestEscalation, GT07, R02
#[test]
fn an_incomplete_dossier_does_not_rise() {
    in_progress_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .given_ago(3, village_mediator(), session(SessionOutcome::Failed))
        .when(village_head(), ask())
        .then_refused(Code::R02);
    exhausted_at(Desk::Village).when(village_head(), ask_for([])).then_refused(Code::R02);
}

/// Covers: RequestEscalation, GT01, GT02, R03, R05
#[test]
fn what_another_path_settles_or_a_final_decision_settled_does_not_rise() {
    exhausted_at(Desk::Village)
        .given(village_head(), correct([CorrectedFact::StatutoryPath(StatutoryPath::Arbitration)]))
        .when(village_head(), ask())
        .then_refused(Code::R03);
    exhausted_at(Desk::Village)
        .given(village_head(), correct([CorrectedFact::FinalDecision(FinalDecision::CourtFinal)]))
        .when(village_head(), ask())
        .then_refused(Code::R05);
}

/// Covers: RequestEscalation, R06
#[test]
fn a_power_that_the_level_has_is_no_reason_to_rise() {
    complete_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .when(village_head(), ask_for([HelpWanted::Power]))
        .then_refused(Code::R06);
}

/// Covers: RequestEscalation, GT04, R07
#[test]
fn a_request_goes_one_level_up() {
    exhausted_at(Desk::Village)
        .when(village_head(), RequestEscalation { to: Some(centre(COUNTY)), ..ask() })
        .then_refused(Code::R07)
        .because("right_centre", TOWNSHIP);
}

/// Covers: RequestEscalation, R11
#[test]
fn one_request_is_pending_at_a_time() {
    asked().when(village_head(), ask()).then_refused(Code::R11);
}

/// Covers: RequestEscalation, A02, A04
#[test]
fn a_mediator_does_not_ask_and_a_township_does_not_ask_for_the_village() {
    exhausted_at(Desk::Village).when(village_mediator(), ask()).then_refused(Code::A02);
    exhausted_at(Desk::Village).when(township_director(), ask()).then_refused(Code::A04);
}

/// Covers: AcceptEscalation, A04
#[test]
fn an_accepted_request_moves_the_case_and_the_receiver_has_signed() {
    asked()
        .when(township_director(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "CaseSigned", "VerdictChanged"])
        .then_held_by(TOWNSHIP)
        .then_verdict(Verdict::Keep)
        .when(village_head(), assign(&village_mediator()))
        .then_refused(Code::A04)
        .because("holder", TOWNSHIP);
}

/// Covers: AcceptEscalation, A04
#[test]
fn only_the_centre_asked_answers() {
    asked().when(county_director(), take_up()).then_refused(Code::A04);
    asked().when(county_director(), refuse()).then_refused(Code::A04);
}

/// Covers: AcceptEscalation, R08
#[test]
fn nobody_accepts_what_has_lost_its_ground() {
    asked()
        .given(village_mediator(), refusal_of(respondent(), ConsentSubject::Mediation))
        .when(township_director(), take_up())
        .then_refused(Code::R08);
}

/// Covers: AcceptEscalation, D01
#[test]
fn where_the_rules_leave_it_to_a_person_the_person_gives_a_reason() {
    asked_in_doubt()
        .when(county_director(), AcceptEscalation { reason: None })
        .then_refused(Code::D01)
        .when(county_director(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "VerdictChanged"])
        .then_held_by(COUNTY);
    asked_in_doubt()
        .when(county_director(), RefuseEscalation { reason: None, ..refuse() })
        .then_refused(Code::D01);
}

/// Covers: AcceptEscalation, A06
#[test]
fn nobody_decides_on_their_own_request() {
    let both = |mut actor: fengqiao_domain::Actor| {
        actor.officer = township_dispatcher().officer;
        actor
    };
    asked_in_doubt().when(both(county_director()), take_up()).then_refused(Code::A06);
}

/// Covers: RefuseEscalation, R13
#[test]
fn what_is_proved_is_not_refused() {
    asked().when(township_director(), refuse()).then_refused(Code::R13);
}

/// Covers: RefuseEscalation, R13
#[test]
fn what_is_proved_later_is_not_refused_because_the_request_was_worded_badly() {
    let story = Story::begin()
        .given(township_clerk(), RegisterCase { amount_fen: None, ..neighbours() })
        .given(township_dispatcher(), classify("0401"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), serve(Notice::Acceptance))
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), investigate())
        .given(township_dispatcher(), ask_for([]))
        .given_ago(5, township_mediator(), session(SessionOutcome::Failed))
        .given_ago(3, township_mediator(), session(SessionOutcome::Failed))
        .then_verdict(Verdict::LiftOnRequest);
    story.when(county_director(), refuse()).then_refused(Code::R13);
}

/// Covers: RefuseEscalation
#[test]
fn a_refusal_corrects_facts_on_record_and_carries_the_code_of_the_tables() {
    let corrected = RefuseEscalation {
        corrections: corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]),
        ..refuse()
    };
    let story = asked()
        .when(township_director(), corrected)
        .then_events(["FactsCorrected", "VerdictChanged", "EscalationRefused"])
        .then_verdict(Verdict::Keep);
    let fengqiao_domain::Event::EscalationRefused(refused) =
        story.answer.unwrap().into_iter().last().unwrap()
    else {
        panic!("a refusal is recorded last");
    };
    assert_eq!(refused.code, fengqiao_routing::RefusalCode::R02);
}

/// Covers: RefuseEscalation, RequestEscalation, R11
#[test]
fn a_refused_request_is_asked_again_when_the_facts_have_changed() {
    let refused = asked_in_doubt().given(county_director(), refuse());
    refused.clone().when(township_dispatcher(), ask()).then_refused(Code::R11);
    refused
        .given(township_dispatcher(), correct([CorrectedFact::Headcount(7)]))
        .when(township_dispatcher(), ask())
        .then_events(["EscalationRequested"]);
}

/// Covers: RefuseEscalation
#[test]
fn a_proof_overtakes_a_refusal() {
    let invalid = CorrectedFact::DossierInvalid(DossierItem::EvidenceList);
    asked()
        .given(township_director(), RefuseEscalation { corrections: corrections([invalid]), ..refuse() })
        .when(village_mediator(), investigate())
        .then_events(["InvestigationRecorded", "VerdictChanged", "EscalationWithdrawn"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(village_head(), ask())
        .then_events(["EscalationRequested"]);
}

/// Covers: WithdrawEscalation, R11, L01
#[test]
fn a_request_is_taken_back_once_under_one_verdict() {
    asked()
        .when(village_head(), WithdrawEscalation {})
        .then_events(["EscalationWithdrawn"])
        .given(village_head(), ask())
        .when(village_head(), WithdrawEscalation {})
        .then_refused(Code::R11);
    exhausted_at(Desk::Village).when(village_head(), WithdrawEscalation {}).then_refused(Code::L01);
}

/// Covers: WithdrawEscalation, AskUpTerm
#[test]
fn what_the_rules_demand_must_be_asked_again_after_it_was_taken_back() {
    let story = asked().given(village_head(), WithdrawEscalation {});
    assert!(story.case().clocks.running(ClockName::AskUpTerm).is_some());
}

/// Covers: WithdrawEscalation
#[test]
fn a_request_ends_when_its_receiver_becomes_a_party() {
    let township = collective(PartyId::new(Uuid::from_u128(3)), PartyRole::Respondent, TOWNSHIP);
    asked()
        .when(village_mediator(), LinkParty { replaces: None, party: township })
        .then_events(["PartyLinked", "VerdictChanged", "EscalationWithdrawn"])
        .when(village_head(), ask())
        .then_events(["EscalationRequested"])
        .when(county_director(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "NoticeServed", "CaseSigned", "VerdictChanged"])
        .then_held_by(COUNTY);
}

/// Covers: RequestEscalation, ST04, GT08
#[test]
fn a_power_beyond_the_level_waives_the_attempts() {
    let beyond = ClassifyMatter { powers_needed: Some(powers(["land_right_units"])), ..classify("0702") };
    complete_at(Desk::Township)
        .when(township_dispatcher(), beyond)
        .then_events(["MatterClassified", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(township_dispatcher(), ask_for([HelpWanted::Power]))
        .then_events(["EscalationRequested"]);
}
