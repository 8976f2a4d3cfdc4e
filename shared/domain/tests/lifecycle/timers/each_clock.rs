//! The whole table of clocks, one row each: what starts it, what its end brings, whether it pauses or grows, what stops it.

use std::collections::BTreeSet;

use fengqiao_domain::command::{
    ClassifyMatter, HandleDanger, RecordReviewResult, RegisterCase, SignCase, WithdrawEscalation,
};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::state::{Clock, ClockKind, ClockName as K};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Event, clock};
use jiff::ToSpan;

use crate::support::*;

/// One clock of the table.
struct Row {
    name: K,
    /// A case in which it runs.
    runs: fn() -> Story,
    /// What its end brings, after the breach or the lapse itself.
    brings: &'static [&'static str],
    /// The slip that its end brings.
    slip: Option<(SlipColour, Fault)>,
    pauses_for: &'static [PauseReason],
    extends_by: Option<u16>,
    /// What stops it.
    stops: fn(Story) -> Story,
}

use Fault::{F1, F2, F3, F5, F6};
use PauseReason::{AddressUnknown, ExpertOpinion, ForceMajeure, Hearing, Supplement};
use SlipColour::{Blue, Red, Yellow};

const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

fn dispatched() -> Story {
    accepted_at(Desk::Township).given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
}

fn simple() -> Story {
    registered_at(Desk::Township)
        .given(township_dispatcher(), classify("0203"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), dispatch(JUDICIAL_OFFICE))
}

fn petition() -> Story {
    registered_at(Desk::County)
        .given(county_dispatcher(), classify("9901"))
        .given(county_dispatcher(), accept())
}

fn asked() -> Story {
    exhausted_at(Desk::Village).given(village_head(), ask())
}

fn refused() -> Story {
    let invalid = corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]);
    asked().given(
        township_director(),
        fengqiao_domain::command::RefuseEscalation { corrections: invalid, ..refuse() },
    )
}

fn at_city() -> Story {
    let places = [centre(VILLAGE), centre("640202001201")].into();
    Story::begin().given(village_mediator(), RegisterCase { places, ..neighbours() })
}

fn in_danger() -> Story {
    in_progress_at(Desk::County).given(grid_officer(), report([DangerSign::Threat]))
}

fn going_on() -> Story {
    in_progress_at(Desk::Village).given(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere))
}

fn urged() -> Story {
    in_progress_at(Desk::County).given(city_joint_office(), slip(SlipColour::Blue))
}

/// The agreed date has passed, and nobody has looked yet.
fn unchecked() -> Story {
    let story = performing_at(Desk::County);
    let passed = story.today + 8.days();
    story.kept_until(passed)
}

/// Another body has the matter now.
fn led_to(path: RedirectPath) -> Story {
    accepted_at(Desk::County).given(county_dispatcher(), redirect(path))
}

/// The review's opinion is served.
fn looked_at_again() -> Story {
    let asked = under_review();
    let upheld = RecordReviewResult { reviewed: reviewed(asked.state.live(), ReviewResult::Upheld) };
    asked.given(policy(township_clerk()), upheld).given(township_clerk(), serve(Notice::ReviewOpinion))
}

fn moved(story: Story) -> Story {
    story.given(grid_officer(), report([DangerSign::Threat])).then_held_by(COUNTY)
}

fn handled(story: Story) -> Story {
    let danger = story.case().dangers.open.first().copied();
    story.given(county_mediator(), HandleDanger { danger, ..handle_danger() })
}

#[rustfmt::skip]
const TABLE: &[Row] = &[
    Row { name: K::ForwardTerm, runs: || accepted_at(Desk::County), brings: &["SlipIssued"], slip: Some((Red, F1)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), dispatch("640221-water")) },
    Row { name: K::AcceptanceNoticeTerm, runs: || accepted_at(Desk::County), brings: &["SlipIssued"], slip: Some((Red, F1)), pauses_for: &[AddressUnknown], extends_by: None, stops: |it| it.given(county_clerk(), serve(Notice::Acceptance)) },
    Row { name: K::ObjectionRight, runs: dispatched, brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(judicial_officer(), object()) },
    Row { name: K::SignTerm, runs: dispatched, brings: &["SlipIssued"], slip: Some((Blue, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(judicial_officer(), SignCase {}) },
    Row { name: K::SimpleAnswerTerm, runs: simple, brings: &["SlipIssued"], slip: Some((Yellow, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(township_dispatcher(), ClassifyMatter { profile: Some(Profile::Complex), ..classify("0203") }) },
    Row { name: K::HandleTerm, runs: petition, brings: &["SlipIssued"], slip: Some((Red, F6)), pauses_for: &[], extends_by: Some(30), stops: |it| it.given(county_clerk(), withdraw()) },
    Row { name: K::MediationTerm, runs: || in_progress_at(Desk::County), brings: &["SlipIssued"], slip: Some((Red, F6)), pauses_for: &[ExpertOpinion, Supplement, ForceMajeure], extends_by: Some(30), stops: |it| it.given(county_mediator(), fail()) },
    Row { name: K::FactTerm, runs: || registered_at(Desk::Village), brings: &["SlipIssued"], slip: Some((Blue, F5)), pauses_for: &[], extends_by: None, stops: |it| it.given(village_head(), classify_ditch()) },
    Row { name: K::LevelTerm, runs: || complete_at(Desk::County), brings: &["SlipIssued"], slip: Some((Yellow, F6)), pauses_for: &[ExpertOpinion, Supplement, ForceMajeure], extends_by: Some(10), stops: |it| it.given(county_mediator(), session(SessionOutcome::Agreed)).given(county_mediator(), agree(AgreementForm::Written)) },
    Row { name: K::AskUpTerm, runs: || exhausted_at(Desk::Village), brings: &["EscalationRequested"], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(village_head(), ask()) },
    Row { name: K::EscalationTerm, runs: asked, brings: &["SlipIssued", "EscalationAccepted", "HolderChanged", "VerdictChanged"], slip: Some((Yellow, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(village_head(), WithdrawEscalation {}) },
    Row { name: K::AppealRight, runs: refused, brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(village_head(), appeal()) },
    Row { name: K::AppealTerm, runs: || refused().given(village_head(), appeal()), brings: &["SlipIssued"], slip: Some((Red, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_director(), rule(AppealRuling::Upheld)) },
    Row { name: K::ContinueRight, runs: going_on, brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(village_mediator(), refusal_of(respondent(), ConsentSubject::ContinueHere)) },
    Row { name: K::DesignationTerm, runs: at_city, brings: &["SlipIssued"], slip: Some((Red, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(city_joint_office(), designate(COUNTY)) },
    Row { name: K::DangerTerm, runs: in_danger, brings: &["SlipIssued", "NoticeServed"], slip: Some((Red, F2)), pauses_for: &[], extends_by: None, stops: handled },
    Row { name: K::HandlerTerm, runs: || in_progress_at(Desk::County), brings: &["SlipIssued"], slip: Some((Yellow, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_mediator(), fail()) },
    Row { name: K::RiskReviewTerm, runs: || in_progress_at(Desk::County), brings: &["SlipIssued"], slip: Some((Yellow, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_clerk(), withdraw()) },
    Row { name: K::SlipTerm, runs: urged, brings: &["SlipIssued"], slip: Some((Yellow, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), answer_slip()) },
    Row { name: K::UnresolvedTerm, runs: || unresolved_at(Desk::County), brings: &["SlipIssued"], slip: Some((Blue, F2)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_mediator(), explain()) },
    Row { name: K::ConfirmationRight, runs: || performing_at(Desk::County), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_clerk(), confirm()) },
    Row { name: K::CourtWatch, runs: || filed_at(Desk::County), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(court_liaison(), confirmed()) },
    Row { name: K::ReviewRight, runs: || answered_at(Desk::Township, false), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(party(), request_review()) },
    Row { name: K::RecheckRight, runs: || looked_at_again(), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(party(), request_recheck()) },
    Row { name: K::LabourAwardWatch, runs: || led_to(RedirectPath::LabourArbitration), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), heard(RedirectResult::Decided)) },
    Row { name: K::LandAwardWatch, runs: || led_to(RedirectPath::LandArbitration), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), heard(RedirectResult::Decided)) },
    Row { name: K::ReconsiderationWatch, runs: || led_to(RedirectPath::Reconsideration), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), heard(RedirectResult::Decided)) },
    Row { name: K::SimpleReconsiderationWatch, runs: || led_to(RedirectPath::SimpleReconsideration), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), heard(RedirectResult::Decided)) },
    Row { name: K::LabourInspectionWatch, runs: || led_to(RedirectPath::LabourInspection), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_dispatcher(), heard(RedirectResult::Decided)) },
    Row { name: K::TaskTerm, runs: || in_progress_at(Desk::County).given(county_joint_office(), meet()), brings: &["SlipIssued"], slip: Some((Yellow, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(water_officer(), done()) },
    Row { name: K::OrderTerm, runs: || in_progress_at(Desk::County).given(county_director(), order()), brings: &["SlipIssued"], slip: Some((Red, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_director(), order_report()) },
    Row { name: K::ReviewTerm, runs: || review_at(COUNTY, CaseKind::Review), brings: &["SlipIssued"], slip: Some((Red, F6)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_director(), assign(&county_reviewer())).given(county_reviewer(), review_draft(ReviewResult::Upheld)).given(county_director(), issue()) },
    Row { name: K::RecheckTerm, runs: || review_at(CITY, CaseKind::Recheck), brings: &["SlipIssued"], slip: Some((Red, F6)), pauses_for: &[Hearing], extends_by: None, stops: |it| it.given(city_joint_office(), assign(&city_reviewer())).given(city_reviewer(), review_draft(ReviewResult::Upheld)).given(city_joint_office(), issue()) },
    Row { name: K::PerformanceWatch, runs: || performing_at(Desk::County), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(county_mediator(), perform()) },
    Row { name: K::PerformanceCheckTerm, runs: unchecked, brings: &["SlipIssued"], slip: Some((Yellow, F3)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_mediator(), perform()) },
    Row { name: K::FollowUpFirstTerm, runs: || follow_up_at(Desk::County), brings: &["SlipIssued"], slip: Some((Yellow, F5)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_clerk(), follow_up(FollowUpRound::First)) },
    Row { name: K::FollowUpSecondTerm, runs: || follow_up_at(Desk::County), brings: &["SlipIssued"], slip: Some((Yellow, F5)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_clerk(), follow_up(FollowUpRound::Second)) },
    Row { name: K::RatingRight, runs: || follow_up_at(Desk::County).kept_once(), brings: &[], slip: None, pauses_for: &[], extends_by: None, stops: |it| it.given(party(), rate()) },
    Row { name: K::ArchiveTerm, runs: || ended_at(Desk::County), brings: &["SlipIssued"], slip: Some((Blue, F5)), pauses_for: &[], extends_by: None, stops: |it| it.given(county_director(), reopen(ReopenReason::NewFacts)) },
];

/// Local clocks, which the tenant of these tests has switched off; and that of a recommendation, which is no case and has a test
/// of its own.
const OFF: &[K] = &[K::AdministrativeAcceptTerm, K::AdministrativeTransferTerm, K::RecommendationTerm];

fn the_clock(story: &Story, name: K) -> Clock {
    story.case().clocks.running(name).unwrap_or_else(|| panic!("{name} runs")).clone()
}

/// The decision in which the clock ended.
fn at_its_end(row: &Row) -> (Story, Vec<Event>) {
    let mut story = (row.runs)();
    let of = the_clock(&story, row.name).of;
    loop {
        story = story.kept_once();
        let events = story.answer.clone().unwrap();
        let ended = events.iter().position(|event| match event {
            Event::DeadlineBreached(it) => (it.clock, it.of) == (row.name, of),
            Event::TermLapsed(it) => (it.clock, it.of) == (row.name, of),
            _ => false,
        });
        if let Some(at) = ended {
            return (story, events[at..].to_vec());
        }
    }
}

#[test]
fn the_table_has_every_clock() {
    let rows: BTreeSet<_> = TABLE.iter().map(|row| row.name).chain(OFF.iter().copied()).collect();
    let missing: Vec<_> = K::ALL.iter().filter(|name| !rows.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Covers: KeepTime, ForwardTerm, AcceptanceNoticeTerm, ObjectionRight, SignTerm, SimpleAnswerTerm, HandleTerm, MediationTerm, FactTerm, LevelTerm, AskUpTerm, EscalationTerm, AppealRight, AppealTerm, ContinueRight, DesignationTerm, DangerTerm, HandlerTerm, RiskReviewTerm, SlipTerm, UnresolvedTerm, ConfirmationRight, CourtWatch, ReviewRight, RecheckRight, LabourAwardWatch, LandAwardWatch, ReconsiderationWatch, SimpleReconsiderationWatch, LabourInspectionWatch, TaskTerm, OrderTerm, ReviewTerm, RecheckTerm, PerformanceWatch, PerformanceCheckTerm, FollowUpFirstTerm, FollowUpSecondTerm, RatingRight, ArchiveTerm
#[test]
fn each_clock_ends_on_its_day_with_what_the_table_says() {
    for row in TABLE {
        let before = the_clock(&(row.runs)(), row.name);
        let due = clock::due(&before, jurisdiction().terms(), calendar()).on;
        let (story, events) = at_its_end(row);
        let mut names = events.iter().map(Event::name);
        match (names.next().unwrap(), &events[0]) {
            ("DeadlineBreached", Event::DeadlineBreached(it)) => {
                assert_eq!((row.name.kind(), it.due), (ClockKind::Duty, due), "{}", row.name);
                assert!(!it.arithmetic.is_empty());
            }
            ("TermLapsed", Event::TermLapsed(it)) => {
                assert_ne!(row.name.kind(), ClockKind::Duty, "{}", row.name);
                assert_eq!(it.due, due, "{}", row.name);
            }
            (other, _) => panic!("{}: {other}", row.name),
        }
        // Another clock may end at the same moment; what this one brings comes next.
        let brings: Vec<_> = names.take(row.brings.len()).collect();
        assert_eq!(brings, row.brings, "{}", row.name);
        let slip = events[1..].iter().take(row.brings.len()).find_map(|event| match event {
            Event::SlipIssued(it) => Some((it.colour, it.fault)),
            _ => None,
        });
        assert_eq!(slip, row.slip, "{}", row.name);
        if row.name != K::DangerTerm {
            assert_eq!(story.decisions().last().unwrap().occurred_on, due, "{}", row.name);
        }
    }
}

/// Covers: PauseClock, RequestExtension
#[test]
fn each_clock_pauses_and_grows_as_the_table_says() {
    for row in TABLE {
        let story = (row.runs)();
        let running = the_clock(&story, row.name);
        for reason in PauseReason::ALL {
            let may = clock::may_pause(story.case(), &running, *reason);
            assert_eq!(may, row.pauses_for.contains(reason), "{} for {reason}", row.name);
        }
        assert_eq!(clock::extension_max(&running, jurisdiction().terms()), row.extends_by, "{}", row.name);
    }
}

#[test]
fn each_clock_is_stopped_as_the_table_says() {
    for row in TABLE {
        let story = (row.runs)();
        let of = the_clock(&story, row.name).of;
        let stopped = (row.stops)(story);
        assert!(stopped.case().clocks.of(row.name, of).is_none(), "{} was stopped", row.name);
    }
}

#[test]
fn a_breached_clock_stays_until_its_stop_and_is_silent() {
    for row in TABLE.iter().filter(|row| row.name.kind() == ClockKind::Duty) {
        // A request that nobody answers, and what ends with it, is decided by the rule itself.
        if matches!(row.name, K::AskUpTerm | K::EscalationTerm | K::SlipTerm) {
            continue;
        }
        let of = the_clock(&(row.runs)(), row.name).of;
        let (story, _) = at_its_end(row);
        let clock = story.case().clocks.of(row.name, of).unwrap_or_else(|| panic!("{} stays", row.name));
        assert!(clock.breach.is_some(), "{}", row.name);
    }
}

#[test]
fn a_change_of_holder_does_not_end_the_duty_of_the_slip() {
    let story = moved(in_progress_at(Desk::Township).given(county_director(), slip(SlipColour::Blue)));
    assert!(story.case().clocks.running(K::SlipTerm).is_some());
}
