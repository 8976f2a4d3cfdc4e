//! Every row, true at its threshold, false by each of its cells, and unknown by each fact it can miss.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{Level, Track};
use fengqiao_routing::{DangerSign, DossierItem, FinalDecision, HelpWanted, StatutoryPath, Truth};

use crate::support::{asking_for, assess, harmless, move_to, rules};

type Change = fn(&mut fengqiao_routing::Facts);

/// A row, the level it is tried at, what makes it true, and what then makes it false or unknown.
struct Case {
    row: &'static str,
    level: Level,
    holds: Change,
    fails: &'static [Change],
    unknown: &'static [Change],
}

const TO_COUNTY: Change = |facts| move_to(facts, Level::County);
const TO_TOWNSHIP: Change = |facts| move_to(facts, Level::Township);

const CASES: &[Case] = &[
    Case {
        row: "HT01",
        level: Level::Village,
        holds: |facts| facts.danger_signs = Some([DangerSign::Threat].into()),
        fails: &[|facts| facts.danger_signs = Some(BTreeSet::new()), TO_COUNTY],
        unknown: &[|facts| facts.danger_signs = None],
    },
    Case {
        row: "HT02",
        level: Level::Township,
        holds: |facts| facts.grave = Some(true),
        fails: &[|facts| facts.grave = Some(false), TO_COUNTY],
        unknown: &[|facts| facts.grave = None],
    },
    Case {
        row: "HT03",
        level: Level::Township,
        holds: |facts| facts.headcount = Some(30),
        fails: &[|facts| facts.headcount = Some(29), TO_COUNTY],
        unknown: &[|facts| facts.headcount = None],
    },
    Case {
        row: "HT04",
        level: Level::Township,
        holds: |facts| facts.amount_fen = Some(100_000_000),
        fails: &[|facts| facts.amount_fen = Some(99_999_999), TO_COUNTY],
        unknown: &[|facts| facts.amount_fen = None],
    },
    Case {
        row: "HT05",
        level: Level::Village,
        holds: |facts| facts.unpaid_workers = Some(10),
        fails: &[|facts| facts.unpaid_workers = Some(9), TO_COUNTY],
        unknown: &[|facts| facts.unpaid_workers = None],
    },
    Case {
        row: "HT06",
        level: Level::Township,
        holds: |facts| {
            facts.townships_spanned = Some(2);
            facts.designated_by = Level::Township.into();
        },
        fails: &[
            |facts| facts.townships_spanned = Some(1),
            |facts| facts.designated_by = Level::County.into(),
            TO_COUNTY,
        ],
        unknown: &[|facts| facts.townships_spanned = None],
    },
    Case {
        row: "HT07",
        level: Level::County,
        holds: |facts| {
            facts.counties_spanned = Some(2);
            facts.designated_by = Level::County.into();
        },
        fails: &[|facts| facts.counties_spanned = Some(1), |facts| facts.designated_by = Level::City.into()],
        unknown: &[|facts| facts.counties_spanned = None],
    },
    Case {
        row: "HT08",
        level: Level::County,
        holds: |facts| facts.holder_conflicted = Some(true),
        fails: &[|facts| facts.holder_conflicted = Some(false), |facts| facts.track = Some(Track::Petition)],
        unknown: &[|facts| facts.holder_conflicted = None, |facts| facts.track = None],
    },
    Case {
        row: "HT09",
        level: Level::Township,
        holds: |facts| facts.order_level = Level::County.into(),
        fails: &[
            |facts| facts.order_level = Level::Township.into(),
            |facts| facts.order_level = None.into(),
            TO_COUNTY,
        ],
        unknown: &[],
    },
    Case {
        row: "HT10",
        level: Level::Village,
        holds: |facts| {
            facts.villages_spanned = Some(2);
            facts.designated_by = Level::Village.into();
        },
        fails: &[
            |facts| facts.villages_spanned = Some(1),
            |facts| facts.designated_by = Level::Township.into(),
            TO_TOWNSHIP,
        ],
        unknown: &[|facts| facts.villages_spanned = None],
    },
    Case {
        row: "HT11",
        level: Level::Village,
        holds: |facts| facts.track = Some(Track::Petition),
        fails: &[|facts| facts.track = Some(Track::Mediation), TO_TOWNSHIP],
        unknown: &[|facts| facts.track = None],
    },
    Case {
        row: "ST01",
        level: Level::Village,
        holds: |facts| facts.failed_attempts = 2,
        fails: &[|facts| facts.failed_attempts = 1, |facts| facts.continuing = true, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "ST02",
        level: Level::Township,
        holds: |facts| facts.level_term_spent = true,
        fails: &[|facts| facts.level_term_spent = false, |facts| facts.continuing = true, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "ST03",
        level: Level::Township,
        holds: |facts| facts.filings_90d = 3,
        fails: &[|facts| facts.filings_90d = 2, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "ST04",
        level: Level::County,
        holds: |facts| facts.power_beyond_level = Some(true),
        fails: &[|facts| facts.power_beyond_level = Some(false)],
        unknown: &[|facts| facts.power_beyond_level = None],
    },
    Case {
        row: "ST05",
        level: Level::Township,
        holds: |facts| facts.red_slip_unanswered = true,
        fails: &[|facts| facts.red_slip_unanswered = false, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "ST06",
        level: Level::Township,
        holds: |facts| facts.like_cases_30d = 5,
        fails: &[|facts| facts.like_cases_30d = 4, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "OP01",
        level: Level::Township,
        holds: |facts| facts.amount_fen = Some(20_000_000),
        fails: &[
            |facts| facts.amount_fen = Some(19_999_999),
            |facts| facts.final_decision = Some(FinalDecision::CourtFinal),
            |facts| facts.statutory_path = Some(StatutoryPath::Arbitration),
            |facts| facts.same_matter_open = true,
            TO_COUNTY,
        ],
        unknown: &[
            |facts| facts.amount_fen = None,
            |facts| facts.final_decision = None,
            |facts| facts.statutory_path = None,
        ],
    },
    Case {
        row: "GT01",
        level: Level::Village,
        holds: |facts| facts.final_decision = Some(FinalDecision::None),
        fails: &[|facts| facts.final_decision = Some(FinalDecision::Rechecked)],
        unknown: &[|facts| facts.final_decision = None],
    },
    Case {
        row: "GT02",
        level: Level::Village,
        holds: |facts| facts.statutory_path = Some(StatutoryPath::None),
        fails: &[|facts| facts.statutory_path = Some(StatutoryPath::Court)],
        unknown: &[|facts| facts.statutory_path = None],
    },
    Case {
        row: "GT03",
        level: Level::Village,
        holds: |facts| facts.same_matter_open = false,
        fails: &[|facts| facts.same_matter_open = true],
        unknown: &[],
    },
    Case {
        row: "GT04",
        level: Level::Village,
        holds: |facts| facts.request = asking_for(&[HelpWanted::Power]),
        fails: &[|facts| facts.request.as_mut().unwrap().target_is_next = false],
        unknown: &[],
    },
    Case {
        row: "GT05a",
        level: Level::Township,
        holds: |facts| facts.track = Some(Track::Petition),
        fails: &[|facts| facts.track = Some(Track::Mediation)],
        unknown: &[|facts| facts.track = None],
    },
    Case {
        row: "GT05b",
        level: Level::Township,
        holds: |facts| facts.party_refuses = false,
        fails: &[|facts| facts.party_refuses = true],
        unknown: &[],
    },
    Case {
        row: "GT06",
        level: Level::Village,
        holds: |facts| facts.expert_pending = false,
        fails: &[|facts| facts.expert_pending = true],
        unknown: &[],
    },
    Case {
        row: "GT07a",
        level: Level::Village,
        holds: |facts| facts.request = asking_for(&[HelpWanted::Funds]),
        fails: &[
            |facts| facts.dossier_missing = [DossierItem::EvidenceList].into(),
            |facts| facts.request = asking_for(&[]),
        ],
        unknown: &[],
    },
    Case {
        row: "GT07b",
        level: Level::Township,
        holds: |facts| facts.red_slip_unanswered = true,
        fails: &[|facts| facts.red_slip_unanswered = false],
        unknown: &[],
    },
    Case {
        row: "GT08a",
        level: Level::Village,
        holds: |facts| facts.attempts = 1,
        fails: &[|facts| facts.attempts = 0, TO_TOWNSHIP],
        unknown: &[],
    },
    Case {
        row: "GT08b",
        level: Level::Township,
        holds: |facts| facts.attempts = 2,
        fails: &[|facts| facts.attempts = 1, TO_COUNTY],
        unknown: &[],
    },
    Case {
        row: "GT08c",
        level: Level::County,
        holds: |facts| facts.attempts = 0,
        fails: &[TO_TOWNSHIP],
        unknown: &[],
    },
    Case {
        row: "GT08d",
        level: Level::Village,
        holds: |facts| facts.power_beyond_level = Some(true),
        fails: &[|facts| facts.power_beyond_level = Some(false)],
        unknown: &[|facts| facts.power_beyond_level = None],
    },
    Case {
        row: "GT08e",
        level: Level::Village,
        holds: |facts| facts.red_slip_unanswered = true,
        fails: &[|facts| facts.red_slip_unanswered = false],
        unknown: &[],
    },
];

fn truth(row: &str, facts: &fengqiao_routing::Facts) -> Truth {
    assess(facts).row(row).expect("the row was evaluated").truth
}

/// Covers: HT01, HT02, HT03, HT04, HT05, HT06, HT07, HT08, HT09, HT10, HT11, ST01, ST02, ST03, ST04, ST05,
/// Covers: ST06, OP01, GT01, GT02, GT03, GT04, GT05, GT06, GT07, GT08, NT01, NT02, NT04
#[test]
fn every_row_is_true_at_its_threshold_false_by_each_cell_and_unknown_by_each_missing_fact() {
    for Case { row, level, holds, fails, unknown } in CASES {
        let mut facts = harmless(*level);
        holds(&mut facts);
        assert_eq!(truth(row, &facts), Truth::True, "{row}");
        let changes = fails.iter().map(|change| (change, Truth::False));
        for (number, (change, expected)) in
            changes.chain(unknown.iter().map(|change| (change, Truth::Unknown))).enumerate()
        {
            let mut changed = facts.clone();
            change(&mut changed);
            assert_eq!(truth(row, &changed), expected, "{row}, change {number}");
        }
    }
}

#[test]
fn every_row_of_the_delivered_tables_is_among_the_cases() {
    let tried: BTreeSet<String> = CASES.iter().map(|case| case.row.to_owned()).collect();
    let assessment = assess(&harmless(Level::Village));
    let delivered: BTreeSet<String> = assessment.rows.iter().map(|row| row.id.to_string()).collect();
    assert_eq!(tried, delivered);
}

#[test]
fn every_cell_of_every_row_turns_the_row_false_in_some_case() {
    for Case { row, level, holds, fails, .. } in CASES {
        let mut facts = harmless(*level);
        holds(&mut facts);
        let mut failed = BTreeSet::new();
        for change in *fails {
            let mut changed = facts.clone();
            change(&mut changed);
            let assessment = assess(&changed);
            failed.extend(assessment.row(row).unwrap().unmet().map(|cell| cell.fact));
        }
        let cells = assess(&facts).row(row).unwrap().cells.len();
        // The level is not failed where only the city, which is never assessed, would fail it; nor a floor of zero.
        let untried = match *row {
            "HT07" | "HT08" | "GT08c" => 1,
            _ => 0,
        };
        assert_eq!(failed.len() + untried, cells, "{row}");
    }
}

#[test]
fn outside_a_request_what_belongs_to_one_is_satisfied() {
    let facts = harmless(Level::Village);
    assert_eq!((truth("GT04", &facts), truth("GT07a", &facts)), (Truth::True, Truth::True));
}

#[test]
fn one_false_cell_decides_a_row_even_beside_a_missing_one() {
    let mut facts = harmless(Level::County);
    facts.headcount = None;
    assert_eq!(truth("HT03", &facts), Truth::False);
}

#[test]
fn a_gate_is_open_if_any_of_its_rows_is() {
    let mut facts = harmless(Level::Township);
    facts.party_refuses = true;
    assert_eq!(assess(&facts).gate_truth(&"GT05".into()), Some(Truth::False));
    facts.track = Some(Track::Petition);
    assert_eq!(assess(&facts).gate_truth(&"GT05".into()), Some(Truth::True));
    facts.track = None;
    assert_eq!(assess(&facts).gate_truth(&"GT05".into()), Some(Truth::Unknown));
}

/// Covers: NT01, NT02, NT04
#[test]
fn alerts_go_out_at_their_thresholds_and_at_every_level() {
    for level in Level::ALL {
        let mut facts = harmless(*level);
        let alerts = |facts: &fengqiao_routing::Facts| -> Vec<(String, Vec<Level>)> {
            let rows = rules().notices(facts);
            rows.into_iter().map(|row| (row.id.to_string(), row.alerts.into_iter().collect())).collect()
        };
        facts.headcount = Some(9);
        assert_eq!(alerts(&facts), []);
        facts.headcount = Some(10);
        assert_eq!(alerts(&facts), [("NT01".into(), vec![Level::County])]);
        facts.headcount = Some(50);
        assert_eq!(
            alerts(&facts),
            [("NT01".into(), vec![Level::County]), ("NT02".into(), vec![Level::City])]
        );
        facts.headcount = None;
        facts.grave = Some(true);
        assert_eq!(alerts(&facts), [("NT04".into(), vec![Level::County, Level::City])]);
        facts.grave = None;
        assert_eq!(alerts(&facts), []);
    }
}
