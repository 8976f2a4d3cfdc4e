//! 小事先在村里调,调不成才上报: a small matter is mediated in the village first, and rises only when that has failed.

use fengqiao_domain::command::{DispatchCase, RegisterCase, SignCase};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName, Substance};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;

use crate::support::*;

/// Registered, classified, accepted, told and assigned in the village.
fn step_1() -> Story {
    Story::begin()
        .when_ago(9, village_mediator(), RegisterCase { received_on: TODAY - 9.days(), ..neighbours() })
        .then_events(["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"])
        .then_verdict(Verdict::Undetermined)
        .when(village_head(), classify_ditch())
        .then_events(["MatterClassified", "VerdictChanged"])
        .then_verdict(Verdict::Keep)
        .when(village_head(), accept())
        .then_events(["AcceptanceDecided"])
        .when(village_head(), serve(Notice::Acceptance))
        .then_events(["NoticeServed"])
        .when(village_head(), assign(&village_mediator()))
        .then_events(["HandlerAssigned"])
}

/// Looked into, and mediated once in vain.
fn step_2() -> Story {
    step_1()
        .when(village_mediator(), investigate())
        .then_events(["InvestigationRecorded"])
        .when_ago(7, village_mediator(), session(SessionOutcome::Failed))
        .then_events(["SessionHeld"])
        .then_verdict(Verdict::Keep)
}

/// Asked too early, mediated again, lifted.
fn step_4() -> Story {
    step_2()
        .when(village_head(), ask())
        .then_refused(Code::R01)
        .when_ago(5, village_mediator(), session(SessionOutcome::Failed))
        .then_events(["SessionHeld", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(village_head(), ask())
        .then_events(["EscalationRequested"])
        .when(township_director(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "CaseSigned", "VerdictChanged"])
        .then_verdict(Verdict::Keep)
        .when(village_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::A04)
}

/// The township tries twice, and asks the county.
fn step_6() -> Story {
    step_4()
        .when(township_dispatcher(), assign(&township_mediator()))
        .then_events(["HandlerAssigned"])
        .when_ago(3, township_mediator(), session(SessionOutcome::Failed))
        .then_events(["SessionHeld"])
        .when(township_dispatcher(), ask())
        .then_refused(Code::R01)
        .when_ago(2, township_mediator(), session(SessionOutcome::Failed))
        .then_events(["SessionHeld", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(township_dispatcher(), ask())
        .then_events(["EscalationRequested"])
        .when(county_dispatcher(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "CaseSigned", "VerdictChanged"])
}

/// The county keeps the process, the water bureau owns the substance and does what the meeting gave it.
/// Covers: DispatchCase, HoldMeeting, CompleteTask, SC1.7
fn step_7() -> Story {
    step_6()
        .when(county_dispatcher(), DispatchCase { ..dispatch("640221-water") })
        .then_events(["CaseDispatched"])
        .when(water_officer(), SignCase {})
        .then_events(["CaseSigned"])
        .when(county_dispatcher(), assign(&county_mediator()))
        .then_events(["HandlerAssigned"])
        .when(county_joint_office(), meet())
        .then_events(["MeetingHeld", "TaskAssigned"])
        .when(water_officer(), done())
        .then_events(["TaskCompleted"])
}

/// Covers: SC1.1, SC1.2, SC1.3, R01
#[test]
fn the_nearest_row_says_what_would_change_the_answer() {
    let story = step_2().when(village_head(), ask()).then_refused(Code::R01);
    let assessment = story.answer.unwrap_err().assessment.unwrap();
    let nearest = assessment.nearest().unwrap();
    assert_eq!(nearest.row.as_str(), "ST01");
    assert_eq!(nearest.unmet.len(), 1);
    assert_eq!(&*nearest.unmet[0].condition, ">= 2");
    assert_eq!(assessment.failed_gates().count(), 0);
}

/// Covers: SC1.4, SC1.5, SC1.6, MediationTerm
#[test]
fn the_term_of_the_mediation_is_one_whoever_holds_the_case() {
    let began = step_1().case().clocks.running(ClockName::MediationTerm).unwrap().clone();
    let story = step_6();
    assert_eq!(story.case().clocks.running(ClockName::MediationTerm), Some(&began));
}

/// Covers: SC1.7
#[test]
fn two_owners_share_the_case_at_the_county() {
    let story = step_7();
    assert_eq!(story.case().owners.process, centre(COUNTY));
    assert_eq!(story.case().owners.substance, Substance::Unit(unit("640221-water")));
}

/// Covers: SC1.8, L01
#[test]
fn the_matter_is_settled_at_the_county() {
    let story = step_7()
        .when(county_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"])
        .when(county_mediator(), agree(AgreementForm::Written))
        .then_events(["AgreementConcluded"])
        .when(county_mediator(), put_into_effect())
        .then_events(["AgreementTookEffect"])
        .when(county_director(), close(Outcome::Resolved))
        .then_refused(Code::L01)
        .when(county_mediator(), perform())
        .then_events(["ObligationPerformed"])
        .when(county_clerk(), serve(Notice::RatingInvitation))
        .then_events(["NoticeServed"])
        .when(county_clerk(), follow_up(FollowUpRound::First))
        .then_events(["FollowUpRecorded"])
        .when(party(), rate())
        .then_events(["Rated"])
        .when(county_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"])
        .then_phase(PhaseName::Closed);
    let fengqiao_domain::Event::CaseClosed(closed) = &story.answer.unwrap()[0] else { panic!("a closure") };
    assert_eq!(closed.settled_level, Level::County);
}
