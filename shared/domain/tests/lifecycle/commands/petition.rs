//! The petition track: drafting and issuing opinions, serving and accepting them, closing on them.

use fengqiao_domain::command::{ApproveOpinion, ClassifyMatter, RecordConsent, SignCase};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, Instrument, Phase, PhaseName, Settlement};
use fengqiao_domain::vocabulary::*;

use crate::support::*;

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

/// Covers: DraftOpinion, ApproveOpinion, HandleTerm, LevelTerm, HandlerTerm
#[test]
fn an_opinion_is_drafted_by_one_and_issued_by_another() {
    let issued = petition_at(Desk::Township)
        .when(township_mediator(), draft(false))
        .then_events(["OpinionDrafted"])
        .then_phase(PhaseName::InProgress)
        .when(township_director(), issue())
        .then_events(["OpinionIssued"])
        .then_phase(PhaseName::OpinionIssued);
    for ended in [ClockName::HandleTerm, ClockName::LevelTerm, ClockName::HandlerTerm] {
        assert!(issued.case().clocks.running(ended).is_none(), "{ended} ends with the opinion");
    }
}

/// Covers: ApproveOpinion, A06
#[test]
fn nobody_issues_what_they_drafted_or_handle() {
    petition_at(Desk::Township)
        .given(township_dispatcher(), assign(&township_director()))
        .when(township_mediator(), draft(false))
        .then_refused(Code::A04);
    let by_the_head =
        fengqiao_domain::Actor { roles: [Role::Mediator, Role::Director].into(), ..township_director() };
    petition_at(Desk::Township)
        .given(township_dispatcher(), assign(&by_the_head))
        .given(by_the_head.clone(), draft(false))
        .when(by_the_head.clone(), issue())
        .then_refused(Code::A06)
        .given(township_dispatcher(), assign(&township_mediator()))
        .when(by_the_head.clone(), issue())
        .then_refused(Code::A06);
    petition_at(Desk::Township)
        .given(township_mediator(), draft(false))
        .given(township_dispatcher(), assign(&by_the_head))
        .when(by_the_head, issue())
        .then_refused(Code::A06);
}

/// Covers: DraftOpinion, ApproveOpinion, L01, A04
#[test]
fn only_a_petition_in_progress_has_an_opinion() {
    in_progress_at(Desk::Township).when(township_mediator(), draft(true)).then_refused(Code::L01);
    petition_at(Desk::Township).when(township_director(), issue()).then_refused(Code::L01);
    petition_at(Desk::Township).when(county_mediator(), draft(true)).then_refused(Code::A04);
    petition_at(Desk::Township).when(village_mediator(), draft(true)).then_refused(Code::A02);
    petition_at(Desk::Township)
        .given(township_mediator(), draft(true))
        .given(township_dispatcher(), classify_ditch())
        .when(township_director(), issue())
        .then_refused(Code::L01);
}

/// Covers: ApproveOpinion, D01, D03
#[test]
fn an_opinion_has_a_number() {
    let drafted = petition_at(Desk::Township).given(township_mediator(), draft(true));
    drafted
        .clone()
        .when(township_director(), ApproveOpinion { number: " ".to_owned() })
        .then_refused(Code::D01);
    drafted.when(township_director(), ApproveOpinion { number: "号".repeat(501) }).then_refused(Code::D03);
}

/// Covers: DispatchCase, SignCase, AssignHandler, DraftOpinion, ApproveOpinion
#[test]
fn a_units_opinion_is_issued_by_its_head() {
    registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .given(judicial_officer(), SignCase {})
        .given(judicial_head(), assign(&judicial_officer()))
        .given(judicial_officer(), draft(true))
        .when(judicial_officer(), issue())
        .then_refused(Code::A02)
        .when(judicial_head(), issue())
        .then_events(["OpinionIssued"]);
}

/// Covers: DraftOpinion
#[test]
fn a_draft_is_not_taken_over_by_the_next_holder() {
    let risen = petition_at(Desk::Township)
        .given(township_mediator(), draft(true))
        .given(grid_officer(), report([DangerSign::Threat]))
        .then_held_by(COUNTY);
    assert_eq!(risen.case().opinion_draft, None);
}

/// Covers: ApproveOpinion, WithdrawEscalation
#[test]
fn an_opinion_ends_a_pending_request() {
    let beyond = ClassifyMatter { powers_needed: Some(powers(["patent_ruling"])), ..classify("9901") };
    petition_at(Desk::Township)
        .given(township_mediator(), draft(true))
        .given(township_dispatcher(), beyond)
        .given(township_director(), ask())
        .when(township_director(), issue())
        .then_events(["EscalationWithdrawn", "OpinionIssued", "VerdictChanged"]);
}

/// Covers: ServeNotice, ReviewRight, L01
#[test]
fn the_right_to_a_review_counts_from_the_first_service() {
    let issued = petition_at(Desk::Township)
        .when(township_mediator(), serve(Notice::Opinion))
        .then_refused(Code::L01)
        .given(township_mediator(), draft(false))
        .given(township_director(), issue());
    assert!(issued.case().clocks.running(ClockName::ReviewRight).is_none());
    for too_early in [Notice::ReviewOpinion, Notice::RecheckOpinion, Notice::Redirect] {
        issued.clone().when(township_clerk(), serve(too_early)).then_refused(Code::L01);
    }
    let on_the_respondent = fengqiao_domain::command::ServeNotice {
        to: fengqiao_domain::event::Recipient::Party(respondent()),
        ..serve(Notice::Opinion)
    };
    let unserved = issued.given(township_clerk(), on_the_respondent);
    assert!(unserved.case().clocks.running(ClockName::ReviewRight).is_none());
    let served = unserved.given(township_clerk(), serve(Notice::Opinion));
    let from = served.case().clocks.running(ClockName::ReviewRight).unwrap().from;
    assert_eq!(from, TODAY);
    let again = served.after(3).given(township_clerk(), serve(Notice::Opinion));
    assert_eq!(again.case().clocks.running(ClockName::ReviewRight).unwrap().from, from);
}

/// Covers: RecordConsent, ReviewRight, FollowUpFirstTerm, FollowUpSecondTerm
#[test]
fn an_accepted_opinion_is_followed_up() {
    let accepted = answered_at(Desk::Township, true)
        .when(party(), consent(claimant(), ConsentSubject::Opinion))
        .then_events(["ConsentRecorded"])
        .then_phase(PhaseName::FollowUp);
    let clocks = &accepted.case().clocks;
    assert!(clocks.running(ClockName::ReviewRight).is_none());
    assert!(clocks.running(ClockName::FollowUpFirstTerm).is_some());
    assert!(matches!(
        &accepted.case().phase,
        Phase::Settled(Settlement::FollowUp { instrument: Instrument::Opinion(opinion), settled_level: Level::Township, .. })
            if opinion.supported
    ));
}

/// Covers: RecordConsent, L01, D02
#[test]
fn an_opinion_is_accepted_by_the_claimant_it_was_served_on() {
    petition_at(Desk::Township)
        .given(township_mediator(), draft(false))
        .given(township_director(), issue())
        .when(party(), consent(claimant(), ConsentSubject::Opinion))
        .then_refused(Code::L01);
    let answered = answered_at(Desk::Township, false);
    answered
        .clone()
        .when(township_clerk(), consent(respondent(), ConsentSubject::Opinion))
        .then_refused(Code::D02);
    answered
        .given(party(), RecordConsent { given: false, ..consent(claimant(), ConsentSubject::Opinion) })
        .then_phase(PhaseName::OpinionIssued);
}

/// Covers: RecordConsent
#[test]
fn each_claimant_accepts_for_themselves() {
    let other = fengqiao_domain::id::PartyId::new(uuid::Uuid::from_u128(3));
    let second =
        fengqiao_domain::command::LinkParty { replaces: None, party: person(other, PartyRole::Claimant) };
    answered_at(Desk::Township, true)
        .given(township_clerk(), second)
        .given(party(), consent(claimant(), ConsentSubject::Opinion))
        .then_phase(PhaseName::OpinionIssued)
        .given(party(), consent(other, ConsentSubject::Opinion))
        .then_phase(PhaseName::FollowUp);
}

/// Covers: HoldSession, RecordConsent, ConcludeAgreement, D06
#[test]
fn a_petition_is_mediated_only_if_both_sides_want_it() {
    let one_side = petition_at(Desk::Township)
        .given(township_mediator(), consent(claimant(), ConsentSubject::Mediation))
        .when(township_mediator(), session(SessionOutcome::Agreed))
        .then_refused(Code::D06)
        .because("consent", "respondent");
    one_side
        .given(township_mediator(), consent(respondent(), ConsentSubject::Mediation))
        .when(township_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"])
        .when(township_mediator(), agree(AgreementForm::Written))
        .then_events(["AgreementConcluded"])
        .then_phase(PhaseName::Agreed);
}

/// Covers: ConcludeAgreement, RecordConsent, CloseCase
#[test]
fn the_sides_of_a_petition_may_settle_by_themselves() {
    let settled = |story: Story| {
        story
            .given(township_mediator(), consent(claimant(), ConsentSubject::Settlement))
            .given(township_mediator(), consent(respondent(), ConsentSubject::Settlement))
    };
    petition_at(Desk::Township).when(township_mediator(), agree(AgreementForm::Oral)).then_refused(Code::L01);
    settled(in_progress_at(Desk::Township))
        .when(township_mediator(), agree(AgreementForm::Oral))
        .then_refused(Code::L01);
    settled(petition_at(Desk::Township))
        .given(township_mediator(), agree(AgreementForm::Oral))
        .given(township_mediator(), perform())
        .given(township_clerk(), follow_up(FollowUpRound::First))
        .when(township_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: DeclareFailure, HandleTerm
#[test]
fn a_failed_mediation_leaves_a_petition_in_progress() {
    petition_at(Desk::Township)
        .when(township_mediator(), fail())
        .then_events(["MediationFailed"])
        .then_phase(PhaseName::InProgress)
        .when(township_mediator(), draft(false))
        .then_events(["OpinionDrafted"]);
}

/// Covers: CloseCase, C05, RecordExplanation
#[test]
fn an_unsupported_claim_is_explained_before_it_is_closed() {
    let called = answered_at(Desk::Township, false)
        .given(party(), consent(claimant(), ConsentSubject::Opinion))
        .given(township_clerk(), follow_up(FollowUpRound::First));
    called
        .when(township_director(), close(Outcome::HandledByLaw))
        .then_refused(Code::C05)
        .when(township_mediator(), explain())
        .then_events(["ExplanationRecorded"])
        .when(township_director(), close(Outcome::Explained))
        .then_events(["CaseClosed"]);
}

/// Covers: RecordExplanation
#[test]
fn an_opinion_may_be_explained_while_it_can_still_be_reviewed() {
    answered_at(Desk::Township, false)
        .when(township_mediator(), explain())
        .then_events(["ExplanationRecorded"])
        .then_phase(PhaseName::OpinionIssued);
}

/// Covers: CloseCase, C01
#[test]
fn a_petition_is_closed_with_its_papers() {
    let hasty = registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), draft(true))
        .given(township_director(), issue())
        .given(township_mediator(), serve(Notice::Opinion))
        .given(party(), consent(claimant(), ConsentSubject::Opinion))
        .given(township_clerk(), follow_up(FollowUpRound::First));
    hasty
        .when(township_director(), close(Outcome::Resolved))
        .then_refused(Code::C01)
        .because("missing", "proof_of_acceptance,investigation")
        .given(township_clerk(), serve(Notice::Acceptance))
        .given(township_mediator(), investigate())
        .when(township_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: SignTerm, SimpleAnswerTerm, ClassifyMatter, DraftOpinion, ApproveOpinion
#[test]
fn a_simple_petition_is_signed_in_one_day_and_answered_in_five() {
    let end = |story: &Story, name| {
        let clock = story.case().clocks.running(name).unwrap();
        fengqiao_domain::clock::due(clock, jurisdiction().terms(), calendar()).on
    };
    let simple = ClassifyMatter { profile: Some(Profile::Simple), ..classify("9901") };
    let dispatched = registered_at(Desk::Township)
        .given(township_dispatcher(), simple)
        .given(township_dispatcher(), accept())
        .given(township_clerk(), serve(Notice::Acceptance))
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE));
    assert_eq!(end(&dispatched, ClockName::SignTerm), jiff::civil::date(2026, 6, 11));
    assert_eq!(end(&dispatched, ClockName::SimpleAnswerTerm), jiff::civil::date(2026, 6, 17));
    let in_hand = dispatched
        .after(1)
        .given(judicial_officer(), SignCase {})
        .given(judicial_head(), assign(&judicial_officer()))
        .given(judicial_officer(), investigate());
    let answered = in_hand
        .clone()
        .after(4)
        .given(judicial_officer(), draft(true))
        .when(judicial_head(), issue())
        .then_events(["OpinionIssued"]);
    assert!(answered.case().clocks.running(ClockName::SimpleAnswerTerm).is_none());
    answered
        .given(judicial_officer(), serve(Notice::Opinion))
        .given(party(), consent(claimant(), ConsentSubject::Opinion))
        .given(township_clerk(), follow_up(FollowUpRound::First))
        .when(township_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
    let complex = ClassifyMatter { profile: Some(Profile::Complex), ..classify("9901") };
    let left = in_hand.given(township_dispatcher(), complex);
    assert!(left.case().clocks.running(ClockName::SimpleAnswerTerm).is_none());
    assert!(left.case().clocks.running(ClockName::HandleTerm).is_some());
}

/// Covers: DecideAcceptance, N6, D02
#[test]
fn a_missed_review_bars_a_matter_only_where_a_local_rule_says_so() {
    registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .when(township_dispatcher(), not_reaccepted(Ground::N6))
        .then_refused(Code::D02);
}
