//! Classifying, accepting or refusing, serving notices, recording consent.

use fengqiao_domain::command::{ClassifyMatter, DecideAcceptance, RecordConsent, RegisterCase, ServeNotice};
use fengqiao_domain::event::{AcceptanceDecision, Recipient};
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

const STRANGER: PartyId = PartyId::new(Uuid::from_u128(404));

/// Covers: ClassifyMatter
#[test]
fn a_classification_settles_what_the_level_can_do() {
    registered_at(Desk::Village)
        .when(village_head(), classify_ditch())
        .then_events(["MatterClassified", "VerdictChanged"])
        .then_verdict(Verdict::Keep);
}

/// Covers: ClassifyMatter, HT11
#[test]
fn a_petition_leaves_the_village_when_it_is_classified() {
    registered_at(Desk::Village)
        .when(village_head(), classify("9901"))
        .then_events(["MatterClassified", "VerdictChanged", "HolderChanged", "VerdictChanged"])
        .then_held_by(TOWNSHIP)
        .then_phase(PhaseName::Registered);
}

/// Covers: ClassifyMatter, D02, D01
#[test]
fn a_classification_names_what_exists() {
    let refused = |classification, code| {
        registered_at(Desk::Village).when(village_head(), classification).then_refused(code);
    };
    refused(classify("7777"), Code::D02);
    refused(ClassifyMatter { competent_unit: Some(unit("640221-nothing")), ..classify_ditch() }, Code::D02);
    refused(ClassifyMatter { powers_needed: Some(powers(["to_fly"])), ..classify_ditch() }, Code::D02);
    refused(classify("1001"), Code::D01);
}

/// Covers: ClassifyMatter, HT05
#[test]
fn ten_unpaid_workers_lift_a_wage_claim_and_nine_do_not() {
    let claim = |workers| ClassifyMatter { unpaid_workers: Some(workers), ..classify("1001") };
    registered_at(Desk::Township)
        .when(township_dispatcher(), claim(10))
        .then_events(["MatterClassified", "VerdictChanged", "HolderChanged", "VerdictChanged"])
        .then_held_by(COUNTY);
    registered_at(Desk::Township)
        .when(township_dispatcher(), claim(9))
        .then_events(["MatterClassified", "VerdictChanged"])
        .then_held_by(TOWNSHIP);
}

/// Covers: DecideAcceptance
#[test]
fn a_classified_case_is_accepted() {
    for desk in Desk::ALL {
        classified_at(desk)
            .when(desk.lead(), accept())
            .then_events(["AcceptanceDecided"])
            .then_phase(PhaseName::Accepted);
    }
}

/// Covers: DecideAcceptance, L01
#[test]
fn a_case_is_classified_before_it_is_accepted() {
    registered_at(Desk::Village).when(village_head(), accept()).then_refused(Code::L01);
}

/// Covers: DecideAcceptance, D06
#[test]
fn a_refusal_has_its_ground_and_its_paper() {
    for decision in [
        not_accepted(Ground::N1),
        not_accepted(Ground::N3),
        not_reaccepted(Ground::N4),
        not_reaccepted(Ground::N5),
    ] {
        let story = classified_at(Desk::Township);
        story
            .clone()
            .when(township_dispatcher(), DecideAcceptance { document: None, ..decision.clone() })
            .then_refused(Code::D06);
        story
            .when(township_dispatcher(), decision)
            .then_events(["AcceptanceDecided"])
            .then_phase(PhaseName::Exited);
    }
}

/// Covers: DecideAcceptance, N1, N2, N3, N4, N5, D02
#[test]
fn each_kind_of_refusal_has_its_own_grounds() {
    let story = classified_at(Desk::Township);
    for decision in [
        AcceptanceDecision::NotAccepted(Ground::N4),
        AcceptanceDecision::NotAccepted(Ground::N5),
        AcceptanceDecision::NotReaccepted(Ground::N1),
        AcceptanceDecision::NotReaccepted(Ground::N2),
        AcceptanceDecision::NotReaccepted(Ground::N3),
    ] {
        let command = DecideAcceptance { decision, document: Some(document()) };
        story.clone().when(township_dispatcher(), command).then_refused(Code::D02);
    }
}

/// Covers: DecideAcceptance, A02
#[test]
fn a_village_refuses_nothing() {
    classified_at(Desk::Village).when(village_head(), not_accepted(Ground::N1)).then_refused(Code::A02);
}

/// Covers: DecideAcceptance, C04
#[test]
fn a_case_with_an_open_danger_is_not_turned_away() {
    classified_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Threat]))
        .when(county_dispatcher(), not_accepted(Ground::N1))
        .then_refused(Code::C04);
}

/// Covers: DecideAcceptance, N2, D02
#[test]
fn a_visit_that_skipped_no_level_is_not_handed_down() {
    classified_at(Desk::Township)
        .when(township_dispatcher(), not_accepted(Ground::N2))
        .then_refused(Code::D02);
}

/// Covers: DecideAcceptance, N2, D02
#[test]
fn a_visit_is_handed_down_only_below_the_centre_visited() {
    let elsewhere = RegisterCase { places: [centre("640221100001")].into(), ..neighbours() };
    Story::begin()
        .given(township_clerk(), elsewhere)
        .given(township_dispatcher(), classify_ditch())
        .when(township_dispatcher(), not_accepted(Ground::N2))
        .then_refused(Code::D02);
}

/// Covers: DecideAcceptance, N2
#[test]
fn a_county_hands_a_neighbours_quarrel_down_to_the_village() {
    classified_at(Desk::County)
        .when(county_dispatcher(), not_accepted(Ground::N2))
        .then_events(["AcceptanceDecided", "NoticeServed", "HolderChanged", "VerdictChanged"])
        .then_held_by(VILLAGE)
        .then_phase(PhaseName::Registered);
}

/// Covers: ServeNotice, AcceptanceNoticeTerm, D04
#[test]
fn a_notice_is_served_on_the_day_it_is_dated() {
    accepted_at(Desk::Village)
        .when_ago(2, village_head(), serve(Notice::Acceptance))
        .then_events(["NoticeServed"]);
    accepted_at(Desk::Village)
        .when_ago(-1, village_head(), serve(Notice::Acceptance))
        .then_refused(Code::D04);
}

/// Covers: ServeNotice, D02
#[test]
fn no_officer_serves_an_alert_and_none_serves_a_stranger() {
    accepted_at(Desk::Village).when(village_head(), serve(Notice::Alert)).then_refused(Code::D02);
    let to_stranger = ServeNotice { to: Recipient::Party(STRANGER), ..serve(Notice::Acceptance) };
    accepted_at(Desk::Village).when(village_head(), to_stranger).then_refused(Code::D02);
}

/// Covers: ServeNotice, L01
#[test]
fn nothing_is_told_before_it_is_so() {
    classified_at(Desk::Village).when(village_head(), serve(Notice::Acceptance)).then_refused(Code::L01);
    performing_at(Desk::Village)
        .when(village_head(), serve(Notice::RatingInvitation))
        .then_refused(Code::L01);
}

/// Covers: RecordConsent, GT05, R08
#[test]
fn who_refuses_mediation_bars_the_way_up_until_they_consent_again() {
    exhausted_at(Desk::Village)
        .when(village_mediator(), refusal_of(respondent(), ConsentSubject::Mediation))
        .then_events(["ConsentRecorded", "VerdictChanged"])
        .when(village_head(), ask())
        .then_refused(Code::R08)
        .when(party(), consent(respondent(), ConsentSubject::Mediation))
        .then_events(["ConsentRecorded", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
}

/// Covers: RecordConsent, D02
#[test]
fn a_consent_is_that_of_a_known_party() {
    in_progress_at(Desk::Village)
        .when(village_mediator(), consent(STRANGER, ConsentSubject::Mediation))
        .then_refused(Code::D02);
}

/// Covers: RecordConsent, ContinueRight, T02
#[test]
fn both_sides_may_go_on_at_a_level_once() {
    let both = exhausted_at(Desk::Village)
        .when(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere))
        .then_events(["ConsentRecorded"])
        .when(village_mediator(), consent(respondent(), ConsentSubject::ContinueHere))
        .then_events(["ConsentRecorded", "VerdictChanged"])
        .then_verdict(Verdict::Keep);
    both.clone()
        .when(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere))
        .then_refused(Code::T02);
    both.when(village_mediator(), refusal_of(respondent(), ConsentSubject::ContinueHere))
        .then_events(["ConsentRecorded", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(village_mediator(), consent(respondent(), ConsentSubject::ContinueHere))
        .then_refused(Code::T02);
}

/// Covers: RecordConsent, ContinueRight, D01, D04, L01
#[test]
fn both_sides_go_on_until_a_date_within_ten_working_days() {
    let story = in_progress_at(Desk::Village);
    let until = |until| RecordConsent { until, ..consent(claimant(), ConsentSubject::ContinueHere) };
    story.clone().when(village_mediator(), until(None)).then_refused(Code::D01);
    story.clone().when(village_mediator(), until(Some(TODAY + 40.days()))).then_refused(Code::D04);
    story.when(village_mediator(), until(Some(TODAY - 1.days()))).then_refused(Code::D04);
    agreed_at(Desk::Village)
        .when(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere))
        .then_refused(Code::L01);
}
