//! The papers on file, and the attempts to mediate.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::DossierItem;

/// The papers that a request to rise must bring along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    on_file: BTreeSet<DossierItem>,
    unrecorded_sessions: u32,
}

impl Dossier {
    /// Puts a paper on file; it replaces one that was declared invalid. Session records are those of all sessions so far.
    pub fn file(&mut self, item: DossierItem) {
        if item == DossierItem::SessionRecords {
            self.unrecorded_sessions = 0;
        }
        self.on_file.insert(item);
    }

    /// Declares a paper invalid until it is made again.
    pub fn invalidate(&mut self, item: DossierItem) {
        self.on_file.remove(&item);
    }

    /// Notes a session; one without a record (调解笔录) leaves the dossier incomplete.
    pub fn note_session(&mut self, recorded: bool) {
        if recorded {
            self.on_file.insert(DossierItem::SessionRecords);
        } else {
            self.unrecorded_sessions = self.unrecorded_sessions.saturating_add(1);
        }
    }

    /// The papers that are missing. A session record is owed for each attempt, so none is owed before the first.
    #[must_use]
    pub fn missing(&self, attempted: bool) -> BTreeSet<DossierItem> {
        DossierItem::ALL
            .iter()
            .copied()
            .filter(|item| match item {
                DossierItem::SessionRecords => {
                    self.unrecorded_sessions > 0 || (attempted && !self.on_file.contains(item))
                }
                item => !self.on_file.contains(item),
            })
            .collect()
    }
}

/// Sessions by a centre of one level: dates, since several sessions on one date are one attempt (调解次数).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    pub dates: BTreeSet<Date>,
    pub failed: BTreeSet<Date>,
}

impl Attempts {
    /// Distinct dates with a session.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.dates.len()).unwrap_or(u32::MAX)
    }

    /// Distinct dates with a session that failed, or where a side stayed away after proper summons.
    #[must_use]
    pub fn failed_count(&self) -> u32 {
        u32::try_from(self.failed.len()).unwrap_or(u32::MAX)
    }
}
