//! After the agreement: confirmation by a court, default, the archive.

use fengqiao_domain::Event;
use fengqiao_domain::command::{
    ArchiveCase, ConfirmationRuling, FileConfirmation, RecordConfirmation, RecordDefault, RequestVoid,
};
use fengqiao_domain::id::ObligationId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, Confirmation, Ending, Phase, PhaseName};
use fengqiao_domain::vocabulary::*;
use jiff::civil::date;
use uuid::Uuid;

use crate::support::*;

fn court_ruled(ruling: RecordConfirmation) -> Story {
    filed_at(Desk::Township).given(court_liaison(), ruling)
}

/// Covers: FileConfirmation, ConfirmationRight, CourtWatch
#[test]
fn both_sides_ask_the_court_of_their_county() {
    for desk in Desk::ALL {
        let filed = performing_at(desk).when(desk.registrar(), confirm()).then_events(["ConfirmationFiled"]);
        let court = unit("640221-court_desk");
        assert_eq!(filed.case().confirmation, Confirmation::Filed { court });
        assert!(filed.case().clocks.running(ClockName::ConfirmationRight).is_none());
        assert!(filed.case().clocks.running(ClockName::CourtWatch).is_some());
    }
    for story in [performing_at(Desk::Village), follow_up_at(Desk::Village), closed_at(Desk::Village)] {
        story.when(party(), confirm()).then_events(["ConfirmationFiled"]);
    }
}

/// Covers: FileConfirmation, L01, SC8.1
#[test]
fn the_court_is_asked_once_and_only_for_what_binds() {
    agreed_at(Desk::Village).when(party(), confirm()).then_refused(Code::L01);
    filed_at(Desk::Village).when(party(), confirm()).then_refused(Code::L01);
}

/// Covers: FileConfirmation, ConfirmationRight, T03
#[test]
fn the_right_to_ask_ends_after_thirty_days() {
    let performing = performing_at(Desk::Village);
    performing.clone().after(30).when(party(), confirm()).then_events(["ConfirmationFiled"]);
    performing.after(31).when(party(), confirm()).then_refused(Code::T03);
    let explained = unresolved_at(Desk::Village).given(village_mediator(), explain());
    explained.when(party(), confirm()).then_refused(Code::T03);
}

/// Covers: FileConfirmation, C06
#[test]
fn what_no_court_confirms_is_told_before() {
    for bar in ConfirmationBar::ALL {
        let mut application = confirm();
        application.cleared.remove(bar);
        performing_at(Desk::Village)
            .when(party(), application)
            .then_refused(Code::C06)
            .because("bars", bar.as_str());
    }
    let elsewhere = FileConfirmation { court: Some(unit("640202-court_desk")), ..confirm() };
    performing_at(Desk::Village)
        .when(party(), elsewhere)
        .then_refused(Code::C06)
        .because("bars", "no_jurisdiction");
}

/// Covers: FileConfirmation, D02, D06
#[test]
fn an_application_names_a_court_and_has_its_paper() {
    let water = FileConfirmation { court: Some(unit(WATER)), ..confirm() };
    performing_at(Desk::Village).when(party(), water).then_refused(Code::D02);
    let nowhere = FileConfirmation { court: Some(unit("640221-nobody")), ..confirm() };
    performing_at(Desk::Village).when(party(), nowhere).then_refused(Code::D02);
    let unsigned = FileConfirmation { application: None, ..confirm() };
    performing_at(Desk::Village).when(party(), unsigned).then_refused(Code::D06);
}

/// Covers: RecordConfirmation, CourtWatch
#[test]
fn the_court_that_was_asked_rules_and_no_other() {
    let granted = court_ruled(confirmed()).then_events(["ConfirmationGranted"]);
    assert!(matches!(granted.case().confirmation, Confirmation::Granted { .. }));
    assert!(granted.case().clocks.running(ClockName::CourtWatch).is_none());
    granted.when(court_liaison(), confirmed()).then_refused(Code::A04);
    let other = unit_office("640200-court_desk", Role::CourtLiaison);
    filed_at(Desk::Township).when(other, confirmed()).then_refused(Code::A04);
    performing_at(Desk::Township).when(court_liaison(), confirmed()).then_refused(Code::A04);
    filed_at(Desk::Township).when(township_clerk(), confirmed()).then_refused(Code::A02);
}

/// Covers: RecordConfirmation, D01
#[test]
fn a_ruling_has_its_number_or_its_ground() {
    let unnumbered = RecordConfirmation { ruling: ConfirmationRuling::Granted { number: String::new() } };
    filed_at(Desk::Township).when(court_liaison(), unnumbered).then_refused(Code::D01);
    let groundless = RecordConfirmation { ruling: ConfirmationRuling::Rejected { ground: " ".to_owned() } };
    filed_at(Desk::Township).when(court_liaison(), groundless).then_refused(Code::D01);
}

/// Covers: RecordConfirmation, ReopenHandling
#[test]
fn a_rejected_application_is_a_ground_to_work_again() {
    let again =
        |story: Story| story.when(township_director(), work_again(RehandleReason::ConfirmationRejected));
    again(performing_at(Desk::Township)).then_refused(Code::D02);
    again(court_ruled(confirmed())).then_refused(Code::D02);
    let reopened = again(court_ruled(not_confirmed())).then_events(["HandlingReopened"]);
    assert_eq!(reopened.case().confirmation, Confirmation::None, "the new agreement may be confirmed");
}

/// Covers: RecordDefault, PerformanceWatch, ReopenHandling
#[test]
fn a_default_is_on_record_before_the_matter_is_taken_in_hand_again() {
    for desk in Desk::ALL {
        performing_at(desk).when(desk.mediator(), default()).then_events(["ObligationDefaulted"]);
    }
    let head = village_head;
    performing_at(Desk::Village).when(head(), work_again(RehandleReason::Default)).then_refused(Code::D02);
    let defaulted = defaulted_at(Desk::Village);
    assert!(defaulted.case().clocks.running(ClockName::PerformanceWatch).is_none());
    defaulted
        .clone()
        .when(head(), work_again(RehandleReason::Default))
        .then_events(["HandlingReopened"])
        .then_phase(PhaseName::Signed);
    defaulted
        .when(village_mediator(), perform())
        .then_events(["ObligationPerformed"])
        .then_phase(PhaseName::FollowUp);
}

/// Covers: RecordDefault, D02, D06, L01
#[test]
fn a_default_names_its_obligation_and_has_its_paper() {
    let unproved = RecordDefault { document: None, ..default() };
    performing_at(Desk::Village).when(village_mediator(), unproved).then_refused(Code::D06);
    let unknown = RecordDefault { obligation: Some(ObligationId::new(Uuid::from_u128(9))), ..default() };
    performing_at(Desk::Village).when(village_mediator(), unknown).then_refused(Code::D02);
    defaulted_at(Desk::Village).when(village_mediator(), default()).then_refused(Code::L01);
    follow_up_at(Desk::Village).when(village_mediator(), default()).then_refused(Code::L01);
}

/// Covers: ArchiveCase, ArchiveTerm
#[test]
fn a_file_is_kept_for_whole_years_after_the_year_it_was_archived_in() {
    let archived = ended_at(Desk::Township)
        .when(township_clerk(), archive())
        .then_events(["CaseArchived"])
        .then_phase(PhaseName::Archived);
    let Phase::Ended(Ending::Archived { file, classification, .. }) = &archived.case().phase else {
        panic!("an archived case")
    };
    assert_eq!(file.retention_until, date(2036, 12, 31));
    assert!(classification.is_some());
    assert_eq!(archived.case().clocks.iter().count(), 0);
}

/// Covers: ArchiveCase, C01, RatingRight, ConfirmationRight, FollowUpSecondTerm
#[test]
fn no_file_is_archived_that_somebody_still_has_a_right_in() {
    let closed = closed_at(Desk::Township).given(township_clerk(), serve(Notice::RatingInvitation));
    closed
        .clone()
        .when(township_clerk(), archive())
        .then_refused(Code::C01)
        .because("clock", "confirmation_right,rating_right,follow_up_second_term");
    closed
        .after(31)
        .when(township_clerk(), archive())
        .then_refused(Code::C01)
        .because("clock", "follow_up_second_term")
        .given(township_clerk(), follow_up(FollowUpRound::Second))
        .when(township_clerk(), archive())
        .then_events(["CaseArchived"]);
    closed_at(Desk::Township)
        .given(township_clerk(), confirm())
        .given(township_clerk(), follow_up(FollowUpRound::Second))
        .when(township_clerk(), archive())
        .then_refused(Code::C01)
        .because("clock", "court_watch");
}

/// Covers: ArchiveCase, D01, L01, L02
#[test]
fn only_a_file_that_is_over_gets_a_number() {
    let unnumbered = ArchiveCase { file_number: String::new() };
    ended_at(Desk::Township).when(township_clerk(), unnumbered).then_refused(Code::D01);
    follow_up_at(Desk::Township).when(township_clerk(), archive()).then_refused(Code::L01);
    registered_at(Desk::Village)
        .given(village_mediator(), RequestVoid { reason: VoidReason::Drill })
        .given(village_head(), fengqiao_domain::command::ApproveVoid {})
        .when(village_mediator(), archive())
        .then_refused(Code::L02);
}

/// Covers: ArchiveCase, ReopenCase, ReportDanger, L02
#[test]
fn nothing_opens_an_archived_file() {
    let archived = ended_at(Desk::Township).given(township_clerk(), archive());
    archived.clone().when(township_director(), reopen(ReopenReason::NewFacts)).then_refused(Code::L02);
    archived.clone().when(grid_officer(), report([DangerSign::Threat])).then_refused(Code::L02);
    archived.when(township_clerk(), archive()).then_refused(Code::L02);
}

/// Covers: Rate, TaskAssigned(Callback)
#[test]
fn who_is_not_satisfied_is_called_back_while_the_case_is_open() {
    let invited = |story: Story| story.given(township_clerk(), serve(Notice::RatingInvitation));
    let rated = invited(follow_up_at(Desk::Township)).when(party(), dissatisfied()).then_events([
        "Rated",
        "SlipIssued",
        "TaskAssigned",
    ]);
    let Event::TaskAssigned(task) = &rated.answer.as_ref().unwrap()[2] else { panic!("a task") };
    assert_eq!((task.kind, task.due), (TaskKind::Callback, date(2026, 6, 15)));
    rated
        .given(township_clerk(), follow_up(FollowUpRound::First))
        .when(township_director(), close(Outcome::Resolved))
        .then_refused(Code::C02)
        .because("owed", "slip,task")
        .given(township_director(), answer_slip())
        .when(township_director(), close(Outcome::Resolved))
        .then_refused(Code::C02)
        .because("owed", "task")
        .when(township_clerk(), done())
        .then_events(["TaskCompleted"])
        .when(township_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
    invited(closed_at(Desk::Township)).when(party(), dissatisfied()).then_events(["Rated", "SlipIssued"]);
}
