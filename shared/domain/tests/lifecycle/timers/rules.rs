//! What the rule does in the place of the idle, and the policies that act at once.

use fengqiao_calendar::Calendar;
use fengqiao_domain::command::{ClassifyMatter, KeepTime, RecomputeDeadlines};
use fengqiao_domain::id::{CommandId, OfficerId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName as K, Escalation, Phase, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Command, Context, Decision, Event, decide, timer};
use jiff::ToSpan;
use jiff::civil::date;
use uuid::Uuid;

use crate::support::*;

fn escalation(story: &Story) -> &Escalation {
    match &story.case().phase {
        Phase::Handling { escalation, .. } => escalation,
        other => panic!("{}", other.name()),
    }
}

/// The next decision in which that clock ended, and what came right after its end.
fn end_of<const N: usize>(mut story: Story, name: K, brings: [&str; N]) -> Story {
    loop {
        story = story.kept_once();
        let ends = |event: &Event| match event {
            Event::DeadlineBreached(it) => it.clock == name,
            Event::TermLapsed(it) => it.clock == name,
            _ => false,
        };
        let events = story.answer.as_ref().unwrap();
        if let Some(at) = events.iter().position(ends) {
            let next: Vec<_> = events[at + 1..].iter().take(N).map(Event::name).collect();
            assert_eq!(next, brings);
            return story;
        }
    }
}

/// Registered and asked up while the facts are missing: a person must decide.
fn left_to_a_person() -> Story {
    let unknown = fengqiao_domain::command::RegisterCase { amount_fen: None, ..neighbours() };
    Story::begin()
        .given(township_clerk(), unknown)
        .given(township_dispatcher(), classify_ditch())
        .given(township_dispatcher(), ask())
}

/// Covers: EscalationTerm, EscalationAppealed, AppealTerm
#[test]
fn silence_never_accepts_what_is_left_to_a_person_the_superior_rules() {
    let silent = end_of(left_to_a_person(), K::EscalationTerm, []).then_events([
        "DeadlineBreached",
        "SlipIssued",
        "EscalationAppealed",
    ]);
    assert!(
        matches!(escalation(&silent), Escalation::UnderAppeal { superior, .. } if *superior == centre(CITY))
    );
    // A superior who is silent as well leaves it to the joint conference: nothing moves.
    let waiting = end_of(silent.clone(), K::AppealTerm, ["SlipIssued"]);
    assert!(matches!(escalation(&waiting), Escalation::UnderAppeal { .. }));
    silent.given(city_joint_office(), rule(AppealRuling::Overturned)).then_held_by(COUNTY);
}

/// Covers: EscalationTerm, EscalationWithdrawn
#[test]
fn a_request_whose_ground_has_gone_ends_when_nobody_answers() {
    let gone = left_to_a_person()
        .given(township_dispatcher(), correct([fengqiao_domain::event::CorrectedFact::AmountFen(100)]));
    assert_eq!(gone.case().verdict, Verdict::Keep);
    let over = end_of(gone, K::EscalationTerm, []).then_events([
        "DeadlineBreached",
        "SlipIssued",
        "EscalationWithdrawn",
    ]);
    assert_eq!(escalation(&over), &Escalation::Idle);
}

/// Covers: EscalationTerm, SlipIssued
#[test]
fn before_the_city_a_request_waits_and_its_term_counts_again() {
    // Whether the county itself is a party is not known yet.
    let unknown = fengqiao_domain::command::NewParty {
        kind: PartyKind::Unknown,
        ..person(respondent(), PartyRole::Respondent)
    };
    let parties = vec![person(claimant(), PartyRole::Claimant), unknown];
    let asked = Story::begin()
        .given(county_clerk(), fengqiao_domain::command::RegisterCase { parties, ..neighbours() })
        .given(county_dispatcher(), classify_ditch())
        .given(county_joint_office(), ask());
    let silent = end_of(asked, K::EscalationTerm, ["SlipIssued"]);
    assert!(matches!(escalation(&silent), Escalation::Requested(_)));
    let again = silent.case().clocks.running(K::EscalationTerm).unwrap();
    assert_eq!(again.from, date(2026, 6, 12));
    end_of(silent, K::EscalationTerm, ["SlipIssued"]);
}

/// Covers: AppealRight, TermLapsed
#[test]
fn a_refusal_that_nobody_appeals_against_stands_and_leaves_the_case_idle() {
    let invalid =
        corrections([fengqiao_domain::event::CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]);
    let refused = exhausted_at(Desk::Village).given(village_head(), ask()).given(
        township_director(),
        fengqiao_domain::command::RefuseEscalation { corrections: invalid, ..refuse() },
    );
    let lapsed = end_of(refused, K::AppealRight, []);
    assert_eq!(escalation(&lapsed), &Escalation::Idle);
    lapsed.when(village_head(), appeal()).then_refused(Code::L01);
}

/// Covers: ContinueRight, TermLapsed, ST01
#[test]
fn when_the_right_to_go_on_lapses_what_was_proved_is_demanded() {
    let going_on = exhausted_at(Desk::Village)
        .given(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere))
        .given(village_mediator(), consent(respondent(), ConsentSubject::ContinueHere));
    assert_eq!(going_on.case().verdict, Verdict::Keep);
    end_of(going_on, K::ContinueRight, []).then_verdict(Verdict::LiftOnRequest);
}

/// Covers: DangerTerm, NT03
#[test]
fn a_danger_that_nobody_handles_alarms_one_level_up_every_two_hours() {
    let story = in_progress_at(Desk::County).given(grid_officer(), report([DangerSign::Weapon]));
    let reported = story.recorded_at();
    let breached = story.kept_once().then_events(["DeadlineBreached", "SlipIssued", "NoticeServed"]);
    assert_eq!(breached.log.last().unwrap().at, reported + 2.hours());
    let again = breached.kept_once().then_events(["NoticeServed"]);
    assert_eq!(again.log.last().unwrap().at, reported + 4.hours());
    assert!(again.answer.as_ref().unwrap().iter().all(|event| matches!(
        event,
        Event::NoticeServed(served) if served.to == fengqiao_domain::event::Recipient::Centre(centre(CITY))
    )));
    // After an outage it sounds once, and then two hours later.
    let woken = again.after(1).caught_up();
    let alarms = woken.log.len();
    assert_eq!(woken.next_moment().map(|moment| moment - 2.hours()), Some(woken.recorded_at()));
    assert_eq!(woken.caught_up().log.len(), alarms);
}

/// Covers: KeepTime, RatingRight
#[test]
fn the_parties_are_invited_to_rate_as_soon_as_the_follow_up_begins() {
    let entered = follow_up_at(Desk::Village);
    assert_eq!(entered.next_moment(), Some(entered.recorded_at()));
    let invited = entered.kept_once().then_events(["NoticeServed"]);
    assert_eq!(invited.case().clocks.running(K::RatingRight).unwrap().from, TODAY);
    // A clerk who was quicker leaves nothing to do.
    let quick = follow_up_at(Desk::Village).given(village_head(), serve(Notice::RatingInvitation));
    assert_ne!(quick.next_moment(), Some(quick.recorded_at()));
}

/// Covers: MediationTerm
#[test]
fn a_labour_dispute_is_open_to_arbitration_when_its_term_ends() {
    let labour = registered_at(Desk::County)
        .given(county_dispatcher(), ClassifyMatter { unpaid_workers: Some(0), ..classify("10") })
        .given(county_dispatcher(), accept());
    let over = end_of(labour, K::MediationTerm, []);
    let told = over
        .answer
        .as_ref()
        .unwrap()
        .iter()
        .any(|event| matches!(event, Event::NoticeServed(served) if served.notice == Notice::Rights));
    assert!(told && over.case().rights_notice_served);
}

/// Covers: KeepTime, D04, A02
#[test]
fn time_is_kept_by_the_system_alone_and_on_the_date_that_ended() {
    let story = in_progress_at(Desk::County);
    let moment = story.next_moment().unwrap();
    story.clone().when(county_director(), KeepTime { moment }).then_refused(Code::A02);
    let system = Actor::system(centre(COUNTY), Level::County);
    story.clone().when(system, KeepTime { moment }).then_refused(Code::D04);
    let midnight = fengqiao_calendar::end_of_day(TODAY);
    assert_eq!(timer::business_date(midnight), TODAY);
    let id = |after, moment| timer::command_id(CASE, after, moment);
    assert_eq!(id(7, midnight), id(7, midnight));
    assert_ne!(id(7, midnight), id(7, midnight + 1.nanosecond()));
    assert_ne!(id(7, midnight), id(8, midnight));
}

/// Covers: KeepTime, DangerTerm
#[test]
fn a_moment_that_a_late_entry_brings_back_is_kept_once_more() {
    // The keeper was awake at 09:00 and has reminded of one slip; then the system passes on a danger of two days ago, whose slip
    // was to be reminded of at the same moment.
    let urged =
        in_progress_at(Desk::County).given(grid_officer(), report([DangerSign::Weapon])).after(1).caught_up();
    let late = urged.given_ago(2, policy(county_director()), report([DangerSign::Threat])).caught_up();
    let decisions = late.log.iter().map(|stored| Decision::read(&stored.body).unwrap());
    let kept: Vec<_> = decisions.filter(|decision| decision.officer == OfficerId::SYSTEM).collect();
    let ids: std::collections::BTreeSet<_> = kept.iter().map(|decision| decision.command).collect();
    assert_eq!(ids.len(), kept.len(), "a second decision of one id would be taken for the first");
    let of_slip = |event: &Event| matches!(event, Event::DeadlineApproached(it) if it.clock == K::SlipTerm);
    let reminded = kept.iter().filter(|decision| decision.events.iter().any(of_slip));
    let moments: Vec<_> = reminded.map(|decision| decision.occurred_on).collect();
    assert_eq!(moments, [late.today, late.today]);
}

/// The answer of the system to a published calendar.
fn recomputed(story: &Story, calendar: &Calendar) -> Vec<Event> {
    let actor = Actor::system(story.case().holder.centre, story.case().holder.level);
    let ctx = Context {
        command: CommandId::new(Uuid::from_u128(77)),
        actor: &actor,
        now: story.now(),
        today: story.today,
        occurred_on: story.today,
        late_reason: false,
        jurisdiction: jurisdiction(),
        rules: rules(),
        calendar,
    };
    decide(&story.state, CASE, &Command::from(RecomputeDeadlines {}), &ctx).unwrap().events
}

/// Covers: RecomputeDeadlines, DeadlineRecomputed, K2
#[test]
fn a_published_calendar_is_told_once_for_what_it_moves() {
    let header = "date,kind,name\n";
    // Before the notice only the statutory day is known; the notice adds a bridge day and a make-up day.
    let provisional = format!("{header}2026-06-19,statutory,端午节\n2026-07-10,statutory,某节\n");
    let published =
        format!("{header}2026-06-19,holiday,端午节\n2026-07-10,holiday,某节\n2026-07-13,holiday,某节\n");
    let calendar = Calendar::parse(&published, &provisional).unwrap();
    let story = in_progress_at(Desk::County);
    let events = recomputed(&story, &calendar);
    let moved: Vec<_> = events
        .iter()
        .map(|event| match event {
            Event::DeadlineRecomputed(it) => (it.clock, it.old_due, it.new_due, it.cause),
            other => panic!("{}", other.name()),
        })
        .collect();
    let expected =
        (K::MediationTerm, date(2026, 7, 13), date(2026, 7, 14), RecomputeCause::CalendarPublished);
    assert_eq!(moved, [expected]);
    let unmoved = Calendar::parse(&published, &published.replace("holiday", "statutory")).unwrap();
    assert!(recomputed(&story, &unmoved).is_empty());
}

/// Covers: SuspendHandling, KeepTime
#[test]
fn a_suspended_case_still_keeps_its_other_clocks() {
    let suspended = in_progress_at(Desk::County).given(county_director(), suspend(TODAY));
    let later = suspended.kept_until(date(2026, 7, 20)).then_phase(PhaseName::Suspended);
    assert!(later.case().clocks.is_breached(K::HandlerTerm));
    assert!(!later.case().clocks.is_breached(K::MediationTerm));
}
