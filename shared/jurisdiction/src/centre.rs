use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use crate::change::ChangeEntry;
use crate::code::{CentreCode, TenantCode};
use crate::code_set::CodeSet;
use crate::division::{Division, Standing};
use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// The most days on which an organisation becomes another: each is kept as a whole.
pub const TURNING_DAYS_MAX: usize = 200;

/// A centre of mediation (矛调中心、综治中心; in a village 站点): the holder of cases at its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// The code of the division it serves.
    pub code: CentreCode,
    /// The name of that division.
    pub name: String,
    /// What stands on its door.
    pub title: String,
    /// Its level.
    pub level: Level,
    /// The centre one step up; none for the city's.
    pub parent: Option<CentreCode>,
    /// When it is open.
    pub validity: Validity,
}

/// The days on which something exists, both included (有效期).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub until: Option<Date>,
}

impl Validity {
    /// Whether `date` is one of the days.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// The shape of `organisation.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationFile {
    pub(crate) tenant: TenantCode,
    pub(crate) city: CentreCode,
    /// The county whose installation it is, under a city that is there as the superior alone; the city if left out.
    root: Option<CentreCode>,
    pub(crate) valid_from: Date,
    /// Whose codes the division table bears.
    pub(crate) codes: CodeSet,
    titles: TitlePatterns,
    /// Villages that are served by their township.
    #[serde(default)]
    without_centre: BTreeSet<CentreCode>,
    #[serde(default, rename = "centre")]
    exceptions: Vec<CentreException>,
    #[serde(default, rename = "change")]
    pub(crate) changes: Vec<ChangeEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitlePatterns {
    village: String,
    township: String,
    county: String,
    city: String,
}

impl TitlePatterns {
    fn of(&self, level: Level) -> &str {
        match level {
            Level::Village => &self.village,
            Level::Township => &self.township,
            Level::County => &self.county,
            Level::City => &self.city,
        }
    }
}

/// A centre whose title or validity differs from the rule, or that stands where the rule makes none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CentreException {
    code: CentreCode,
    title: Option<String>,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

// === impl OrganisationFile ===

impl OrganisationFile {
    /// The centre whose installation it is.
    pub(crate) fn root(&self) -> CentreCode {
        self.root.unwrap_or(self.city)
    }

    /// The days on which the organisation becomes another, the first one being that of its beginning.
    pub(crate) fn turning_days(&self) -> BTreeSet<Date> {
        let opened = self.exceptions.iter().filter_map(|exception| exception.valid_from);
        let closed = self.exceptions.iter().filter_map(|exception| exception.valid_until?.tomorrow().ok());
        let changed = self.changes.iter().map(|change| change.on);
        let mut days: BTreeSet<_> =
            opened.chain(closed).chain(changed).filter(|day| *day > self.valid_from).collect();
        days.insert(self.valid_from);
        days
    }

    /// Reports centres that are named and cannot be.
    pub(crate) fn check(&self, divisions: &BTreeMap<CentreCode, Division>, problems: &mut Problems) {
        for code in &self.without_centre {
            match divisions.get(code) {
                None => problems.add(File::Organisation, code, Flaw::UnknownDivision(code.to_string())),
                Some(division) if division.level != Level::Village => {
                    let flaw = Flaw::Contradiction("only a village can be without a centre");
                    problems.add(File::Organisation, code, flaw);
                }
                Some(_) => {}
            }
        }
        if self.turning_days().len() > TURNING_DAYS_MAX {
            problems.add(File::Organisation, "file", Flaw::TooMany(TURNING_DAYS_MAX));
        }
        let mut seen = BTreeSet::new();
        for exception in &self.exceptions {
            let code = exception.code;
            if !seen.insert(code) {
                problems.add(File::Organisation, code, Flaw::Duplicate);
            }
            if !divisions.contains_key(&code) {
                problems.add(File::Organisation, code, Flaw::UnknownDivision(code.to_string()));
            }
            if self.without_centre.contains(&code) {
                problems.add(
                    File::Organisation,
                    code,
                    Flaw::Contradiction("is also named as without a centre"),
                );
            }
            let Validity { from, until } = self.validity(Some(exception));
            if until.is_some_and(|until| until < from) {
                problems.add(File::Organisation, code, Flaw::Validity);
            }
        }
    }

    fn validity(&self, exception: Option<&CentreException>) -> Validity {
        Validity {
            from: exception.and_then(|exception| exception.valid_from).unwrap_or(self.valid_from),
            until: exception.and_then(|exception| exception.valid_until),
        }
    }

    /// The centres on a day: one per division that has a committee or a government, and those that the organisation names
    /// besides. What another centre runs has none, and neither has a village whose township has none: the lowest centre
    /// above serves them.
    pub(crate) fn centres(
        &self,
        divisions: &BTreeMap<CentreCode, Division>,
        date: Date,
    ) -> BTreeMap<CentreCode, Centre> {
        let named: BTreeMap<_, _> =
            self.exceptions.iter().map(|exception| (exception.code, exception)).collect();
        let mut centres = BTreeMap::new();
        for level in Level::ALL.iter().rev() {
            for division in divisions.values().filter(|division| division.level == *level) {
                let exception = named.get(&division.code).copied();
                let validity = self.validity(exception);
                let by_rule = division.standing == Standing::Administrative
                    && !self.without_centre.contains(&division.code);
                let parent = upper(divisions, division);
                let below_a_centre = parent.is_none_or(|parent| centres.contains_key(&parent));
                let ours = division.successor.is_none() && division.run_by.is_none();
                let open = ours && validity.contains(date);
                if open && below_a_centre && (by_rule || exception.is_some()) {
                    centres.insert(division.code, self.centre(division, parent, exception, validity));
                }
            }
        }
        centres
    }

    fn centre(
        &self,
        division: &Division,
        parent: Option<CentreCode>,
        exception: Option<&CentreException>,
        validity: Validity,
    ) -> Centre {
        let by_rule = || titled(self.titles.of(division.level), &division.name);
        Centre {
            code: division.code,
            name: division.name.clone(),
            title: exception.and_then(|exception| exception.title.clone()).unwrap_or_else(by_rule),
            level: division.level,
            parent,
            validity,
        }
    }
}

/// The division in charge of this one.
pub(crate) fn upper(divisions: &BTreeMap<CentreCode, Division>, division: &Division) -> Option<CentreCode> {
    division.run_by.or(division.parent).map(|code| current(divisions, code))
}

/// The division that a code means today: itself, or what it has become a part of.
pub(crate) fn current(divisions: &BTreeMap<CentreCode, Division>, code: CentreCode) -> CentreCode {
    // What is gone takes nothing over, so the line of heirs ends.
    std::iter::successors(Some(code), |code| divisions.get(code)?.successor).last().unwrap_or(code)
}

/// Fills the place of `{division}` in a title.
pub(crate) fn titled(pattern: &str, division: &str) -> String {
    pattern.replace("{division}", division)
}
