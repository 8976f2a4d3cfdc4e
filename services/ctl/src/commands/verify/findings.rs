use std::fmt;

use fengqiao_eventlog::{Aggregate as _, Digest, Entry, Subject, verify_chain};
use fengqiao_runtime::handler::CaseAggregate;
use serde::Serialize;

use super::Verification;
use crate::error::Chain;
use crate::history;

/// Findings that are listed; a log that is broken everywhere is not printed as a whole.
const FINDINGS_MAX: usize = 100;

/// Something that is not as it was recorded.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    /// The subject, or the stream.
    place: String,
    fault: String,
}

impl Verification {
    /// Adds a finding.
    pub(super) fn found(&mut self, place: impl fmt::Display, fault: impl fmt::Display) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(Finding { place: place.to_string(), fault: fault.to_string() });
        } else {
            self.more += 1;
        }
    }
}

/// Proves one case, or one thing that is no case: its chain up to `head`, each decision readable, the whole foldable. Gives the number of events.
pub(super) fn prove(
    verification: &mut Verification,
    subject: &Subject,
    entries: &[Entry],
    head: Option<Digest>,
) -> u64 {
    if let Err(broken) = verify_chain(subject, entries, head) {
        verification.found(subject, broken);
    }
    let mut aggregate = CaseAggregate::empty();
    let mut events = 0;
    for entry in entries {
        match history::events(entry) {
            Ok(count) => events += count as u64,
            Err(error) => verification.found(subject, Chain(&error)),
        }
        if let Err(corrupt) = aggregate.apply(entry) {
            verification.found(subject, corrupt);
        }
    }
    if !entries.is_empty() && aggregate.is_absent() {
        verification.found(subject, "its decisions fold to nothing");
    }
    events
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}
