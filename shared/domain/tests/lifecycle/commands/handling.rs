//! Naming a handler with duty and date, and looking into the matter.

use fengqiao_domain::command::{AssignHandler, RecordInvestigation};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::id::DocumentId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

/// Covers: AssignHandler, HandlerTerm, D01, D03, D04
#[test]
fn work_begins_with_a_named_officer_a_duty_and_a_date() {
    for desk in Desk::ALL {
        accepted_at(desk)
            .when(desk.lead(), assign(&desk.mediator()))
            .then_events(["HandlerAssigned"])
            .then_phase(PhaseName::InProgress);
    }
    let refused = |assignment, code| {
        accepted_at(Desk::Village).when(village_head(), assignment).then_refused(code);
    };
    refused(AssignHandler { duty: String::new(), ..assign(&village_mediator()) }, Code::D01);
    refused(AssignHandler { duty: "长".repeat(501), ..assign(&village_mediator()) }, Code::D03);
    refused(AssignHandler { due: TODAY - 1.days(), ..assign(&village_mediator()) }, Code::D04);
}

/// Covers: AssignHandler
#[test]
fn the_handler_may_be_changed() {
    in_progress_at(Desk::Village)
        .when(village_head(), assign(&colleague_of(village_mediator())))
        .then_events(["HandlerAssigned"])
        .then_phase(PhaseName::InProgress);
}

/// Covers: AssignHandler, A04, A02
#[test]
fn the_city_works_on_no_matter() {
    registered_at(Desk::Village)
        .when(county_dispatcher(), assign(&county_mediator()))
        .then_refused(Code::A04);
    Story::begin()
        .given(city_clerk(), neighbours())
        .given(city_dispatcher(), classify_ditch())
        .given(city_dispatcher(), accept())
        .when(city_dispatcher(), assign(&county_mediator()))
        .then_refused(Code::A02);
}

/// Covers: RecordInvestigation
#[test]
fn an_investigation_puts_evidence_and_positions_on_file() {
    let missing = |story: &Story| story.case().dossier.missing(false);
    let before = in_progress_at(Desk::Village);
    assert!(missing(&before).contains(&DossierItem::EvidenceList));
    let after = before.when(village_mediator(), investigate()).then_events(["InvestigationRecorded"]);
    assert!(!missing(&after).contains(&DossierItem::EvidenceList));
    assert!(!missing(&after).contains(&DossierItem::BriefOfPositions));
}

/// Covers: RecordInvestigation, D02, D03
#[test]
fn an_investigation_is_no_acceptance_and_no_identity() {
    for item in [DossierItem::Classification, DossierItem::ProofOfAcceptance, DossierItem::Identity] {
        let claim = RecordInvestigation { covers: [item].into(), ..investigate() };
        in_progress_at(Desk::Village).when(village_mediator(), claim).then_refused(Code::D02);
    }
    let documents = (0..51).map(|number| DocumentId::new(Uuid::from_u128(number))).collect();
    in_progress_at(Desk::Village)
        .when(village_mediator(), RecordInvestigation { documents, ..investigate() })
        .then_refused(Code::D03);
}

/// Covers: RecordInvestigation, CloseCase, C01
#[test]
fn an_intake_form_that_does_not_hold_is_made_anew() {
    let desk = Desk::Township;
    let invalid = correct([CorrectedFact::DossierInvalid(DossierItem::IntakeForm)]);
    let anew = RecordInvestigation { covers: [DossierItem::IntakeForm].into(), ..investigate() };
    follow_up_at(desk)
        .given(desk.caller(), follow_up(FollowUpRound::First))
        .given(desk.mediator(), invalid)
        .when(desk.lead(), close(Outcome::Resolved))
        .then_refused(Code::C01)
        .when(desk.mediator(), anew)
        .then_events(["InvestigationRecorded"])
        .when(desk.lead(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: RecordInvestigation, R02
#[test]
fn the_record_of_a_session_may_be_filed_later() {
    let forgotten =
        fengqiao_domain::command::HoldSession { document: None, ..session(SessionOutcome::Failed) };
    let late = RecordInvestigation { covers: [DossierItem::SessionRecords].into(), ..investigate() };
    complete_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .given_ago(3, village_mediator(), forgotten)
        .when(village_head(), ask())
        .then_refused(Code::R02)
        .when(village_mediator(), late)
        .then_events(["InvestigationRecorded", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
}
