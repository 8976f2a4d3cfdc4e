//! Consecutive messages of one log, folded together.

use std::collections::BTreeSet;

use fengqiao_calendar::business_date;
use fengqiao_domain::Family;
use fengqiao_eventlog::Entry;
use fengqiao_jurisdiction::SiteCode;
use uuid::Uuid;

/// One message of a log.
#[derive(Debug)]
pub(crate) enum Message {
    Entry(Entry),
    /// What lies there is no entry.
    Malformed {
        sequence: u64,
        subject: String,
        error: String,
    },
}

/// Messages of one log, in order and without holes.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) site: SiteCode,
    pub(crate) stream: String,
    pub(crate) messages: Vec<Message>,
    pub(crate) bytes: usize,
}

// === impl Message ===

impl Message {
    pub(crate) fn sequence(&self) -> u64 {
        match self {
            Self::Entry(entry) => entry.sequence,
            Self::Malformed { sequence, .. } => *sequence,
        }
    }

    pub(crate) fn subject(&self) -> &str {
        match self {
            Self::Entry(entry) => entry.subject.as_str(),
            Self::Malformed { subject, .. } => subject,
        }
    }

    /// The case or affair, if the subject names one.
    pub(crate) fn named(&self) -> Option<(Family, Uuid)> {
        Family::read(self.subject())
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Entry(entry) => entry.payload.len(),
            Self::Malformed { .. } => 0,
        }
    }
}

// === impl Batch ===

impl Batch {
    pub(crate) const fn new(site: SiteCode, stream: String) -> Self {
        Self { site, stream, messages: Vec::new(), bytes: 0 }
    }

    pub(crate) fn push(&mut self, message: Message) {
        self.bytes = self.bytes.saturating_add(message.bytes());
        self.messages.push(message);
    }

    /// The sequence of the last message.
    pub(crate) fn last(&self) -> Option<u64> {
        self.messages.last().map(Message::sequence)
    }

    /// Leaves out what was projected already.
    pub(crate) fn skip_through(&mut self, sequence: u64) {
        self.messages.retain(|message| message.sequence() > sequence);
    }

    /// The cases, or the affairs, that it touches.
    pub(crate) fn touched(&self, of: impl Fn(Family) -> bool) -> Vec<Uuid> {
        let named = self.messages.iter().filter_map(Message::named);
        named
            .filter(|(family, _)| of(*family))
            .map(|(_, id)| id)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// The centres whose ledgers it may continue, each with a year: what is no case yet may be registered by any entry
    /// of its subject.
    pub(crate) fn ledgers(&self, is_case: impl Fn(Uuid) -> bool) -> BTreeSet<(String, i16)> {
        let unregistered = self.messages.iter().filter_map(|message| match (message, message.named()) {
            (Message::Entry(entry), Some((Family::Case, id))) if !is_case(id) => Some(entry),
            _ => None,
        });
        unregistered
            .filter_map(|entry| {
                let origin = entry.subject.tokens().nth(2)?;
                Some((origin.to_owned(), business_date(entry.recorded_at).year()))
            })
            .collect()
    }
}
