//! 越级走访: the visit is not taken up at the level visited, and the case is handed down without a second registration.

use fengqiao_domain::command::{AssignHandler, FinishErrand, SignCase};
use fengqiao_domain::errand::{self, ErrandResult};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, clock};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::support::*;

/// Covers: SC3.1, N2
#[test]
fn the_city_hands_a_subsidy_down_to_the_township() {
    let story = Story::begin()
        .when(city_clerk(), neighbours())
        .then_events(["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"])
        .when(city_dispatcher(), classify("9901"))
        .then_events(["MatterClassified"]);
    let code = story.case().identity.query_code_hash.clone();
    let handed_down = story
        .when(city_dispatcher(), not_accepted(Ground::N2))
        .then_events(["AcceptanceDecided", "NoticeServed", "HolderChanged", "VerdictChanged"])
        .then_held_by(TOWNSHIP)
        .then_phase(PhaseName::Registered)
        .then_verdict(Verdict::Keep);
    assert_eq!(handed_down.case().identity.query_code_hash, code);
    handed_down.when(township_dispatcher(), accept()).then_events(["AcceptanceDecided"]);
}

/// The last day of a term that runs.
fn due(story: &Story, name: ClockName) -> Date {
    clock::due(story.case().clocks.running(name).unwrap(), jurisdiction().terms(), calendar()).on
}

/// The linked case lives its life at the body that reviews, and what it says comes back by its errand.
fn reviewed_by(story: Story, head: &Actor, officer: &Actor) -> Story {
    let (id, to_open) = errand::open(story.case()).next().map(|(id, errand)| (id, errand.clone())).unwrap();
    let (linked_case, open) = errand::step(&to_open, CASE, story.case()).unwrap();
    let mut linked = Story::begin();
    linked.today = story.today;
    let decided = linked
        .given(policy(head.clone()), open)
        .given(head.clone(), AssignHandler { due: story.today + 20.days(), ..assign(officer) })
        .given(officer.clone(), review_draft(ReviewResult::Upheld))
        .given(head.clone(), issue())
        .then_phase(PhaseName::OpinionIssued);
    let (report_id, report) =
        errand::open(decided.case()).next().map(|(id, errand)| (id, errand.clone())).unwrap();
    let (original, tell) = errand::step(&report, linked_case, decided.case()).unwrap();
    assert_eq!(original, CASE);
    decided
        .given(policy(head.clone()), FinishErrand { errand: report_id, result: ErrandResult::Done })
        .given(head.clone(), close(Outcome::HandledByLaw))
        .then_phase(PhaseName::Closed);
    story
        .given(policy(township_clerk()), FinishErrand { errand: id, result: ErrandResult::Done })
        .when(policy(township_clerk()), tell)
}

/// Covers: SC3.2, SC3.3, SC3.4, DraftOpinion, ApproveOpinion, RequestReview, RecordReviewResult, RequestRecheck, RecordRecheckResult, A06, C05
#[test]
fn the_township_answers_and_two_levels_look_at_the_answer() {
    let in_hand = Story::begin()
        .given(city_clerk(), neighbours())
        .given(city_dispatcher(), classify("9901"))
        .given(city_dispatcher(), not_accepted(Ground::N2))
        .when(township_dispatcher(), accept())
        .then_events(["AcceptanceDecided"])
        .when(township_clerk(), serve(Notice::Acceptance))
        .then_events(["NoticeServed"])
        .when(township_dispatcher(), dispatch("640221103-judicial_office"))
        .then_events(["CaseDispatched"])
        .when(judicial_officer(), SignCase {})
        .then_events(["CaseSigned"])
        .when(judicial_head(), assign(&judicial_officer()))
        .then_events(["HandlerAssigned"])
        .when(judicial_officer(), investigate())
        .then_events(["InvestigationRecorded"]);
    let last_days = in_hand
        .after(58)
        .when(judicial_officer(), extend(ClockName::HandleTerm, 30))
        .then_events(["ExtensionRequested"])
        .when(judicial_head(), grant())
        .then_events(["ExtensionGranted"])
        .when(judicial_officer(), serve(Notice::Extension))
        .then_events(["NoticeServed"]);
    let accepted_on = last_days.today - 58.days();
    let ninety_days = calendar().working_day_from(accepted_on + 90.days());
    assert_eq!(due(&last_days, ClockName::HandleTerm), ninety_days);
    last_days.clone().when(judicial_officer(), extend(ClockName::HandleTerm, 30)).then_refused(Code::T02);
    let answered = last_days
        .when(judicial_officer(), draft(false))
        .then_events(["OpinionDrafted"])
        .when(judicial_officer(), issue())
        .then_refused(Code::A02)
        .when(judicial_head(), issue())
        .then_events(["OpinionIssued"])
        .when(judicial_officer(), serve(Notice::Opinion))
        .then_events(["NoticeServed"]);
    let thirty_days = calendar().working_day_from(answered.today + 30.days());
    assert_eq!(due(&answered, ClockName::ReviewRight), thirty_days);
    let reviewed = reviewed_by(
        answered.after(29).when(party(), request_review()).then_events(["ReviewRequested"]),
        &county_director(),
        &county_reviewer(),
    );
    let asked_again = reviewed
        .then_events(["ReviewDecided"])
        .then_phase(PhaseName::OpinionIssued)
        .when(county_reviewer(), serve(Notice::ReviewOpinion))
        .then_events(["NoticeServed"])
        .when(party(), request_recheck())
        .then_events(["RecheckRequested"]);
    let last = reviewed_by(asked_again, &city_joint_office(), &city_reviewer())
        .then_events(["RecheckDecided"])
        .then_held_by(TOWNSHIP)
        .when(city_reviewer(), serve(Notice::RecheckOpinion))
        .then_events(["NoticeServed"])
        .given(township_clerk(), follow_up(FollowUpRound::First))
        .when(township_director(), close(Outcome::Explained))
        .then_refused(Code::C05);
    last.when(judicial_officer(), explain())
        .then_events(["ExplanationRecorded"])
        .when(township_director(), close(Outcome::Explained))
        .then_events(["CaseClosed"]);
}
