//! The worked examples, at the level of the tables. What is not named is screened, classified, harmless and complete.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::Level;
use fengqiao_routing::{
    DossierItem, Fact, Facts, HelpWanted, RefusalCode, StatutoryPath, Truth, Value, Verdict,
};

use crate::support::{YUAN, asking_for, assess, harmless, move_to, rules};

fn true_rows(assessment: &fengqiao_routing::Assessment) -> Vec<&str> {
    assessment.true_rows().map(|row| row.id.as_str()).collect()
}

fn failed_gates(assessment: &fengqiao_routing::Assessment) -> Vec<(&str, RefusalCode)> {
    assessment.failed_gates().map(|gate| (gate.id.as_str(), gate.refusal)).collect()
}

/// Covers: X01
#[test]
fn x01_one_failed_session_is_not_enough_and_the_nearest_row_says_what_is() {
    let mut facts = harmless(Level::Village);
    (facts.attempts, facts.failed_attempts) = (1, 1);
    let assessment = assess(&facts);
    assert_eq!(
        (assessment.hard, assessment.gates, assessment.soft),
        (Truth::False, Truth::True, Truth::False)
    );
    assert_eq!((assessment.verdict, assessment.target), (Verdict::Keep, None));
    assert_eq!(assessment.refusal, Some(RefusalCode::R01));
    let nearest = assessment.nearest().unwrap();
    assert_eq!(nearest.row.as_str(), "ST01");
    let unmet: Vec<_> = nearest.unmet.iter().map(|cell| (cell.fact, &cell.seen, &*cell.condition)).collect();
    assert_eq!(unmet, [(Fact::FailedAttempts, &Value::Count(1), ">= 2")]);
}

/// Covers: X02
#[test]
fn x02_a_second_failure_counts_on_another_date_only() {
    let mut facts = harmless(Level::Village);
    (facts.attempts, facts.failed_attempts) = (1, 1);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(RefusalCode::R01)));
    (facts.attempts, facts.failed_attempts) = (2, 2);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftOnRequest, Some(Level::Township)));
    assert_eq!(true_rows(&assessment), ["ST01"]);
}

/// Covers: X03
#[test]
fn x03_a_missing_headcount_is_undetermined_and_each_answer_to_it_decides() {
    let mut facts = harmless(Level::Village);
    facts.headcount = None;
    let assessment = assess(&facts);
    assert_eq!(assessment.row("HT03").unwrap().truth, Truth::Unknown);
    assert_eq!(assessment.hard, Truth::Unknown);
    assert_eq!(assessment.gate_truth(&"GT08".into()), Some(Truth::False));
    assert_eq!(assessment.verdict, Verdict::Undetermined);
    assert_eq!(assessment.verdict_row.as_ref().unwrap().as_str(), "VT3");
    assert_eq!(assessment.missing, BTreeSet::from([Fact::Headcount]));

    facts.headcount = Some(12);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(RefusalCode::R01)));
    let notices = rules().notices(&facts);
    assert_eq!(notices.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["NT01"]);

    facts.headcount = Some(34);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftNow, Some(Level::County)));
}

/// Covers: X04
#[test]
fn x04_what_is_proved_does_not_wait_for_what_is_missing() {
    let mut facts = harmless(Level::Village);
    facts.headcount = None;
    (facts.attempts, facts.failed_attempts) = (2, 2);
    let assessment = assess(&facts);
    assert_eq!(assessment.row("HT03").unwrap().truth, Truth::Unknown);
    assert_eq!((assessment.gates, true_rows(&assessment)), (Truth::True, vec!["ST01"]));
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftOnRequest, Some(Level::Township)));

    move_to(&mut facts, Level::Township);
    (facts.attempts, facts.failed_attempts) = (0, 0);
    let assessment = assess(&facts);
    assert_eq!(assessment.verdict, Verdict::Undetermined);
    assert_eq!(assessment.missing, BTreeSet::from([Fact::Headcount]));
}

/// Covers: X05
#[test]
fn x05_the_highest_target_of_the_true_rows_wins() {
    let mut facts = harmless(Level::Village);
    facts.villages_spanned = Some(2);
    facts.townships_spanned = Some(2);
    facts.holder_conflicted = Some(true);
    let assessment = assess(&facts);
    assert_eq!(true_rows(&assessment), ["HT06", "HT08", "HT10"]);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftNow, Some(Level::County)));
    move_to(&mut facts, Level::Township);
    facts.holder_conflicted = Some(false);
    facts.designated_by = Level::County.into();
    assert_eq!(assess(&facts).verdict, Verdict::Keep);
}

/// Covers: X08
#[test]
fn x08_a_threshold_includes_itself() {
    let mut facts = harmless(Level::Township);
    for (fen, verdict, rows) in [
        (1_000_000 * YUAN, Verdict::LiftNow, vec!["HT04", "OP01"]),
        (1_000_000 * YUAN - 1, Verdict::LiftAtDiscretion, vec!["OP01"]),
        (200_000 * YUAN, Verdict::LiftAtDiscretion, vec!["OP01"]),
        (200_000 * YUAN - 1, Verdict::Keep, vec![]),
    ] {
        facts.amount_fen = Some(fen);
        let assessment = assess(&facts);
        assert_eq!((assessment.verdict, true_rows(&assessment)), (verdict, rows), "{fen} fen");
    }
    let assessment = assess(&facts);
    assert_eq!(assessment.refusal, Some(RefusalCode::R01));
    assert_eq!(failed_gates(&assessment), [("GT08", RefusalCode::R01)]);
}

/// Covers: X11
#[test]
fn x11_a_wage_claim_in_arbitration_is_redirected_however_often_it_is_filed() {
    let mut facts = harmless(Level::Township);
    facts.statutory_path = Some(StatutoryPath::Arbitration);
    facts.filings_90d = 3;
    (facts.attempts, facts.failed_attempts) = (2, 2);
    let assessment = assess(&facts);
    assert_eq!(true_rows(&assessment), ["ST01", "ST03"]);
    assert_eq!(failed_gates(&assessment), [("GT02", RefusalCode::R03)]);
    assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(RefusalCode::R03)));
    assert!(assessment.nearest().unwrap().unmet.is_empty(), "only a gate stands in the way");
}

/// Covers: X12
#[test]
fn x12_only_an_unanswered_red_slip_waives_attempts_and_dossier() {
    let mut facts = harmless(Level::Township);
    facts.level_term_spent = true;
    facts.dossier_missing = [DossierItem::EvidenceList].into();
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(RefusalCode::R02)));
    assert_eq!(failed_gates(&assessment), [("GT07", RefusalCode::R02), ("GT08", RefusalCode::R01)]);

    facts.red_slip_unanswered = true;
    let assessment = assess(&facts);
    assert_eq!(true_rows(&assessment), ["ST02", "ST05"]);
    assert_eq!(assessment.gates, Truth::True);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftOnRequest, Some(Level::County)));
}

#[test]
fn a_request_for_a_power_the_level_has_is_refused_as_within_its_powers() {
    let mut facts = harmless(Level::Township);
    facts.attempts = 2;
    for (help, refusal) in [
        (vec![HelpWanted::Power], RefusalCode::R06),
        (vec![HelpWanted::Power, HelpWanted::Funds], RefusalCode::R01),
        (vec![HelpWanted::Leader], RefusalCode::R01),
    ] {
        facts.request = asking_for(&help);
        let assessment = assess(&facts);
        assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(refusal)), "{help:?}");
    }
}

#[test]
fn missing_facts_are_named_only_where_the_verdict_hangs_on_them() {
    let mut facts = harmless(Level::Village);
    facts.attempts = 1;
    facts.power_beyond_level = None;
    facts.final_decision = None;
    let assessment = assess(&facts);
    assert_eq!(assessment.verdict_row.as_ref().unwrap().as_str(), "VT4");
    assert_eq!(assessment.missing, BTreeSet::from([Fact::PowerBeyondLevel, Fact::FinalDecision]));
    facts.grave = Some(true);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.missing), (Verdict::LiftNow, BTreeSet::new()));
}

#[test]
fn a_case_of_which_nothing_is_known_is_undetermined_and_every_fact_that_can_be_missing_is_named() {
    let facts = Facts::unknown(Level::Village);
    let assessment = assess(&facts);
    assert_eq!(assessment.verdict, Verdict::Undetermined);
    let missing = Fact::ALL.iter().copied().filter(|fact| fact.value(&facts) == Value::Missing);
    assert_eq!(assessment.missing, missing.collect());
}
