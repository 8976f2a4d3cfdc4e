use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::account::Account;
use crate::centre::{self, Centre};
use crate::code::{AccountName, CentreCode, MatterCode, PowerCode, SiteCode, TenantCode, UnitCode, UnitKind};
use crate::code_set::{CodeBook, CodeSet, ForeignCode};
use crate::division::Division;
use crate::matter::Matter;
use crate::power::Power;
use crate::special_period::{REMINDER_BANDS, SpecialPeriod};
use crate::terms::Terms;
use crate::unit::{Kind, Unit};
use crate::vocabulary::Level;

/// One city with all below it (辖区): divisions, centres, units, catalogue, powers, terms and accounts.
///
/// Immutable once read; every reference inside it is known to lead somewhere. What is read is the organisation of its
/// first day; [`Jurisdiction::as_of`] gives that of another one.
#[derive(Debug, Clone)]
pub struct Jurisdiction {
    pub(crate) common: Arc<Common>,
    pub(crate) divisions: BTreeMap<CentreCode, Division>,
    pub(crate) centres: BTreeMap<CentreCode, Centre>,
    pub(crate) children: BTreeMap<CentreCode, Vec<CentreCode>>,
    pub(crate) units: BTreeMap<UnitCode, Unit>,
    pub(crate) units_by_centre: BTreeMap<CentreCode, Vec<UnitCode>>,
    /// What the organisation becomes, each with its first day, the earliest first.
    pub(crate) later: Vec<(Date, Jurisdiction)>,
}

/// What does not change with the organisation.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) tenant: TenantCode,
    pub(crate) city: CentreCode,
    pub(crate) root: CentreCode,
    pub(crate) codes: CodeSet,
    pub(crate) division_codes: CodeBook<CentreCode>,
    pub(crate) matter_codes: CodeBook<MatterCode>,
    pub(crate) powers: BTreeMap<PowerCode, Power>,
    pub(crate) powers_by_level: BTreeMap<Level, BTreeSet<PowerCode>>,
    pub(crate) kinds: BTreeMap<UnitKind, Kind>,
    pub(crate) matters: BTreeMap<MatterCode, Matter>,
    pub(crate) terms: Terms,
    pub(crate) special_periods: Vec<SpecialPeriod>,
    pub(crate) accounts: BTreeMap<AccountName, Account>,
}

impl Jurisdiction {
    /// The organisation as it stands on a day (沿革): with the centres open on it, and what was renamed, merged or handed
    /// over by then. Before its first day it is that of the first day.
    #[must_use]
    pub fn as_of(&self, date: Date) -> &Self {
        let later = self.later.iter().rev().find(|(from, _)| *from <= date);
        later.map_or(self, |(_, organisation)| organisation)
    }

    /// The tenant's name.
    #[must_use]
    pub fn tenant(&self) -> &TenantCode {
        &self.common.tenant
    }

    /// The code of the city, the root of the tree.
    #[must_use]
    pub fn city(&self) -> CentreCode {
        self.common.city
    }

    /// The centre whose installation it is: the city, or a county whose city is there as its superior alone.
    #[must_use]
    pub fn root(&self) -> CentreCode {
        self.common.root
    }

    /// A place, with or without a centre.
    #[must_use]
    pub fn division(&self, code: &CentreCode) -> Option<&Division> {
        self.divisions.get(code)
    }

    /// Every place, in the order of codes.
    pub fn divisions(&self) -> impl Iterator<Item = &Division> {
        self.divisions.values()
    }

    /// A centre.
    #[must_use]
    pub fn centre(&self, code: &CentreCode) -> Option<&Centre> {
        self.centres.get(code)
    }

    /// Every centre, in the order of codes.
    pub fn centres(&self) -> impl Iterator<Item = &Centre> {
        self.centres.values()
    }

    /// The level of a place.
    #[must_use]
    pub fn level_of(&self, code: &CentreCode) -> Option<Level> {
        Some(self.divisions.get(code)?.level)
    }

    /// The place that a code means today: itself, or what it has become a part of (撤并).
    fn current(&self, code: &CentreCode) -> CentreCode {
        centre::current(&self.divisions, *code)
    }

    /// The place one step up, which is in charge of it; none for the city and for what is not in the tree.
    #[must_use]
    pub fn parent(&self, code: &CentreCode) -> Option<CentreCode> {
        centre::upper(&self.divisions, self.divisions.get(&self.current(code))?)
    }

    /// The places above `code`, the lowest first, the city last.
    pub fn ancestors(&self, code: &CentreCode) -> impl Iterator<Item = CentreCode> {
        std::iter::successors(self.parent(code), |above| self.parent(above))
    }

    /// What `code` means today, if it is in the tree, then its ancestors.
    fn upwards(&self, code: &CentreCode) -> impl Iterator<Item = CentreCode> {
        let start = self.divisions.contains_key(code).then(|| self.current(code));
        std::iter::successors(start, |place| self.parent(place))
    }

    /// Whether `inner` is `outer` or lies below it. What is not in the tree lies nowhere.
    #[must_use]
    pub fn is_within(&self, inner: &CentreCode, outer: &CentreCode) -> bool {
        let outer = self.current(outer);
        self.upwards(inner).any(|place| place == outer)
    }

    /// The place of `level` that is `code` or contains it.
    #[must_use]
    pub fn at_level(&self, code: &CentreCode, level: Level) -> Option<CentreCode> {
        self.upwards(code).find(|place| self.level_of(place) == Some(level))
    }

    /// The lowest place that contains both, one of the two if it contains the other (共同上级).
    #[must_use]
    pub fn common_superior(&self, one: &CentreCode, other: &CentreCode) -> Option<CentreCode> {
        self.upwards(one).find(|place| self.is_within(other, place))
    }

    /// The centres one step below, in the order of codes.
    #[must_use]
    pub fn children(&self, code: &CentreCode) -> &[CentreCode] {
        self.children.get(code).map_or(&[], Vec::as_slice)
    }

    /// The centre that serves a place: its own, or that of the lowest place above that has one.
    #[must_use]
    pub fn serving_centre(&self, code: &CentreCode) -> Option<&Centre> {
        self.upwards(code).find_map(|place| self.centres.get(&place))
    }

    /// The site where cases of a place are kept: its county's, or the city's own.
    #[must_use]
    pub fn site_of(&self, code: &CentreCode) -> Option<SiteCode> {
        self.divisions.contains_key(code).then(|| code.site())
    }

    /// Every site: the city's and each county's, one that has become a part of another included, for its cases stay.
    pub fn sites(&self) -> impl Iterator<Item = SiteCode> {
        let seats = self.divisions.values().filter(|division| division.level >= Level::County);
        seats.map(|division| division.code.site())
    }

    /// The name of a place with those of all that contain it on the map, the city's first: 石嘴山市平罗县城关镇.
    #[must_use]
    pub fn full_name(&self, code: &CentreCode) -> Option<String> {
        let place = self.divisions.get(&self.current(code))?;
        let above = |place: &&Division| self.divisions.get(&self.current(&place.parent?));
        let mut names: Vec<_> =
            std::iter::successors(Some(place), above).map(|division| division.name.as_str()).collect();
        names.reverse();
        Some(names.concat())
    }

    /// The place that a code means in a list of codes: ours, or another that stands beside it (代码对照). The lists disagree,
    /// so a code alone says nothing.
    #[must_use]
    pub fn division_by_code(&self, set: &CodeSet, code: &str) -> Option<&Division> {
        let ours = if *set == self.common.codes {
            code.parse().ok()
        } else {
            self.common.division_codes.ours(set, code)
        };
        self.divisions.get(&ours?)
    }

    /// What other lists call a place.
    #[must_use]
    pub fn division_codes(&self, code: &CentreCode) -> &[ForeignCode] {
        self.common.division_codes.theirs(*code)
    }

    /// The list whose codes the places bear here.
    #[must_use]
    pub fn codes(&self) -> &CodeSet {
        &self.common.codes
    }

    /// A unit.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The units seated at a centre, in the order of codes.
    pub fn units_at(&self, centre: &CentreCode) -> impl Iterator<Item = &Unit> {
        let codes = self.units_by_centre.get(centre).map_or(&[][..], Vec::as_slice);
        codes.iter().filter_map(|code| self.units.get(code))
    }

    /// The unit of a kind that is nearest to a place: seated at its centre, or at the lowest one above; where there is
    /// none, that of the kind above.
    #[must_use]
    pub fn nearest_unit(&self, place: &CentreCode, kind: &UnitKind) -> Option<&Unit> {
        let above = |kind: &&UnitKind| self.kind(kind)?.above.as_ref();
        std::iter::successors(Some(kind), above).find_map(|kind| {
            self.upwards(place).find_map(|centre| self.units_at(&centre).find(|unit| unit.kind == *kind))
        })
    }

    /// A kind of unit.
    #[must_use]
    pub fn kind(&self, code: &UnitKind) -> Option<&Kind> {
        self.common.kinds.get(code)
    }

    /// An entry of the catalogue.
    #[must_use]
    pub fn matter(&self, code: &MatterCode) -> Option<&Matter> {
        self.common.matters.get(code)
    }

    /// The whole catalogue, in the order of codes.
    pub fn matters(&self) -> impl Iterator<Item = &Matter> {
        self.common.matters.values()
    }

    /// The entry that a code means in another list of matters.
    #[must_use]
    pub fn matter_by_code(&self, set: &CodeSet, code: &str) -> Option<&Matter> {
        self.common.matters.get(&self.common.matter_codes.ours(set, code)?)
    }

    /// What other lists call a matter; a list that divides more finely has several codes for it.
    #[must_use]
    pub fn matter_codes(&self, code: &MatterCode) -> &[ForeignCode] {
        self.common.matter_codes.theirs(*code)
    }

    /// The other lists of codes, of divisions and of matters.
    #[must_use]
    pub fn code_sets(&self) -> BTreeSet<&CodeSet> {
        let mut sets = self.common.division_codes.sets();
        sets.extend(self.common.matter_codes.sets());
        sets
    }

    /// The lowest level that holds by itself every power that a matter needs; none if no level does.
    #[must_use]
    pub fn competent_level(&self, matter: &Matter) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| matter.powers_needed.is_subset(self.powers_of(*level)))
    }

    /// The powers that a centre of a level holds itself.
    #[must_use]
    pub fn powers_of(&self, level: Level) -> &BTreeSet<PowerCode> {
        static NONE: BTreeSet<PowerCode> = BTreeSet::new();
        self.common.powers_by_level.get(&level).unwrap_or(&NONE)
    }

    /// An entry of the list of powers.
    #[must_use]
    pub fn power(&self, code: &PowerCode) -> Option<&Power> {
        self.common.powers.get(code)
    }

    /// What a clerk reads of a power.
    #[must_use]
    pub fn power_name(&self, code: &PowerCode) -> Option<&str> {
        Some(&self.common.powers.get(code)?.name)
    }

    /// The terms that the tenant set.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.common.terms
    }

    /// Every special period, the earliest first.
    #[must_use]
    pub fn special_periods(&self) -> &[SpecialPeriod] {
        &self.common.special_periods
    }

    /// The special period in which a day lies (敏感时期).
    #[must_use]
    pub fn special_period(&self, date: Date) -> Option<&SpecialPeriod> {
        self.common.special_periods.iter().find(|period| period.validity.contains(date))
    }

    /// When officers are reminded on a day, in percent of the term, ascending.
    #[must_use]
    pub fn reminder_bands(&self, date: Date) -> &[u8] {
        self.special_period(date).map_or(&REMINDER_BANDS, |period| &period.bands)
    }

    /// Every band in which some day from the one to the other reminds.
    #[must_use]
    pub fn reminder_bands_within(&self, first: Date, last: Date) -> BTreeSet<u8> {
        let special = self.common.special_periods.iter().filter(|period| {
            period.validity.from <= last && period.validity.until.is_none_or(|until| first <= until)
        });
        special.flat_map(|period| &period.bands).chain(&REMINDER_BANDS).copied().collect()
    }

    /// An account of a local run.
    #[must_use]
    pub fn account(&self, name: &AccountName) -> Option<&Account> {
        self.common.accounts.get(name)
    }

    /// Every account, in the order of names.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.common.accounts.values()
    }
}
