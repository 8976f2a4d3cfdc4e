//! Slips: who urges whom, what is answered, and what nobody answered.

use fengqiao_domain::Event;
use fengqiao_domain::command::{AnswerSlip, IssueSlip, LiftSlip, Rate, RecordFollowUp};
use fengqiao_domain::event::Addressee;
use fengqiao_domain::id::SlipId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName as K, SlipState};
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

fn urged() -> Story {
    in_progress_at(Desk::Township).given(county_director(), slip(SlipColour::Blue))
}

/// Covers: IssueSlip, AnswerSlip, LiftSlip, SlipTerm
#[test]
fn a_slip_is_answered_by_whom_it_names_and_lifted_by_who_issued_it() {
    let open = urged().then_events(["SlipIssued"]);
    assert!(open.case().clocks.running(K::SlipTerm).is_some());
    let answered = open.given(township_director(), answer_slip()).then_events(["SlipAnswered"]);
    assert!(answered.case().clocks.running(K::SlipTerm).is_none());
    let lifted = answered.given(county_director(), lift_slip()).then_events(["SlipLifted"]);
    assert_eq!(lifted.case().slips.values().map(|slip| slip.state).collect::<Vec<_>>(), [SlipState::Lifted]);
    lifted.when(county_director(), lift_slip()).then_refused(Code::A04);
}

/// Covers: IssueSlip, A02, A04
#[test]
fn only_who_is_above_urges() {
    let story = in_progress_at(Desk::Township);
    story.clone().when(township_director(), slip(SlipColour::Blue)).then_refused(Code::A04);
    story.clone().when(township_clerk(), slip(SlipColour::Blue)).then_refused(Code::A02);
    story.when(city_joint_office(), slip(SlipColour::Blue)).then_events(["SlipIssued"]);
}

/// Covers: IssueSlip, D02
#[test]
fn a_slip_names_the_holder_or_a_unit_below_the_issuer() {
    let dispatched = accepted_at(Desk::Township).given(township_dispatcher(), dispatch(JUDICIAL_OFFICE));
    let to = |code: &str| IssueSlip { to: Some(Addressee::Unit(unit(code))), ..slip(SlipColour::Blue) };
    dispatched.clone().when(county_director(), to("640202-police")).then_refused(Code::D02);
    let elsewhere = IssueSlip { to: Some(Addressee::Centre(centre(VILLAGE))), ..slip(SlipColour::Blue) };
    dispatched.clone().when(county_director(), elsewhere).then_refused(Code::D02);
    let urged = dispatched.given(county_director(), to(JUDICIAL_OFFICE));
    urged.clone().when(township_director(), answer_slip()).then_refused(Code::A04);
    urged.when(judicial_officer(), answer_slip()).then_events(["SlipAnswered"]);
}

/// Covers: IssueSlip, AnswerSlip, LiftSlip, D06, D02
#[test]
fn what_stands_on_a_slip_has_its_paper() {
    let red = IssueSlip { document: None, ..slip(SlipColour::Red) };
    in_progress_at(Desk::Township).when(county_director(), red).then_refused(Code::D06);
    let unproved = AnswerSlip { document: None, ..answer_slip() };
    urged().when(township_director(), unproved).then_refused(Code::D06);
    // Lifting what nobody answered needs a reason on paper; an answer speaks for itself.
    let bare = LiftSlip { document: None, ..lift_slip() };
    urged().when(county_director(), bare.clone()).then_refused(Code::D06);
    urged()
        .given(township_director(), answer_slip())
        .when(county_director(), bare)
        .then_events(["SlipLifted"]);
    let unknown = AnswerSlip { slip: Some(SlipId::new(Uuid::from_u128(9))), ..answer_slip() };
    urged().when(township_director(), unknown).then_refused(Code::D02);
}

/// Covers: AnswerSlip, D01
#[test]
fn of_several_slips_the_one_that_is_meant_is_named() {
    let two = urged().given(county_director(), slip(SlipColour::Yellow));
    two.clone().when(township_director(), answer_slip()).then_refused(Code::D01);
    let first = two.case().slips.keys().next().copied();
    two.when(township_director(), AnswerSlip { slip: first, ..answer_slip() }).then_events(["SlipAnswered"]);
}

/// Covers: SlipTerm
#[test]
fn a_slip_that_nobody_answers_is_followed_by_the_next_colour_until_red_speaks_for_itself() {
    let mut chain = urged().case().slips.keys().copied().collect::<Vec<_>>();
    let story = urged().kept_until(TODAY + 20.days());
    let mut told = Vec::new();
    // Blue 3 W from Wednesday 06-10, yellow 2 W, red 1 W.
    for event in story.decisions().iter().flat_map(|decision| &decision.events) {
        match event {
            Event::SlipIssued(it) if it.promoted_from.is_some_and(|old| chain.contains(&old)) => {
                chain.push(it.slip);
            }
            Event::DeadlineBreached(it)
                if it.clock == K::SlipTerm && it.of.is_some_and(|of| chain.contains(&SlipId::new(of))) =>
            {
                told.push(it.due);
            }
            _ => {}
        }
    }
    let due = |day: i8| jiff::civil::date(2026, 6, day);
    assert_eq!(told, [due(15), due(17), due(18)]);
    let states: Vec<_> = story.case().slips.values().map(|slip| (slip.colour, slip.state)).collect();
    assert!(states.contains(&(SlipColour::Blue, SlipState::Promoted)));
    assert!(states.contains(&(SlipColour::Yellow, SlipState::Promoted)));
    assert!(states.contains(&(SlipColour::Red, SlipState::Open)));
    assert!(story.case().red_slip_unanswered());
}

/// Covers: LiftSlip, ST05
#[test]
fn a_red_slip_that_nobody_answered_lifts_until_it_is_lifted() {
    let red = in_progress_at(Desk::Township)
        .given(county_director(), slip(SlipColour::Red))
        .kept_until(TODAY + 2.days())
        .then_verdict(Verdict::LiftOnRequest);
    // A late answer does not undo that nobody answered in time.
    let answered = red.given(township_director(), answer_slip()).then_verdict(Verdict::LiftOnRequest);
    answered.given(county_director(), lift_slip()).then_verdict(Verdict::Keep);
}

/// Covers: CloseCase, C02
#[test]
fn an_open_slip_bars_the_closing() {
    let followed_up = follow_up_at(Desk::Village)
        .given(village_head(), follow_up(FollowUpRound::First))
        .given(township_director(), slip(SlipColour::Blue));
    followed_up
        .clone()
        .when(village_head(), close(Outcome::Resolved))
        .then_refused(Code::C02)
        .because("owed", "slip");
    followed_up
        .given(village_head(), answer_slip())
        .when(village_head(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}

/// Covers: RecordFollowUp, Rate, F7
#[test]
fn what_was_told_as_settled_and_is_not_brings_a_slip() {
    let called = follow_up_at(Desk::Village);
    let broken = RecordFollowUp { performed: false, ..follow_up(FollowUpRound::First) };
    let urged = called.clone().given(village_head(), broken).then_events(["FollowUpRecorded", "SlipIssued"]);
    let slip = urged.case().slips.values().next().unwrap();
    assert_eq!((slip.colour, slip.fault), (SlipColour::Blue, Fault::F7));
    assert_eq!((slip.to.clone(), slip.issuer), (Addressee::Centre(centre(VILLAGE)), centre(TOWNSHIP)));
    called
        .given(village_head(), serve(Notice::RatingInvitation))
        .given(party(), Rate { rating: Rating::Dissatisfied, words: None })
        .then_events(["Rated", "SlipIssued", "TaskAssigned"]);
}

/// Covers: SlipTerm
#[test]
fn a_slip_stays_with_whom_it_urges_and_is_not_held_against_the_next_holder() {
    let moved = urged().given(grid_officer(), report([DangerSign::Threat])).then_held_by(COUNTY);
    let week_later = moved.today + 9.days();
    let later = moved.kept_until(week_later);
    assert!(later.case().slips.values().any(|slip| slip.unanswered && slip.colour == SlipColour::Red));
    let of_township =
        later.case().slips.values().filter(|slip| slip.to == Addressee::Centre(centre(TOWNSHIP)));
    assert!(of_township.clone().count() > 0);
    assert!(of_township.clone().all(|slip| !slip.concerns(centre(COUNTY))));
    let waits = later.case().open_slips().find(|(_, slip)| slip.to == Addressee::Centre(centre(TOWNSHIP)));
    let slip = waits.map(|(id, _)| id);
    later.given(township_director(), AnswerSlip { slip, ..answer_slip() }).then_events(["SlipAnswered"]);
}
