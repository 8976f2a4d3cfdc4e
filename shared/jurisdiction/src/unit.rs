use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::centre::{Centre, titled};
use crate::code::{CentreCode, PowerCode, UnitCode, UnitKind};
use crate::power::{self, Power};
use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// The most units, by rule and by name together.
pub const UNITS_MAX: usize = 200_000;

/// What can own the substance of a case (承办单位): a department, a judicial office 司法所, a mediation
/// committee 调委会, a studio 工作室 or a court desk, seated at a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// The centre at which it takes part.
    pub seated_at: CentreCode,
    /// The powers it holds besides those of the centre's level.
    pub powers: BTreeSet<PowerCode>,
    /// Its kind.
    pub kind: UnitKind,
}

/// A kind of unit, and the rule by which such units are seated (单位类别).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its code.
    pub code: UnitKind,
    /// What a clerk reads.
    pub name: String,
    /// The name of a unit by rule; `{division}` stands for that of its place.
    pub title: String,
    /// One such unit at every centre of these levels.
    pub seated_at: BTreeSet<Level>,
    /// The kind that does its work where it has no seat, at a higher level (上级对口部门).
    pub above: Option<UnitKind>,
    /// The powers of such a unit.
    #[serde(default)]
    pub powers: BTreeSet<PowerCode>,
}

/// The shape of `units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitsFile {
    #[serde(default, rename = "kind")]
    kinds: Vec<Kind>,
    #[serde(default, rename = "unit")]
    named: Vec<NamedUnit>,
}

/// A unit that differs from the rule of its kind, or is seated where the rule seats none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedUnit {
    /// By rule if absent; a second unit of a kind at one centre needs its own.
    code: Option<UnitCode>,
    kind: UnitKind,
    centre: CentreCode,
    name: String,
    powers: Option<BTreeSet<PowerCode>>,
}

/// Kinds of units and units that differ from the rule, checked; who is seated where follows from the centres of a day.
pub(crate) struct Seating {
    pub(crate) kinds: BTreeMap<UnitKind, Kind>,
    named: BTreeMap<UnitCode, Unit>,
}

/// Reads the units. `centres` are all that there ever are.
pub(crate) fn read(
    file: UnitsFile,
    centres: &BTreeMap<CentreCode, Centre>,
    powers: &BTreeMap<PowerCode, Power>,
    problems: &mut Problems,
) -> Seating {
    let mut kinds = BTreeMap::new();
    for kind in file.kinds {
        let code = kind.code.clone();
        power::check_known(&kind.powers, powers, |flaw| problems.add(File::Units, &code, flaw));
        if kinds.insert(code.clone(), kind).is_some() {
            problems.add(File::Units, code, Flaw::Duplicate);
        }
    }
    for kind in kinds.values() {
        if let Err(flaw) = check_above(kind, &kinds) {
            problems.add(File::Units, &kind.code, flaw);
        }
    }
    let mut named = BTreeMap::new();
    for entry in file.named {
        let subject = format!("{} at {}", entry.kind, entry.centre);
        match unit(entry, &kinds, centres, powers) {
            Ok(unit) => {
                let code = unit.code.clone();
                if named.insert(code.clone(), unit).is_some() {
                    problems.add(File::Units, code, Flaw::Duplicate);
                }
            }
            Err(flaw) => problems.add(File::Units, subject, flaw),
        }
    }
    let seating = Seating { kinds, named };
    for (kind, centre) in seating.by_rule(centres) {
        if let Err(flaw) = code_by_rule(&centre.code, &kind.code) {
            problems.add(File::Units, &kind.code, flaw);
        }
    }
    if seating.units(centres).len() > UNITS_MAX {
        problems.add(File::Units, "file", Flaw::TooMany(UNITS_MAX));
    }
    seating
}

/// The line of kinds above ends, because each has a higher seat than the one before.
fn check_above(kind: &Kind, kinds: &BTreeMap<UnitKind, Kind>) -> Result<(), Flaw> {
    let Some(code) = &kind.above else { return Ok(()) };
    let above = kinds.get(code).ok_or_else(|| Flaw::UnknownKind(code.to_string()))?;
    if above.seated_at.last() <= kind.seated_at.last() {
        return Err(Flaw::Contradiction("the kind above it has no seat above its own"));
    }
    Ok(())
}

// === impl Seating ===

impl Seating {
    /// The units at these centres: those of the rule, less those that a named one replaces.
    pub(crate) fn units(&self, centres: &BTreeMap<CentreCode, Centre>) -> BTreeMap<UnitCode, Unit> {
        let named = self.named.values().filter(|unit| centres.contains_key(&unit.seated_at));
        let mut units: BTreeMap<_, _> = named.map(|unit| (unit.code.clone(), unit.clone())).collect();
        for unit in self.by_rule(centres).filter_map(|(kind, centre)| by_rule(kind, centre).ok()) {
            units.entry(unit.code.clone()).or_insert(unit);
        }
        units
    }

    /// Each kind with each centre where the rule seats it.
    fn by_rule<'a>(
        &'a self,
        centres: &'a BTreeMap<CentreCode, Centre>,
    ) -> impl Iterator<Item = (&'a Kind, &'a Centre)> {
        self.kinds.values().flat_map(|kind| {
            let seats = centres.values().filter(|centre| kind.seated_at.contains(&centre.level));
            seats.map(move |centre| (kind, centre))
        })
    }
}

fn unit(
    named: NamedUnit,
    kinds: &BTreeMap<UnitKind, Kind>,
    centres: &BTreeMap<CentreCode, Centre>,
    powers: &BTreeMap<PowerCode, Power>,
) -> Result<Unit, Flaw> {
    let kind = kinds.get(&named.kind).ok_or_else(|| Flaw::UnknownKind(named.kind.to_string()))?;
    if !centres.contains_key(&named.centre) {
        return Err(Flaw::UnknownCentre(named.centre.to_string()));
    }
    let held = named.powers.unwrap_or_else(|| kind.powers.clone());
    if let Some(unknown) = held.iter().find(|power| !powers.contains_key(power)) {
        return Err(Flaw::UnknownPower(unknown.to_string()));
    }
    let code = match named.code {
        Some(code) => code,
        None => code_by_rule(&named.centre, &named.kind)?,
    };
    Ok(Unit { code, name: named.name, seated_at: named.centre, powers: held, kind: named.kind })
}

fn by_rule(kind: &Kind, centre: &Centre) -> Result<Unit, Flaw> {
    Ok(Unit {
        code: code_by_rule(&centre.code, &kind.code)?,
        name: titled(&kind.title, &centre.name),
        seated_at: centre.code,
        powers: kind.powers.clone(),
        kind: kind.code.clone(),
    })
}

fn code_by_rule(centre: &CentreCode, kind: &UnitKind) -> Result<UnitCode, Flaw> {
    UnitCode::by_rule(centre, kind).map_err(|error| Flaw::Malformed(error.to_string()))
}
