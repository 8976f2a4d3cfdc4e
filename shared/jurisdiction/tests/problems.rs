//! What does not fit together is refused, with the file, the entry and the reason.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use common::weibin_files;
use fengqiao_jurisdiction::{FILE_BYTES_MAX, Jurisdiction, JurisdictionFiles, PROBLEMS_MAX};

/// The problems of the small city after `spoil` has changed its files.
fn problems(spoil: impl FnOnce(&mut JurisdictionFiles)) -> Vec<String> {
    let mut files = weibin_files();
    spoil(&mut files);
    Jurisdiction::parse(&files).unwrap_err().iter().map(ToString::to_string).collect()
}

/// Replaces text that must be there, so that no test passes on a file that it did not spoil.
fn replace(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{from}");
    *text = text.replace(from, to);
}

fn row(files: &mut JurisdictionFiles, row: &str) {
    files.divisions.push_str(row);
    files.divisions.push('\n');
}

#[test]
fn a_division_with_an_unknown_parent() {
    assert_eq!(
        problems(|files| row(files, "610302200001,某村,village,610302200,administrative")),
        ["divisions.csv: 610302200001: the parent 610302200 is not in the file"]
    );
}

#[test]
fn a_division_that_stands_twice() {
    assert_eq!(
        problems(|files| row(files, "610302,渭滨区,county,610300,administrative")),
        ["divisions.csv: 610302: the code stands twice"]
    );
}

#[test]
fn divisions_that_contain_each_other() {
    let problems = problems(|files| {
        row(files, "610303,甲区,county,610304,administrative");
        row(files, "610304,乙区,county,610303,administrative");
    });
    assert_eq!(
        problems,
        [
            "divisions.csv: 610303: its parents lead back to it",
            "divisions.csv: 610304: its parents lead back to it",
        ]
    );
}

#[test]
fn a_division_below_one_that_is_not_above_it() {
    assert_eq!(
        problems(|files| row(files, "610302101,某镇,township,610302100,administrative")),
        ["divisions.csv: 610302101: its parent 610302100 is of level township, which is not above its own"]
    );
}

#[test]
fn a_code_that_does_not_fit_its_level_or_its_parent() {
    assert_eq!(
        problems(|files| {
            row(files, "610302101,某村,village,610302100,administrative");
            row(files, "610303101,某镇,township,610302,administrative");
        }),
        [
            "divisions.csv: 610302101: a code of 9 digits does not fit the level",
            "divisions.csv: 610302101: the code does not begin with that of its parent 610302100",
            "divisions.csv: 610303101: the code does not begin with that of its parent 610302",
        ]
    );
}

#[test]
fn a_second_city_and_a_city_that_is_not_there() {
    assert_eq!(
        problems(|files| row(files, "610400,咸阳市,city,610000,administrative")),
        ["divisions.csv: 610400: is of level city, beside the city of the organisation"]
    );
    let problems = problems(|files| replace(&mut files.organisation, "\"610300\"", "\"610302\""));
    assert!(
        problems
            .contains(&"organisation.toml: city: the city 610302 is not a division of level city".to_owned()),
        "{problems:?}"
    );
}

#[test]
fn rows_and_files_that_cannot_be_read() {
    assert_eq!(
        problems(|files| {
            replace(&mut files.divisions, "渭滨区,county", "渭滨区,district");
        }),
        [
            "divisions.csv: line 3: cannot be read: \"district\" is not a Level; \
             expected one of village, township, county, city",
            "divisions.csv: 610302001: the parent 610302 is not in the file",
            "divisions.csv: 610302100: the parent 610302 is not in the file",
        ]
    );
    assert_eq!(
        problems(|files| replace(&mut files.terms, "danger = \"2h\"", "danger = \"2\"")),
        ["terms.toml: line 13: cannot be read: \"2\" is not a term; \
             expected like 30C, 5W, 2h or 2026-02-24"]
    );
    assert_eq!(
        problems(|files| replace(&mut files.powers, "name", "title")),
        [
            "powers.toml: line 3: cannot be read: unknown field `title`, expected one of `code`, `name`, `levels`"
        ]
    );
    assert_eq!(
        problems(|files| replace(&mut files.divisions, "standing", "kind")),
        ["divisions.csv: line 1: cannot be read: the header must be code,name,level,parent_code,standing"]
    );
}

#[test]
fn a_unit_at_no_centre_of_no_kind_or_with_no_power() {
    assert_eq!(
        problems(|files| {
            replace(&mut files.units, "centre = \"610302\"", "centre = \"610302001003\"");
            replace(&mut files.units, "kind = \"studio\"", "kind = \"stduio\"");
            replace(&mut files.units, "powers = [\"mediate\"]", "powers = [\"medaite\"]");
            replace(&mut files.units, "name = \"水利局\"", "name = \"水利局\"\nabove = \"judicial_office\"");
        }),
        [
            "units.toml: judicial_office: the power medaite does not exist",
            "units.toml: studio: the power medaite does not exist",
            "units.toml: water: the kind above it has no seat above its own",
            "units.toml: water at 610302001003: the centre 610302001003 does not exist",
            "units.toml: stduio at 610302100: the kind of unit stduio does not exist",
        ]
    );
}

#[test]
fn a_matter_that_names_an_unknown_power_unit_or_parent() {
    assert_eq!(
        problems(|files| {
            replace(&mut files.matters, "powers = [\"petition_opinion\"]", "powers = [\"opinion\"]");
            replace(&mut files.matters, "unit = \"water\"", "unit = \"fire\"");
            files.matters.push_str("[[matter]]\ncode = \"0501\"\nname = \"某事项\"\n");
        }),
        [
            "matters.toml: 0201: the kind of unit fire does not exist",
            "matters.toml: 0202: the power opinion does not exist",
            "matters.toml: 0501: the parent 05 is not in the file",
        ]
    );
}

#[test]
fn a_matter_that_leaves_open_or_contradicts_what_it_is() {
    assert_eq!(
        problems(|files| {
            files.matters.push_str(
                "[[matter]]\ncode = \"03\"\nname = \"某事项\"\ntrack = \"mediation\"\nlegal_path = \"mediation\"\n\
                 [[matter]]\ncode = \"04\"\nname = \"某事项\"\ntrack = \"mediation\"\nlegal_path = \"court\"\n\
                 [[matter]]\ncode = \"0203\"\nname = \"某事项\"\ntrack = \"petition\"\n\
                 legal_path = \"court\"\nmethod = \"people\"\n",
            );
        }),
        [
            "matters.toml: 0203: a petition has no method of mediation",
            "matters.toml: 03: the field method is missing",
            "matters.toml: 04: the track is mediation exactly when the legal path is mediation",
        ]
    );
}

#[test]
fn an_account_that_nobody_can_hold() {
    let account = |name: &str, last: &str, rest: &str| {
        format!(
            "[[account]]\naccount = \"{name}\"\nofficer = \"5d1a3b8e-1f5e-5f0a-9d3e-6a1f3c2b7e{last}\"\n\
             name = \"孙演示\"\n{rest}\n"
        )
    };
    assert_eq!(
        problems(|files| {
            for (name, last, rest) in [
                ("a-nowhere", "20", "centre = \"610399\"\nroles = [\"clerk\"]"),
                ("b-wrong-level", "21", "centre = \"610302\"\nroles = [\"grid_officer\"]"),
                ("c-no-unit", "22", "centre = \"610302\"\nroles = [\"unit_head\"]"),
                (
                    "d-other-seat",
                    "23",
                    "centre = \"610302\"\nunit = \"610300-water\"\nroles = [\"unit_head\"]",
                ),
                ("e-both", "24", "centre = \"610302\"\nroles = [\"rule_editor\", \"rule_approver\"]"),
                ("f-idle", "25", "centre = \"610302\"\nroles = []"),
                ("g-same-person", "10", "centre = \"610302\"\nroles = [\"clerk\"]"),
                ("h-party", "26", "centre = \"610302\"\nroles = [\"party\"]"),
            ] {
                files.accounts.push_str(&account(name, last, rest));
            }
        }),
        [
            "accounts.toml: a-nowhere: the centre 610399 does not exist",
            "accounts.toml: b-wrong-level: the role grid_officer does not exist at the level county",
            "accounts.toml: c-no-unit: the role unit_head needs a unit",
            "accounts.toml: d-other-seat: the unit 610300-water is seated at another centre",
            "accounts.toml: e-both: one person must not be both rule_editor and rule_approver",
            "accounts.toml: f-idle: the field roles is missing",
            "accounts.toml: g-same-person: the code stands twice",
            "accounts.toml: h-party: the role party does not exist at the level county",
        ]
    );
}

#[test]
fn a_centre_that_differs_from_no_rule_or_ends_before_it_begins() {
    assert_eq!(
        problems(|files| {
            replace(&mut files.organisation, "2026-12-31", "2026-02-28");
            for code in ["610302001003", "610302001999"] {
                files
                    .organisation
                    .push_str(&format!("\n[[centre]]\ncode = \"{code}\"\ntitle = \"某调解室\"\n"));
            }
            replace(&mut files.organisation, "[\"610302001003\"]", "[\"610302001003\", \"610302001\"]");
        }),
        [
            "organisation.toml: 610302001: only a village can be without a centre",
            "organisation.toml: 610302100: is valid until a day before it begins",
            "organisation.toml: 610302001003: is also named as without a centre",
            "organisation.toml: 610302001999: the division 610302001999 does not exist",
        ]
    );
}

#[test]
fn a_change_that_cannot_be() {
    let change = |division: &str, on: &str, rest: &str| {
        format!("\n[[change]]\non = \"{on}\"\ndivision = \"{division}\"\n{rest}\nreason = \"某决定\"\n")
    };
    assert_eq!(
        problems(|files| {
            for (division, on, rest) in [
                ("610302999", "2026-05-01", "name = \"某镇\""),
                ("610302001", "2026-05-01", "name = \"某镇\"\nrun_by = \"610300\""),
                ("610302001001", "2026-05-01", "run_by = \"610302001002\""),
                ("610302100", "2026-05-01", "into = \"610302001\""),
                ("610302001", "2026-06-01", "into = \"610302100\""),
                ("610302001002", "2026-04-01", "into = \"610302001\""),
                ("610300", "2026-06-01", "name = \"某市\""),
            ] {
                files.organisation.push_str(&change(division, on, rest));
            }
        }),
        [
            "organisation.toml: 610302001002: becomes part of what is not of its kind and level",
            "organisation.toml: 610302999: the division 610302999 does not exist",
            "organisation.toml: 610302001: a change is one of name, into and run_by",
            "organisation.toml: 610302001001: its parent 610302001002 is of level village, which is not above its own",
            "organisation.toml: 610302001: becomes part of what is itself gone",
            "organisation.toml: 610300: the city itself does not change",
        ]
    );
}

#[test]
fn a_county_beside_the_root_and_a_root_that_is_no_county() {
    let root = |files: &mut JurisdictionFiles, root: &str| {
        files.organisation = format!("root = \"{root}\"\n{}", files.organisation);
    };
    assert_eq!(
        problems(|files| {
            root(files, "610302");
            row(files, "610303,金台区,county,610300,administrative");
        }),
        ["divisions.csv: 610303: is a county beside the root 610302 of the organisation"]
    );
    assert_eq!(
        problems(|files| root(files, "610302001"))[0],
        "organisation.toml: root: the division 610302001 does not exist"
    );
}

#[test]
fn a_foreign_code_that_means_nothing_or_stands_twice() {
    assert_eq!(
        problems(|files| {
            files.division_codes.push_str(
                "mca,2025-12-31,610302104,八鱼镇,610302104\n\
                 mca,2025-12-31,610302001,金陵街道,610302001001\n\
                 mca,2025-12-31,610302900,马营镇,610302100\n\
                 MCA,2025-12-31,610302901,马营镇,610302100\n\
                 mca,2025-13-31,610302901,马营镇,610302100\n",
            );
            files.matter_codes.push_str("grid,2024-01-01,0203,渠道,0201\n");
        })
        .iter()
        .map(|problem| problem.split_at_checked(60).map_or(problem.as_str(), |(start, _)| start))
        .collect::<Vec<_>>(),
        [
            "division-codes.csv: line 5: means \"610302104\", which does no",
            "division-codes.csv: line 6: the code stands twice",
            "division-codes.csv: line 7: is the second code of 610302100 ",
            "division-codes.csv: line 8: cannot be read: \"MCA\" is not a S",
            "division-codes.csv: line 9: cannot be read: \"2025-13-31\": fa",
        ]
    );
}

#[test]
fn a_problem_tells_the_line_of_its_entry() {
    let mut files = weibin_files();
    row(&mut files, "610302,渭滨区,county,610300,administrative");
    let problems = Jurisdiction::parse(&files).unwrap_err();
    assert_eq!(problems[0].line, Some(files.divisions.lines().count()), "the second of the two");
    let mut files = weibin_files();
    replace(&mut files.units, "centre = \"610302100\"", "centre = \"610302001003\"");
    replace(&mut files.terms, "village = \"3W\"", "village = \"72h\"");
    let lines: Vec<_> = Jurisdiction::parse(&files)
        .unwrap_err()
        .iter()
        .map(|problem| files_line(&files, problem.file.name(), problem.line.unwrap()))
        .collect();
    assert_eq!(lines, ["kind = \"studio\"", "village = \"72h\""]);
}

fn files_line(files: &JurisdictionFiles, file: &str, line: usize) -> String {
    let text = if file == "units.toml" { &files.units } else { &files.terms };
    text.lines().nth(line - 1).unwrap().to_owned()
}

#[test]
fn a_term_in_a_unit_that_cannot_be_meant() {
    assert_eq!(
        problems(|files| {
            replace(&mut files.terms, "danger = \"2h\"", "danger = \"2W\"");
            replace(&mut files.terms, "village = \"3W\"", "village = \"72h\"");
        }),
        [
            "terms.toml: level.village: the term 72h has the wrong unit here",
            "terms.toml: danger: the term 2W has the wrong unit here",
        ]
    );
}

#[test]
fn no_flood_of_problems_and_no_endless_file() {
    let flood = problems(|files| {
        for number in 0..2 * PROBLEMS_MAX {
            row(files, &format!("{number},x"));
        }
    });
    assert_eq!(flood.len(), PROBLEMS_MAX);
    let long = problems(|files| files.units = "#".repeat(FILE_BYTES_MAX + 1));
    assert_eq!(
        long,
        [format!(
            "units.toml: file: the file has {} bytes, the limit is {FILE_BYTES_MAX}",
            FILE_BYTES_MAX + 1
        )]
    );
}
