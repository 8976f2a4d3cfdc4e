//! Which cases are assessed, and by how much of the tables.

use fengqiao_jurisdiction::Level;
use fengqiao_routing::{DangerSign, DossierItem, Facts, PhaseClass, RefusalCode, Scope, Truth, Verdict};

use crate::support::{assess, harmless, move_to};

fn soft_and_hard(level: Level) -> Facts {
    let mut facts = harmless(level);
    facts.headcount = Some(34);
    facts.amount_fen = Some(100_000_000);
    (facts.attempts, facts.failed_attempts) = (2, 2);
    facts
}

#[test]
fn a_settled_case_rises_for_danger_and_for_nothing_else() {
    let mut facts = soft_and_hard(Level::Township);
    facts.phase_class = PhaseClass::Settled;
    let assessment = assess(&facts);
    assert_eq!((assessment.scope, assessment.verdict), (Scope::DangerOnly, Verdict::Keep));
    assert_eq!(assessment.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["HT01", "HT02"]);
    assert_eq!((assessment.soft, assessment.optional), (Truth::False, Truth::False));
    assert_eq!((assessment.refusal, assessment.nearest()), (None, None));

    facts.danger_signs = Some([DangerSign::Violence].into());
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftNow, Some(Level::County)));
    facts.danger_signs = None;
    assert_eq!(assess(&facts).verdict, Verdict::Undetermined);
}

#[test]
fn an_ended_case_and_a_case_at_the_city_are_not_assessed() {
    let mut ended = soft_and_hard(Level::Village);
    ended.phase_class = PhaseClass::Ended;
    for (facts, scope) in [(ended, Scope::Ended), (soft_and_hard(Level::City), Scope::AtCity)] {
        let assessment = assess(&facts);
        assert_eq!((assessment.scope, assessment.verdict, assessment.target), (scope, Verdict::Keep, None));
        assert!(
            assessment.rows.is_empty() && assessment.verdict_row.is_none() && assessment.refusal.is_none()
        );
        assert!(assessment.record().rows.is_empty());
    }
}

/// Covers: HT08
#[test]
fn a_conflicted_centre_is_passed_over() {
    let mut facts = harmless(Level::Village);
    facts.holder_conflicted = Some(true);
    facts.next = Some(Level::County);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftNow, Some(Level::County)));
}

#[test]
fn a_hard_trigger_that_leads_into_a_conflicted_centre_is_followed_by_the_lift_out_of_it() {
    let mut facts = harmless(Level::Township);
    facts.headcount = Some(34);
    facts.next = Some(Level::City);
    assert_eq!(assess(&facts).target, Some(Level::County));
    move_to(&mut facts, Level::County);
    facts.holder_conflicted = Some(true);
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.target), (Verdict::LiftNow, Some(Level::City)));
}

#[test]
fn an_unclassified_case_that_danger_brought_to_the_county_is_kept_there() {
    let mut facts = Facts {
        track: None,
        statutory_path: None,
        final_decision: None,
        power_beyond_level: None,
        unpaid_workers: None,
        ..harmless(Level::County)
    };
    facts.danger_signs = Some([DangerSign::Weapon, DangerSign::Threat].into());
    facts.dossier_missing = [DossierItem::Classification].into();
    let assessment = assess(&facts);
    assert_eq!((assessment.verdict, assessment.refusal), (Verdict::Keep, Some(RefusalCode::R02)));
}

#[test]
fn below_the_city_there_always_is_a_next_level() {
    let mut facts = harmless(Level::County);
    facts.holder_conflicted = Some(true);
    facts.next = None;
    assert_eq!(assess(&facts).target, Some(Level::City));
}
