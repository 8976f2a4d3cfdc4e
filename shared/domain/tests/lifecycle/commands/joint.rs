//! Meetings, tasks, leaders, task forces, referrals, advice.

use fengqiao_domain::command::{
    AssignLeader, AssignTask, CompleteTask, FormTaskForce, HoldMeeting, LinkParty, NewParty, RecordAdvice,
    RecordReferralResult, Refer,
};
use fengqiao_domain::event::Recipient;
use fengqiao_domain::id::{PartyId, TaskId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Event};
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";
const COURT: &str = "640221-court_desk";

fn police() -> Actor {
    unit_office(POLICE, Role::UnitOfficer)
}

fn met() -> Story {
    in_progress_at(Desk::County).given(county_joint_office(), meet())
}

/// A case to which a department is itself a party.
fn against(code: &str) -> Story {
    let bureau = NewParty {
        kind: PartyKind::PublicBody,
        division: Some(centre(COUNTY)),
        unit: Some(unit(code)),
        ..person(PartyId::new(Uuid::from_u128(3)), PartyRole::Respondent)
    };
    in_progress_at(Desk::County).given(county_clerk(), LinkParty { replaces: None, party: bureau })
}

/// Covers: HoldMeeting, TaskTerm
#[test]
fn what_a_meeting_decides_becomes_dated_tasks_of_units() {
    let tasks = vec![new_task(WATER, true), new_task(POLICE, false)];
    let story = in_progress_at(Desk::County)
        .when(county_joint_office(), HoldMeeting { tasks, ..meet() })
        .then_events(["MeetingHeld", "TaskAssigned", "TaskAssigned"]);
    let joint = &story.case().joint;
    assert_eq!(joint.lead_unit(), Some(&unit(WATER)));
    assert_eq!(joint.tasks.values().filter(|task| task.lead).count(), 1);
    assert_eq!(story.case().clocks.iter().filter(|clock| clock.name == ClockName::TaskTerm).count(), 2);
    in_progress_at(Desk::County)
        .when(county_director(), HoldMeeting { tasks: Vec::new(), ..meet() })
        .then_events(["MeetingHeld"]);
}

/// Covers: HoldMeeting
#[test]
fn a_level_above_and_the_leader_in_charge_may_call_the_meeting() {
    let below = in_progress_at(Desk::Township);
    below.clone().when(county_joint_office(), meet()).then_events(["MeetingHeld", "TaskAssigned"]);
    below.clone().when(county_command(), meet()).then_refused(Code::A04);
    below
        .given(county_joint_office(), lead_by(&county_command()))
        .when(county_command(), meet())
        .then_events(["MeetingHeld", "TaskAssigned"]);
}

/// Covers: HoldMeeting, D01, D02, D03, D04, A05
#[test]
fn exactly_one_task_leads_and_each_is_somebodys() {
    let refused = |tasks, code| {
        in_progress_at(Desk::County)
            .when(county_joint_office(), HoldMeeting { tasks, ..meet() })
            .then_refused(code);
    };
    refused(vec![new_task(WATER, false)], Code::D01);
    refused(vec![new_task(WATER, true), new_task(POLICE, true)], Code::D01);
    refused(vec![new_task("640221-nobody", true)], Code::D02);
    refused(vec![new_task("640221103211-mediation_committee", true)], Code::D02);
    let mut past = new_task(WATER, true);
    past.due = TODAY - 1.days();
    refused(vec![past], Code::D04);
    refused(std::iter::repeat_n(new_task(WATER, true), 31).collect(), Code::D03);
    let nobody = HoldMeeting { units: [unit("640221-nobody")].into(), ..meet() };
    in_progress_at(Desk::County).when(county_joint_office(), nobody).then_refused(Code::D02);
    against(WATER).when(county_joint_office(), meet()).then_refused(Code::A05);
    closed_at(Desk::County).when(county_joint_office(), meet()).then_refused(Code::L02);
}

/// Covers: AssignTask
#[test]
fn a_township_summons_a_department_of_its_county() {
    let here = in_progress_at(Desk::Township);
    here.clone().when(township_dispatcher(), summon(WATER)).then_events(["TaskAssigned"]);
    here.clone().when(township_dispatcher(), task_of(JUDICIAL_OFFICE)).then_events(["TaskAssigned"]);
    here.clone().when(county_joint_office(), task_of(JUDICIAL_OFFICE)).then_events(["TaskAssigned"]);
    here.clone().when(township_dispatcher(), task_of(WATER)).then_refused(Code::D02);
    here.clone().when(township_dispatcher(), summon("640202-water")).then_refused(Code::D02);
    here.when(village_head(), summon(WATER)).then_refused(Code::A02);
}

/// Covers: AssignTask, D02, D04, A05
#[test]
fn a_task_is_a_units_that_is_no_party_and_its_date_lies_ahead() {
    let refused = |task, code| {
        in_progress_at(Desk::County).when(county_dispatcher(), task).then_refused(code);
    };
    refused(AssignTask { kind: TaskKind::Decision, ..task_of(WATER) }, Code::D02);
    refused(AssignTask { due: TODAY - 1.days(), ..task_of(WATER) }, Code::D04);
    refused(task_of("640221-nobody"), Code::D02);
    against(WATER).when(county_dispatcher(), task_of(WATER)).then_refused(Code::A05);
}

/// Covers: CompleteTask, TaskTerm
#[test]
fn the_unit_that_owes_a_task_completes_it() {
    let done_by_water = met().when(water_officer(), done()).then_events(["TaskCompleted"]);
    assert!(done_by_water.case().joint.tasks.is_empty());
    assert!(done_by_water.case().clocks.running(ClockName::TaskTerm).is_none());
    met().when(water_head(), done()).then_events(["TaskCompleted"]);
    met().when(police(), done()).then_refused(Code::A04);
    met().when(county_director(), done()).then_refused(Code::A04);
    in_progress_at(Desk::County).when(water_officer(), done()).then_refused(Code::A04);
}

/// Covers: CompleteTask, D01, D02, D06
#[test]
fn a_task_is_completed_with_a_paper_and_named_where_there_are_two() {
    met().when(water_officer(), CompleteTask { document: None, ..done() }).then_refused(Code::D06);
    let stray = CompleteTask { task: Some(TaskId::new(Uuid::from_u128(9))), ..done() };
    met().when(water_officer(), stray).then_refused(Code::D02);
    let two = met().given(county_dispatcher(), task_of(WATER));
    two.clone().when(water_officer(), done()).then_refused(Code::D01);
    let first = two.case().joint.tasks.keys().next().copied();
    two.when(water_officer(), CompleteTask { task: first, ..done() }).then_events(["TaskCompleted"]);
}

/// Covers: CompleteTask
#[test]
fn a_task_stays_with_its_unit_when_the_case_moves() {
    in_progress_at(Desk::Township)
        .given(township_dispatcher(), task_of(JUDICIAL_OFFICE))
        .given(grid_officer(), report([DangerSign::Threat]))
        .then_held_by(COUNTY)
        .when(judicial_officer(), done())
        .then_events(["TaskCompleted"]);
}

/// Covers: CloseCase, C02
#[test]
fn nothing_is_closed_that_others_still_owe() {
    let called = || follow_up_at(Desk::County).given(county_clerk(), follow_up(FollowUpRound::First));
    for (story, owed) in [
        (called().given(county_joint_office(), meet()), "task"),
        (called().given(county_dispatcher(), refer(ReferralKind::Aid, WATER)), "referral"),
        (called().given(county_director(), order()), "order"),
    ] {
        story.when(county_director(), close(Outcome::Resolved)).then_refused(Code::C02).because("owed", owed);
    }
}

/// Covers: WithdrawCase, TaskTerm
#[test]
fn nothing_is_owed_to_a_case_that_was_taken_back() {
    let story = met().given(county_clerk(), withdraw());
    assert!(story.case().joint.tasks.is_empty());
    assert!(story.case().clocks.running(ClockName::TaskTerm).is_none());
}

/// Covers: AssignLeader
#[test]
fn a_leader_takes_charge_until_a_date() {
    let led = in_progress_at(Desk::Township)
        .when(county_joint_office(), lead_by(&county_command()))
        .then_events(["LeaderAssigned"]);
    assert_eq!(led.case().joint.leader.as_ref().unwrap().officer, county_command().officer);
    let past = AssignLeader { until: TODAY - 1.days(), ..lead_by(&county_command()) };
    in_progress_at(Desk::County).when(county_joint_office(), past).then_refused(Code::D04);
    in_progress_at(Desk::County).when(county_director(), lead_by(&county_command())).then_refused(Code::A02);
}

/// Covers: RecordExplanation
#[test]
fn a_lawyer_or_the_leader_may_explain_the_law() {
    let failed = unresolved_at(Desk::County);
    failed.clone().when(county_lawyer(), explain()).then_events(["ExplanationRecorded"]);
    failed
        .given(city_joint_office(), lead_by(&city_joint_office()))
        .when(city_joint_office(), explain())
        .then_events(["ExplanationRecorded"]);
}

/// Covers: FormTaskForce, D01, D02, A05
#[test]
fn one_unit_of_a_task_force_leads() {
    let formed = in_progress_at(Desk::County)
        .when(county_joint_office(), task_force())
        .then_events(["TaskForceFormed"]);
    assert_eq!(formed.case().joint.lead_unit(), Some(&unit(WATER)));
    let refused = |force, code| {
        in_progress_at(Desk::County).when(county_joint_office(), force).then_refused(code);
    };
    refused(FormTaskForce { theme: String::new(), ..task_force() }, Code::D01);
    refused(FormTaskForce { units: [].into(), ..task_force() }, Code::D01);
    refused(FormTaskForce { lead: unit(POLICE), ..task_force() }, Code::D02);
    refused(FormTaskForce { units: [unit("640221-nobody")].into(), ..task_force() }, Code::D02);
    against(WATER).when(county_joint_office(), task_force()).then_refused(Code::A05);
}

/// Covers: Refer, TaskTerm
#[test]
fn part_of_a_matter_goes_to_another_body_and_the_case_stays() {
    let referred = in_progress_at(Desk::Township)
        .when(township_dispatcher(), refer(ReferralKind::Court, COURT))
        .then_events(["ReferralMade"])
        .then_held_by(TOWNSHIP);
    assert!(referred.case().clocks.running(ClockName::TaskTerm).is_some());
    in_progress_at(Desk::Village)
        .when(village_mediator(), refer(ReferralKind::LegalAid, "640221-justice"))
        .then_events(["ReferralMade"]);
}

/// Covers: Refer, D02, D04, D06, A05
#[test]
fn a_body_that_mediates_needs_both_sides_consent() {
    let mediators = || refer(ReferralKind::Mediators, "640221-mediation_committee");
    let one =
        in_progress_at(Desk::County).given(county_mediator(), consent(claimant(), ConsentSubject::Referral));
    one.clone()
        .when(county_dispatcher(), mediators())
        .then_refused(Code::D06)
        .because("consent", "respondent");
    let both = one.given(county_mediator(), consent(respondent(), ConsentSubject::Referral));
    both.clone().when(county_dispatcher(), mediators()).then_events(["ReferralMade"]);
    both.given(county_mediator(), refusal_of(claimant(), ConsentSubject::Referral))
        .when(county_dispatcher(), mediators())
        .then_refused(Code::D06);
    let refused = |referral, code| {
        in_progress_at(Desk::County).when(county_dispatcher(), referral).then_refused(code);
    };
    refused(refer(ReferralKind::Police, "640221-nobody"), Code::D02);
    refused(Refer { due: TODAY - 1.days(), ..refer(ReferralKind::Police, POLICE) }, Code::D04);
    against(POLICE).when(county_dispatcher(), refer(ReferralKind::Police, POLICE)).then_refused(Code::A05);
}

/// Covers: RecordReferralResult, TaskTerm
#[test]
fn the_receiver_answers_or_the_holder_on_its_paper() {
    let referred =
        in_progress_at(Desk::Township).given(township_dispatcher(), refer(ReferralKind::Court, COURT));
    let back = referred.clone().when(court_liaison(), referral_result()).then_events(["ReferralReturned"]);
    assert!(back.case().clocks.running(ClockName::TaskTerm).is_none());
    referred.clone().when(township_dispatcher(), referral_result()).then_events(["ReferralReturned"]);
    referred.clone().when(police(), referral_result()).then_refused(Code::A04);
    let unproved = RecordReferralResult { document: None, ..referral_result() };
    referred.when(court_liaison(), unproved).then_refused(Code::D06);
}

/// Covers: RecordReferralResult, D01
#[test]
fn of_two_referrals_the_one_that_is_meant_is_named() {
    let two = in_progress_at(Desk::County)
        .given(county_dispatcher(), refer(ReferralKind::Court, COURT))
        .given(county_dispatcher(), refer(ReferralKind::Police, POLICE));
    two.clone().when(county_dispatcher(), referral_result()).then_refused(Code::D01);
    two.when(court_liaison(), referral_result()).then_events(["ReferralReturned"]);
}

/// Covers: RecordAdvice, D06
#[test]
fn advice_goes_on_file_with_its_paper() {
    let here = in_progress_at(Desk::County);
    here.clone().when(county_lawyer(), advise(AdviceKind::Lawyer)).then_events(["AdviceRecorded"]);
    met().when(water_officer(), advise(AdviceKind::Expert)).then_events(["AdviceRecorded"]);
    here.clone().when(water_officer(), advise(AdviceKind::Expert)).then_refused(Code::A04);
    let unproved = RecordAdvice { document: None, ..advise(AdviceKind::Lawyer) };
    here.when(county_lawyer(), unproved).then_refused(Code::D06);
}

/// Covers: RecordInvestigation
#[test]
fn a_unit_with_a_task_looks_into_the_matter() {
    met().when(water_officer(), investigate()).then_events(["InvestigationRecorded"]);
}

/// Covers: ServeNotice, ReportDanger
#[test]
fn the_paper_to_the_police_goes_to_the_police() {
    let story = in_progress_at(Desk::County).given(county_clerk(), serve(Notice::PoliceReferral));
    let Event::NoticeServed(notice) = &story.answer.unwrap()[0] else { panic!("a notice") };
    assert_eq!(notice.to, Recipient::Police);
}
