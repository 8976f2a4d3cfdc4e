//! Pauses, suspensions, extensions, and stops that are entered late.

use fengqiao_domain::Event;
use fengqiao_domain::clock;
use fengqiao_domain::command::{
    ConcludeAgreement, DecideExtension, PauseClock, RequestExtension, ResumeClock, ResumeHandling,
    SuspendHandling,
};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName as K, ClockState, PhaseName};
use fengqiao_domain::vocabulary::*;
use jiff::civil::{Date, date};

use crate::support::*;

#[track_caller]
fn due(story: &Story, name: K) -> Date {
    let clock = story.case().clocks.running(name).unwrap();
    clock::due(clock, jurisdiction().terms(), calendar()).on
}

fn state(story: &Story, name: K) -> ClockState {
    story.case().clocks.running(name).unwrap().state()
}

/// Both sides agree, and nothing is owed.
fn settled() -> ConcludeAgreement {
    ConcludeAgreement { obligations: Vec::new(), ..agree(AgreementForm::Written) }
}

fn petition() -> Story {
    registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), serve(Notice::Acceptance))
        .given(township_dispatcher(), assign(&township_mediator()))
}

/// Covers: PauseClock, ResumeClock, MediationTerm
#[test]
fn days_between_pause_and_resumption_do_not_count() {
    // 30 C from 06-10 is Friday 07-10.
    let story = in_progress_at(Desk::Township);
    assert_eq!(due(&story, K::MediationTerm), date(2026, 7, 10));
    let paused = story.given(township_director(), pause(K::MediationTerm, PauseReason::ExpertOpinion));
    assert_eq!(state(&paused, K::MediationTerm), ClockState::Paused);
    let resumed = paused.after(10).given(township_mediator(), ResumeClock { clock: K::MediationTerm });
    // Nine more days: Sunday 07-19, so Monday.
    assert_eq!(due(&resumed, K::MediationTerm), date(2026, 7, 20));
    resumed.when(township_mediator(), ResumeClock { clock: K::MediationTerm }).then_refused(Code::L01);
}

/// Covers: PauseClock, T01, D06, A06, D02, D04
#[test]
fn a_clock_pauses_for_its_own_reasons_only_with_a_paper_and_not_by_the_handler() {
    let story = in_progress_at(Desk::Township);
    let when = |command: PauseClock| story.clone().when(township_director(), command);
    when(pause(K::MediationTerm, PauseReason::AddressUnknown)).then_refused(Code::T01);
    when(pause(K::HandlerTerm, PauseReason::ExpertOpinion)).then_refused(Code::T01);
    when(pause(K::HandleTerm, PauseReason::ExpertOpinion)).then_refused(Code::D02);
    when(PauseClock { document: None, ..pause(K::MediationTerm, PauseReason::Supplement) })
        .then_refused(Code::D06);
    let own = accepted_at(Desk::Village).given(village_head(), assign(&village_head()));
    own.when(village_head(), pause(K::MediationTerm, PauseReason::Supplement)).then_refused(Code::A06);
    story
        .clone()
        .when_ago(3, township_director(), pause(K::MediationTerm, PauseReason::Supplement))
        .then_refused(Code::D04);
    let labour = registered_at(Desk::County)
        .given(
            county_dispatcher(),
            fengqiao_domain::command::ClassifyMatter { unpaid_workers: Some(0), ..classify("10") },
        )
        .given(county_dispatcher(), accept());
    labour
        .when(county_director(), pause(K::MediationTerm, PauseReason::ExpertOpinion))
        .then_refused(Code::T01);
}

/// Covers: PauseClock, GT06, R09
#[test]
fn while_an_opinion_is_awaited_the_case_does_not_rise() {
    let waiting = exhausted_at(Desk::Village)
        .given(village_head(), pause(K::MediationTerm, PauseReason::ExpertOpinion))
        .then_verdict(Verdict::Keep);
    waiting.clone().when(village_head(), ask()).then_refused(Code::R09).because("date", "2026-06-10");
    waiting
        .given(village_mediator(), ResumeClock { clock: K::MediationTerm })
        .then_verdict(Verdict::LiftOnRequest);
}

/// Covers: SuspendHandling, ResumeHandling
#[test]
fn a_suspension_pauses_what_allows_its_reason_and_ends_with_its_pauses() {
    let story = in_progress_at(Desk::Township)
        .given(township_director(), suspend(TODAY))
        .then_events(["HandlingSuspended", "ClockPaused", "ClockPaused"])
        .then_phase(PhaseName::Suspended);
    assert_eq!(state(&story, K::MediationTerm), ClockState::Paused);
    assert_eq!(state(&story, K::LevelTerm), ClockState::Paused);
    assert_eq!(state(&story, K::HandlerTerm), ClockState::Running);
    story.clone().when(township_mediator(), session(SessionOutcome::Failed)).then_refused(Code::L01);
    story.clone().when(township_mediator(), ResumeClock { clock: K::MediationTerm }).then_refused(Code::L01);
    let resumed = story
        .after(5)
        .given(township_director(), ResumeHandling {})
        .then_events(["HandlingResumed", "ClockResumed", "ClockResumed"])
        .then_phase(PhaseName::InProgress);
    // Five days, of which the first is day zero, which does not count anyway.
    assert_eq!(due(&resumed, K::MediationTerm), date(2026, 7, 14));
}

/// Covers: SuspendHandling, T01, D06, D04
#[test]
fn handling_is_suspended_only_where_a_clock_allows_it() {
    petition().when(township_director(), suspend(TODAY)).then_refused(Code::T01);
    let story = in_progress_at(Desk::Township);
    let unproved = SuspendHandling { document: None, ..suspend(TODAY) };
    story.clone().when(township_director(), unproved).then_refused(Code::D06);
    let never = SuspendHandling { review_on: TODAY, ..suspend(TODAY) };
    story.when(township_director(), never).then_refused(Code::D04);
}

/// Covers: SuspendHandling, HolderChanged
#[test]
fn a_change_of_holder_ends_a_suspension() {
    let lifted = in_progress_at(Desk::Township)
        .given(township_director(), suspend(TODAY))
        .after(4)
        .given(grid_officer(), report([DangerSign::Threat]))
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Dispatched);
    assert_eq!(state(&lifted, K::MediationTerm), ClockState::Running);
    // The first day of the pause is day zero, which does not count anyway.
    assert_eq!(due(&lifted, K::MediationTerm), date(2026, 7, 13));
}

/// Covers: RequestExtension, DecideExtension, HandleTerm, K3
#[test]
fn an_extension_makes_the_term_longer_and_counts_again_from_day_zero() {
    let asked = petition().after(58).given(township_mediator(), extend(K::HandleTerm, 30));
    assert_eq!(due(&asked, K::HandleTerm), date(2026, 8, 10));
    let granted = asked.given(township_director(), grant()).then_events(["ExtensionGranted"]);
    assert_eq!(due(&granted, K::HandleTerm), date(2026, 9, 8));
    granted
        .when(township_mediator(), extend(K::HandleTerm, 1))
        .then_refused(Code::T02)
        .because("why", "used");
}

/// Covers: RequestExtension, T02, D03, D02
#[test]
fn no_term_grows_beyond_its_limit_nor_after_its_end() {
    let story = petition();
    let when = |command: RequestExtension| story.clone().when(township_mediator(), command);
    when(extend(K::HandleTerm, 31)).then_refused(Code::T02).because("max", "30");
    when(extend(K::HandlerTerm, 1)).then_refused(Code::T02).because("why", "not_extendable");
    when(extend(K::HandleTerm, 0)).then_refused(Code::D03);
    when(extend(K::MediationTerm, 5)).then_refused(Code::D02);
    let asked = story.clone().given(township_mediator(), extend(K::HandleTerm, 10));
    asked.clone().when(township_mediator(), extend(K::HandleTerm, 10)).then_refused(Code::T02);
    asked.after(62).when(township_director(), grant()).then_refused(Code::T02).because("why", "over");
    story.after(62).when(township_mediator(), extend(K::HandleTerm, 10)).then_refused(Code::T02);
    let township = in_progress_at(Desk::Township);
    township.when(township_mediator(), extend(K::LevelTerm, 5)).then_refused(Code::T02);
}

/// Covers: DecideExtension, A06, D06, D01
#[test]
fn who_asks_for_time_does_not_grant_it_and_it_is_proved() {
    let both =
        fengqiao_domain::Actor { roles: [Role::Mediator, Role::Director].into(), ..township_mediator() };
    let asked = petition().given(both.clone(), extend(K::HandleTerm, 10));
    asked.clone().when(both, grant()).then_refused(Code::A06);
    asked
        .clone()
        .when(township_director(), DecideExtension { granted: false, reason: None })
        .then_refused(Code::D01);
    asked
        .given(township_director(), DecideExtension { granted: false, reason: Some(sealed()) })
        .then_events(["ExtensionDenied"]);
    let unproved = RequestExtension { document: None, ..extend(K::HandleTerm, 10) };
    petition()
        .given(township_mediator(), unproved)
        .when(township_director(), grant())
        .then_refused(Code::D06);
}

/// Covers: DecideExtension, MediationTerm, D06, RecordConsent
#[test]
fn a_mediation_takes_longer_only_if_both_sides_agree() {
    let asked = in_progress_at(Desk::Village).given(village_mediator(), extend(K::MediationTerm, 15));
    asked.clone().when(village_head(), grant()).then_refused(Code::D06);
    let one = asked.given(village_mediator(), consent(claimant(), ConsentSubject::Extension));
    one.clone().when(village_head(), grant()).then_refused(Code::D06);
    let both = one.given(village_mediator(), consent(respondent(), ConsentSubject::Extension));
    let taken_back =
        both.clone().given(village_mediator(), refusal_of(claimant(), ConsentSubject::Extension));
    taken_back.when(village_head(), grant()).then_refused(Code::D06);
    let granted = both.given(village_head(), grant());
    // 45 C from 06-10 is Saturday 07-25.
    assert_eq!(due(&granted, K::MediationTerm), date(2026, 7, 27));
}

/// Covers: DecideExtension, LevelTerm
#[test]
fn the_county_may_take_ten_days_more_by_its_director() {
    let asked = complete_at(Desk::County).given(county_mediator(), extend(K::LevelTerm, 10));
    let granted = asked.given(county_director(), grant());
    assert_eq!(due(&granted, K::LevelTerm), date(2026, 7, 10));
}

/// Covers: DeadlineRecomputed, T01
#[test]
fn a_stop_in_time_that_is_entered_late_leaves_the_breach_and_says_so() {
    // MediationTerm until 07-10; the agreement of 07-09 is entered on 07-13.
    let breached = in_progress_at(Desk::County).kept_until(date(2026, 7, 13));
    assert!(breached.case().clocks.is_breached(K::MediationTerm));
    breached
        .clone()
        .when(county_director(), pause(K::MediationTerm, PauseReason::Supplement))
        .then_refused(Code::T01);
    let late = breached.clone().given_ago(4, county_mediator(), session(SessionOutcome::Agreed)).given_ago(
        4,
        county_mediator(),
        settled(),
    );
    let recomputed: Vec<_> = late
        .answer
        .as_ref()
        .unwrap()
        .iter()
        .filter_map(|event| match event {
            Event::DeadlineRecomputed(it) => Some((it.clock, it.cause)),
            _ => None,
        })
        .collect();
    assert_eq!(recomputed, [(K::MediationTerm, RecomputeCause::MetRecordedLate)]);
    let after_the_end = breached.given_ago(1, county_mediator(), session(SessionOutcome::Agreed)).given_ago(
        1,
        county_mediator(),
        settled(),
    );
    after_the_end.then_events(["AgreementConcluded"]);
}

/// Covers: ClassifyMatter, HandleTerm
#[test]
fn what_is_classified_again_as_it_was_keeps_its_breach() {
    let breached = registered_at(Desk::County)
        .given(county_dispatcher(), classify("9901"))
        .given(county_dispatcher(), accept())
        .kept_until(date(2026, 8, 12));
    assert!(breached.case().clocks.is_breached(K::HandleTerm));
    let again = breached.given(county_dispatcher(), classify("9901"));
    assert!(again.case().clocks.is_breached(K::HandleTerm));
}
