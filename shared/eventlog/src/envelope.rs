//! An entry as a NATS message: the payload untouched, everything else in headers.
//!
//! The headers follow the NATS binding of CloudEvents 1.0 in binary mode; correlation and causation are its
//! registered extension attributes. Headers that the server interprets (expectations, batches) are added by the
//! writer and are no part of the entry: mirrors strip them.

use async_nats::HeaderMap;
use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use crate::digest::FieldHasher;
use crate::{Digest, Draft, Entry, Subject, SubjectError};

/// The version of CloudEvents.
const SPEC_VERSION: &str = "1.0";
/// How the digest is made. Another way gets another name, and old entries keep theirs.
const ALGORITHM: &str = "sha256-1";

mod header {
    pub(super) const SPEC_VERSION: &str = "ce-specversion";
    pub(super) const ID: &str = "ce-id";
    pub(super) const KIND: &str = "ce-type";
    pub(super) const SOURCE: &str = "ce-source";
    pub(super) const TIME: &str = "ce-time";
    pub(super) const CORRELATION: &str = "ce-correlationid";
    pub(super) const CAUSATION: &str = "ce-causationid";
    pub(super) const ALGORITHM: &str = "chain-algorithm";
    pub(super) const PREVIOUS: &str = "chain-previous";
    pub(super) const DIGEST: &str = "chain-digest";
}

/// Why a stored message is not an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("the subject is not literal")]
    Subject(#[source] SubjectError),
    #[error("the header {name} is missing")]
    Missing { name: &'static str },
    #[error("the header {name} is given more than once")]
    Repeated { name: &'static str },
    #[error("the header {name} cannot be read")]
    Unreadable { name: &'static str },
    #[error("the message is not of CloudEvents 1.0")]
    SpecVersion,
    #[error("the digest algorithm is not known here")]
    Algorithm,
    #[error("the content does not match its digest")]
    Digest,
}

/// What the digest covers, exactly as it stands in the message.
struct Fields<'a> {
    subject: &'a str,
    id: &'a str,
    kind: &'a str,
    source: &'a str,
    time: &'a str,
    correlation: &'a str,
    causation: Option<&'a str>,
    previous: Option<&'a str>,
    payload: &'a [u8],
}

/// Writes a draft's headers and its digest.
pub(crate) fn encode(draft: &Draft) -> (HeaderMap, Digest) {
    let id = draft.id.to_string();
    let time = draft.recorded_at.to_string();
    let correlation = draft.correlation.to_string();
    let causation = draft.causation.map(|id| id.to_string());
    let previous = draft.previous.map(|digest| digest.to_string());
    let digest = Fields {
        subject: draft.subject.as_str(),
        id: &id,
        kind: &draft.kind,
        source: &draft.source,
        time: &time,
        correlation: &correlation,
        causation: causation.as_deref(),
        previous: previous.as_deref(),
        payload: &draft.payload,
    }
    .digest();

    let mut headers = HeaderMap::new();
    headers.insert(header::SPEC_VERSION, SPEC_VERSION);
    headers.insert(header::ID, id);
    headers.insert(header::KIND, draft.kind.as_str());
    headers.insert(header::SOURCE, draft.source.as_str());
    headers.insert(header::TIME, time);
    headers.insert(header::CORRELATION, correlation);
    if let Some(causation) = causation {
        headers.insert(header::CAUSATION, causation);
    }
    headers.insert(header::ALGORITHM, ALGORITHM);
    if let Some(previous) = previous {
        headers.insert(header::PREVIOUS, previous);
    }
    headers.insert(header::DIGEST, digest.to_string());
    (headers, digest)
}

/// Reads a stored message, and proves its content against its digest.
pub(crate) fn decode(
    subject: &str,
    sequence: u64,
    headers: &HeaderMap,
    payload: Bytes,
) -> Result<Entry, Malformed> {
    let subject = Subject::new(subject).map_err(Malformed::Subject)?;
    if required(headers, header::SPEC_VERSION)? != SPEC_VERSION {
        return Err(Malformed::SpecVersion);
    }
    if required(headers, header::ALGORITHM)? != ALGORITHM {
        return Err(Malformed::Algorithm);
    }
    let fields = Fields {
        subject: subject.as_str(),
        id: required(headers, header::ID)?,
        kind: required(headers, header::KIND)?,
        source: required(headers, header::SOURCE)?,
        time: required(headers, header::TIME)?,
        correlation: required(headers, header::CORRELATION)?,
        causation: optional(headers, header::CAUSATION)?,
        previous: optional(headers, header::PREVIOUS)?,
        payload: &payload,
    };
    let digest = parse::<Digest>(header::DIGEST, required(headers, header::DIGEST)?)?;
    if fields.digest() != digest {
        return Err(Malformed::Digest);
    }
    Ok(Entry {
        sequence,
        id: parse::<Uuid>(header::ID, fields.id)?,
        kind: fields.kind.to_owned(),
        source: fields.source.to_owned(),
        recorded_at: parse::<Timestamp>(header::TIME, fields.time)?,
        correlation: parse::<Uuid>(header::CORRELATION, fields.correlation)?,
        causation: fields.causation.map(|text| parse(header::CAUSATION, text)).transpose()?,
        previous: fields.previous.map(|text| parse(header::PREVIOUS, text)).transpose()?,
        digest,
        subject,
        payload,
    })
}

impl Fields<'_> {
    fn digest(&self) -> Digest {
        FieldHasher::new()
            .field(ALGORITHM.as_bytes())
            .field(self.subject.as_bytes())
            .field(SPEC_VERSION.as_bytes())
            .field(self.id.as_bytes())
            .field(self.kind.as_bytes())
            .field(self.source.as_bytes())
            .field(self.time.as_bytes())
            .field(self.correlation.as_bytes())
            .optional(self.causation.map(str::as_bytes))
            .optional(self.previous.map(str::as_bytes))
            .field(self.payload)
            .finish()
    }
}

fn required<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Malformed> {
    optional(headers, name)?.ok_or(Malformed::Missing { name })
}

fn optional<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, Malformed> {
    let mut values = headers.get_all(name);
    let first = values.next();
    if values.next().is_some() {
        return Err(Malformed::Repeated { name });
    }
    Ok(first.map(|value| value.as_str()))
}

fn parse<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<T, Malformed> {
    text.parse().map_err(|_| Malformed::Unreadable { name })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft() -> Draft {
        Draft {
            subject: Subject::new("case.s.c.1").expect("a subject"),
            expected: 4,
            previous: Some(Digest::from_bytes([3; 32])),
            id: Uuid::from_u128(1),
            kind: "case.registered".to_owned(),
            source: "/township/1".to_owned(),
            recorded_at: "2026-03-02T08:09:10.123456789Z".parse().expect("a time"),
            correlation: Uuid::from_u128(2),
            causation: Some(Uuid::from_u128(3)),
            payload: Bytes::from_static(b"{}"),
        }
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let draft = draft();
        let (headers, digest) = encode(&draft);
        let entry = decode("case.s.c.1", 9, &headers, draft.payload.clone()).expect("an entry");
        assert_eq!(entry, draft.into_entry(9, digest));
    }

    /// Stored entries keep their digests for ever: if this fails, the algorithm needs a new name.
    #[test]
    fn the_digest_of_a_known_entry_never_changes() {
        let (_, digest) = encode(&draft());
        assert_eq!(digest.to_string(), "7bad8fd2e70e7bc9a1197439736109665881e0bf76d304772218da953e013186");
    }

    #[test]
    fn a_header_given_twice_is_no_header() {
        let draft = draft();
        let (mut headers, _) = encode(&draft);
        headers.append(header::ID, "00000000-0000-0000-0000-000000000009");
        let read = decode("case.s.c.1", 9, &headers, draft.payload);
        assert_eq!(read, Err(Malformed::Repeated { name: header::ID }));
    }

    #[test]
    fn headers_that_the_server_sets_are_no_part_of_the_entry() {
        let draft = draft();
        let (mut headers, digest) = encode(&draft);
        headers.insert("Nats-Expected-Last-Subject-Sequence", "4");
        headers.insert("Nats-Batch-Id", "x");
        let entry = decode("case.s.c.1", 9, &headers, draft.payload).expect("an entry");
        assert_eq!(entry.digest, digest);
    }

    proptest! {
        #[test]
        fn arbitrary_messages_are_refused_and_never_a_panic(
            subject in ".{0,40}",
            values in prop::collection::vec("[^\r\n]{0,80}", 10),
            payload in prop::collection::vec(any::<u8>(), 0..200),
            sound in prop::collection::vec(any::<bool>(), 10),
        ) {
            let (good, _) = encode(&draft());
            let names = [
                header::SPEC_VERSION, header::ID, header::KIND, header::SOURCE, header::TIME,
                header::CORRELATION, header::CAUSATION, header::ALGORITHM, header::PREVIOUS, header::DIGEST,
            ];
            let mut headers = HeaderMap::new();
            for ((name, value), sound) in names.into_iter().zip(values).zip(sound) {
                match good.get(name).filter(|_| sound) {
                    Some(kept) => headers.insert(name, kept.clone()),
                    None => headers.insert(name, value),
                }
            }
            prop_assert!(decode(&subject, 1, &headers, payload.into()).is_err());
        }
    }
}
