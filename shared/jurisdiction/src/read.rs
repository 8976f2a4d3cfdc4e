//! From the files of a folder to a jurisdiction that fits together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::account::{self, AccountsFile};
use crate::centre::{Centre, OrganisationFile};
use crate::change;
use crate::code::{CentreCode, MatterCode, PowerCode};
use crate::code_set::{CodeBook, Fineness};
use crate::division::{self, Division};
use crate::files::JurisdictionFiles;
use crate::jurisdiction::{Common, Jurisdiction};
use crate::matter::{self, MattersFile};
use crate::power::{self, Power, PowersFile};
use crate::problem::{File, Problem, Problems};
use crate::special_period::{self, SpecialPeriodsFile};
use crate::terms::{self, Terms};
use crate::unit::{self, Seating, UnitsFile};
use crate::vocabulary::Level;

/// The files that are TOML, each in its shape.
struct Shapes {
    organisation: OrganisationFile,
    powers: PowersFile,
    units: UnitsFile,
    matters: MattersFile,
    terms: Terms,
    periods: SpecialPeriodsFile,
    accounts: AccountsFile,
}

/// The places and centres of one day.
struct Organisation {
    from: Date,
    divisions: BTreeMap<CentreCode, Division>,
    centres: BTreeMap<CentreCode, Centre>,
}

impl Jurisdiction {
    /// Reads the files of a jurisdiction and checks that they fit together.
    ///
    /// # Errors
    /// Every problem found, at most [`crate::PROBLEMS_MAX`], with the line where the entry stands. Files that cannot be
    /// read at all are reported alone, because what refers to them could not be judged.
    pub fn parse(files: &JurisdictionFiles) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let read = Shapes::read(files, &mut problems).and_then(|shapes| fit(files, shapes, &mut problems));
        read.filter(|_| problems.is_empty()).ok_or_else(|| problems.located(files))
    }
}

impl Shapes {
    fn read(files: &JurisdictionFiles, problems: &mut Problems) -> Option<Self> {
        let organisation = files.toml(File::Organisation, problems);
        let powers = files.toml(File::Powers, problems);
        let units = files.toml(File::Units, problems);
        let matters = files.toml(File::Matters, problems);
        let terms = files.toml(File::Terms, problems);
        let periods = files.toml(File::SpecialPeriods, problems);
        let accounts = files.toml(File::Accounts, problems);
        Some(Self {
            organisation: organisation?,
            powers: powers?,
            units: units?,
            matters: matters?,
            terms: terms?,
            periods: periods?,
            accounts: accounts?,
        })
    }
}

fn fit(files: &JurisdictionFiles, shapes: Shapes, problems: &mut Problems) -> Option<Jurisdiction> {
    let organisation = shapes.organisation;
    let (city, root) = (organisation.city, organisation.root());
    let divisions = division::read(files.text(File::Divisions), city, root, problems);
    if !problems.is_empty() {
        return None;
    }
    organisation.check(&divisions, problems);
    change::check(&organisation.changes, &divisions, problems);
    if !problems.is_empty() {
        return None;
    }

    let organisations = organisations(&organisation, &divisions);
    let ever = ever(&organisations);
    let powers = power::read(shapes.powers, problems);
    let seating = unit::read(shapes.units, &ever, &powers, problems);
    let matters = matter::read(shapes.matters, &powers, &seating.kinds, problems);
    terms::check(&shapes.terms, problems);
    let special_periods = special_period::read(shapes.periods, problems);
    let division_codes = CodeBook::read(
        files.text(File::DivisionCodes),
        File::DivisionCodes,
        Fineness::Same,
        |code| code.parse().ok().filter(|code| divisions.contains_key(code)),
        problems,
    );
    let matter_codes = CodeBook::read(
        files.text(File::MatterCodes),
        File::MatterCodes,
        Fineness::Finer,
        |code| code.parse::<MatterCode>().ok().filter(|code| matters.contains_key(code)),
        problems,
    );
    let accounts = account::read(shapes.accounts, &ever, &seating.units(&ever), problems);

    let common = Arc::new(Common {
        tenant: organisation.tenant,
        city,
        root,
        codes: organisation.codes,
        division_codes,
        matter_codes,
        powers_by_level: by_level(&powers),
        powers,
        kinds: seating.kinds.clone(),
        matters,
        terms: shapes.terms,
        special_periods,
        accounts,
    });
    let mut days = organisations.into_iter().map(|day| (day.from, day.jurisdiction(&common, &seating)));
    let (_, mut first) = days.next()?;
    first.later = days.collect();
    Some(first)
}

/// What the organisation is on its first day and on each day on which it becomes another.
fn organisations(
    organisation: &OrganisationFile,
    divisions: &BTreeMap<CentreCode, Division>,
) -> Vec<Organisation> {
    let on = |from: Date| {
        let mut divisions = divisions.clone();
        change::apply(&mut divisions, &organisation.changes, from);
        Organisation { from, centres: organisation.centres(&divisions, from), divisions }
    };
    organisation.turning_days().into_iter().map(on).collect()
}

/// All centres that there are on any day.
fn ever(organisations: &[Organisation]) -> BTreeMap<CentreCode, Centre> {
    organisations.iter().rev().flat_map(|day| day.centres.clone()).collect()
}

impl Organisation {
    fn jurisdiction(self, common: &Arc<Common>, seating: &Seating) -> Jurisdiction {
        let Self { divisions, centres, .. } = self;
        let units = seating.units(&centres);
        Jurisdiction {
            common: Arc::clone(common),
            children: group(centres.values().filter_map(|centre| Some((centre.parent?, centre.code)))),
            units_by_centre: group(units.values().map(|unit| (unit.seated_at, unit.code.clone()))),
            divisions,
            centres,
            units,
            later: Vec::new(),
        }
    }
}

fn group<K: Ord, V>(pairs: impl Iterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

fn by_level(powers: &BTreeMap<PowerCode, Power>) -> BTreeMap<Level, BTreeSet<PowerCode>> {
    let mut by_level: BTreeMap<Level, BTreeSet<PowerCode>> = BTreeMap::new();
    for power in powers.values() {
        for level in &power.levels {
            by_level.entry(*level).or_default().insert(power.code.clone());
        }
    }
    by_level
}
