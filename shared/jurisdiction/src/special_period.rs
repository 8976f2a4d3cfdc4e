use jiff::civil::Date;
use serde::Deserialize;

use crate::centre::Validity;
use crate::problem::{File, Flaw, Problems};

/// When an officer is reminded of a term, in percent of it, on an ordinary day.
pub const REMINDER_BANDS: [u8; 4] = [50, 75, 85, 99];

/// The most special periods in a file.
pub const SPECIAL_PERIODS_MAX: usize = 1_000;

/// Days on which officers are reminded more often (敏感时期), such as those of a great meeting or an exam.
///
/// It tightens reminders alone: no term is shorter in it, and no right ends earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialPeriod {
    /// What it is for.
    pub name: String,
    /// Its days, both included.
    pub validity: Validity,
    /// In percent of the term, ascending; those of ordinary days are among them.
    pub bands: Vec<u8>,
    /// Whether reminders go out on rest days too.
    pub rest_days: bool,
}

/// The shape of `special-periods.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpecialPeriodsFile {
    #[serde(default, rename = "period")]
    periods: Vec<PeriodEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodEntry {
    name: String,
    from: Date,
    until: Date,
    bands: Vec<u8>,
    #[serde(default)]
    rest_days: bool,
}

/// The periods, the earliest first. No two of them share a day.
pub(crate) fn read(file: SpecialPeriodsFile, problems: &mut Problems) -> Vec<SpecialPeriod> {
    if file.periods.len() > SPECIAL_PERIODS_MAX {
        problems.add(File::SpecialPeriods, "file", Flaw::TooMany(SPECIAL_PERIODS_MAX));
        return Vec::new();
    }
    let mut periods: Vec<_> = file.periods.into_iter().map(|entry| period(entry, problems)).collect();
    periods.sort_by_key(|period| period.validity.from);
    for (earlier, later) in periods.iter().zip(periods.iter().skip(1)) {
        if earlier.validity.contains(later.validity.from) {
            problems.add(File::SpecialPeriods, &later.name, Flaw::Overlap(earlier.name.clone()));
        }
    }
    periods
}

fn period(entry: PeriodEntry, problems: &mut Problems) -> SpecialPeriod {
    let PeriodEntry { name, from, until, mut bands, rest_days } = entry;
    if until < from {
        problems.add(File::SpecialPeriods, &name, Flaw::Validity);
    }
    if bands.iter().any(|band| !(1..100).contains(band)) {
        problems.add(File::SpecialPeriods, &name, Flaw::Contradiction("a band is 1 to 99 percent of a term"));
    }
    // A period that dropped one would loosen what it is there to tighten.
    if REMINDER_BANDS.iter().any(|band| !bands.contains(band)) {
        let flaw = Flaw::Contradiction("the bands 50, 75, 85 and 99 of ordinary days must be among its own");
        problems.add(File::SpecialPeriods, &name, flaw);
    }
    bands.sort_unstable();
    bands.dedup();
    SpecialPeriod { name, validity: Validity { from, until: Some(until) }, bands, rest_days }
}
