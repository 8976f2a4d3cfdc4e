//! The row of what is no case, under the names of its columns.

use fengqiao_domain::affair::{AffairStanding, evolve};
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::{Affair, Decision, Family};
use fengqiao_eventlog::Entry;
use fengqiao_jurisdiction::{CentreCode, SiteCode};
use fengqiao_runtime::Reference;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::changes::Poison;
use super::due::NEVER;

/// A row of `affair_view`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AffairRow {
    pub(crate) affair_id: Uuid,
    pub(crate) family: Family,
    pub(crate) site: SiteCode,
    pub(crate) origin: CentreCode,
    pub(crate) sequence: u64,
    pub(crate) chain_digest: String,
    pub(crate) standing: AffairStanding,
    pub(crate) due_on: Date,
    pub(crate) next_moment: Option<Timestamp>,
    pub(crate) state: Affair,
}

// === impl AffairRow ===

impl AffairRow {
    /// The row after one more decision, which must follow the last one.
    pub(super) fn of(
        entry: &Entry,
        family: Family,
        id: Uuid,
        known: Option<&Self>,
        reference: &Reference,
    ) -> Result<Self, Poison> {
        let decision = Decision::parse(&entry.payload)?;
        if decision.command.uuid() != entry.id {
            return Err(Poison::OtherCommand);
        }
        let previous = entry.previous.map(|digest| digest.to_string()).unwrap_or_default();
        if previous != known.map(|row| row.chain_digest.as_str()).unwrap_or_default() {
            return Err(Poison::BrokenChain);
        }
        let origin = entry.subject.tokens().nth(2).and_then(|origin| origin.parse::<CentreCode>().ok());
        let origin = origin.ok_or(Poison::OtherOrigin)?;
        let site = origin.site();
        let stamp = decision.stamp(entry.recorded_at, Some(LogPlace { site, sequence: entry.sequence }));
        let before = known.map(|row| row.state.clone()).unwrap_or_default();
        let state = decision.events.iter().fold(before, |affair, event| evolve(affair, event, &stamp));
        if state == Affair::Absent {
            return Err(Poison::NotBegun);
        }
        let row = Self {
            affair_id: id,
            family,
            site,
            origin,
            sequence: entry.sequence,
            chain_digest: entry.digest.to_string(),
            standing: state.standing(),
            due_on: NEVER,
            next_moment: None,
            state,
        };
        Ok(row.under(reference))
    }

    /// The same with the columns that rest on the terms and the calendar.
    pub(crate) fn under(self, reference: &Reference) -> Self {
        let (jurisdiction, calendar) = (&reference.jurisdiction, &reference.calendar);
        let due = match &self.state {
            Affair::Recommendation(recommendation) => recommendation.due(jurisdiction, calendar),
            Affair::Absent | Affair::Handover(_) | Affair::RuleBook(_) | Affair::Pack(_) => None,
        };
        let next_moment = self.state.next_moment(jurisdiction, calendar);
        Self { due_on: due.unwrap_or(NEVER), next_moment, ..self }
    }
}
