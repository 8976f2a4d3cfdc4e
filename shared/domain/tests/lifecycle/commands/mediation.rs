//! Sessions, agreements, performance, failure, explanation.

use fengqiao_domain::command::{ConcludeAgreement, HoldSession, PutIntoEffect, RecordPerformance};
use fengqiao_domain::id::{ObligationId, PartyId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

fn agreed_in_session() -> Story {
    in_progress_at(Desk::Village).given(village_mediator(), session(SessionOutcome::Agreed))
}

/// Covers: HoldSession, X02
#[test]
fn sessions_on_one_date_are_one_attempt() {
    let story = complete_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .when_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .then_events(["SessionHeld"])
        .then_verdict(Verdict::Keep);
    assert_eq!(story.case().attempts_here().failed_count(), 1);
    story
        .when_ago(3, village_mediator(), session(SessionOutcome::Absent))
        .then_events(["SessionHeld", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
}

/// Covers: HoldSession
#[test]
fn an_adjourned_session_counts_as_an_attempt_but_not_as_a_failure() {
    let story = complete_at(Desk::Village)
        .given_ago(5, village_mediator(), session(SessionOutcome::Adjourned))
        .given_ago(3, village_mediator(), session(SessionOutcome::Adjourned))
        .then_verdict(Verdict::Keep);
    assert_eq!(story.case().attempts_here().count(), 2);
    assert_eq!(story.case().attempts_here().failed_count(), 0);
}

/// Covers: HoldSession, RecordConsent, D06
#[test]
fn a_remote_session_needs_the_consent_of_both_sides() {
    let remote = HoldSession { mode: SessionMode::Remote, ..session(SessionOutcome::Failed) };
    in_progress_at(Desk::Village)
        .given(village_mediator(), consent(claimant(), ConsentSubject::RemoteSession))
        .when(village_mediator(), remote.clone())
        .then_refused(Code::D06)
        .given(village_mediator(), consent(respondent(), ConsentSubject::RemoteSession))
        .when(village_mediator(), remote.clone())
        .then_events(["SessionHeld"])
        .given(village_mediator(), refusal_of(respondent(), ConsentSubject::RemoteSession))
        .when(village_mediator(), remote)
        .then_refused(Code::D06);
}

/// Covers: ConcludeAgreement, L01
#[test]
fn an_agreement_follows_a_session_that_agreed() {
    in_progress_at(Desk::Village)
        .given(village_mediator(), session(SessionOutcome::Failed))
        .when(village_mediator(), agree(AgreementForm::Written))
        .then_refused(Code::L01);
    agreed_in_session()
        .when(village_mediator(), agree(AgreementForm::Written))
        .then_events(["AgreementConcluded"])
        .then_phase(PhaseName::Agreed);
}

/// Covers: ConcludeAgreement
#[test]
fn an_oral_agreement_binds_at_once() {
    agreed_in_session()
        .when(village_mediator(), agree(AgreementForm::Oral))
        .then_events(["AgreementConcluded", "AgreementTookEffect"])
        .then_phase(PhaseName::Performing);
}

/// Covers: ConcludeAgreement, FollowUpFirstTerm
#[test]
fn where_nothing_is_owed_the_follow_up_begins_at_once() {
    let nothing = ConcludeAgreement { obligations: Vec::new(), ..agree(AgreementForm::Oral) };
    agreed_in_session()
        .when(village_mediator(), nothing)
        .then_events(["AgreementConcluded", "AgreementTookEffect"])
        .then_phase(PhaseName::FollowUp);
}

/// Covers: ConcludeAgreement
#[test]
fn an_agreement_ends_a_pending_request_and_what_the_rules_demanded() {
    exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .given(village_mediator(), session(SessionOutcome::Agreed))
        .when(village_mediator(), agree(AgreementForm::Written))
        .then_events(["EscalationWithdrawn", "AgreementConcluded", "VerdictChanged"])
        .then_verdict(Verdict::Keep);
}

/// Covers: ConcludeAgreement, D02, D04, D03
#[test]
fn an_agreement_names_known_debtors_places_and_dates() {
    let refused = |agreement, code| {
        agreed_in_session().when(village_mediator(), agreement).then_refused(code);
    };
    let with = |change: &dyn Fn(&mut ConcludeAgreement)| {
        let mut agreement = agree(AgreementForm::Written);
        change(&mut agreement);
        agreement
    };
    refused(with(&|agreement| agreement.place = centre("640221999")), Code::D02);
    refused(with(&|agreement| agreement.obligations[0].debtor = PartyId::new(Uuid::nil())), Code::D02);
    refused(with(&|agreement| agreement.obligations[0].due = TODAY - 1.days()), Code::D04);
    refused(with(&|agreement| agreement.obligations = vec![agreement.obligations[0].clone(); 51]), Code::D03);
}

/// Covers: PutIntoEffect, D06
#[test]
fn a_written_agreement_binds_with_signatures_and_seal() {
    for unsigned in [
        PutIntoEffect { signed_by_parties: false, ..put_into_effect() },
        PutIntoEffect { signed_by_mediator: false, ..put_into_effect() },
        PutIntoEffect { sealed_by_committee: false, ..put_into_effect() },
    ] {
        agreed_at(Desk::Village).when(village_mediator(), unsigned).then_refused(Code::D06);
    }
    agreed_at(Desk::Village)
        .when(village_mediator(), put_into_effect())
        .then_events(["AgreementTookEffect"])
        .then_phase(PhaseName::Performing);
}

/// Covers: RecordPerformance, D01, D02
#[test]
fn the_last_performance_opens_the_follow_up() {
    let two = {
        let mut agreement = agree(AgreementForm::Oral);
        agreement.obligations = vec![agreement.obligations[0].clone(); 2];
        agreed_in_session().given(village_mediator(), agreement)
    };
    two.clone().when(village_mediator(), perform()).then_refused(Code::D01);
    let owed: Vec<_> = match &two.case().phase {
        fengqiao_domain::state::Phase::Settled(fengqiao_domain::state::Settlement::Performing {
            outstanding,
            ..
        }) => outstanding.iter().copied().collect(),
        _ => Vec::new(),
    };
    two.when(village_mediator(), RecordPerformance { obligation: Some(owed[0]), ..perform() })
        .then_events(["ObligationPerformed"])
        .then_phase(PhaseName::Performing)
        .when(village_mediator(), RecordPerformance { obligation: Some(owed[0]), ..perform() })
        .then_refused(Code::D02)
        .when(village_mediator(), perform())
        .then_events(["ObligationPerformed"])
        .then_phase(PhaseName::FollowUp);
}

/// Covers: RecordPerformance, D06, D02
#[test]
fn a_performance_has_its_proof() {
    performing_at(Desk::Village)
        .when(village_mediator(), RecordPerformance { document: None, ..perform() })
        .then_refused(Code::D06);
    let other = RecordPerformance { obligation: Some(ObligationId::new(Uuid::nil())), ..perform() };
    performing_at(Desk::Village).when(village_mediator(), other).then_refused(Code::D02);
}

/// Covers: DeclareFailure, UnresolvedTerm
#[test]
fn a_mediation_that_fails_is_unresolved_and_a_petition_goes_on() {
    in_progress_at(Desk::Village)
        .when(village_mediator(), fail())
        .then_events(["MediationFailed"])
        .then_phase(PhaseName::Unresolved);
    registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), assign(&township_mediator()))
        .when(township_mediator(), fail())
        .then_events(["MediationFailed"])
        .then_phase(PhaseName::InProgress);
}

/// Covers: RecordExplanation, L01
#[test]
fn what_cannot_be_resolved_is_explained() {
    unresolved_at(Desk::Village)
        .when(village_mediator(), explain())
        .then_events(["ExplanationRecorded"])
        .then_phase(PhaseName::FollowUp);
    in_progress_at(Desk::Village).when(village_mediator(), explain()).then_refused(Code::L01);
}
