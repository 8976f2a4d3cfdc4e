use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use fengqiao_jurisdiction::{Level, Track};
use fengqiao_routing::{
    Assessment, DangerSign, DossierItem, Facts, FinalDecision, HelpWanted, PhaseClass, RequestFacts, RuleSet,
    StatutoryPath, delivered,
};
use proptest::{option, prelude::*, sample};

pub(crate) const YUAN: u64 = 100;

static RULES: LazyLock<Arc<RuleSet>> =
    LazyLock::new(|| Arc::new(RuleSet::parse(&delivered()).expect("the delivered rule set is sound")));

pub(crate) fn rules() -> Arc<RuleSet> {
    Arc::clone(&RULES)
}

pub(crate) fn assess(facts: &Facts) -> Assessment {
    rules().assess(facts)
}

/// Screened, classified, harmless, complete; in mediation; two persons over 3,000 yuan.
pub(crate) fn harmless(level: Level) -> Facts {
    Facts {
        danger_signs: Some(BTreeSet::new()),
        grave: Some(false),
        headcount: Some(2),
        amount_fen: Some(3_000 * YUAN),
        unpaid_workers: Some(0),
        villages_spanned: Some(1),
        townships_spanned: Some(1),
        counties_spanned: Some(1),
        holder_conflicted: Some(false),
        track: Some(Track::Mediation),
        statutory_path: Some(StatutoryPath::None),
        final_decision: Some(FinalDecision::None),
        power_beyond_level: Some(false),
        ..Facts::unknown(level)
    }
}

pub(crate) fn move_to(facts: &mut Facts, level: Level) {
    facts.level = level;
    facts.next = Facts::unknown(level).next;
}

pub(crate) fn asking_for(help: &[HelpWanted]) -> Option<RequestFacts> {
    Some(RequestFacts { target_is_next: true, help_wanted: help.iter().copied().collect() })
}

/// Any case at all, with values at and around the thresholds more often than others.
pub(crate) fn any_facts() -> impl Strategy<Value = Facts> {
    let counts = (
        option::of(sample::select(vec![0_u32, 1, 9, 10, 29, 30, 50, u32::MAX])),
        option::of(sample::select(vec![0, 19_999_999, 20_000_000, 99_999_999, 100_000_000, u64::MAX])),
        option::of(sample::select(vec![0_u32, 9, 10])),
        option::of(1_u32..4),
        option::of(1_u32..4),
        option::of(1_u32..4),
    );
    let codes = (
        option::of(sample::subsequence(DangerSign::ALL, 0..=1)),
        option::of(prop::bool::weighted(0.1)),
        option::of(prop::bool::weighted(0.2)),
        option::of(sample::select(Track::ALL)),
        option::of(prop_oneof![8 => Just(StatutoryPath::None), 1 => Just(StatutoryPath::Court)]),
        option::of(prop_oneof![8 => Just(FinalDecision::None), 1 => Just(FinalDecision::Rechecked)]),
        option::of(prop::bool::weighted(0.2)),
    );
    let place = (
        sample::select(Level::ALL),
        sample::select(Level::ALL),
        option::of(sample::select(Level::ALL)),
        option::weighted(0.2, sample::select(Level::ALL)),
        prop_oneof![8 => Just(PhaseClass::Handling), 2 => Just(PhaseClass::Settled), 1 => Just(PhaseClass::Ended)],
    );
    let conduct = (
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop_oneof![4 => Just(vec![]), 1 => Just(vec![DossierItem::EvidenceList])],
        0_u32..4,
        0_u32..4,
    );
    let stint = (
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.1),
        1_u32..5,
        1_u32..7,
        option::of((any::<bool>(), sample::subsequence(HelpWanted::ALL, 0..=2))),
    );
    (counts, codes, place, conduct, stint).prop_map(|(counts, codes, place, conduct, stint)| {
        let (level, next, designated_by, order_level, phase_class) = place;
        let request = stint.5.map(|(target_is_next, help)| RequestFacts {
            target_is_next,
            help_wanted: help.into_iter().collect(),
        });
        Facts {
            level,
            phase_class,
            danger_signs: codes.0.map(|signs| signs.into_iter().collect()),
            grave: codes.1,
            headcount: counts.0,
            amount_fen: counts.1,
            unpaid_workers: counts.2,
            villages_spanned: counts.3,
            townships_spanned: counts.4,
            counties_spanned: counts.5,
            designated_by: designated_by.into(),
            order_level: order_level.into(),
            holder_conflicted: codes.2,
            track: codes.3,
            statutory_path: codes.4,
            final_decision: codes.5,
            power_beyond_level: codes.6,
            same_matter_open: conduct.0,
            party_refuses: conduct.1,
            expert_pending: conduct.2,
            dossier_missing: conduct.3.into_iter().collect(),
            attempts: conduct.4,
            failed_attempts: conduct.5,
            level_term_spent: stint.0,
            red_slip_unanswered: stint.1,
            continuing: stint.2,
            filings_90d: stint.3,
            like_cases_30d: stint.4,
            request,
            next: (level < Level::City).then(|| next.max(above(level))),
        }
    })
}

/// Any case in hand below the city, so that every table applies.
pub(crate) fn any_facts_in_hand() -> impl Strategy<Value = Facts> {
    any_facts().prop_map(|mut facts| {
        facts.phase_class = PhaseClass::Handling;
        if facts.level == Level::City {
            move_to(&mut facts, Level::County);
        }
        facts
    })
}

fn above(level: Level) -> Level {
    Facts::unknown(level).next_level()
}
