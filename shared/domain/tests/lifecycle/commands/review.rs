//! Review and re-check: who may ask, who opens the linked case, what comes back, and when it is final.

use fengqiao_domain::Command;
use fengqiao_domain::command::{RecordRecheckResult, RecordReviewResult, RequestReview};
use fengqiao_domain::errand::{self, Errand};
use fengqiao_domain::event::Reviewed;
use fengqiao_domain::id::OpinionId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, Instrument, Phase, PhaseName, Settlement};
use fengqiao_domain::vocabulary::*;
use uuid::Uuid;

use crate::support::*;

/// What the linked case's errand tells the original, from the centre that holds it.
fn review_decided(story: Story, result: ReviewResult) -> Story {
    let told = RecordReviewResult { reviewed: reviewed(story.state.live(), result) };
    story.when(policy(township_clerk()), told)
}

fn recheck_decided(story: Story, result: ReviewResult) -> Story {
    let told = RecordRecheckResult { reviewed: reviewed(story.state.live(), result) };
    story.when(policy(township_clerk()), told)
}

fn is_running(story: &Story, name: ClockName) -> bool {
    story.case().clocks.running(name).is_some()
}

/// Covers: RequestReview, ReviewRight, OpenReview
#[test]
fn a_review_is_asked_for_within_thirty_days_and_opened_one_level_up() {
    let asked = answered_at(Desk::Township, false)
        .after(30)
        .when(party(), request_review())
        .then_events(["ReviewRequested"])
        .then_phase(PhaseName::UnderReview);
    assert!(!is_running(&asked, ClockName::ReviewRight));
    let errands: Vec<_> = errand::open(asked.case()).collect();
    let [(_, errand @ Errand::OpenReview { body, case_kind: CaseKind::Review, .. })] = errands[..] else {
        panic!("one review to open")
    };
    assert_eq!(*body, centre(COUNTY));
    let (linked, command) = errand::step(errand, CASE, asked.case()).unwrap();
    assert_eq!(Some(linked), linked_case(asked.state.live()));
    assert!(matches!(command, Command::OpenReview(_)));
    answered_at(Desk::Township, false).after(31).when(party(), request_review()).then_refused(Code::T03);
}

/// Covers: RequestReview, T03, L01, D02, D06, A04
#[test]
fn a_review_is_asked_for_once_by_the_claimant() {
    petition_at(Desk::Township).when(party(), request_review()).then_refused(Code::L01);
    let answered = answered_at(Desk::Township, false);
    let by_another = RequestReview { party: respondent(), ..request_review() };
    answered.clone().when(party(), by_another).then_refused(Code::D02);
    let unsigned = RequestReview { document: None, ..request_review() };
    answered.clone().when(township_clerk(), unsigned.clone()).then_refused(Code::D06);
    answered.clone().when(party(), unsigned).then_events(["ReviewRequested"]);
    answered.clone().when(county_clerk(), request_review()).then_refused(Code::A04);
    review_decided(answered.given(township_clerk(), request_review()), ReviewResult::Upheld)
        .then_events(["ReviewDecided"])
        .when(party(), request_review())
        .then_refused(Code::T03);
}

/// Covers: OpenReview, ReviewTerm
#[test]
fn the_linked_case_is_taken_in_hand_by_the_reviewing_body() {
    let opened = review_at(COUNTY, CaseKind::Review).then_phase(PhaseName::Accepted).then_held_by(COUNTY);
    let running: Vec<_> = opened.case().clocks.iter().map(|clock| clock.name).collect();
    assert_eq!(running, [ClockName::ReviewTerm]);
    let recheck = review_at(CITY, CaseKind::Recheck);
    let clock = recheck.case().clocks.running(ClockName::RecheckTerm).unwrap();
    assert_eq!(
        fengqiao_domain::clock::due(clock, jurisdiction().terms(), calendar()).on,
        jiff::civil::date(2026, 7, 10)
    );
}

/// Covers: AssignHandler, DraftOpinion, ApproveOpinion, CloseCase, ReviewTerm, RecheckTerm, A06, L01
#[test]
fn the_reviewing_body_drafts_issues_reports_and_closes() {
    for (code, kind, head, officer) in [
        (COUNTY, CaseKind::Review, county_director(), county_reviewer()),
        (CITY, CaseKind::Recheck, city_joint_office(), city_reviewer()),
    ] {
        let drafted = review_at(code, kind)
            .given(head.clone(), assign(&officer))
            .when(officer.clone(), draft(false))
            .then_refused(Code::D01)
            .given(officer.clone(), review_draft(ReviewResult::Upheld));
        drafted.clone().when(officer.clone(), issue()).then_refused(Code::A02);
        let issued = drafted.given(head.clone(), issue()).then_phase(PhaseName::OpinionIssued);
        assert!(!is_running(&issued, ClockName::ReviewTerm) && !is_running(&issued, ClockName::RecheckTerm));
        let errands: Vec<_> = errand::open(issued.case()).map(|(id, errand)| (id, errand.clone())).collect();
        let [(id, report @ Errand::ReportReview { result: ReviewResult::Upheld, .. })] = &errands[..] else {
            panic!("one report")
        };
        let (original, command) = errand::step(report, CASE, issued.case()).unwrap();
        assert_eq!(original, an_older_case().case);
        assert!(matches!(
            (kind, command),
            (CaseKind::Review, Command::RecordReviewResult(_))
                | (CaseKind::Recheck, Command::RecordRecheckResult(_))
        ));
        issued
            .when(head.clone(), close(Outcome::HandledByLaw))
            .then_refused(Code::L01)
            .given(
                policy(head.clone()),
                fengqiao_domain::command::FinishErrand { errand: *id, result: errand::ErrandResult::Done },
            )
            .when(head, close(Outcome::HandledByLaw))
            .then_events(["CaseClosed"]);
    }
}

/// Covers: OpenReview, L01
#[test]
fn a_linked_case_neither_rises_nor_is_passed_on() {
    let opened = review_at(COUNTY, CaseKind::Review);
    for (actor, command) in [
        (county_dispatcher(), Command::from(dispatch("640221-water"))),
        (county_joint_office(), Command::from(ask())),
        (county_dispatcher(), Command::from(redirect(RedirectPath::Court))),
        (county_clerk(), Command::from(withdraw())),
    ] {
        opened.clone().when(actor, command).then_refused(Code::L01);
    }
}

/// Covers: DraftOpinion, D02, D03
#[test]
fn only_a_review_says_what_becomes_of_another_opinion() {
    petition_at(Desk::Township)
        .when(township_mediator(), review_draft(ReviewResult::Upheld))
        .then_refused(Code::D03);
    review_of_a_refusal()
        .given(county_director(), assign(&county_reviewer()))
        .when(county_reviewer(), review_draft(ReviewResult::Changed))
        .then_refused(Code::D02)
        .when(county_reviewer(), review_draft(ReviewResult::Revoked))
        .then_events(["OpinionDrafted"]);
}

fn reviewed_as(result: ReviewResult) -> Story {
    review_decided(answered_at(Desk::Township, false).given(party(), request_review()), result)
}

/// Covers: RecordReviewResult, ServeNotice, RecheckRight, RequestRecheck, T03
#[test]
fn a_review_that_upholds_opens_the_way_to_a_recheck() {
    for result in [ReviewResult::Upheld, ReviewResult::Changed] {
        let decided = reviewed_as(result).then_events(["ReviewDecided"]).then_phase(PhaseName::OpinionIssued);
        decided.clone().when(party(), request_recheck()).then_refused(Code::T03);
        decided.clone().when(township_clerk(), serve(Notice::Opinion)).then_refused(Code::L01);
        let served = decided.given(county_reviewer(), serve(Notice::ReviewOpinion));
        assert!(is_running(&served, ClockName::RecheckRight) && !is_running(&served, ClockName::ReviewRight));
        served.clone().after(31).when(party(), request_recheck()).then_refused(Code::T03);
        let asked = served
            .after(30)
            .when(party(), request_recheck())
            .then_events(["RecheckRequested"])
            .then_phase(PhaseName::UnderRecheck);
        let errands: Vec<_> = errand::open(asked.case()).collect();
        assert!(errands.iter().any(
            |(_, errand)| matches!(errand, Errand::OpenReview { body, case_kind: CaseKind::Recheck, .. } if *body == centre(CITY))
        ));
    }
}

/// Covers: RecordReviewResult, HandleTerm
#[test]
fn a_review_that_revokes_reopens_the_handling() {
    let again = reviewed_as(ReviewResult::Revoked)
        .then_events(["ReviewDecided", "HandlingReopened"])
        .then_phase(PhaseName::Signed);
    assert!(is_running(&again, ClockName::HandleTerm));
    let answered_anew = again
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), draft(true))
        .given(township_director(), issue())
        .given(township_mediator(), serve(Notice::Opinion));
    assert!(is_running(&answered_anew, ClockName::ReviewRight));
}

/// Covers: RecordReviewResult, RecordRecheckResult, A02, A04, L01
#[test]
fn only_the_linked_case_tells_what_the_review_came_to() {
    let asked = answered_at(Desk::Township, false).given(party(), request_review());
    let told = RecordReviewResult { reviewed: reviewed(asked.state.live(), ReviewResult::Upheld) };
    asked.clone().when(township_director(), told.clone()).then_refused(Code::A02);
    asked.clone().when(city_joint_office(), told.clone()).then_refused(Code::A04);
    let of_another = RecordReviewResult { reviewed: outside(ReviewResult::Upheld) };
    asked.clone().when(policy(township_clerk()), of_another).then_refused(Code::A04);
    recheck_decided(asked.clone(), ReviewResult::Upheld).then_refused(Code::L01);
    asked.when(township_director(), work_again(RehandleReason::NewFacts)).then_refused(Code::L01);
    answered_at(Desk::Township, false).when(policy(township_clerk()), told).then_refused(Code::L01);
}

/// Covers: RecordRecheckResult, FollowUpFirstTerm, FollowUpSecondTerm, CloseCase, C01, N4
#[test]
fn a_recheck_that_upholds_is_final() {
    let last = recheck_decided(under_recheck(), ReviewResult::Upheld)
        .then_events(["RecheckDecided"])
        .then_phase(PhaseName::FollowUp);
    assert!(is_running(&last, ClockName::FollowUpFirstTerm));
    assert_eq!(last.case().stated.final_decision, Some(FinalDecision::Rechecked));
    assert!(matches!(
        &last.case().phase,
        Phase::Settled(Settlement::FollowUp { instrument: Instrument::Opinion(opinion), .. })
            if opinion.tier == OpinionTier::Recheck
    ));
    last.given(township_clerk(), follow_up(FollowUpRound::First))
        .given(township_mediator(), explain())
        .when(township_director(), close(Outcome::Explained))
        .then_refused(Code::C01)
        .because("missing", "proof_of_service")
        .given(township_clerk(), serve(Notice::RecheckOpinion))
        .when(township_director(), close(Outcome::Explained))
        .then_events(["CaseClosed"]);
}

/// Covers: RecordRecheckResult
#[test]
fn a_recheck_that_revokes_reopens_the_handling() {
    let again = recheck_decided(under_recheck(), ReviewResult::Revoked)
        .then_events(["RecheckDecided", "HandlingReopened"])
        .then_phase(PhaseName::Signed);
    assert_ne!(again.case().stated.final_decision, Some(FinalDecision::Rechecked));
}

fn outside(result: ReviewResult) -> Reviewed {
    Reviewed {
        result,
        opinion: OpinionId::new(Uuid::from_u128(0xF)),
        number: "宁信复字〔2026〕3号".to_owned(),
        supported: false,
        linked_case: None,
        document: Some(document()),
    }
}

/// Covers: RequestRecheck, RecordRecheckResult, D06
#[test]
fn above_the_city_a_recheck_is_recorded_by_the_citys_office() {
    let asked = review_decided(
        answered_at(Desk::County, false).given(party(), request_review()),
        ReviewResult::Upheld,
    );
    let asked = asked
        .given(county_clerk(), serve(Notice::ReviewOpinion))
        .given(party(), request_recheck())
        .then_phase(PhaseName::UnderRecheck);
    let told = |reviewed| RecordRecheckResult { reviewed };
    let bare = Reviewed { document: None, ..outside(ReviewResult::Upheld) };
    asked.clone().when(city_joint_office(), told(bare)).then_refused(Code::D06);
    asked
        .when(city_joint_office(), told(outside(ReviewResult::Upheld)))
        .then_events(["RecheckDecided"])
        .then_phase(PhaseName::FollowUp);
}

fn refused_at(desk: Desk) -> Story {
    registered_at(desk)
        .given(desk.lead(), classify("9901"))
        .given(desk.lead(), not_accepted(Ground::N1))
        .given(desk.lead(), serve(Notice::NonAcceptance))
}

/// Covers: RequestReview, RecordReviewResult, N1, N4, ReviewRight, T03, D02
#[test]
fn a_refusal_to_take_a_case_up_is_reviewed_once() {
    let unserved = registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), not_reaccepted(Ground::N4));
    unserved.when(party(), request_review()).then_refused(Code::T03);
    let asked = refused_at(Desk::Township)
        .when(party(), request_review())
        .then_events(["ReviewRequested"])
        .then_phase(PhaseName::Exited)
        .when(party(), request_review())
        .then_refused(Code::T03);
    review_decided(asked.clone(), ReviewResult::Changed).then_refused(Code::D02);
    review_decided(asked.clone(), ReviewResult::Upheld)
        .then_events(["ReviewDecided"])
        .then_phase(PhaseName::Exited)
        .when(party(), request_recheck())
        .then_refused(Code::L02)
        .given(township_clerk(), serve(Notice::NonAcceptance))
        .when(party(), request_review())
        .then_refused(Code::T03);
    review_decided(asked, ReviewResult::Revoked)
        .then_events(["ReviewDecided", "CaseReopened"])
        .then_phase(PhaseName::Registered)
        .when(township_dispatcher(), accept())
        .then_events(["AcceptanceDecided"]);
}

/// Covers: RecordReviewResult
#[test]
fn a_refusal_by_the_city_is_reviewed_outside() {
    let refused = Story::begin()
        .given(city_clerk(), neighbours())
        .given(city_dispatcher(), classify("9901"))
        .given(city_dispatcher(), not_accepted(Ground::N1))
        .given(city_clerk(), serve(Notice::NonAcceptance))
        .given(city_clerk(), request_review());
    assert_eq!(errand::open(refused.case()).count(), 0);
    refused
        .when(city_joint_office(), RecordReviewResult { reviewed: outside(ReviewResult::Upheld) })
        .then_events(["ReviewDecided"]);
}

/// Covers: ReopenHandling, ReopenCase, D02
#[test]
fn only_a_review_orders_that_a_case_is_handled_anew() {
    answered_at(Desk::Township, false)
        .when(township_director(), work_again(RehandleReason::ReviewOrdered))
        .then_refused(Code::D02);
    ended_at(Desk::Township)
        .when(township_director(), reopen(ReopenReason::ReviewOrdered))
        .then_refused(Code::D02);
}
