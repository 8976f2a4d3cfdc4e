//! Consecutive messages of one log, folded together.

use std::collections::BTreeSet;

use fengqiao_calendar::business_date;
use fengqiao_eventlog::Entry;
use fengqiao_jurisdiction::SiteCode;
use uuid::Uuid;

/// The family of subjects that cases are kept under: `case.<site>.<origin>.<case>`.
const FAMILY: &str = "case";

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

    /// The case, if the subject names one.
    pub(crate) fn case_id(&self) -> Option<Uuid> {
        case_of(self.subject())
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

    /// The cases it touches.
    pub(crate) fn cases(&self) -> BTreeSet<Uuid> {
        self.messages.iter().filter_map(Message::case_id).collect()
    }

    /// The centres whose ledgers it may continue, each with a year: what is no case yet may be registered by any entry.
    pub(crate) fn ledgers(&self, is_case: impl Fn(Uuid) -> bool) -> BTreeSet<(String, i16)> {
        let unregistered = self.messages.iter().filter_map(|message| match message {
            Message::Entry(entry) if !message.case_id().is_some_and(&is_case) => Some(entry),
            Message::Entry(_) | Message::Malformed { .. } => None,
        });
        unregistered
            .filter_map(|entry| {
                let origin = entry.subject.tokens().nth(2)?;
                Some((origin.to_owned(), business_date(entry.recorded_at).year()))
            })
            .collect()
    }
}

/// The subject of a case, as the services made it.
pub(crate) fn log_subject(site: SiteCode, origin: &str, case: Uuid) -> String {
    format!("{FAMILY}.{site}.{origin}.{case}")
}

fn case_of(subject: &str) -> Option<Uuid> {
    let mut tokens = subject.split('.');
    let (Some(FAMILY), Some(_), Some(_), Some(case), None) =
        (tokens.next(), tokens.next(), tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    case.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_subject_of_the_family_names_a_case() {
        let id = Uuid::from_u128(7);
        assert_eq!(case_of(&log_subject("640221".parse().unwrap(), "640221100", id)), Some(id));
        assert_eq!(case_of(&format!("case.640221.640221100.{id}")), Some(id));
        for other in ["case.640221.640221100", "case.640221.640221100.x", "rules.640221.640221.1"] {
            assert_eq!(case_of(other), None, "{other}");
        }
        assert_eq!(case_of(&format!("case.640221.640221100.{id}.x")), None);
    }
}
