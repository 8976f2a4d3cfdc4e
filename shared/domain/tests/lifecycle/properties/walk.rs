//! Random walks: anybody gives any command, mostly one that they are offered.

use std::num::NonZeroUsize;
use std::thread::{self, available_parallelism};

use fengqiao_domain::command::{CommandName, RefuseEscalation, RegisterCase};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::vocabulary::{CaseKind, DossierItem, FollowUpRound};
use fengqiao_domain::{CaseState, allowed_in};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::dice::{Dice, everybody};
use super::{figures, goes_on, laws};
use crate::support::*;

/// Decisions of one walk, in an ordinary run and in a nightly one.
const STEPS: usize = 60;
const STEPS_NIGHTLY: usize = 200;
/// Walks of an ordinary run, and of a nightly one.
const WALKS: u32 = 200;
const WALKS_NIGHTLY: u32 = 10_000;

/// What ends or moves a case from any stage is drawn less often, so that the late stages are met.
const RARE: &[CommandName] = &[
    CommandName::MergeCases,
    CommandName::SettleOnTheSpot,
    CommandName::AppointProxy,
    CommandName::RestrictCase,
    CommandName::FlagDuplicate,
    CommandName::FlagCluster,
    CommandName::LinkCases,
    CommandName::WithdrawCase,
    CommandName::RedirectCase,
    CommandName::RecordRecusal,
    CommandName::RequestVoid,
    CommandName::ReportDanger,
    CommandName::AssessRisk,
    CommandName::LinkParty,
    CommandName::CorrectFacts,
    CommandName::ArchiveCase,
    CommandName::IssueOrder,
    CommandName::HoldMeeting,
    CommandName::AssignTask,
    CommandName::Refer,
    CommandName::IssueSlip,
    CommandName::LiftSlip,
    CommandName::PauseClock,
    CommandName::RequestKeyDestruction,
];

/// Where a walk begins: often at nothing, else far along.
fn beginning(dice: &mut Dice) -> Story {
    let desk = dice.one(&Desk::ALL);
    match dice.roll(18) {
        0 => complete_at(desk),
        1 => exhausted_at(desk),
        2 => agreed_at(desk),
        3 => follow_up_at(desk).given(desk.caller(), follow_up(FollowUpRound::First)),
        4 => exhausted_at(Desk::Village).given(village_head(), ask()).given(township_director(), refusing()),
        5 => exhausted_at(Desk::Village)
            .given(village_head(), ask())
            .given(township_director(), refusing())
            .given(village_head(), appeal()),
        6 => exhausted_at(Desk::Village).given(village_head(), ask()).given(township_director(), take_up()),
        7 => petition_at(dice.one(&[Desk::Township, Desk::County])),
        8 => answered_at(dice.one(&[Desk::Township, Desk::County]), dice.chance(50)),
        // What lies with the next village is handed over to it.
        9..=11 => {
            let next_door = RegisterCase { places: [centre("640221103202")].into(), ..neighbours() };
            Story::begin().given(village_mediator(), next_door)
        }
        12 => match dice.roll(4) {
            0 => under_review(),
            1 => under_recheck(),
            2 => review_at(COUNTY, CaseKind::Review),
            _ => review_at(CITY, CaseKind::Recheck),
        },
        13 => match dice.roll(5) {
            0 => filed_at(desk),
            1 => closed_at(desk),
            2 => voided(),
            3 => retained_long_enough(desk),
            _ => handed_over(),
        },
        _ => Story::begin(),
    }
}

/// Registered in a village for a place in the next one, which has it now.
fn handed_over() -> Story {
    let next = "640221103202";
    Story::begin()
        .given(village_mediator(), RegisterCase { places: [centre(next)].into(), ..neighbours() })
        .given(village_head(), hand_over(next))
}

/// A refusal that the receiver's own correction carries.
fn refusing() -> RefuseEscalation {
    let invalid = CorrectedFact::DossierInvalid(DossierItem::EvidenceList);
    RefuseEscalation { corrections: corrections([invalid]), ..refuse() }
}

fn is_nightly() -> bool {
    std::env::var_os("FENGQIAO_NIGHTLY").is_some()
}

fn steps() -> usize {
    if is_nightly() { STEPS_NIGHTLY } else { STEPS }
}

fn config() -> Config {
    Config {
        cases: if is_nightly() { WALKS_NIGHTLY } else { WALKS },
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    }
}

/// One step: somebody does something, and every law is held up to it.
fn step(story: Story, seed: u64) -> Story {
    let mut dice = Dice(seed);
    let people = everybody();
    let today = story.today;
    let (actor, name) = match &story.state {
        CaseState::Absent if dice.chance(15) => (dice.one(&people), CommandName::SettleOnTheSpot),
        CaseState::Absent if dice.chance(15) => (dice.one(&people), CommandName::DraftCase),
        CaseState::Absent => (dice.one(&people), CommandName::RegisterCase),
        state if dice.chance(85) => {
            let offers: Vec<_> = people
                .into_iter()
                .flat_map(|actor| {
                    allowed_in(state, CASE, &actor, jurisdiction())
                        .into_iter()
                        .map(move |name| (actor.clone(), name))
                })
                .collect();
            let mut names: Vec<_> = offers.iter().map(|(_, name)| *name).collect();
            names.sort_unstable();
            names.dedup();
            let mut name = dice.one(&names);
            if RARE.contains(&name) {
                name = dice.one(&names);
            }
            let givers: Vec<_> = offers.into_iter().filter(|offer| offer.1 == name).collect();
            dice.one(&givers)
        }
        _ => (dice.one(&people), dice.one(CommandName::OF_CASES)),
    };
    let command = dice.command(name, &actor, story.state.live(), today);
    let before = story.state.clone();
    let recorded = story.log.len();
    let ago = if dice.chance(20) { i64::try_from(dice.roll(5)).unwrap() } else { 0 };
    let story = story.when_ago(ago, actor.clone(), command);
    laws::what_is_allowed_is_what_is_admitted(&before, name, &actor, &story);
    if story.log.len() > recorded && story.state.draft().is_some() {
        laws::a_draft_is_no_case(&story);
    } else if story.log.len() > recorded {
        laws::each_move_has_its_ground(&before, &story);
        laws::the_parts_fit(story.case());
        laws::the_clocks_fit(story.case());
        laws::nothing_is_held_back(&story);
    } else {
        assert_eq!(story.state, before, "a refusal changes nothing");
    }
    let days = if dice.chance(20) { i64::try_from(dice.roll(4)).unwrap() } else { 0 };
    time_passes(story.after(days), &mut dice)
}

/// The keeper wakes now and then, sometimes after weeks, and every law is held up to what it finds.
fn time_passes(story: Story, dice: &mut Dice) -> Story {
    let weeks = if dice.chance(3) { i64::try_from(dice.roll(6)).unwrap() } else { 0 };
    let mut story = story.after(weeks * 7);
    if story.state.live().is_none() || !dice.chance(70) {
        return story;
    }
    let now = story.now();
    while let Some(moment) = story.next_moment().filter(|moment| *moment <= now) {
        let before = story.state.clone();
        story = story.hint(moment, now);
        assert!(story.answer.as_ref().is_ok_and(|events| !events.is_empty()), "{:?}", story.answer);
        assert!(story.next_moment().is_none_or(|next| next > moment), "time goes on");
        laws::each_move_has_its_ground(&before, &story);
        laws::the_parts_fit(story.case());
        laws::the_clocks_fit(story.case());
        laws::nothing_is_held_back(&story);
        let kept = story.state.clone();
        story = story.hint(moment, now);
        assert_eq!(story.state, kept, "a hint that comes twice changes nothing");
    }
    story
}

/// A nightly run takes every core: ten thousand walks are hours of one.
#[test]
fn every_walk_keeps_every_law() {
    let threads = if is_nightly() { available_parallelism().map_or(1, NonZeroUsize::get) } else { 1 };
    let share = config().cases.div_ceil(u32::try_from(threads).unwrap());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut runner = TestRunner::new(Config { cases: share, ..config() });
                let seeds = prop::collection::vec(any::<u64>(), steps());
                runner.run(&seeds, keeps_every_law).unwrap_or_else(|error| panic!("{error}"));
            });
        }
    });
}

fn keeps_every_law(seeds: Vec<u64>) -> Result<(), TestCaseError> {
    let mut dice = Dice(seeds[0]);
    let begun = beginning(&mut dice);
    let story = seeds.into_iter().fold(begun, step);
    laws::no_level_returns_twice(&story);
    prop_assert_eq!(&story.replayed(), &story.state);
    figures::the_flows_explain_the_stocks(&story);
    goes_on::is_brought_to_its_end(story, &mut dice);
    Ok(())
}

/// The walk of that number, in full length.
fn walked(number: u64) -> Story {
    let mut dice = Dice(number);
    let begun = beginning(&mut dice);
    (0..STEPS).fold(begun, |story, _| {
        let seed = u64::try_from(dice.roll(usize::MAX)).unwrap();
        step(story, seed)
    })
}

/// A walk that meets nothing proves nothing.
#[test]
fn the_walks_meet_every_command_and_nearly_every_event() {
    let mut met = std::collections::BTreeSet::new();
    let mut names = std::collections::BTreeSet::new();
    for walk in 0..400_u64 {
        let story = walked(walk);
        for stored in &story.log {
            let decision = fengqiao_domain::Decision::read(&stored.body).unwrap();
            names.insert(decision.name);
            met.extend(decision.events.iter().map(fengqiao_domain::Event::name));
        }
    }
    // Calendars are published once a year; that has tests of its own.
    let yearly = CommandName::RecomputeDeadlines;
    let missed: Vec<_> =
        CommandName::OF_CASES.iter().filter(|name| **name != yearly && !names.contains(name)).collect();
    assert!(missed.is_empty(), "never given with success: {missed:?}");
    let unseen: Vec<_> =
        fengqiao_domain::Event::NAMES.iter().filter(|(name, _)| !met.contains(name)).collect();
    assert!(unseen.is_empty(), "never recorded: {unseen:?}");
}

/// Decisions that the walks lead to.
pub(crate) fn told() -> impl Iterator<Item = Vec<u8>> {
    (0..400_u64).flat_map(|walk| walked(walk).log).map(|stored| stored.body)
}
