use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use crate::code::CentreCode;
use crate::division::{Division, Standing};
use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// What becomes of a division on a day (机构沿革). The division table stays as it was published: who is in charge of a
/// place is another question than where it lies on the map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeEntry {
    /// The first day on which it is so.
    pub(crate) on: Date,
    division: CentreCode,
    /// Its name from then on (更名).
    name: Option<String>,
    /// The division of its own level that it became a part of (撤并).
    into: Option<CentreCode>,
    /// The centre in charge of it from then on (代管), though the map shows it elsewhere.
    run_by: Option<CentreCode>,
    /// The decision, or what is known of it.
    reason: String,
}

/// Carries out the changes in force on `date`, in the order of their days.
pub(crate) fn apply(divisions: &mut BTreeMap<CentreCode, Division>, changes: &[ChangeEntry], date: Date) {
    let mut due: Vec<_> = changes.iter().filter(|change| change.on <= date).collect();
    due.sort_by_key(|change| change.on);
    for change in due {
        let Some(division) = divisions.get_mut(&change.division) else { continue };
        if let Some(name) = &change.name {
            division.name.clone_from(name);
        }
        if change.into.is_some() {
            division.successor = change.into;
        }
        if change.run_by.is_some() {
            division.run_by = change.run_by;
        }
    }
}

/// Reports changes that cannot be carried out.
pub(crate) fn check(
    changes: &[ChangeEntry],
    divisions: &BTreeMap<CentreCode, Division>,
    problems: &mut Problems,
) {
    let mut ordered: Vec<_> = changes.iter().collect();
    ordered.sort_by_key(|change| change.on);
    let mut gone = BTreeSet::new();
    for change in ordered {
        for flaw in flaws(change, divisions, &gone) {
            problems.add(File::Organisation, change.division, flaw);
        }
        if change.into.is_some() {
            gone.insert(change.division);
        }
    }
}

fn flaws(
    change: &ChangeEntry,
    divisions: &BTreeMap<CentreCode, Division>,
    gone: &BTreeSet<CentreCode>,
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let kinds = [change.name.is_some(), change.into.is_some(), change.run_by.is_some()];
    if kinds.into_iter().filter(|kind| *kind).count() != 1 {
        flaws.push(Flaw::Contradiction("a change is one of name, into and run_by"));
    }
    if change.reason.trim().is_empty() {
        flaws.push(Flaw::Missing("reason"));
    }
    let Some(division) = divisions.get(&change.division) else {
        flaws.push(Flaw::UnknownDivision(change.division.to_string()));
        return flaws;
    };
    if division.level == Level::City {
        flaws.push(Flaw::Contradiction("the city itself does not change"));
    }
    if gone.contains(&change.division) {
        flaws.push(Flaw::Contradiction("has become part of another before"));
    }
    if let Some(into) = change.into {
        match divisions.get(&into) {
            None => flaws.push(Flaw::UnknownDivision(into.to_string())),
            Some(_) if into == change.division || gone.contains(&into) => {
                flaws.push(Flaw::Contradiction("becomes part of what is itself gone"));
            }
            Some(heir) if heir.level != division.level || heir.standing != Standing::Administrative => {
                flaws.push(Flaw::Contradiction("becomes part of what is not of its kind and level"));
            }
            Some(_) => {}
        }
    }
    if let Some(run_by) = change.run_by {
        match divisions.get(&run_by) {
            None => flaws.push(Flaw::UnknownDivision(run_by.to_string())),
            Some(upper) if upper.level <= division.level => {
                flaws.push(Flaw::ParentNotAbove { parent: run_by.to_string(), level: upper.level });
            }
            Some(_) => {}
        }
    }
    flaws
}
