//! 协议、确认、违约、险情: what an agreement lives through, from the court's confirmation to the archive.

use fengqiao_domain::command::{
    ConcludeAgreement, NewObligation, RecordDefault, RecordPerformance, RegisterCase, SignCase,
};
use fengqiao_domain::id::ObligationId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, Phase, PhaseName, Settlement};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Event, clock};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::support::*;

/// The day the agreement took effect.
const EFFECT: Date = date(2026, 1, 20);

/// A debt, in two instalments from a day on.
fn instalments(from: Date) -> ConcludeAgreement {
    let owed = |due| NewObligation { debtor: respondent(), what: sealed(), amount_fen: Some(250_000), due };
    ConcludeAgreement {
        obligations: vec![owed(from + 60.days()), owed(from + 90.days())],
        ..agree(AgreementForm::Written)
    }
}

fn outstanding(story: &Story) -> Vec<ObligationId> {
    let Phase::Settled(Settlement::Performing { outstanding, .. }) = &story.case().phase else {
        panic!("something is owed")
    };
    outstanding.iter().copied().collect()
}

/// The township agrees on two instalments.
fn in_effect() -> Story {
    Story::begin_on(EFFECT)
        .given(township_clerk(), RegisterCase { received_on: EFFECT, ..neighbours() })
        .given(township_dispatcher(), classify_ditch())
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), serve(Notice::Acceptance))
        .given(township_dispatcher(), assign(&township_mediator()))
        .when(township_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"])
        .when(township_mediator(), instalments(EFFECT))
        .then_events(["AgreementConcluded"])
        .when(township_mediator(), put_into_effect())
        .then_events(["AgreementTookEffect"])
        .then_phase(PhaseName::Performing)
}

/// Confirmed on the last day of the right.
fn step_1() -> Story {
    in_effect()
        .after(35)
        .when(party(), confirm())
        .then_events(["ConfirmationFiled"])
        .when(court_liaison(), confirmed())
        .then_events(["ConfirmationGranted"])
}

/// Not paid, mediated again, paid, followed up and closed.
fn step_2() -> Story {
    let confirmed = step_1();
    let first = outstanding(&confirmed)[0];
    // The watch over the first instalment lapses, with nothing paid.
    let confirmed = confirmed.kept_until(EFFECT + 62.days());
    assert!(confirmed.decisions().iter().flat_map(|decision| &decision.events).any(|event| {
        matches!(event, Event::TermLapsed(it) if it.clock == ClockName::PerformanceWatch && it.of == Some(first.uuid()))
    }));
    let default = RecordDefault { obligation: Some(first), document: Some(document()) };
    let again = confirmed
        .when(township_mediator(), default)
        .then_events(["ObligationDefaulted"])
        .when(township_director(), work_again(RehandleReason::Default))
        .then_events(["HandlingReopened"])
        .when(township_dispatcher(), assign(&township_mediator()))
        .then_events(["HandlerAssigned"])
        .when(township_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"]);
    let today = again.today;
    let agreed = again
        .when(township_mediator(), instalments(today))
        .then_events(["AgreementConcluded"])
        .when(township_mediator(), put_into_effect())
        .then_events(["AgreementTookEffect"]);
    let performed =
        |obligation| RecordPerformance { obligation: Some(obligation), document: Some(document()) };
    let owed = outstanding(&agreed);
    agreed
        .when(township_mediator(), performed(owed[0]))
        .then_events(["ObligationPerformed"])
        .when(township_mediator(), performed(owed[1]))
        .then_events(["ObligationPerformed"])
        .when(township_clerk(), serve(Notice::RatingInvitation))
        .then_events(["NoticeServed"])
        .when(township_clerk(), follow_up(FollowUpRound::First))
        .then_events(["FollowUpRecorded"])
        .when(township_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"])
}

/// Blows after closing: opened again and lifted in one decision.
fn step_3() -> Story {
    step_2()
        .after(10)
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events([
            "DangerReported",
            "CaseReopened",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY)
        .when(county_mediator(), handle_danger())
        .then_events(["DangerHandled"])
        .when(county_dispatcher(), SignCase {})
        .then_events(["CaseSigned"])
        .when(county_dispatcher(), assign(&county_mediator()))
        .then_events(["HandlerAssigned"])
}

/// Covers: FileConfirmation, RecordConfirmation, ConfirmationRight, SC8.1, K2
#[test]
fn the_court_confirms_what_is_filed_on_the_last_day() {
    let last_day = step_1();
    assert_eq!(last_day.today, date(2026, 2, 24));
    in_effect().after(36).when(party(), confirm()).then_refused(Code::T03);
}

/// Covers: RecordDefault, ReopenHandling, SC8.2
#[test]
fn a_default_is_mediated_again_without_reopening_the_case() {
    let closed = step_2().then_phase(PhaseName::Closed);
    // Nobody rates in time.
    let rating = closed.case().clocks.running(ClockName::RatingRight).unwrap().clone();
    let due = clock::due(&rating, jurisdiction().terms(), calendar()).on;
    let lapsed = closed.kept_until(due + 1.days());
    assert!(lapsed.case().clocks.running(ClockName::RatingRight).is_none());
    lapsed.when(party(), rate()).then_refused(Code::T03);
}

/// Covers: ReportDanger, SC8.3
#[test]
fn blows_after_closing_bring_the_case_to_the_county() {
    step_3().then_phase(PhaseName::InProgress);
}

/// Settled by word of mouth, followed up, closed, and archived once nobody has a right in it any more.
fn step_4() -> Story {
    let oral = ConcludeAgreement { obligations: Vec::new(), ..agree(AgreementForm::Oral) };
    step_3()
        .when(county_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"])
        .when(county_mediator(), oral)
        .then_events(["AgreementConcluded", "AgreementTookEffect"])
        .then_phase(PhaseName::FollowUp)
        .when(county_clerk(), serve(Notice::RatingInvitation))
        .then_events(["NoticeServed"])
        .when(county_clerk(), follow_up(FollowUpRound::First))
        .then_events(["FollowUpRecorded"])
        .when(county_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"])
        .after(25)
        .when(county_clerk(), archive())
        .then_refused(Code::C01)
        .when(county_clerk(), follow_up(FollowUpRound::Second))
        .then_events(["FollowUpRecorded"])
        .when(party(), rate())
        .then_events(["Rated"])
        .after(10)
        .when(county_clerk(), archive())
        .then_events(["CaseArchived"])
        .then_phase(PhaseName::Archived)
}

/// Covers: ConcludeAgreement, RecordFollowUp, Rate, ArchiveCase, SC8.4
#[test]
fn the_file_is_archived_when_nobody_has_a_right_in_it_any_more() {
    step_4();
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, V02, SC8.4
#[test]
fn when_the_file_need_not_be_kept_any_more_the_person_goes() {
    let asked = || ask_to_destroy(DestructionBasis::RetentionOver);
    step_4()
        .when(security_administrator(), asked())
        .then_refused(Code::V02)
        .because("until", "2036-12-31")
        .after(RETENTION_DAYS)
        .when(security_administrator(), asked())
        .then_events(["KeyDestructionRequested"])
        .when(auditor(), destroy(claimant()))
        .then_events(["PersonKeyDestroyed", "TaskAssigned"])
        .then_phase(PhaseName::Archived);
}
