//! What is found in a draft: for each kind of fault one draft that has it.

use fengqiao_routing::{FindingCode, RuleSet, RuleSetFiles, Severity, check_table, delivered};
use serde_json::{Value, json};

/// The delivered rule set with one table changed.
fn changed(file: &str, change: impl FnOnce(&mut Value)) -> RuleSetFiles {
    let mut files = delivered();
    let mut table: Value = serde_json::from_str(&files.tables[file]).unwrap();
    let before = table.clone();
    change(&mut table);
    assert_ne!(table, before, "the draft differs from what is delivered");
    files.tables.insert(file.to_owned(), table.to_string());
    files
}

fn row<'a>(table: &'a mut Value, id: &str) -> &'a mut Value {
    table["rules"].as_array_mut().unwrap().iter_mut().find(|row| row["_id"] == id).unwrap()
}

fn with_cell(file: &str, id: &str, column: &str, cell: &str) -> RuleSetFiles {
    changed(file, |table| row(table, id)[column] = json!(cell))
}

/// A draft that has this fault.
fn draft_with(code: FindingCode) -> RuleSetFiles {
    match code {
        FindingCode::BadShape => changed("gates.json", |table| row(table, "GT01")["level"] = json!(3)),
        FindingCode::MissingTable => {
            let mut files = delivered();
            files.tables.remove("notices.json");
            files
        }
        FindingCode::LimitPassed => changed("hard-triggers.json", |table| {
            let many = (10..70).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
            for column in ["headcount", "amount", "unpaid_workers"] {
                row(table, "HT03")[column] = json!(format!("in [{many}]"));
            }
        }),
        FindingCode::WrongHitPolicy => changed("gates.json", |table| table["hitPolicy"] = json!("first")),
        FindingCode::UnknownFact => {
            changed("optional.json", |table| table["inputs"][1]["field"] = json!("amount_due"))
        }
        FindingCode::UnknownColumn => with_cell("optional.json", "OP01", "headcount", ">= 2"),
        FindingCode::MissingColumn => changed("gates.json", |table| {
            table["outputs"].as_array_mut().unwrap().remove(0);
        }),
        FindingCode::UnknownCode => with_cell("gates.json", "GT02", "statutory_path", "= lottery"),
        FindingCode::TypeError => with_cell("hard-triggers.json", "HT03", "headcount", ">= many"),
        FindingCode::BadSyntax => with_cell("hard-triggers.json", "HT03", "headcount", "about 30"),
        FindingCode::DuplicateId => with_cell("soft-triggers.json", "ST02", "_id", "ST01"),
        FindingCode::UnreachableRow => with_cell("verdicts.json", "VT6", "optional", "in [unknown, false]"),
        FindingCode::Overlap => {
            let mut files = with_cell("verdicts.json", "VT3", "hard", "in [unknown, true]");
            let table = files.tables.get_mut("verdicts.json").unwrap();
            *table = table.replace("\"first\"", "\"unique\"");
            files
        }
        FindingCode::Gap => with_cell("verdicts.json", "VT4", "hard", "= unknown"),
        FindingCode::GateRefusalDiffers => with_cell("gates.json", "GT05b", "refusal", "R09"),
        FindingCode::TargetNotAbove => with_cell("hard-triggers.json", "HT01", "level", "-"),
        FindingCode::TargetUnfit => with_cell("verdicts.json", "VT2", "target", "highest_hard"),
        FindingCode::NotMonotone => with_cell("hard-triggers.json", "HT03", "headcount", "is missing"),
    }
}

#[test]
fn the_delivered_rule_set_has_no_fault_and_no_warning() {
    assert_eq!(delivered().check(), []);
    for (name, text) in &delivered().tables {
        assert_eq!(check_table(name, text), []);
    }
}

#[test]
fn every_kind_of_fault_is_found_and_an_error_bars_publication() {
    for code in FindingCode::ALL {
        let files = draft_with(*code);
        let findings = files.check();
        let found = findings.iter().find(|finding| finding.code == *code);
        let found = found.unwrap_or_else(|| panic!("{code} is not among {findings:#?}"));
        assert_eq!(RuleSet::parse(&files).is_err(), found.severity == Severity::Error, "{code}");
    }
}

#[test]
fn a_fault_is_found_where_it_is() {
    let findings = with_cell("hard-triggers.json", "HT03", "headcount", ">= many").check();
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(finding.table, "hard_triggers");
    assert_eq!((finding.row.as_deref(), finding.cell.as_deref()), (Some("HT03"), Some("headcount")));
    assert_eq!(
        finding.to_string(),
        "error[type_error] hard_triggers HT03.headcount: \"many\" is not a count (persons), which headcount is"
    );
}

#[test]
fn a_gap_names_the_case_that_no_row_answers() {
    let findings = with_cell("verdicts.json", "VT4", "hard", "= unknown").check();
    let gaps: Vec<_> = findings.iter().filter(|finding| finding.code == FindingCode::Gap).collect();
    assert_eq!(gaps.len(), 3, "one for each value of the third input");
    assert!(gaps.iter().all(|gap| gap.message.contains("hard false, gates_and_soft unknown")), "{gaps:#?}");
}

/// Covers: VT1, VT2, VT3, VT4, VT5, VT6, VT7
#[test]
fn the_delivered_verdict_table_has_no_overlap_either() {
    let files = changed("verdicts.json", |table| table["hitPolicy"] = json!("unique"));
    assert_eq!(files.check(), []);
}

#[test]
fn a_range_that_holds_no_number_is_unreachable() {
    let findings = with_cell("hard-triggers.json", "HT03", "headcount", "(30..31)").check();
    assert!(findings.iter().any(|finding| finding.code == FindingCode::UnreachableRow), "{findings:#?}");
    assert_eq!(with_cell("hard-triggers.json", "HT03", "headcount", "(30..32)").check(), []);
}

#[test]
fn a_condition_must_fit_the_type_of_its_fact() {
    for (column, cell) in [
        ("danger_signs", "= weapon"),
        ("danger_signs", ">= 2"),
        ("grave", "< true"),
        ("grave", "is empty"),
        ("headcount", "has any [weapon]"),
        ("headcount", ">= level"),
        ("headcount", "= -1"),
        ("headcount", "= 99999999999999999999"),
        ("track", "> mediation"),
        ("track", "is not empty"),
    ] {
        let findings = with_cell("hard-triggers.json", "HT08", column, cell).check();
        assert!(
            findings.iter().any(|finding| finding.code == FindingCode::TypeError),
            "{column} {cell}: {findings:#?}"
        );
    }
}

#[test]
fn a_second_cell_for_one_column_is_refused_and_does_not_replace_the_first() {
    let mut files = delivered();
    let table = files.tables.get_mut("hard-triggers.json").unwrap();
    *table = table.replace("\"headcount\": \">= 30\"", "\"headcount\": \">= 30\", \"headcount\": \"-\"");
    let findings = files.check();
    assert_eq!(findings[0].code, FindingCode::BadShape);
    assert!(findings[0].message.contains("two cells of one row for column \"headcount\""), "{findings:#?}");
}

#[test]
fn a_manifest_cannot_name_a_file_outside_its_folder() {
    assert_eq!(RuleSetFiles::listed_in(&delivered().manifest).unwrap().len(), 6);
    for name in ["../secrets.json", "/etc/passwd", "a\\\\b.json", "."] {
        let manifest = delivered().manifest.replace("gates.json", name);
        assert_eq!(RuleSetFiles::listed_in(&manifest).unwrap_err().code, FindingCode::BadShape, "{name}");
    }
}

#[test]
fn the_hash_follows_the_meaning_and_not_the_layout() {
    let hash = |files: &RuleSetFiles| RuleSet::parse(files).unwrap().hash();
    let delivered = delivered();
    let mut laid_out_anew = delivered.clone();
    for table in laid_out_anew.tables.values_mut() {
        let json: Value = serde_json::from_str(table).unwrap();
        *table = serde_json::to_string_pretty(&json).unwrap();
    }
    assert_ne!(laid_out_anew, delivered);
    assert_eq!(hash(&laid_out_anew), hash(&delivered));
    let respelt = with_cell("hard-triggers.json", "HT04", "amount", ">=100000000");
    assert_eq!(hash(&respelt), hash(&delivered));
    let raised = with_cell("hard-triggers.json", "HT04", "amount", ">= 100_000_001");
    assert_ne!(hash(&raised), hash(&delivered));
    let reworded = with_cell("hard-triggers.json", "HT04", "_description", "另一说明");
    assert_ne!(hash(&reworded), hash(&delivered));
}

#[test]
fn every_row_that_an_assessment_can_name_has_a_description_and_a_source() {
    let rules = crate::support::rules();
    let assessment = rules.assess(&crate::support::harmless(fengqiao_jurisdiction::Level::Village));
    for row in &assessment.rows {
        let info = rules.row(&row.id).unwrap();
        assert!(
            info.table == row.table && !info.description.is_empty() && !info.basis.is_empty(),
            "{}",
            row.id
        );
    }
}
