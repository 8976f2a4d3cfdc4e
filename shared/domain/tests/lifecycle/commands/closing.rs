//! Follow-up, rating, the closing gate, and opening again.

use fengqiao_domain::command::RecordFollowUp;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;

use crate::support::*;

/// Covers: RecordFollowUp, CloseCase
#[test]
fn a_performed_agreement_is_followed_up_and_closed() {
    for desk in Desk::ALL {
        follow_up_at(desk)
            .when(desk.caller(), follow_up(FollowUpRound::First))
            .then_events(["FollowUpRecorded"])
            .when(desk.lead(), close(Outcome::Resolved))
            .then_events(["CaseClosed"])
            .then_phase(PhaseName::Closed);
    }
}

/// Covers: CloseCase, L01
#[test]
fn nothing_is_closed_that_is_still_owed() {
    performing_at(Desk::Village).when(village_head(), close(Outcome::Resolved)).then_refused(Code::L01);
}

/// Covers: CloseCase, C01
#[test]
fn nothing_is_closed_without_its_papers() {
    let forgotten =
        fengqiao_domain::command::HoldSession { document: None, ..session(SessionOutcome::Agreed) };
    in_progress_at(Desk::Village)
        .given(village_mediator(), forgotten)
        .given(village_mediator(), agree(AgreementForm::Oral))
        .given(village_mediator(), perform())
        .given(village_head(), follow_up(FollowUpRound::First))
        .when(village_head(), close(Outcome::Resolved))
        .then_refused(Code::C01);
    unresolved_at(Desk::Village)
        .given(village_mediator(), explain())
        .given(village_head(), follow_up(FollowUpRound::First))
        .when(village_head(), close(Outcome::Explained))
        .then_refused(Code::C01)
        .because("missing", "rights_notice")
        .given(village_head(), serve(Notice::Rights))
        .when(village_head(), close(Outcome::Explained))
        .then_events(["CaseClosed"]);
}

/// Covers: CloseCase, C03
#[test]
fn nothing_is_closed_before_the_first_call() {
    follow_up_at(Desk::Village).when(village_head(), close(Outcome::Resolved)).then_refused(Code::C03);
    follow_up_at(Desk::Village)
        .given(village_head(), follow_up(FollowUpRound::Second))
        .when(village_head(), close(Outcome::Resolved))
        .then_refused(Code::C03);
}

/// Covers: CloseCase, C04
#[test]
fn nothing_is_closed_with_an_open_danger() {
    follow_up_at(Desk::County)
        .given(county_clerk(), follow_up(FollowUpRound::First))
        .given(grid_officer(), report([DangerSign::Weapon]))
        .when(county_director(), close(Outcome::Resolved))
        .then_refused(Code::C04)
        .given(county_director(), handle_danger())
        .when(county_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: CloseCase, RecordExplanation, C05
#[test]
fn an_unfounded_claim_is_closed_with_its_explanation() {
    let called = follow_up_at(Desk::Village).given(village_head(), follow_up(FollowUpRound::First));
    called.clone().when(village_head(), close(Outcome::Explained)).then_refused(Code::C05);
    called
        .when(village_mediator(), explain())
        .then_events(["ExplanationRecorded"])
        .when(village_head(), close(Outcome::Explained))
        .then_events(["CaseClosed"]);
}

/// Covers: RecordFollowUp, CloseCase, A06
#[test]
fn who_handled_a_case_neither_calls_nor_closes() {
    follow_up_at(Desk::Village)
        .when(village_mediator(), follow_up(FollowUpRound::First))
        .then_refused(Code::A06);
    in_progress_at(Desk::Village)
        .given(village_head(), assign(&village_head()))
        .given(village_head(), session(SessionOutcome::Agreed))
        .given(village_head(), agree(AgreementForm::Oral))
        .given(village_head(), perform())
        .given(colleague_of(village_head()), follow_up(FollowUpRound::First))
        .when(village_head(), close(Outcome::Resolved))
        .then_refused(Code::A06);
}

/// Covers: Rate, RatingRight, T03
#[test]
fn a_rating_is_given_once_while_the_invitation_is_open() {
    let closed = closed_at(Desk::Village);
    closed.clone().when(party(), rate()).then_refused(Code::T03);
    let invited = closed.when(village_head(), serve(Notice::RatingInvitation)).then_events(["NoticeServed"]);
    invited
        .clone()
        .when(party(), rate())
        .then_events(["Rated"])
        .when(party(), rate())
        .then_refused(Code::T03);
    invited.clone().after(30).when(village_head(), rate()).then_events(["Rated"]);
    invited.after(31).when(party(), rate()).then_refused(Code::T03);
}

/// Covers: Rate
#[test]
fn a_clerk_who_helps_to_rate_is_marked() {
    for (actor, assisted) in [(party(), false), (village_head(), true)] {
        let story = follow_up_at(Desk::Village)
            .given(village_head(), serve(Notice::RatingInvitation))
            .given(actor, rate());
        let fengqiao_domain::Event::Rated(rated) = &story.answer.unwrap()[0] else { panic!("a rating") };
        assert_eq!(rated.assisted, assisted);
    }
}

/// Covers: RecordFollowUp, L01
#[test]
fn a_case_is_called_after_as_long_as_it_has_an_outcome() {
    in_progress_at(Desk::Village)
        .when(village_head(), follow_up(FollowUpRound::First))
        .then_refused(Code::L01);
    let rebound = RecordFollowUp { rebound: true, ..follow_up(FollowUpRound::Second) };
    closed_at(Desk::Village).when(village_head(), rebound).then_events(["FollowUpRecorded"]);
}

/// Covers: ReopenHandling, D02
#[test]
fn what_was_settled_is_taken_in_hand_again_for_a_reason_that_fits() {
    let refused = |story: Story, reason| {
        story.when(village_head(), work_again(reason)).then_refused(Code::D02);
    };
    refused(agreed_at(Desk::Village), RehandleReason::Default);
    refused(performing_at(Desk::Village), RehandleReason::NotSigned);
    refused(follow_up_at(Desk::Village), RehandleReason::ConsentRenewed);
    for (story, reason) in [
        (agreed_at(Desk::Village), RehandleReason::NotSigned),
        (defaulted_at(Desk::Village), RehandleReason::Default),
        (unresolved_at(Desk::Village), RehandleReason::ConsentRenewed),
        (follow_up_at(Desk::Village), RehandleReason::NewFacts),
    ] {
        let again = story
            .when(village_head(), work_again(reason))
            .then_events(["HandlingReopened"])
            .then_phase(PhaseName::Signed);
        assert_eq!(again.case().attempts_here().count(), 0, "attempts count anew");
    }
}

/// Covers: ReopenHandling
#[test]
fn handling_anew_ends_a_pending_request() {
    exhausted_at(Desk::Village)
        .given(village_mediator(), fail())
        .given(village_head(), ask())
        .when(village_head(), work_again(RehandleReason::ConsentRenewed))
        .then_events(["EscalationWithdrawn", "HandlingReopened", "VerdictChanged"])
        .then_verdict(Verdict::Keep);
}

/// Covers: ReopenCase, A02
#[test]
fn an_ended_case_opens_again_with_its_history() {
    closed_at(Desk::Village)
        .when(village_head(), reopen(ReopenReason::Rebound))
        .then_events(["CaseReopened"])
        .then_phase(PhaseName::Signed);
    closed_at(Desk::Village)
        .when(township_director(), reopen(ReopenReason::Rebound))
        .then_events(["CaseReopened"]);
    closed_at(Desk::Village).when(village_mediator(), reopen(ReopenReason::Rebound)).then_refused(Code::A02);
    ended_at(Desk::Township)
        .when(township_director(), reopen(ReopenReason::NewFacts))
        .then_events(["CaseReopened"])
        .then_phase(PhaseName::Signed);
    classified_at(Desk::Township)
        .given(township_dispatcher(), not_accepted(Ground::N3))
        .when(township_director(), reopen(ReopenReason::NewFacts))
        .then_phase(PhaseName::Registered);
}

/// Covers: ReopenCase, D02
#[test]
fn a_danger_is_reported_as_one_and_not_as_a_reason_to_reopen() {
    closed_at(Desk::Village).when(village_head(), reopen(ReopenReason::Danger)).then_refused(Code::D02);
}

/// Covers: ReopenCase, L02
#[test]
fn a_void_registration_stays_void() {
    registered_at(Desk::Village)
        .given(village_mediator(), fengqiao_domain::command::RequestVoid { reason: VoidReason::KeyedTwice })
        .given(village_head(), fengqiao_domain::command::ApproveVoid {})
        .when(village_head(), reopen(ReopenReason::NewFacts))
        .then_refused(Code::L02);
}
