//! What is wrong with a typed table as a whole.

mod regions;

use std::collections::BTreeMap;

use fengqiao_jurisdiction::Level;

use self::regions::Regions;
use crate::{
    codes::RefusalCode,
    condition::Condition,
    fact::{Derived, Fact, Variable},
    finding::{Finding, FindingCode},
    limits::{FINDINGS_PER_CHECK_MAX, REGIONS_MAX},
    outputs::{Aim, GateOutput, HardOutput, LiftsTo, VerdictOutput},
    table::{GateId, HitPolicy, Row, Table},
    truth::Truth,
    value::LevelOrNone,
};

/// A row that no case can meet is a mistake of its author.
pub(crate) fn reachable<O>(table: &Table<Fact, O>, findings: &mut Vec<Finding>) {
    for row in &table.rows {
        let Some(regions) = Regions::of(&row.cells, &[]) else {
            findings.push(too_many_regions(table).in_row(row.id.as_str()));
            continue;
        };
        if !regions.iter().any(|region| row.truth(&|fact| region.value(fact)) == Truth::True) {
            findings.push(unreachable(table, row, "no case can meet all of its cells"));
        }
    }
}

/// A condition on a fact being missing turns when the fact is learnt, and may take a decision back with it.
pub(crate) fn monotone<O>(table: &Table<Fact, O>, findings: &mut Vec<Finding>) {
    for row in &table.rows {
        for cell in row.cells.iter().filter(|cell| cell.condition == Condition::IsMissing) {
            let message = "learning the fact would overturn what this cell decided";
            let finding = Finding::warning(table.id.as_str(), FindingCode::NotMonotone, message);
            findings.push(finding.in_row(row.id.as_str()).in_cell(cell.variable.name()));
        }
    }
}

/// A case must not be lifted to where it already is, or below: it would rise without end.
pub(crate) fn targets_above(table: &Table<Fact, HardOutput>, findings: &mut Vec<Finding>) {
    for row in table.rows.iter().filter(|row| row.output.lifts_to != LiftsTo::Next) {
        let Some(regions) = Regions::of(&row.cells, &[Fact::Level, Fact::OrderLevel]) else {
            findings.push(too_many_regions(table).in_row(row.id.as_str()));
            continue;
        };
        let astray = regions.iter().find(|region| {
            let level = region.value(Fact::Level);
            let target = match row.output.lifts_to {
                LiftsTo::Township => LevelOrNone::from(Level::Township).into(),
                LiftsTo::County => LevelOrNone::from(Level::County).into(),
                LiftsTo::City => LevelOrNone::from(Level::City).into(),
                LiftsTo::OrderLevel | LiftsTo::Next => region.value(Fact::OrderLevel),
            };
            let assessed = level != LevelOrNone::from(Level::City).into();
            let above = target.order(&level).is_some_and(std::cmp::Ordering::is_gt);
            assessed && !above && row.truth(&|fact| region.value(fact)) == Truth::True
        });
        if let Some(region) = astray {
            let message =
                format!("it lifts to {}, which is not above the holder, where {region}", row.output.lifts_to);
            let finding = Finding::error(table.id.as_str(), FindingCode::TargetNotAbove, message);
            findings.push(finding.in_row(row.id.as_str()).in_cell("lifts_to"));
        }
    }
}

/// A refusal that rests on a gate names one code, whichever of its rows failed.
pub(crate) fn gate_refusals(table: &Table<Fact, GateOutput>, findings: &mut Vec<Finding>) {
    let mut codes: BTreeMap<&GateId, RefusalCode> = BTreeMap::new();
    for row in &table.rows {
        let GateOutput { gate, refusal } = &row.output;
        let code = *codes.entry(gate).or_insert(*refusal);
        if code != *refusal {
            let message = format!("an earlier row of {gate} gives {code}, this one {refusal}");
            let finding = Finding::error(table.id.as_str(), FindingCode::GateRefusalDiffers, message);
            findings.push(finding.in_row(row.id.as_str()).in_cell("refusal"));
        }
    }
}

/// Under First and Unique every combination of inputs has its row, and every row has one; under Unique it has one only.
pub(crate) fn single_hit<V: Variable, O>(table: &Table<V, O>, findings: &mut Vec<Finding>) {
    let Some(regions) = Regions::of(table.rows.iter().flat_map(|row| &row.cells), &[]) else {
        findings.push(too_many_regions(table));
        return;
    };
    let mut gaps = Vec::new();
    let mut overlaps: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let mut answering: Vec<&str> = Vec::new();
    for region in regions.iter() {
        let truths =
            table.rows.iter().map(|row| (row.id.as_str(), row.truth(&|variable| region.value(variable))));
        let mut hits = truths.filter(|(_, truth)| *truth == Truth::True).map(|(id, _)| id);
        match hits.next() {
            None => gaps.push(region.to_string()),
            Some(first) => {
                answering.push(first);
                for second in hits {
                    overlaps.entry((first, second)).or_insert_with(|| region.to_string());
                }
            }
        }
    }
    for region in gaps.iter().take(FINDINGS_PER_CHECK_MAX) {
        let message = format!("no row answers where {region}");
        findings.push(Finding::error(table.id.as_str(), FindingCode::Gap, message));
    }
    if table.hit_policy == HitPolicy::Unique {
        for ((first, second), region) in overlaps.iter().take(FINDINGS_PER_CHECK_MAX) {
            let message = format!("{first} answers too where {region}");
            findings.push(Finding::error(table.id.as_str(), FindingCode::Overlap, message).in_row(*second));
        }
    }
    for row in table.rows.iter().filter(|row| !answering.contains(&row.id.as_str())) {
        findings.push(unreachable(table, row, "earlier rows answer wherever it could"));
    }
}

/// The hard triggers' target exists only where one of them is true.
pub(crate) fn aims_fit(table: &Table<Derived, VerdictOutput>, findings: &mut Vec<Finding>) {
    for row in table.rows.iter().filter(|row| row.output.target == Aim::HighestHard) {
        let astray = Regions::of(&row.cells, &[Derived::Hard]).is_some_and(|regions| {
            regions.iter().any(|region| {
                region.value(Derived::Hard) != Derived::value(Truth::True)
                    && row.truth(&|input| region.value(input)) == Truth::True
            })
        });
        if astray {
            let message = "it points to the target of a hard trigger where none may be true";
            let finding = Finding::error(table.id.as_str(), FindingCode::TargetUnfit, message);
            findings.push(finding.in_row(row.id.as_str()).in_cell("target"));
        }
    }
}

fn unreachable<V, O>(table: &Table<V, O>, row: &Row<V, O>, message: &str) -> Finding {
    Finding::error(table.id.as_str(), FindingCode::UnreachableRow, message).in_row(row.id.as_str())
}

fn too_many_regions<V, O>(table: &Table<V, O>) -> Finding {
    let message =
        format!("its cells cut the inputs into more than {REGIONS_MAX} regions, too many to be checked");
    Finding::error(table.id.as_str(), FindingCode::LimitPassed, message)
}
