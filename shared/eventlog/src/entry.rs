use std::fmt;

use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use crate::limits::LABEL_BYTES_MAX;
use crate::{Digest, Subject};

/// A decision that is to be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    pub subject: Subject,
    /// The sequence that must be the subject's last when this is stored; 0 for the first on its subject.
    pub expected: u64,
    /// The digest of that last entry; `None` for the first.
    pub previous: Option<Digest>,
    /// The id of the command that was decided.
    pub id: Uuid,
    pub kind: String,
    pub source: String,
    pub recorded_at: Timestamp,
    pub correlation: Uuid,
    pub causation: Option<Uuid>,
    pub payload: Bytes,
}

/// A decision as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    pub subject: Subject,
    /// Its place in the stream, from 1, without holes.
    pub sequence: u64,
    /// The id of the command that was decided.
    pub id: Uuid,
    pub kind: String,
    pub source: String,
    /// When it was recorded; never earlier than its predecessor on the same subject.
    pub recorded_at: Timestamp,
    /// The id that everything springing from one request shares.
    pub correlation: Uuid,
    /// The id of the message that led to this one.
    pub causation: Option<Uuid>,
    /// The digest of the predecessor on the same subject; `None` for the first.
    pub previous: Option<Digest>,
    /// The digest of this entry.
    pub digest: Digest,
    pub payload: Bytes,
}

/// What the next decision on a subject needs to know of the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryHead {
    pub sequence: u64,
    pub recorded_at: Timestamp,
    pub digest: Digest,
}

/// Why a draft cannot be sent at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    #[error("the {field} {text:?} is not 1 to {LABEL_BYTES_MAX} visible ASCII characters")]
    Label { field: &'static str, text: String },
    #[error("a first entry has no predecessor, and a later one names both its sequence and its digest")]
    Predecessor,
}

// === impl Draft ===

impl Draft {
    pub(crate) fn check(&self) -> Result<(), DraftError> {
        label("kind", &self.kind)?;
        label("source", &self.source)?;
        if (self.expected == 0) != self.previous.is_none() {
            return Err(DraftError::Predecessor);
        }
        Ok(())
    }

    /// The entry that this draft becomes when it is stored at `sequence` under `digest`.
    pub(crate) fn into_entry(self, sequence: u64, digest: Digest) -> Entry {
        Entry {
            subject: self.subject,
            sequence,
            id: self.id,
            kind: self.kind,
            source: self.source,
            recorded_at: self.recorded_at,
            correlation: self.correlation,
            causation: self.causation,
            previous: self.previous,
            digest,
            payload: self.payload,
        }
    }
}

/// Without the payload: what is formatted ends in log lines.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("subject", &self.subject)
            .field("expected", &self.expected)
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

// === impl Entry ===

impl Entry {
    pub fn head(&self) -> EntryHead {
        EntryHead { sequence: self.sequence, recorded_at: self.recorded_at, digest: self.digest }
    }
}

/// Without the payload: what is formatted ends in log lines.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("subject", &self.subject)
            .field("sequence", &self.sequence)
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("digest", &self.digest)
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

// === impl EntryHead ===

impl From<EntryHead> for Digest {
    fn from(head: EntryHead) -> Self {
        head.digest
    }
}

/// A header cannot hold a line break, and readers trim its ends: what is not visible ASCII would not come back as it
/// was digested.
fn label(field: &'static str, text: &str) -> Result<(), DraftError> {
    let fits =
        (1..=LABEL_BYTES_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(()) } else { Err(DraftError::Label { field, text: text.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_formatted_holds_no_payload() {
        let draft = Draft {
            subject: Subject::new("case.s.c.1").expect("a subject"),
            expected: 0,
            previous: None,
            id: Uuid::nil(),
            kind: "case.registered".to_owned(),
            source: "/township/1".to_owned(),
            recorded_at: Timestamp::UNIX_EPOCH,
            correlation: Uuid::nil(),
            causation: None,
            payload: Bytes::from_static(b"CANARY"),
        };
        let entry = draft.clone().into_entry(1, Digest::from_bytes([0; 32]));
        assert!(!format!("{draft:?}{entry:?}").contains("CANARY"));
    }

    #[test]
    fn a_draft_that_would_not_come_back_as_it_was_is_refused() {
        for text in ["", " padded ", "line\r\nbreak", "户籍", &"x".repeat(121)] {
            assert!(label("kind", text).is_err(), "{text:?}");
        }
        assert!(label("kind", "case.registered").is_ok());
    }
}
