use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::code::PowerCode;
use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// The most powers in a list.
pub const POWERS_MAX: usize = 1_000;

/// One entry of the list of powers (权力清单): what may be decided, and at which levels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Its code.
    pub code: PowerCode,
    /// What a clerk reads.
    pub name: String,
    /// The levels whose centres hold it themselves. A seated unit may hold it besides.
    pub levels: BTreeSet<Level>,
}

/// The shape of `powers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PowersFile {
    #[serde(default, rename = "power")]
    powers: Vec<Power>,
}

pub(crate) fn read(file: PowersFile, problems: &mut Problems) -> BTreeMap<PowerCode, Power> {
    if file.powers.len() > POWERS_MAX {
        problems.add(File::Powers, "file", Flaw::TooMany(POWERS_MAX));
        return BTreeMap::new();
    }
    let mut powers = BTreeMap::new();
    for power in file.powers {
        let code = power.code.clone();
        if powers.insert(code.clone(), power).is_some() {
            problems.add(File::Powers, code, Flaw::Duplicate);
        }
    }
    powers
}

/// Reports each of `named` that is not in the list.
pub(crate) fn check_known<'a>(
    named: impl IntoIterator<Item = &'a PowerCode>,
    powers: &BTreeMap<PowerCode, Power>,
    mut report: impl FnMut(Flaw),
) {
    for power in named {
        if !powers.contains_key(power) {
            report(Flaw::UnknownPower(power.to_string()));
        }
    }
}
