//! What other rules would have said of what was judged before.

use fengqiao_jurisdiction::Level;
use fengqiao_routing::{
    AssessmentRecord, Fact, Facts, ReplayChange, ReplayFigures, RowId, RuleSet, Verdict, delivered,
};
use jiff::civil::date;
use proptest::prelude::*;

use crate::support::{any_facts, assess, harmless, rules};

/// The delivered tables with one text for another in one of them.
fn with(table: &str, from: &str, to: &str) -> RuleSet {
    let mut files = delivered();
    let text = files.tables.get_mut(table).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replace(from, to);
    RuleSet::parse(&files).unwrap()
}

fn crowd(persons: u32) -> AssessmentRecord {
    assess(&Facts { headcount: Some(persons), ..harmless(Level::Township) }).record()
}

fn ids(rows: &[&str]) -> Vec<RowId> {
    rows.iter().map(|id| RowId::from(*id)).collect()
}

#[test]
fn a_lower_threshold_lifts_exactly_those_between_and_names_the_row() {
    let draft = with("hard-triggers.json", ">= 30", ">= 20");
    for (persons, change) in
        [(19, None), (20, Some(ReplayChange::More)), (29, Some(ReplayChange::More)), (30, None)]
    {
        let replayed = draft.replay(&crowd(persons));
        assert_eq!(replayed.change, change, "{persons}");
        let rows: Vec<_> = replayed.rows.into_iter().collect();
        assert_eq!(rows, if change.is_some() { ids(&["HT03"]) } else { Vec::new() }, "{persons}");
    }
    assert_eq!(draft.replay(&crowd(20)).assessment.verdict, Verdict::LiftNow);
}

#[test]
fn a_higher_threshold_keeps_what_was_lifted_and_a_farther_target_counts_as_more() {
    assert_eq!(
        with("hard-triggers.json", ">= 30", ">= 40").replay(&crowd(30)).change,
        Some(ReplayChange::Fewer)
    );
    let farther = with(
        "hard-triggers.json",
        r#"">= 30", "amount": "-", "unpaid_workers": "-", "villages_spanned": "-", "townships_spanned": "-", "counties_spanned": "-", "designated_by": "-", "track": "-", "holder_conflicted": "-", "order_level": "-", "lifts_to": "county""#,
        r#"">= 30", "amount": "-", "unpaid_workers": "-", "villages_spanned": "-", "townships_spanned": "-", "counties_spanned": "-", "designated_by": "-", "track": "-", "holder_conflicted": "-", "order_level": "-", "lifts_to": "city""#,
    );
    assert_eq!(farther.replay(&crowd(30)).change, Some(ReplayChange::More));
}

#[test]
fn a_row_that_is_taken_out_is_named_too() {
    let mut files = delivered();
    let text = files.tables.get_mut("hard-triggers.json").unwrap();
    let mut table: serde_json::Value = serde_json::from_str(text).unwrap();
    table["rules"].as_array_mut().unwrap().retain(|row| row["_id"] != "HT03");
    *text = table.to_string();
    let replayed = RuleSet::parse(&files).unwrap().replay(&crowd(30));
    assert_eq!(
        (replayed.change, replayed.rows.into_iter().collect::<Vec<_>>()),
        (Some(ReplayChange::Fewer), ids(&["HT03"]))
    );
}

#[test]
fn a_fact_that_nobody_knew_then_cannot_be_told() {
    // The amount was not stated, and nothing asked for it, for the crowd decided; the draft asks for both.
    let known = Facts { headcount: Some(30), amount_fen: None, ..harmless(Level::Township) };
    let record = assess(&known).record();
    assert_eq!(record.verdict, Verdict::LiftNow);
    let draft = with(
        "hard-triggers.json",
        r#""headcount": ">= 30", "amount": "-""#,
        r#""headcount": ">= 30", "amount": ">= 100""#,
    );
    let replayed = draft.replay(&record);
    assert_eq!(replayed.change, Some(ReplayChange::CannotTell));
    assert!(replayed.missing().any(|fact| fact == Fact::Amount));
    // And the other way: what went to a person for want of the amount is decided without it.
    let unknown = draft.assess(&known).record();
    assert_eq!(rules().replay(&unknown).change, Some(ReplayChange::Decided));
}

#[test]
fn figures_count_each_judgement_once_and_their_days() {
    let mut figures = ReplayFigures::default();
    assert!(figures.add_up());
    figures.count(date(2026, 3, 2), None);
    figures.count(date(2026, 2, 1), Some(ReplayChange::More));
    figures.count(date(2026, 2, 9), Some(ReplayChange::CannotTell));
    assert_eq!((figures.from, figures.to), (Some(date(2026, 2, 1)), Some(date(2026, 3, 2))));
    assert_eq!((figures.looked_at, figures.more, figures.fewer, figures.cannot_tell), (3, 1, 0, 1));
    assert!(figures.add_up());
    assert!(!ReplayFigures { fewer: 2, ..figures }.add_up(), "more changed than were looked at");
    assert!(!ReplayFigures { to: None, ..figures }.add_up());
    assert!(!ReplayFigures { looked_at: 0, more: 0, cannot_tell: 0, ..figures }.add_up());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn replaying_the_set_in_force_over_its_own_judgements_changes_nothing(facts in any_facts()) {
        let record = assess(&facts).record();
        let stored: AssessmentRecord = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        let replayed = rules().replay(&stored);
        prop_assert_eq!(replayed.change, None);
        prop_assert!(replayed.rows.is_empty());
        prop_assert_eq!(replayed.assessment.record(), record);
    }

    #[test]
    fn what_one_set_changes_of_another_the_other_changes_back(facts in any_facts()) {
        let draft = with("hard-triggers.json", ">= 30", ">= 20");
        let there = draft.replay(&assess(&facts).record());
        let back = rules().replay(&draft.assess(&facts).record());
        let mirrored = there.change.map(|change| match change {
            ReplayChange::More => ReplayChange::Fewer,
            ReplayChange::Fewer => ReplayChange::More,
            ReplayChange::CannotTell => ReplayChange::Decided,
            ReplayChange::Decided => ReplayChange::CannotTell,
        });
        prop_assert_eq!(back.change, mirrored);
        prop_assert_eq!(back.rows, there.rows);
        // A lower threshold of a hard trigger never keeps what was lifted.
        prop_assert_ne!(there.change, Some(ReplayChange::Fewer));
    }
}
