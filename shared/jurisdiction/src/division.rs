use std::collections::BTreeMap;

use crate::code::CentreCode;
use crate::csv;
use crate::files::FILE_BYTES_MAX;
use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// The most divisions one city may have. The greatest in the country has some 11,000.
pub const DIVISIONS_MAX: usize = 100_000;

/// No chain of parents is longer than there are levels.
const PARENTS_MAX: usize = Level::ALL.len();

const HEADER: [&str; 5] = ["code", "name", "level", "parent_code", "standing"];

/// A place in the division tree (行政区划).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Its code.
    pub code: CentreCode,
    /// Its own name, without that of its parents.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The division that contains it; none for the city.
    pub parent: Option<CentreCode>,
    /// Whether people govern themselves there, or statistics made it up.
    pub standing: Standing,
    /// The division that it has become a part of (撤并).
    pub successor: Option<CentreCode>,
    /// The centre in charge of it (代管), where that is not the division that contains it.
    pub run_by: Option<CentreCode>,
}

/// What a division is besides a place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 行政区划或基层群众性自治组织: has a government or a village or residents' committee.
    Administrative,
    /// 统计用区划, such as a farm's living area 生活区 or an industrial zone: a place of disputes, but without a committee
    /// or a government.
    Statistical,
}

/// Reads the division tree of `city`. Where one of its counties is the `root`, the other counties are no part of it.
pub(crate) fn read(
    text: &str,
    city: CentreCode,
    root: CentreCode,
    problems: &mut Problems,
) -> BTreeMap<CentreCode, Division> {
    if text.len() > FILE_BYTES_MAX {
        problems.add(File::Divisions, "file", Flaw::FileTooLong { bytes: text.len(), max: FILE_BYTES_MAX });
        return BTreeMap::new();
    }
    let Some(rows) = csv::rows(text, File::Divisions, HEADER, problems) else { return BTreeMap::new() };
    if rows.len() > DIVISIONS_MAX {
        problems.add(File::Divisions, "file", Flaw::TooMany(DIVISIONS_MAX));
        return BTreeMap::new();
    }
    let mut divisions = BTreeMap::new();
    for (line, row) in rows {
        match division(row, city) {
            Ok(division) => {
                let code = division.code;
                if divisions.insert(code, division).is_some() {
                    problems.add(File::Divisions, code, Flaw::Duplicate);
                }
            }
            Err(message) => problems.add(File::Divisions, format!("line {line}"), Flaw::Malformed(message)),
        }
    }
    if divisions.get(&city).is_none_or(|root| root.level != Level::City) {
        problems.add(File::Organisation, "city", Flaw::UnknownCity(city.to_string()));
    }
    match divisions.get(&root) {
        Some(division) if division.level >= Level::County => {}
        _ => problems.add(File::Organisation, "root", Flaw::UnknownDivision(root.to_string())),
    }
    for division in divisions.values() {
        check(division, city, &divisions, problems);
        if root != city && division.level == Level::County && division.code != root {
            problems.add(File::Divisions, division.code, Flaw::OutsideRoot(root.to_string()));
        }
    }
    divisions
}

fn division([code, name, level, parent, standing]: [&str; 5], city: CentreCode) -> Result<Division, String> {
    let code: CentreCode = code.parse().map_err(|error| format!("{error}"))?;
    let level = level.parse().map_err(|error| format!("{error}"))?;
    if name.is_empty() {
        return Err("the name is empty".to_owned());
    }
    let standing = match standing {
        "administrative" => Standing::Administrative,
        "statistical" => Standing::Statistical,
        other => return Err(format!("{other:?} is not administrative or statistical")),
    };
    // The province above the city is no part of the tenant's tree.
    let parent = if code == city { None } else { Some(parent.parse().map_err(|error| format!("{error}"))?) };
    Ok(Division { code, name: name.to_owned(), level, parent, standing, successor: None, run_by: None })
}

fn check(
    division: &Division,
    city: CentreCode,
    divisions: &BTreeMap<CentreCode, Division>,
    problems: &mut Problems,
) {
    let code = division.code;
    let mut flaw = |flaw| problems.add(File::Divisions, code, flaw);
    let digits = match division.level {
        Level::City | Level::County => 6,
        Level::Township => 9,
        Level::Village => 12,
    };
    if code.as_str().len() != digits {
        flaw(Flaw::CodeLength(code.as_str().len()));
    }
    if division.level == Level::City && code != city {
        flaw(Flaw::SecondCity);
        return;
    }
    if division.standing == Standing::Statistical && division.level > Level::Township {
        flaw(Flaw::Contradiction("only a village or a township can be statistical"));
    }
    let Some(parent_code) = division.parent else { return };
    let Some(parent) = divisions.get(&parent_code) else {
        flaw(Flaw::UnknownParent(parent_code.to_string()));
        return;
    };
    if is_its_own_ancestor(division, divisions) {
        flaw(Flaw::Cycle);
    } else if parent.level <= division.level {
        flaw(Flaw::ParentNotAbove { parent: parent_code.to_string(), level: parent.level });
    } else if division.level < Level::County && !code.starts_with(&parent_code) {
        flaw(Flaw::CodeOutsideParent(parent_code.to_string()));
    }
}

fn is_its_own_ancestor(division: &Division, divisions: &BTreeMap<CentreCode, Division>) -> bool {
    std::iter::successors(division.parent, |code| divisions.get(code)?.parent)
        .take(PARENTS_MAX)
        .any(|ancestor| ancestor == division.code)
}
