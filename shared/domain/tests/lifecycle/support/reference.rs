//! The reference data of the deployed city: the promises are tested on the very files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, JurisdictionFiles, MatterCode, PowerCode, UnitCode};
use fengqiao_routing::{RuleSet, delivered};

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../../deploy/", $name)).to_owned()
    };
}

static JURISDICTION: LazyLock<Jurisdiction> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/jurisdictions/shizuishan");
    Jurisdiction::parse(&JurisdictionFiles::from_fn(|name| fs::read_to_string(folder.join(name))).unwrap())
        .unwrap()
});

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::parse(&delivered()).unwrap());

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::parse(&file!("calendar/published.csv"), &file!("calendar/provisional.csv")).unwrap()
});

pub(crate) fn jurisdiction() -> &'static Jurisdiction {
    &JURISDICTION
}

pub(crate) fn rules() -> &'static RuleSet {
    &RULES
}

pub(crate) fn calendar() -> &'static Calendar {
    &CALENDAR
}

pub(crate) fn centre(code: &str) -> CentreCode {
    code.parse().unwrap()
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn matter(code: &str) -> MatterCode {
    code.parse().unwrap()
}

pub(crate) fn power(code: &str) -> PowerCode {
    code.parse().unwrap()
}

pub(crate) fn powers<const N: usize>(codes: [&str; N]) -> BTreeSet<PowerCode> {
    codes.into_iter().map(power).collect()
}
