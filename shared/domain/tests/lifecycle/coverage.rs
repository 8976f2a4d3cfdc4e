//! Every row of the reference has a test. The tests say so themselves, in a line `Covers: …` above each; the page
//! `docs/reference/lifecycle-tests.md` is written from these lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fengqiao_domain::command::CommandName;
use fengqiao_domain::permission::GRANTS;
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::{Fault, Ground};
use fengqiao_domain::{Code, Event};
use fengqiao_routing::delivered;

use crate::support::WRITE;

/// Where tests are that say what they cover.
const FOLDERS: [&str; 8] = [
    "shared/domain/tests",
    "shared/calendar/tests",
    "shared/routing/tests",
    "shared/api/tests",
    "shared/runtime/tests",
    "services",
    "tests/scenarios/tests",
    "tests/chaos/tests",
];

const PAGE: &str = "docs/reference/lifecycle-tests.md";

/// What begins the line, as the scanner meets it in a source.
const MARK: &str = "/// Covers: ";

/// A test, by its file and its function.
type Test = (String, String);

struct Section {
    title: &'static str,
    /// Each row with what it is about.
    rows: Vec<(String, String)>,
}

#[test]
fn every_row_has_a_test_and_the_page_names_it() {
    let tests = tests_by_row();
    let sections = sections();
    let known =
        |name: &str| sections.iter().flat_map(|section| &section.rows).any(|(row, _)| covers(name, row));
    let is_event = |name: &str| Event::NAMES.iter().any(|(event, _)| name.split('(').next() == Some(event));
    let is_fault = |name: &str| Fault::ALL.iter().any(|fault| fault.as_str().eq_ignore_ascii_case(name));
    let strangers: Vec<_> =
        tests.keys().filter(|name| !(known(name) || is_event(name) || is_fault(name))).collect();
    assert!(strangers.is_empty(), "tests say that they cover what is no row: {strangers:?}");
    let rows = sections.iter().flat_map(|section| &section.rows);
    let bare: Vec<_> = rows.filter(|(row, _)| of_row(&tests, row).is_empty()).map(|(row, _)| row).collect();
    assert!(bare.is_empty(), "rows without a test: {bare:?}");

    let written = page(&sections, &tests);
    let file = root().join(PAGE);
    if std::env::var_os(WRITE).is_some() {
        fs::write(&file, &written).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == written, "{PAGE} is not what the tests say; {WRITE}=1 writes it anew");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of the reference that this release has, from the code itself.
fn sections() -> Vec<Section> {
    let section = |title, rows| Section { title, rows };
    let numbered = |prefix: &str, numbers: std::ops::RangeInclusive<u32>, width: usize| {
        numbers.map(|number| (format!("{prefix}{number:0width$}"), String::new())).collect::<Vec<_>>()
    };
    vec![
        section(
            "Commands",
            CommandName::ALL.iter().map(|name| (camel(name.as_str()), name.zh().to_owned())).collect(),
        ),
        section(
            "Clocks",
            ClockName::ALL.iter().map(|name| (camel(name.as_str()), name.zh().to_owned())).collect(),
        ),
        section(
            "Refusals",
            Code::ALL.iter().map(|code| (code.as_str().to_owned(), code.zh().to_owned())).collect(),
        ),
        section(
            "Grounds of non-acceptance",
            Ground::ALL
                .iter()
                .map(|ground| (ground.as_str().to_uppercase(), ground.zh().to_owned()))
                .collect(),
        ),
        section("Rows of the decision tables", table_rows()),
        section("Worked examples of escalation", numbered("X", 1..=12, 2)),
        section("Worked examples of counting", numbered("K", 1..=6, 1)),
        section("Scenarios", numbered("SC", 1..=8, 1)),
    ]
}

/// The rows of the delivered tables, and the two alerts that follow from an event and not from a table.
fn table_rows() -> Vec<(String, String)> {
    let mut rows: Vec<_> = delivered().tables.values().flat_map(|table| rows_of(table)).collect();
    rows.push(("NT03".to_owned(), "险情报告".to_owned()));
    rows.push(("NT05".to_owned(), "越过的层级".to_owned()));
    rows.sort();
    rows
}

fn rows_of(table: &str) -> Vec<(String, String)> {
    let table: serde_json::Value = serde_json::from_str(table).unwrap();
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap().to_owned();
    let rows = table["rules"].as_array().unwrap();
    rows.iter().map(|row| (text(row, "_id"), text(row, "_description"))).collect()
}

/// `register_case` as the reference writes it: `RegisterCase`.
fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| word.split_at(1));
    words.map(|(first, rest)| first.to_uppercase() + rest).collect()
}

/// Whether a test that names `name` covers `row`: the row itself, a step of the scenario (SC1.4), or the gate of which the
/// row is one alternative (GT07 of GT07a).
fn covers(name: &str, row: &str) -> bool {
    let alternative =
        row.strip_prefix(name).is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_lowercase()));
    let step = name.strip_prefix(row).is_some_and(|rest| rest.starts_with('.'));
    alternative || step
}

fn of_row<'a>(tests: &'a BTreeMap<String, Vec<Test>>, row: &str) -> Vec<&'a Test> {
    let mut found: Vec<_> =
        tests.iter().filter(|(name, _)| covers(name, row)).flat_map(|(_, tests)| tests).collect();
    found.sort();
    found.dedup();
    found
}

fn tests_by_row() -> BTreeMap<String, Vec<Test>> {
    let mut tests: BTreeMap<String, Vec<Test>> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                scan(&name, &fs::read_to_string(&path).unwrap(), &mut tests);
            }
        }
    }
    tests
}

fn scan(file: &str, text: &str, tests: &mut BTreeMap<String, Vec<Test>>) {
    let mut rows = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(named) = line.strip_prefix(MARK) {
            rows.extend(named.split(',').map(str::trim).filter(|row| !row.is_empty()));
        }
        let Some((_, signature)) = line.split_once("fn ") else { continue };
        let function = signature.split(['(', '<']).next().unwrap_or_default();
        for row in rows.drain(..) {
            tests.entry(row.to_owned()).or_default().push((file.to_owned(), function.to_owned()));
        }
    }
}

fn page(sections: &[Section], tests: &BTreeMap<String, Vec<Test>>) -> String {
    let mut page = String::from(
        "# Rows of the lifecycle and their tests\n\n\
         Generated from the `Covers:` lines of the tests by `shared/domain/tests/lifecycle/coverage.rs`; do not edit. \
         `FENGQIAO_WRITE=1 cargo nextest run -p fengqiao-domain every_row_has_a_test` writes it anew. The test fails for a \
         row without a test.\n",
    );
    for Section { title, rows } in sections {
        write!(page, "\n## {title}\n\n| row | | tests |\n| --- | --- | --- |\n").unwrap();
        for (row, about) in rows {
            let named = of_row(tests, row).into_iter().map(|(file, function)| format!("`{function}` {file}"));
            writeln!(page, "| {row} | {about} | {} |", named.collect::<Vec<_>>().join("<br>")).unwrap();
        }
    }
    write!(
        page,
        "\n## Permissions\n\n\
         All {} grants of `permission::GRANTS`, the table of [permissions](permissions.md), are tested in \
         `shared/domain/tests/lifecycle/permission.rs`: `every_cell_of_the_table_is_kept_and_everything_else_is_refused` \
         asks for every command in every role from every standing to a case, and `every_grant_is_met_by_a_standing` shows \
         that no grant is left out of it.\n",
        GRANTS.len()
    )
    .unwrap();
    page
}
