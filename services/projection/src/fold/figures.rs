//! What is counted for the figures of a period: things that happened, and how a case stood evening by evening.

use std::collections::BTreeSet;

use fengqiao_domain::{Case, Stamp};
use fengqiao_figures::{Figure, Occurrence, Stand, Standing, standings};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level, SiteCode};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::due::NEVER;

/// A row of `occurrence`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OccurrenceRow {
    pub(crate) site: SiteCode,
    pub(crate) sequence: u64,
    pub(crate) index: usize,
    pub(crate) case_id: Uuid,
    pub(crate) figure: Figure,
    pub(crate) detail: String,
    pub(crate) centre: CentreCode,
    pub(crate) level: Level,
    /// The recorded date.
    pub(crate) day: Date,
    pub(crate) happened_on: Date,
    pub(crate) amount: i64,
}

/// What a case stands as, apart from since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StandingKey {
    case_id: Uuid,
    stand: Stand,
    thing: String,
    detail: String,
    centre: CentreCode,
}

/// A row of `standing` that ended on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct EndedRow {
    #[serde(flatten)]
    key: StandingKey,
    day: Date,
}

/// A row of `standing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StandingRow {
    #[serde(flatten)]
    key: StandingKey,
    site: SiteCode,
    level: Level,
    since: Date,
    until: Date,
    received_on: Date,
}

/// How one case stood, evening by evening: what changes within a day and back leaves nothing behind, so that it does not
/// matter how entries were batched.
#[derive(Debug)]
pub(super) struct Evenings {
    before: BTreeSet<Standing>,
    after: Vec<(Date, BTreeSet<Standing>)>,
}

impl OccurrenceRow {
    pub(super) fn of(
        occurrence: Occurrence,
        case_id: Uuid,
        index: usize,
        stamp: &Stamp,
        jurisdiction: &Jurisdiction,
    ) -> Option<Self> {
        let place = stamp.place.as_ref()?;
        Some(Self {
            site: place.site,
            sequence: place.sequence,
            index,
            case_id: occurrence.case.map_or(case_id, |case| case.uuid()),
            figure: occurrence.figure,
            detail: occurrence.detail,
            level: jurisdiction.level_of(&occurrence.centre)?,
            centre: occurrence.centre,
            day: stamp.recorded_on,
            happened_on: occurrence.on,
            amount: occurrence.amount,
        })
    }
}

// === impl Evenings ===

impl Evenings {
    pub(super) fn of(case: Option<&Case>, jurisdiction: &Jurisdiction) -> Self {
        let before = case.map(|case| standings(case, jurisdiction)).unwrap_or_default();
        Self { before, after: Vec::new() }
    }

    /// Notes how the case stands after a decision of that day.
    pub(super) fn note(&mut self, day: Date, case: &Case, jurisdiction: &Jurisdiction) {
        let stands = standings(case, jurisdiction);
        match self.after.last_mut() {
            Some((last, evening)) if *last == day => *evening = stands,
            _ => self.after.push((day, stands)),
        }
    }

    /// What ended of how the case stood before, and what began.
    pub(super) fn into_rows(
        self,
        case_id: Uuid,
        site: SiteCode,
        jurisdiction: &Jurisdiction,
    ) -> (Vec<EndedRow>, Vec<StandingRow>) {
        let key = |standing: &Standing| StandingKey {
            case_id,
            stand: standing.stand,
            thing: standing.of.clone(),
            detail: standing.detail.clone(),
            centre: standing.centre,
        };
        let (mut ended, mut begun) = (Vec::new(), Vec::<StandingRow>::new());
        let mut stood = self.before;
        for (day, stands) in self.after {
            for gone in stood.difference(&stands) {
                let key = key(gone);
                match begun.iter_mut().find(|row| row.key == key && row.until == NEVER) {
                    Some(row) => row.until = day,
                    None => ended.push(EndedRow { key, day }),
                }
            }
            let new = stands.difference(&stood).filter_map(|new| {
                let level = jurisdiction.level_of(&new.centre)?;
                Some(StandingRow {
                    key: key(new),
                    site,
                    level,
                    since: day,
                    until: NEVER,
                    received_on: new.on,
                })
            });
            begun.extend(new);
            stood = stands;
        }
        (ended, begun)
    }
}
