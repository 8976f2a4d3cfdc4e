//! What is no case: handovers and recommendations, decided and folded as the services do it.

use fengqiao_domain::affair::handover::{HANDOVER_CASES_MAX, SUCCESSORS_MAX};
use fengqiao_domain::affair::{
    AffairStanding, AnswerRecommendation, HandOverCases, Handover, IssueRecommendation, Recommendation,
    RecordHandoverStep, home,
};
use fengqiao_domain::command::AssignHandler;
use fengqiao_domain::errand::ErrandResult;
use fengqiao_domain::event::HandlerAssigned;
use fengqiao_domain::id::{AffairId, CaseId, CommandId, DocumentId, OfficerId};
use fengqiao_domain::vocabulary::{HandoverCause, RecommendationKind, Role};
use fengqiao_domain::{Actor, Affair, AffairCommand, AffairEvent, Code, Event, Family};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::support::*;

const AFFAIR: AffairId = AffairId::new(Uuid::from_u128(0xAFFA));
const PAPER: DocumentId = DocumentId::new(Uuid::from_u128(0xD0C));

fn handover(tale: &Tale) -> &Handover {
    let Affair::Handover(handover) = &tale.affair else { panic!("{:?}", tale.affair) };
    handover
}

fn recommendation(tale: &Tale) -> &Recommendation {
    let Affair::Recommendation(recommendation) = &tale.affair else { panic!("{:?}", tale.affair) };
    recommendation
}

fn case(number: u128) -> CaseId {
    CaseId::new(Uuid::from_u128(0xCA5E_0000 + number))
}

fn successors(count: u128) -> Vec<OfficerId> {
    (0..count).map(|number| OfficerId::new(Uuid::from_u128(0x0FF1_0000 + number))).collect()
}

fn hand_over(cases: u128, to: u128) -> HandOverCases {
    HandOverCases {
        from: township_mediator().officer,
        to: successors(to),
        cause: HandoverCause::Transfer,
        due: None,
        cases: (0..cases).map(case).collect(),
    }
}

fn started(cases: u128, to: u128) -> Tale {
    let mut tale = Tale::begin();
    tale.when(&township_director(), AffairCommand::HandOverCases(hand_over(cases, to))).unwrap();
    tale
}

fn step(number: u128, result: ErrandResult) -> AffairCommand {
    AffairCommand::RecordHandoverStep(RecordHandoverStep { case: case(number), result })
}

fn recommend(unit_code: &str) -> IssueRecommendation {
    IssueRecommendation {
        kind: RecommendationKind::BetterWork,
        unit: unit(unit_code),
        document: Some(PAPER),
        case: Some(case(1)),
    }
}

fn recommended() -> Tale {
    let mut tale = Tale::begin();
    tale.when(&county_joint_office(), AffairCommand::IssueRecommendation(recommend(WATER))).unwrap();
    tale
}

fn answer() -> AffairCommand {
    AffairCommand::AnswerRecommendation(AnswerRecommendation { adopted: true, document: Some(PAPER) })
}

/// Covers: HandOverCases
#[test]
fn the_head_hands_an_officers_cases_to_several_in_turn() {
    let tale = started(5, 2);
    let handover = handover(&tale);
    let [first, second] = successors(2)[..] else { panic!() };
    let dealt: Vec<_> = handover.steps.iter().map(|step| (step.case, step.to)).collect();
    let expected = [(0, first), (1, second), (2, first), (3, second), (4, first)];
    assert_eq!(dealt, expected.map(|(number, to)| (case(number), to)));
    assert!(tale.next_moment().is_some_and(|moment| moment <= Timestamp::UNIX_EPOCH), "it is due at once");
    let orderer = handover.orderer();
    assert_eq!((orderer.officer, orderer.centre), (township_director().officer, township_director().centre));
    assert_eq!(orderer.roles, [Role::Director].into());
}

/// Covers: HandOverCases, A02, D01, D03, D04
#[test]
fn a_handover_that_cannot_be_meant_is_refused() {
    let refused = |actor: Actor, command: HandOverCases| {
        let refusal = Tale::begin().when(&actor, AffairCommand::HandOverCases(command)).unwrap_err();
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let at = |code, field: &str| (code, field.to_owned());
    let by_head = |command| refused(township_director(), command);
    assert_eq!(refused(township_clerk(), hand_over(1, 1)), at(Code::A02, ""));
    assert_eq!(by_head(hand_over(0, 1)), at(Code::D01, "case_ids"));
    assert_eq!(by_head(hand_over(1, 0)), at(Code::D01, "successor_ids"));
    assert_eq!(by_head(hand_over(HANDOVER_CASES_MAX as u128 + 1, 1)), at(Code::D03, "case_ids"));
    assert_eq!(by_head(hand_over(1, SUCCESSORS_MAX as u128 + 1)), at(Code::D03, "successor_ids"));
    let twice = HandOverCases { cases: vec![case(1), case(1)], ..hand_over(1, 1) };
    assert_eq!(by_head(twice), at(Code::D03, "case_ids"));
    let to_himself = HandOverCases { from: successors(1)[0], ..hand_over(1, 1) };
    assert_eq!(by_head(to_himself), at(Code::D03, "successor_ids"));
    let late = HandOverCases { due: Some(TODAY - 1.day()), ..hand_over(1, 1) };
    assert_eq!(by_head(late), at(Code::D04, "due"));
}

/// Covers: RecordHandoverStep
#[test]
fn each_case_has_one_step_and_the_last_completes_the_handover() {
    let mut tale = started(3, 1);
    let refused = ErrandResult::Refused { code: Code::L02 };
    assert_eq!(names(&tale.when(&system(), step(0, ErrandResult::Done)).unwrap()), ["StepRecorded"]);
    assert_eq!(names(&tale.when(&system(), step(1, refused)).unwrap()), ["StepRecorded"]);
    // The first word on a case stands.
    assert!(tale.when(&system(), step(1, ErrandResult::Done)).unwrap().is_empty());
    assert!(tale.when(&system(), step(9, ErrandResult::Done)).unwrap().is_empty(), "none of its cases");
    assert_eq!(tale.affair.standing(), AffairStanding::Open);
    let last = tale.when(&system(), step(2, ErrandResult::Done)).unwrap();
    assert_eq!(names(&last), ["StepRecorded", "HandoverCompleted"]);
    let AffairEvent::HandoverCompleted(completed) = &last[1] else { panic!() };
    assert_eq!((completed.done, completed.refused), (2, 1));
    assert_eq!((tale.affair.standing(), tale.next_moment()), (AffairStanding::Done, None));
    assert_eq!(handover(&tale).steps[1].result, Some(refused));
    assert!(tale.when(&system(), step(0, refused)).unwrap().is_empty());
    assert_eq!(tale.when(&township_director(), step(0, refused)).unwrap_err().code, Code::A02);
}

/// Covers: HandOverCases, AssignHandler, L03
#[test]
fn a_case_passes_on_only_from_the_officer_who_leaves() {
    let story = in_progress_at(Desk::Township);
    let Some(Event::HandlerAssigned(last)) =
        story.decisions().into_iter().flat_map(|decision| decision.events).rfind(is_assignment)
    else {
        panic!("it has a handler")
    };
    let tale = started(1, 1);
    let handover = Handover { from: last.officer, ..handover(&tale).clone() };
    let command = handover.assignment(&handover.steps[0], &last);
    let HandlerAssigned { duty, due, plan, .. } = last.clone();
    let expected =
        AssignHandler { officer: successors(1)[0], duty, due, plan, instead_of: Some(last.officer) };
    assert_eq!(command, expected);
    let story = story.given(handover.orderer(), command.clone());
    assert_eq!(story.case().phase.work().unwrap().assignment.officer, successors(1)[0]);
    // Given once more, as by a second handover: the officer is not the handler any more.
    let again = story.when(handover.orderer(), command);
    assert_eq!(again.answer.unwrap_err().code, Code::L03);
    let dated = Handover { due: Some(TODAY + 30.days()), ..handover };
    assert_eq!(dated.assignment(&dated.steps[0], &last).due, TODAY + 30.days());
}

fn is_assignment(event: &Event) -> bool {
    matches!(event, Event::HandlerAssigned(_))
}

#[test]
fn the_steps_of_a_handover_have_ids_of_their_own_and_always_the_same() {
    assert_eq!(AFFAIR.assigning(case(1)), AFFAIR.assigning(case(1)));
    assert_ne!(AFFAIR.assigning(case(1)), AFFAIR.assigning(case(2)));
    assert_ne!(AFFAIR.assigning(case(1)), AFFAIR.recording(case(1)));
    let (tenant, officer, command) = (Uuid::from_u128(1), successors(1)[0], CommandId::new(Uuid::nil()));
    let of = |family| AffairId::of_command(tenant, family, officer, command).uuid();
    assert_ne!(of(Family::Handover), of(Family::Recommendation));
    assert_ne!(of(Family::Handover), CaseId::of_registration(tenant, officer, command).uuid());
}

/// Covers: IssueRecommendation, RecommendationTerm
#[test]
fn a_recommendation_runs_thirty_days_reminds_and_is_urged_once() {
    let mut tale = recommended();
    let last_day = date(2026, 7, 10);
    assert_eq!(recommendation(&tale).due(jurisdiction(), calendar()), Some(last_day));
    let reminders = tale.kept_until(last_day);
    assert!(!reminders.is_empty());
    assert!(reminders.iter().all(|event| event.name() == "DeadlineApproached"), "{reminders:?}");
    assert_eq!(tale.affair.standing(), AffairStanding::Open);
    let ended = tale.kept_until(last_day + 60.days());
    assert_eq!(names(&ended), ["DeadlineBreached"]);
    assert_eq!((tale.affair.standing(), tale.next_moment()), (AffairStanding::Urged, None));
    // A late answer is taken; that it was late stays.
    assert_eq!(names(&tale.when(&water_head(), answer()).unwrap()), ["RecommendationAnswered"]);
    assert_eq!((tale.affair.standing(), tale.next_moment()), (AffairStanding::Done, None));
    assert_eq!(recommendation(&tale).breached, Some(last_day));
    assert!(recommendation(&tale).answer.is_some_and(|answer| answer.adopted));
}

/// Covers: AnswerRecommendation, RecommendationTerm, A04, L01
#[test]
fn the_named_unit_answers_once_and_in_writing() {
    let mut tale = recommended();
    let other = unit_office("640221-housing", Role::UnitHead);
    assert_eq!(tale.when(&other, answer()).unwrap_err().code, Code::A04);
    assert_eq!(tale.when(&county_director(), answer()).unwrap_err().code, Code::A02);
    let unwritten =
        AffairCommand::AnswerRecommendation(AnswerRecommendation { adopted: false, document: None });
    let refusal = tale.when(&water_officer(), unwritten).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::D01, Some("document_id")));
    tale.when(&water_officer(), answer()).unwrap();
    assert_eq!(tale.when(&water_officer(), answer()).unwrap_err().code, Code::L01);
    assert!(tale.kept_until(TODAY + 60.days()).is_empty(), "its term is over with the answer");
}

/// Covers: IssueRecommendation, A03, D01, D02, D08
#[test]
fn a_recommendation_goes_to_a_unit_of_the_area_with_its_paper() {
    let refused = |actor: Actor, command: IssueRecommendation| {
        let refusal = Tale::begin().when(&actor, AffairCommand::IssueRecommendation(command)).unwrap_err();
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let at = |code, field: &str| (code, field.to_owned());
    assert_eq!(refused(county_director(), recommend(WATER)), at(Code::A02, ""));
    assert_eq!(refused(county_joint_office(), recommend("640200-ecology")), at(Code::A03, "unit"));
    assert_eq!(refused(county_joint_office(), recommend("640221-nowhere")), at(Code::D02, "unit"));
    let bare = IssueRecommendation { document: None, ..recommend(WATER) };
    assert_eq!(refused(county_joint_office(), bare), at(Code::D01, "document_id"));
    assert_eq!(Tale::begin().when(&system(), step(0, ErrandResult::Done)).unwrap_err().code, Code::D08);
}

#[test]
fn a_recommendation_has_its_home_where_it_is_answered() {
    let command = AffairCommand::IssueRecommendation(recommend(WATER));
    assert_eq!(home(&command, &city_joint_office(), jurisdiction()).unwrap(), centre(COUNTY));
    let command = AffairCommand::HandOverCases(hand_over(1, 1));
    assert_eq!(home(&command, &township_director(), jurisdiction()).unwrap(), centre(TOWNSHIP));
}

/// Decisions with every event of a handover and of a recommendation.
pub(crate) fn told() -> Vec<Vec<u8>> {
    let mut handed_over = started(2, 1);
    handed_over.when(&system(), step(0, ErrandResult::Refused { code: Code::L02 })).unwrap();
    handed_over.when(&system(), step(1, ErrandResult::Done)).unwrap();
    let mut answered = recommended();
    answered.kept_until(TODAY + 60.days());
    answered.when(&water_head(), answer()).unwrap();
    [handed_over.log, answered.log].concat()
}
