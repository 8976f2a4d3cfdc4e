//! Registering, adding parties, correcting facts, screening, voiding, withdrawing.

use fengqiao_domain::command::{
    AssessRisk, CorrectFacts, LinkParty, NewParty, RegisterCase, RequestVoid, WithdrawCase,
};
use fengqiao_domain::event::{CorrectedFact, Identification};
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

fn party_number(number: u128) -> PartyId {
    PartyId::new(Uuid::from_u128(number))
}

fn add(party: NewParty) -> LinkParty {
    LinkParty { replaces: None, party }
}

fn void() -> RequestVoid {
    RequestVoid { reason: VoidReason::Mistaken }
}

/// Covers: RegisterCase
#[test]
fn a_registration_is_never_refused_on_substance() {
    Story::begin()
        .when(village_mediator(), RegisterCase { headcount: None, amount_fen: None, ..neighbours() })
        .then_events(["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"])
        .then_phase(PhaseName::Registered)
        .then_verdict(Verdict::Undetermined);
}

/// Covers: AssessRisk
#[test]
fn a_case_may_be_screened_later() {
    Story::begin()
        .when(township_clerk(), RegisterCase { screening: None, ..neighbours() })
        .then_events(["CaseRegistered", "PartyLinked", "PartyLinked"])
        .when(township_mediator(), AssessRisk { screening: harmless() })
        .then_events(["RiskAssessed"]);
}

/// Covers: RegisterCase
#[test]
fn every_window_registers() {
    for actor in [grid_officer(), village_head(), township_clerk(), county_clerk(), city_clerk()] {
        Story::begin().given(actor, neighbours());
    }
}

/// Covers: RegisterCase, A02
#[test]
fn a_mediator_of_the_county_does_not_register() {
    Story::begin().when(county_mediator(), neighbours()).then_refused(Code::A02);
}

/// Covers: RegisterCase, D01, D02, D03, D04
#[test]
fn a_registration_names_a_known_place_and_a_claimant() {
    let refused = |registration: RegisterCase, code| {
        Story::begin().when(village_mediator(), registration).then_refused(code);
    };
    refused(RegisterCase { places: [].into(), ..neighbours() }, Code::D01);
    refused(RegisterCase { places: [centre("640221999")].into(), ..neighbours() }, Code::D02);
    let places = jurisdiction().divisions().take(21).map(|division| division.code).collect();
    refused(RegisterCase { places, ..neighbours() }, Code::D03);
    refused(RegisterCase { parties: Vec::new(), ..neighbours() }, Code::D01);
    let parties = vec![person(respondent(), PartyRole::Respondent)];
    refused(RegisterCase { parties, ..neighbours() }, Code::D01);
    let parties = (1..=51).map(|number| person(party_number(number), PartyRole::Claimant)).collect();
    refused(RegisterCase { parties, ..neighbours() }, Code::D03);
    refused(RegisterCase { headcount: Some(0), ..neighbours() }, Code::D03);
    refused(RegisterCase { received_on: TODAY + 1.days(), ..neighbours() }, Code::D04);
}

/// Covers: RegisterCase, D01
#[test]
fn who_shows_no_document_is_registered_with_the_reason() {
    let claimant_with = |reason: Option<&str>| {
        let identification =
            Identification { document: DocumentKind::Unverified, reason: reason.map(str::to_owned) };
        let claimant = NewParty { identification, ..person(claimant(), PartyRole::Claimant) };
        RegisterCase { parties: vec![claimant], ..neighbours() }
    };
    Story::begin().when(village_mediator(), claimant_with(None)).then_refused(Code::D01);
    Story::begin().when(village_mediator(), claimant_with(Some(" "))).then_refused(Code::D01);
    Story::begin().when(village_mediator(), claimant_with(Some("拒绝出示"))).then_events([
        "CaseRegistered",
        "PartyLinked",
        "RiskAssessed",
    ]);
}

/// Covers: RegisterCase, A04
#[test]
fn a_case_is_registered_once() {
    registered_at(Desk::Village).when(village_mediator(), neighbours()).then_refused(Code::A04);
}

/// Covers: LinkParty, D01, D02
#[test]
fn a_public_party_names_its_division_and_a_known_unit() {
    let public = NewParty { kind: PartyKind::PublicBody, ..person(party_number(3), PartyRole::Respondent) };
    let story = registered_at(Desk::Township);
    story.clone().when(township_clerk(), add(public.clone())).then_refused(Code::D01);
    let nowhere = NewParty { division: Some(centre("640221999")), ..public.clone() };
    story.clone().when(township_clerk(), add(nowhere)).then_refused(Code::D02);
    let no_unit =
        NewParty { division: Some(centre(TOWNSHIP)), unit: Some(unit("640221103-nothing")), ..public };
    story.when(township_clerk(), add(no_unit)).then_refused(Code::D02);
}

/// Covers: LinkParty, D03
#[test]
fn at_most_five_represent_the_others() {
    let mut story = registered_at(Desk::Village);
    for number in 3..8 {
        story = story
            .when(village_mediator(), add(person(party_number(number), PartyRole::Representative)))
            .then_events(["PartyLinked"]);
    }
    let sixth = add(person(party_number(8), PartyRole::Representative));
    story.clone().when(village_mediator(), sixth).then_refused(Code::D03);
    let turned =
        LinkParty { replaces: Some(respondent()), party: person(respondent(), PartyRole::Representative) };
    story.clone().when(village_mediator(), turned).then_refused(Code::D03);
    let corrected = LinkParty {
        replaces: Some(party_number(3)),
        party: person(party_number(3), PartyRole::Representative),
    };
    story.when(village_mediator(), corrected).then_events(["PartyLinked"]);
}

/// Covers: LinkParty, D02
#[test]
fn a_party_that_is_replaced_must_be_known() {
    let replace =
        LinkParty { replaces: Some(party_number(9)), party: person(party_number(9), PartyRole::Claimant) };
    registered_at(Desk::Village).when(village_mediator(), replace).then_refused(Code::D02);
}

/// Covers: LinkParty, D03
#[test]
fn a_case_has_at_most_fifty_parties() {
    let parties = (1..=50).map(|number| person(party_number(number), PartyRole::Claimant)).collect();
    Story::begin()
        .given(village_mediator(), RegisterCase { parties, ..neighbours() })
        .when(village_mediator(), add(person(party_number(51), PartyRole::Claimant)))
        .then_refused(Code::D03);
}

/// Covers: LinkParty, HT08
#[test]
fn a_village_does_not_judge_itself() {
    classified_at(Desk::Village)
        .when(village_mediator(), add(collective(party_number(3), PartyRole::Respondent, VILLAGE)))
        .then_events(["PartyLinked", "VerdictChanged", "HolderChanged", "VerdictChanged"])
        .then_held_by(TOWNSHIP);
}

/// Covers: CorrectFacts
#[test]
fn a_stated_fact_is_corrected_with_its_paper() {
    classified_at(Desk::Village)
        .when(village_head(), correct([CorrectedFact::Headcount(7), CorrectedFact::AmountFen(0)]))
        .then_events(["FactsCorrected", "FactsCorrected"]);
}

/// Covers: CorrectFacts, D01, D02, D03
#[test]
fn a_correction_names_what_exists_within_bounds() {
    let refused = |fact, code| {
        classified_at(Desk::Village).when(village_head(), correct([fact])).then_refused(code);
    };
    classified_at(Desk::Village)
        .when(village_head(), CorrectFacts { corrections: Vec::new() })
        .then_refused(Code::D01);
    refused(CorrectedFact::Places([].into()), Code::D01);
    refused(CorrectedFact::Places([centre("640221999")].into()), Code::D02);
    refused(
        CorrectedFact::Places(jurisdiction().divisions().take(21).map(|division| division.code).collect()),
        Code::D03,
    );
    refused(CorrectedFact::PowersNeeded(powers(["to_fly"])), Code::D02);
    refused(CorrectedFact::Headcount(0), Code::D03);
    let corrections = corrections([const { CorrectedFact::Headcount(7) }; 11]);
    classified_at(Desk::Village).when(village_head(), CorrectFacts { corrections }).then_refused(Code::D03);
}

/// Covers: AssessRisk, D04, D03
#[test]
fn a_screening_is_reviewed_in_the_future() {
    let screening = fengqiao_domain::command::Screening { review_on: TODAY - 1.days(), ..harmless() };
    registered_at(Desk::Village).when(village_head(), AssessRisk { screening }).then_refused(Code::D04);
    let factors = (0..51).map(|code| code.to_string()).collect();
    let screening = fengqiao_domain::command::Screening { factors, ..harmless() };
    registered_at(Desk::Village).when(village_head(), AssessRisk { screening }).then_refused(Code::D03);
}

/// Covers: AssessRisk, HT01
#[test]
fn signs_of_danger_on_a_factor_sheet_are_a_danger_report() {
    registered_at(Desk::Village)
        .when(village_head(), AssessRisk { screening: dangerous([DangerSign::SelfHarm]) })
        .then_events([
            "RiskAssessed",
            "DangerReported",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY);
}

/// Covers: RequestVoid, ApproveVoid, A06
#[test]
fn a_mistaken_registration_is_voided_by_a_second_person() {
    let asked = registered_at(Desk::Village).when(village_mediator(), void()).then_events(["VoidRequested"]);
    asked
        .when(village_head(), fengqiao_domain::command::ApproveVoid {})
        .then_events(["CaseVoided"])
        .then_phase(PhaseName::Exited);
    registered_at(Desk::Village)
        .given(village_head(), void())
        .when(village_head(), fengqiao_domain::command::ApproveVoid {})
        .then_refused(Code::A06);
}

/// Covers: RequestVoid, ApproveVoid, C04
#[test]
fn a_registration_with_an_open_danger_is_not_voided() {
    let story = Story::begin().given(
        county_clerk(),
        RegisterCase { screening: Some(dangerous([DangerSign::Threat])), ..neighbours() },
    );
    story.when(county_clerk(), void()).then_refused(Code::C04);
    registered_at(Desk::County)
        .given(county_clerk(), void())
        .given(grid_officer(), report([DangerSign::Threat]))
        .when(county_director(), fengqiao_domain::command::ApproveVoid {})
        .then_refused(Code::C04);
}

/// Covers: WithdrawCase
#[test]
fn the_claimant_takes_the_matter_back() {
    in_progress_at(Desk::Village)
        .when(party(), WithdrawCase { document: None, ..withdraw() })
        .then_events(["CaseWithdrawn"])
        .then_phase(PhaseName::Exited);
    exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .when(village_head(), withdraw())
        .then_events(["EscalationWithdrawn", "CaseWithdrawn"]);
}

/// Covers: WithdrawCase, D06, D02
#[test]
fn a_clerk_withdraws_only_with_the_signed_paper_of_a_claimant() {
    let story = in_progress_at(Desk::Village);
    story.clone().when(village_head(), WithdrawCase { document: None, ..withdraw() }).then_refused(Code::D06);
    story.when(village_head(), WithdrawCase { party: respondent(), ..withdraw() }).then_refused(Code::D02);
}

/// Covers: WithdrawCase, C04
#[test]
fn a_case_with_an_open_danger_is_not_withdrawn() {
    in_progress_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Weapon]))
        .when(party(), withdraw())
        .then_refused(Code::C04);
}

/// Covers: D04
#[test]
fn a_business_date_lies_between_receipt_and_today_and_at_most_fifteen_days_back() {
    in_progress_at(Desk::Village)
        .when_ago(-1, village_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::D04);
    in_progress_at(Desk::Village)
        .when_ago(10, village_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::D04);
    let old = RegisterCase { received_on: TODAY - 30.days(), ..neighbours() };
    let story = Story::begin()
        .given(village_mediator(), old)
        .given(village_head(), classify_ditch())
        .given(village_head(), accept())
        .given(village_head(), assign(&village_mediator()));
    story.clone().given_ago(15, village_mediator(), session(SessionOutcome::Failed));
    story.when_ago(16, village_mediator(), session(SessionOutcome::Failed)).then_refused(Code::D04);
}
