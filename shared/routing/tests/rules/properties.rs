//! What holds of every case there can be.

use fengqiao_jurisdiction::Level;
use fengqiao_routing::{
    Assessment, AssessmentRecord, Facts, RuleSet, RuleSetFiles, Scope, TableId, Truth, Verdict, check_table,
    delivered,
};
use proptest::{collection, prelude::*};
use serde_json::json;

use crate::support::{any_facts, any_facts_in_hand, assess, harmless, rules};

/// Learns some of what was missing, and changes nothing that was known.
fn learn(known: &Facts, learnt: &Facts) -> Facts {
    Facts {
        danger_signs: known.danger_signs.clone().or_else(|| learnt.danger_signs.clone()),
        grave: known.grave.or(learnt.grave),
        headcount: known.headcount.or(learnt.headcount),
        amount_fen: known.amount_fen.or(learnt.amount_fen),
        unpaid_workers: known.unpaid_workers.or(learnt.unpaid_workers),
        villages_spanned: known.villages_spanned.or(learnt.villages_spanned),
        townships_spanned: known.townships_spanned.or(learnt.townships_spanned),
        counties_spanned: known.counties_spanned.or(learnt.counties_spanned),
        holder_conflicted: known.holder_conflicted.or(learnt.holder_conflicted),
        track: known.track.or(learnt.track),
        statutory_path: known.statutory_path.or(learnt.statutory_path),
        final_decision: known.final_decision.or(learnt.final_decision),
        power_beyond_level: known.power_beyond_level.or(learnt.power_beyond_level),
        ..known.clone()
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        ".{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            collection::btree_map("[a-z_]{1,9}", inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Cells made of the pieces of the grammar, right and wrong.
fn any_cell() -> impl Strategy<Value = String> {
    let pieces = [
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "[",
        "]",
        "(",
        ")",
        "..",
        ",",
        "in",
        "has any",
        "is",
        "not",
        "empty",
        "missing",
        "-",
        "none",
        "county",
        "level",
        "order_level",
        "true",
        "unknown",
        "0",
        "30",
        "18446744073709551615",
        "weapon",
        "人",
        " ",
    ];
    collection::vec(prop::sample::select(pieces.to_vec()), 0..8).prop_map(|pieces| pieces.join(" "))
}

const COLUMNS: [&str; 4] = ["level", "headcount", "danger_signs", "track"];

/// A table of one row with these cells.
fn soft_table(cells: &[String]) -> String {
    let inputs = COLUMNS.map(|id| json!({ "id": id, "field": id }));
    let mut row = json!({ "_id": "ST01" });
    for (column, cell) in COLUMNS.iter().zip(cells) {
        row[column] = json!(cell);
    }
    json!({ "id": "soft_triggers", "hitPolicy": "collect", "inputs": inputs, "outputs": [], "rules": [row] })
        .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn p4_learning_a_missing_fact_never_turns_a_decided_verdict_nor_lowers_a_lift(
        known in any_facts_in_hand(), learnt in any_facts(),
    ) {
        let before = assess(&known);
        let after = assess(&learn(&known, &learnt));
        match before.verdict {
            Verdict::Keep | Verdict::LiftAtDiscretion => {
                prop_assert_eq!((before.verdict, before.target), (after.verdict, after.target));
            }
            // Its target is not compared: a request goes past a conflicted centre, a hard trigger to the level it names,
            // from where the conflict lifts the case on in the same decision.
            Verdict::LiftOnRequest => {
                prop_assert!(matches!(after.verdict, Verdict::LiftOnRequest | Verdict::LiftNow));
            }
            Verdict::LiftNow => {
                prop_assert_eq!(after.verdict, Verdict::LiftNow);
                prop_assert!(after.target >= before.target);
            }
            Verdict::Undetermined => {}
        }
    }

    #[test]
    fn learning_every_missing_fact_leaves_nothing_undetermined(known in any_facts_in_hand()) {
        let full = learn(&known, &harmless(known.level));
        let assessment = assess(&full);
        prop_assert_ne!(assessment.verdict, Verdict::Undetermined);
        prop_assert!(assessment.rows.iter().all(|row| row.truth != Truth::Unknown));
        prop_assert!(assessment.missing.is_empty());
    }

    #[test]
    fn an_undetermined_verdict_names_a_missing_fact_and_only_missing_ones(facts in any_facts()) {
        let assessment = assess(&facts);
        prop_assert!(assessment.verdict != Verdict::Undetermined || !assessment.missing.is_empty());
        for fact in &assessment.missing {
            prop_assert_eq!(fact.value(&facts), fengqiao_routing::Value::Missing);
        }
    }

    #[test]
    fn whatever_lifts_lifts_above_the_holder_and_keep_alone_has_no_target(facts in any_facts()) {
        let assessment = assess(&facts);
        prop_assert_eq!(assessment.verdict == Verdict::Keep, assessment.target.is_none());
        prop_assert!(assessment.target.is_none_or(|target| target > facts.level));
    }

    /// Covers: VT1
    #[test]
    fn a_case_lifts_at_once_exactly_where_a_hard_trigger_is_true(facts in any_facts()) {
        let assessment = assess(&facts);
        let hard = assessment.rows_of(TableId::HardTriggers).any(|row| row.truth == Truth::True);
        prop_assert_eq!(hard, assessment.verdict == Verdict::LiftNow);
    }

    /// Covers: VT7
    #[test]
    fn a_refusal_is_given_exactly_where_a_case_in_hand_is_kept(facts in any_facts()) {
        let assessment = assess(&facts);
        let kept = assessment.scope == Scope::Full && assessment.verdict == Verdict::Keep;
        prop_assert_eq!(assessment.refusal.is_some(), kept);
    }

    /// Covers: VT1, VT2, VT3, VT4, VT5, VT6, VT7
    #[test]
    fn the_results_agree_with_the_rows_by_the_laws_of_kleene(facts in any_facts_in_hand()) {
        let assessment = assess(&facts);
        let any = |table| Truth::any(assessment.rows_of(table).map(|row| row.truth));
        prop_assert_eq!(assessment.hard, any(TableId::HardTriggers));
        prop_assert_eq!(assessment.soft, any(TableId::SoftTriggers));
        prop_assert_eq!(assessment.optional, any(TableId::Optional));
        for row in &assessment.rows {
            prop_assert_eq!(row.truth, Truth::all(row.cells.iter().map(|cell| cell.result.truth())));
        }
        let gates = assessment.gate_results.iter().map(|gate| {
            Truth::any(assessment.rows.iter().filter(|row| row.gate.as_ref() == Some(&gate.id)).map(|row| row.truth))
        });
        prop_assert_eq!(assessment.gates, Truth::all(gates));
    }

    #[test]
    fn a_record_read_back_gives_the_same_assessment_again(facts in any_facts()) {
        let assessment: Assessment = assess(&facts);
        let text = serde_json::to_string(&assessment.record()).unwrap();
        let record: AssessmentRecord = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&record.facts, &facts);
        prop_assert_eq!(assess(&record.facts), assessment);
        prop_assert_eq!(record.rule_set, rules().hash());
        prop_assert!(text.len() <= 1_536, "{} bytes: {}", text.len(), text);
    }

    #[test]
    fn no_json_at_all_makes_the_reader_panic(json in any_json(), text in ".{0,80}") {
        let mut files = delivered();
        files.tables.insert("gates.json".to_owned(), json.to_string());
        prop_assert!(RuleSet::parse(&files).is_err());
        prop_assert!(!check_table("draft.json", &text).is_empty());
        let manifest = RuleSetFiles { manifest: json.to_string(), ..delivered() };
        prop_assert!(RuleSet::parse(&manifest).is_err());
    }

    #[test]
    fn no_cell_makes_the_reader_panic_and_a_sound_one_is_read_back_as_it_is_printed(
        cells in collection::vec(any_cell(), 4),
    ) {
        let mut files = delivered();
        files.tables.insert("soft-triggers.json".to_owned(), soft_table(&cells));
        if let Ok(rules) = RuleSet::parse(&files) {
            let assessment = rules.assess(&harmless(Level::Village));
            let row = assessment.row("ST01").unwrap();
            let mut printed = vec!["-".to_owned(); 4];
            for cell in &row.cells {
                let column = COLUMNS.iter().position(|id| *id == cell.fact.name());
                printed[column.unwrap()] = cell.condition.to_string();
            }
            files.tables.insert("soft-triggers.json".to_owned(), soft_table(&printed));
            prop_assert_eq!(RuleSet::parse(&files).unwrap().hash(), rules.hash());
        }
    }
}
