use crate::{Digest, Entry, Subject};

/// Where a history stops being the one that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("entry {sequence} belongs to another subject")]
    Foreign { sequence: u64 },
    #[error("entry {sequence} stands behind an entry of the same or a later sequence")]
    Order { sequence: u64 },
    #[error("entry {sequence} does not name its predecessor")]
    Link { sequence: u64 },
    #[error("entry {sequence} was recorded before its predecessor")]
    Time { sequence: u64 },
    #[error("the history ends at {found:?} and not at {expected:?}")]
    Head { expected: Option<Digest>, found: Option<Digest> },
}

/// Proves that `entries` are the whole history of `subject`, from its first entry to the one whose digest is `head`
/// (`None` for an empty history). Each entry has proved its own content when it was read.
///
/// # Errors
/// Names the first entry that does not fit. A cut at the end shows only against a `head` that was kept elsewhere.
pub fn verify_chain<'a>(
    subject: &Subject,
    entries: impl IntoIterator<Item = &'a Entry>,
    head: Option<Digest>,
) -> Result<(), Broken> {
    let mut last: Option<&Entry> = None;
    for entry in entries {
        let sequence = entry.sequence;
        if &entry.subject != subject {
            return Err(Broken::Foreign { sequence });
        }
        if entry.previous != last.map(|last| last.digest) {
            return Err(Broken::Link { sequence });
        }
        if let Some(last) = last {
            if sequence <= last.sequence {
                return Err(Broken::Order { sequence });
            }
            if entry.recorded_at < last.recorded_at {
                return Err(Broken::Time { sequence });
            }
        }
        last = Some(entry);
    }
    let found = last.map(|last| last.digest);
    if found == head { Ok(()) } else { Err(Broken::Head { expected: head, found }) }
}

#[cfg(test)]
mod tests {
    use async_nats::HeaderMap;
    use bytes::Bytes;
    use jiff::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{Draft, envelope};

    /// A message as the stream holds it.
    #[derive(Clone)]
    struct Stored {
        sequence: u64,
        headers: HeaderMap,
        payload: Bytes,
    }

    fn subject() -> Subject {
        Subject::new("case.s.c.1").expect("a subject")
    }

    fn history(payloads: &[Vec<u8>]) -> (Vec<Stored>, Option<Digest>) {
        let mut head = None;
        let mut stored = Vec::new();
        for (payload, sequence) in payloads.iter().zip(1..) {
            let draft = Draft {
                subject: subject(),
                expected: sequence - 1,
                previous: head,
                id: Uuid::from_u128(u128::from(sequence)),
                kind: "case.registered".to_owned(),
                source: "/township/1".to_owned(),
                recorded_at: Timestamp::from_second(1_700_000_000 + sequence as i64).expect("a time"),
                correlation: Uuid::from_u128(7),
                causation: (sequence % 2 == 0).then(|| Uuid::from_u128(8)),
                payload: payload.clone().into(),
            };
            let (headers, digest) = envelope::encode(&draft);
            stored.push(Stored { sequence, headers, payload: draft.payload });
            head = Some(digest);
        }
        (stored, head)
    }

    /// Reads the messages as a verifier does: each proves itself, then all of them their order.
    fn holds(stored: &[Stored], head: Option<Digest>) -> bool {
        let entries: Result<Vec<_>, _> = stored
            .iter()
            .map(|s| envelope::decode("case.s.c.1", s.sequence, &s.headers, s.payload.clone()))
            .collect();
        entries.is_ok_and(|entries| verify_chain(&subject(), &entries, head).is_ok())
    }

    fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
        prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 2..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn an_untouched_history_holds(payloads in payloads()) {
            let (stored, head) = history(&payloads);
            prop_assert!(holds(&stored, head));
        }

        #[test]
        fn a_flipped_bit_in_a_payload_shows(payloads in payloads(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let (mut stored, head) = history(&payloads);
            let message = &mut stored[at.index(payloads.len())];
            let mut bytes = message.payload.to_vec();
            let byte = at.index(bytes.len());
            bytes[byte] ^= 1 << bit;
            message.payload = bytes.into();
            prop_assert!(!holds(&stored, head));
        }

        #[test]
        fn a_changed_header_shows(payloads in payloads(), at in any::<prop::sample::Index>(), to in "[0-9a-z]{1,36}") {
            let (mut stored, head) = history(&payloads);
            let message = &mut stored[at.index(payloads.len())];
            let names: Vec<_> = message.headers.iter().map(|(name, _)| name.clone()).collect();
            let name = &names[at.index(names.len())];
            prop_assume!(message.headers.get(name.as_ref()).is_some_and(|value| value.as_str() != to));
            message.headers.insert(name.as_ref(), to);
            prop_assert!(!holds(&stored, head));
        }

        #[test]
        fn a_dropped_entry_shows(payloads in payloads(), at in any::<prop::sample::Index>()) {
            let (mut stored, head) = history(&payloads);
            stored.remove(at.index(payloads.len()));
            prop_assert!(!holds(&stored, head));
        }

        #[test]
        fn two_swapped_entries_show(payloads in payloads(), at in any::<prop::sample::Index>()) {
            let (mut stored, head) = history(&payloads);
            let first = at.index(payloads.len() - 1);
            stored.swap(first, first + 1);
            // Even if each keeps to the place that the other had.
            let (a, b) = (stored[first].sequence, stored[first + 1].sequence);
            (stored[first].sequence, stored[first + 1].sequence) = (b, a);
            prop_assert!(!holds(&stored, head));
        }

        #[test]
        fn a_history_cut_at_its_end_shows_against_its_head(payloads in payloads(), at in any::<prop::sample::Index>()) {
            let (mut stored, head) = history(&payloads);
            stored.truncate(at.index(payloads.len()));
            prop_assert!(!holds(&stored, head));
        }

        #[test]
        fn an_entry_moved_to_another_subject_shows(payloads in payloads()) {
            let (stored, _) = history(&payloads);
            let moved = envelope::decode("case.s.c.2", 1, &stored[0].headers, stored[0].payload.clone());
            prop_assert_eq!(moved, Err(envelope::Malformed::Digest));
        }
    }
}
