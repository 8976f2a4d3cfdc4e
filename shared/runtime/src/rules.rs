//! Follows the rule sets that the city publishes, so that every decision is made by the set in force on its day.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use fengqiao_domain::affair::{AffairEvent, RuleSetPublished};
use fengqiao_domain::decision::DecisionError;
use fengqiao_domain::id::{AffairId, RuleSetId};
use fengqiao_domain::{Decision, Family};
use fengqiao_eventlog::{Entry, Log, ReadError, Subject};
use fengqiao_jurisdiction::{Jurisdiction, SiteCode};
use fengqiao_routing::{Finding, RuleSet, RuleSetFiles, RuleSets};
use thiserror::Error;
use uuid::Uuid;

/// Reads the history of a city's rules as it grows, and adds each set that is published to those that are decided by.
pub struct RuleFollower {
    log: Log,
    subject: Subject,
    /// The last entry that was read.
    after: u64,
    /// Texts of drafts that wait.
    waiting: HashMap<RuleSetId, RuleSetFiles>,
    rules: Arc<RuleSets>,
}

/// Why the rules cannot be followed.
#[derive(Debug, Error)]
pub enum Error {
    /// The log does not answer; what was read stays in force, and asking again may help.
    #[error("the rules cannot be read from the log")]
    Log(#[from] ReadError),
    /// An entry that this release cannot read.
    #[error("entry {sequence} of the rules cannot be read")]
    Entry {
        /// Its sequence.
        sequence: u64,
        /// What it is not.
        source: DecisionError,
    },
    /// A published set that is none to this release.
    #[error(
        "version {version} of the rules, published at {sequence}, cannot be used by this release: {findings}"
    )]
    Unusable {
        /// Where it was published.
        sequence: u64,
        /// The version.
        version: u32,
        /// The faults, or that it is another set than was approved.
        findings: String,
    },
}

// === impl Error ===

impl Error {
    /// Whether waiting may help. Otherwise whoever decides would decide by rules that are not in force.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Log(_))
    }
}

// === impl RuleFollower ===

impl RuleFollower {
    /// A follower of the tenant's rules, which the city keeps; none where the city's log is not among those at hand. There
    /// the rules that came with the installation stay in force.
    #[must_use]
    pub fn new(
        tenant: Uuid,
        jurisdiction: &Jurisdiction,
        logs: &BTreeMap<SiteCode, Log>,
        rules: Arc<RuleSets>,
    ) -> Option<Self> {
        let subject = rule_book(tenant, jurisdiction)?;
        let log = logs.get(&jurisdiction.city().site())?.clone();
        Some(Self { log, subject, after: 0, waiting: HashMap::new(), rules })
    }

    /// Reads what was written since the last time.
    ///
    /// # Errors
    /// See [`Error`]; nothing is passed over, so that the next time begins where this one failed.
    pub async fn catch_up(&mut self) -> Result<(), Error> {
        for entry in self.written().await? {
            self.read(&entry)?;
            self.after = entry.sequence;
        }
        Ok(())
    }

    /// The first time all that the leader has; later whatever a copy has already.
    async fn written(&self) -> Result<Vec<Entry>, Error> {
        if self.after > 0 {
            return Ok(self.log.load(&self.subject, self.after).await?);
        }
        match self.log.last(&self.subject).await? {
            Some(last) => Ok(self.log.load_through(&self.subject, 0, last.sequence).await?),
            None => Ok(Vec::new()),
        }
    }

    fn read(&mut self, entry: &Entry) -> Result<(), Error> {
        let sequence = entry.sequence;
        let decision = Decision::<AffairEvent>::parse(&entry.payload);
        for event in decision.map_err(|source| Error::Entry { sequence, source })?.events {
            match event {
                AffairEvent::RuleSetSubmitted(event) => drop(self.waiting.insert(event.draft, event.files)),
                AffairEvent::RuleSetReturned(event) => drop(self.waiting.remove(&event.draft)),
                AffairEvent::RuleSetPublished(event) => self.publish(sequence, &event)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn publish(&mut self, sequence: u64, event: &RuleSetPublished) -> Result<(), Error> {
        let unusable = |findings| Error::Unusable { sequence, version: event.version, findings };
        let files = self.waiting.get(&event.draft);
        let files = files.ok_or_else(|| unusable("its texts were never submitted".to_owned()))?;
        let set = RuleSet::parse(files).map_err(|findings| unusable(lines(&findings)))?;
        if set.hash() != event.hash {
            return Err(unusable(format!("its hash is {}, not {}", set.hash(), event.hash)));
        }
        tracing::info!(version = set.version(), from = %set.effective_from(), hash = %set.hash(), "rules were published");
        self.rules.publish(set);
        self.waiting.remove(&event.draft);
        Ok(())
    }
}

/// Where the history of a tenant's rules is kept: at the city.
#[must_use]
pub fn rule_book(tenant: Uuid, jurisdiction: &Jurisdiction) -> Option<Subject> {
    Subject::new(Family::RuleSet.subject(jurisdiction.city(), AffairId::rule_book(tenant).uuid())).ok()
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
