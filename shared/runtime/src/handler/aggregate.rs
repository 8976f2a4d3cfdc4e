//! A case, or an affair, as the log folds it: the domain's state, and a receipt of every command that led to it.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use fengqiao_domain::id::OfficerId;
use fengqiao_domain::stamp::{LogPlace, Stamp};
use fengqiao_domain::{Affair, CaseState, Decision, Family, affair, evolve};
use fengqiao_eventlog::{Aggregate, Corrupt, Entry, Receipt};

/// A case with its receipts; or, under a subject of another family, an affair with those. One of the two is always absent.
#[derive(Debug, Clone, Default)]
pub struct CaseAggregate {
    pub state: CaseState,
    pub affair: Affair,
    /// The last entry that a person decided: an officer's view is stale only beside another person's act.
    pub by_person: u64,
    receipts: HashMap<Uuid, Receipt>,
}

impl Aggregate for CaseAggregate {
    fn empty() -> Self {
        Self::default()
    }

    fn apply(&mut self, entry: &Entry) -> Result<(), Corrupt> {
        match Family::read(entry.subject.as_str()) {
            Some((Family::Case, _)) => self.fold(entry, |this, event, stamp| {
                this.state = evolve(std::mem::take(&mut this.state), event, stamp);
            }),
            Some(_) => self.fold(entry, |this, event, stamp| {
                this.affair = affair::evolve(std::mem::take(&mut this.affair), event, stamp);
            }),
            None => Err(corrupt(entry, "the subject is of no known family".to_owned())),
        }
    }

    fn receipt(&self, id: Uuid) -> Option<Receipt> {
        self.receipts.get(&id).copied()
    }
}

impl CaseAggregate {
    /// Whether nothing has begun.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!((&self.state, &self.affair), (CaseState::Absent, Affair::Absent))
    }

    fn fold<E: Serialize + DeserializeOwned>(
        &mut self,
        entry: &Entry,
        evolve: impl Fn(&mut Self, &E, &Stamp),
    ) -> Result<(), Corrupt> {
        let corrupt = |reason| corrupt(entry, reason);
        let decision = Decision::<E>::parse(&entry.payload).map_err(|error| corrupt(error.to_string()))?;
        if decision.command.uuid() != entry.id {
            return Err(corrupt("the decision is of another command than its envelope says".to_owned()));
        }
        let mut digest = [0_u8; 32];
        hex::decode_to_slice(&decision.digest, &mut digest)
            .map_err(|_| corrupt("the digest of the command is malformed".to_owned()))?;
        let site = entry.subject.tokens().nth(1).and_then(|token| token.parse().ok());
        let site = site.ok_or_else(|| corrupt("the subject names no site".to_owned()))?;
        let stamp = decision.stamp(entry.recorded_at, Some(LogPlace { site, sequence: entry.sequence }));
        for event in &decision.events {
            evolve(self, event, &stamp);
        }
        if decision.officer != OfficerId::SYSTEM {
            self.by_person = entry.sequence;
        }
        self.receipts.insert(entry.id, Receipt { digest, sequence: entry.sequence });
        Ok(())
    }
}

fn corrupt(entry: &Entry, reason: String) -> Corrupt {
    Corrupt { subject: entry.subject.to_string(), sequence: entry.sequence, reason }
}
