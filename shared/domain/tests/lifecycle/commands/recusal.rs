//! Recusal: who stands back, who decides on it, and who acts instead.

use fengqiao_domain::command::{DesignateJurisdiction, RecordRecusal, ResumeHandling, SignCase};
use fengqiao_domain::event::Recused;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, ClockState, PhaseName, Substance};
use fengqiao_domain::vocabulary::*;

use crate::support::*;

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

fn of(whom: Recused) -> RecordRecusal {
    RecordRecusal { whom, ..recuse(&township_mediator()) }
}

/// Covers: RecordRecusal, AssignHandler, A05, HandlerTerm
#[test]
fn a_recused_handler_makes_room_for_another() {
    let recused = in_progress_at(Desk::Township)
        .when(township_director(), recuse(&township_mediator()))
        .then_events(["RecusalRecorded"])
        .then_phase(PhaseName::Signed);
    assert!(recused.case().clocks.running(ClockName::HandlerTerm).is_none());
    recused
        .when(township_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::A05)
        .when(township_dispatcher(), assign(&township_mediator()))
        .then_refused(Code::A05)
        .when(township_dispatcher(), assign(&colleague_of(township_mediator())))
        .then_events(["HandlerAssigned"])
        .when(township_mediator(), investigate())
        .then_refused(Code::A05);
}

/// Covers: RecordRecusal, ReportDanger, A05
#[test]
fn who_stands_back_may_still_report_a_danger() {
    in_progress_at(Desk::County)
        .given(county_director(), recuse(&county_mediator()))
        .when(county_mediator(), report([DangerSign::Threat]))
        .then_events(["DangerReported", "NoticeServed", "NoticeServed", "NoticeServed"]);
}

/// Covers: RecordRecusal
#[test]
fn an_officer_who_does_not_handle_stands_back_without_a_change_of_stage() {
    in_progress_at(Desk::Township)
        .when(township_director(), recuse(&township_dispatcher()))
        .then_events(["RecusalRecorded"])
        .then_phase(PhaseName::InProgress)
        .when(township_dispatcher(), classify_ditch())
        .then_refused(Code::A05);
}

/// Covers: RecordRecusal, DraftOpinion, ApproveOpinion
#[test]
fn the_draft_of_who_stands_back_is_not_issued() {
    petition_at(Desk::Township)
        .given(township_mediator(), draft(false))
        .given(township_director(), recuse(&township_mediator()))
        .given(township_dispatcher(), assign(&colleague_of(township_mediator())))
        .when(township_director(), issue())
        .then_refused(Code::L01);
}

/// Covers: RecordRecusal, A02, A06
#[test]
fn a_centre_does_not_decide_on_its_head_its_units_or_itself() {
    let story = in_progress_at(Desk::Township);
    for whom in [
        Recused::Head(township_director().officer),
        Recused::Unit(unit(JUDICIAL_OFFICE)),
        Recused::Centre(centre(TOWNSHIP)),
    ] {
        story.clone().when(township_director(), of(whom.clone())).then_refused(Code::A02);
        let decided = story.clone().given(county_director(), of(whom));
        assert_eq!(decided.log.len(), story.log.len() + 1);
    }
    story.when(township_director(), recuse(&township_director())).then_refused(Code::A06);
}

/// Covers: RecordRecusal, ApproveOpinion, ReopenHandling, A04, A05
#[test]
fn the_level_above_acts_in_the_place_of_a_recused_head() {
    let drafted = petition_at(Desk::Township).given(township_mediator(), draft(true));
    drafted.clone().when(county_director(), issue()).then_refused(Code::A04);
    let issued = drafted
        .given(county_director(), of(Recused::Head(township_director().officer)))
        .then_phase(PhaseName::InProgress)
        .when(township_director(), issue())
        .then_refused(Code::A05)
        .when(county_director(), issue())
        .then_events(["OpinionIssued"]);
    issued.when(county_director(), work_again(RehandleReason::NewFacts)).then_events(["HandlingReopened"]);
}

/// Covers: RecordRecusal, DispatchCase, DesignateJurisdiction, A05, D02
#[test]
fn a_recused_unit_gives_the_case_back_and_gets_none() {
    let signed = accepted_at(Desk::Township)
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .given(judicial_officer(), SignCase {});
    signed
        .clone()
        .when(county_director(), of(Recused::Unit(unit("640221103-nothing"))))
        .then_refused(Code::D02);
    let back = signed
        .when(county_director(), of(Recused::Unit(unit(JUDICIAL_OFFICE))))
        .then_events(["RecusalRecorded"])
        .then_phase(PhaseName::Accepted);
    assert_eq!(back.case().owners.substance, Substance::Centre(centre(TOWNSHIP)));
    back.when(township_dispatcher(), dispatch(JUDICIAL_OFFICE)).then_refused(Code::A05);
    let named =
        DesignateJurisdiction { substantive_owner: Some(unit("640200-ecology")), ..designate("640221") };
    registered_at(Desk::County)
        .given(city_joint_office(), of(Recused::Centre(centre(COUNTY))))
        .then_phase(PhaseName::Registered);
    Story::begin()
        .given(city_clerk(), neighbours())
        .given(city_joint_office(), of(Recused::Unit(unit("640200-ecology"))))
        .when(city_joint_office(), named)
        .then_refused(Code::A05);
}

/// Covers: RecordRecusal, SignTerm, ObjectionRight
#[test]
fn a_dispatch_to_a_recused_unit_is_void() {
    let dispatched = accepted_at(Desk::Township).given(township_dispatcher(), dispatch(JUDICIAL_OFFICE));
    for story in [dispatched.clone(), dispatched.given(judicial_officer(), object())] {
        let back = story
            .given(county_director(), of(Recused::Unit(unit(JUDICIAL_OFFICE))))
            .then_phase(PhaseName::Accepted);
        for name in [ClockName::SignTerm, ClockName::ObjectionRight, ClockName::AppealTerm] {
            assert!(back.case().clocks.running(name).is_none(), "{name}");
        }
    }
}

/// Covers: RecordRecusal, SuspendHandling, MediationTerm
#[test]
fn a_suspension_ends_with_the_unit_that_stands_back() {
    let back = accepted_at(Desk::Township)
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .given(judicial_officer(), SignCase {})
        .given(judicial_head(), assign(&judicial_officer()))
        .given(township_director(), suspend(TODAY))
        .after(4)
        .given(county_director(), of(Recused::Unit(unit(JUDICIAL_OFFICE))))
        .then_phase(PhaseName::Accepted);
    let mediation = back.case().clocks.running(ClockName::MediationTerm);
    assert_eq!(mediation.map(|clock| clock.state()), Some(ClockState::Running));
}

/// Covers: RecordRecusal, DeclareFailure, UnresolvedTerm
#[test]
fn nothing_follows_a_failure_of_the_unit_that_stands_back() {
    let failed = accepted_at(Desk::Township)
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
        .given(judicial_officer(), SignCase {})
        .given(judicial_head(), assign(&judicial_officer()))
        .given(judicial_officer(), fail())
        .then_phase(PhaseName::Unresolved);
    assert!(failed.case().clocks.running(ClockName::UnresolvedTerm).is_some());
    let back = failed
        .given(county_director(), of(Recused::Unit(unit(JUDICIAL_OFFICE))))
        .then_phase(PhaseName::Accepted);
    assert!(back.case().clocks.running(ClockName::UnresolvedTerm).is_none());
    back.when(township_dispatcher(), dispatch("640221103-agriculture_service"))
        .then_phase(PhaseName::Dispatched);
}

/// Covers: RecordRecusal, SuspendHandling, ResumeHandling, HandlerTerm
#[test]
fn a_handler_who_stood_back_during_a_suspension_is_not_the_handler_after_it() {
    let resumed = in_progress_at(Desk::Township)
        .given(township_director(), suspend(TODAY))
        .given(township_director(), recuse(&township_mediator()))
        .then_phase(PhaseName::Suspended)
        .given(township_director(), ResumeHandling {})
        .then_phase(PhaseName::Signed);
    assert!(resumed.case().clocks.running(ClockName::HandlerTerm).is_none());
    resumed
        .when(township_dispatcher(), assign(&colleague_of(township_mediator())))
        .then_events(["HandlerAssigned"])
        .then_phase(PhaseName::InProgress);
}

/// Covers: RecordRecusal, HT08, D02
#[test]
fn a_recused_centre_passes_a_mediation_up_and_answers_a_petition() {
    in_progress_at(Desk::Township)
        .when(county_director(), of(Recused::Centre(centre(TOWNSHIP))))
        .then_events(["RecusalRecorded", "VerdictChanged", "HolderChanged", "VerdictChanged"])
        .then_held_by(COUNTY);
    petition_at(Desk::Township)
        .when(county_director(), of(Recused::Centre(centre(TOWNSHIP))))
        .then_events(["RecusalRecorded"])
        .then_held_by(TOWNSHIP);
    in_progress_at(Desk::Township)
        .when(county_director(), of(Recused::Centre(centre(VILLAGE))))
        .then_refused(Code::D02);
}

/// Covers: RecordRecusal, L01, A02, A03
#[test]
fn recusal_is_recorded_while_the_case_is_handled_by_who_may() {
    agreed_at(Desk::Township).when(township_director(), recuse(&township_mediator())).then_refused(Code::L01);
    in_progress_at(Desk::Township)
        .when(township_dispatcher(), recuse(&township_mediator()))
        .then_refused(Code::A02);
}
