//! The read path. Loads come from any copy of the stream in one request per page; whatever decides between writers
//! comes from the leader.

use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::RawMessage;
use async_nats::{HeaderMap, Message, StatusCode};
use bytes::Bytes;
use futures::StreamExt as _;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use crate::api::{self, CallError};
use crate::envelope::{self, Malformed};
use crate::limits::{LOAD_ENTRIES_MAX, LOAD_PAGE_BYTES, LOAD_PAGE_ENTRIES, READ_TIMEOUT};
use crate::{Entry, Filter, Halt, Log, Subject};

/// Why a read failed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the server could not be asked")]
    Call(#[source] CallError),
    #[error("a page of entries could not be asked for")]
    Connection(#[source] async_nats::Error),
    #[error("a page of entries did not arrive in time, or not whole")]
    Incomplete,
    #[error("the server refused the page: {description} ({status})")]
    Refused { status: u16, description: String },
    #[error("message {sequence} is not an entry")]
    Malformed {
        sequence: u64,
        #[source]
        source: Malformed,
    },
    #[error("the subject has more than {LOAD_ENTRIES_MAX} entries")]
    TooMany,
    #[error("the log has halted")]
    Halted(#[from] Halt),
}

#[derive(Deserialize)]
struct Stored {
    message: RawMessage,
}

/// One page of a direct get, and how many entries follow it.
struct Page {
    entries: Vec<Entry>,
    pending: u64,
}

// === impl Log ===

impl Log {
    /// The entries of `subject` behind sequence `after`, in order; all of them for 0.
    ///
    /// On a replicated stream a follower may answer and be a moment behind; see [`Log::last`].
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn load(&self, subject: &Subject, after: u64) -> Result<Vec<Entry>, ReadError> {
        self.inner.guard.check()?;
        let mut entries = Vec::new();
        let mut after = after;
        loop {
            let page = self.page(subject, after).await?;
            after = page.entries.last().map_or(after, |entry| entry.sequence);
            let done = page.pending == 0 || page.entries.is_empty();
            entries.extend(page.entries);
            if entries.len() > LOAD_ENTRIES_MAX {
                return Err(ReadError::TooMany);
            }
            if done {
                return Ok(entries);
            }
        }
    }

    /// The entries of `subject` behind `after` up to and including `through`, which the leader is known to hold.
    /// What a lagging follower lacks is taken from the leader.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn load_through(
        &self,
        subject: &Subject,
        after: u64,
        through: u64,
    ) -> Result<Vec<Entry>, ReadError> {
        let mut entries = self.load(subject, after).await?;
        entries.retain(|entry| entry.sequence <= through);
        loop {
            let reached = entries.last().map_or(after, |entry| entry.sequence);
            if reached >= through {
                return Ok(entries);
            }
            let request = json!({ "seq": reached + 1, "next_by_subj": subject.as_str() });
            match self.get(&request).await? {
                Some(entry) if entry.sequence <= through => entries.push(entry),
                _ => return Ok(entries),
            }
        }
    }

    /// The last entry of `subject`, from the leader: the answer no follower can give.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn last(&self, subject: &Subject) -> Result<Option<Entry>, ReadError> {
        self.find(&Filter::from(subject)).await
    }

    /// The last entry on any subject that `filter` matches, from the leader. Finds the one literal subject of a
    /// thing of which only some tokens are known.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn find(&self, filter: &Filter) -> Result<Option<Entry>, ReadError> {
        self.get(&json!({ "last_by_subj": filter.as_str() })).await
    }

    /// The entry at `sequence`, from the leader.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn at(&self, sequence: u64) -> Result<Option<Entry>, ReadError> {
        if sequence == 0 {
            return Ok(None);
        }
        self.get(&json!({ "seq": sequence })).await
    }

    async fn get(&self, request: &Value) -> Result<Option<Entry>, ReadError> {
        self.inner.guard.check()?;
        let subject = format!("STREAM.MSG.GET.{}", self.stream());
        let stored: Stored = match api::call(&self.inner.context, subject, request).await {
            Ok(stored) => stored,
            Err(CallError::MessageMissing) => return Ok(None),
            Err(error) => return Err(ReadError::Call(error)),
        };
        let sequence = stored.message.sequence;
        let message = StreamMessage::try_from(stored.message).map_err(|_| ReadError::Malformed {
            sequence,
            source: Malformed::Unreadable { name: "NATS/1.0" },
        })?;
        decode(&message.subject, sequence, &message.headers, message.payload).map(Some)
    }

    async fn page(&self, subject: &Subject, after: u64) -> Result<Page, ReadError> {
        let client = &self.inner.client;
        let deadline = Instant::now() + READ_TIMEOUT;
        let inbox = client.new_inbox();
        let mut answers =
            client.subscribe(inbox.clone()).await.map_err(|error| ReadError::Connection(error.into()))?;
        let request = json!({
            "seq": after + 1,
            "next_by_subj": subject.as_str(),
            "batch": LOAD_PAGE_ENTRIES,
            "max_bytes": LOAD_PAGE_BYTES,
        });
        let target = format!("{}.DIRECT.GET.{}", self.inner.api_prefix, self.stream());
        client
            .publish_with_reply(target, inbox, request.to_string().into())
            .await
            .map_err(|error| ReadError::Connection(error.into()))?;

        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let answer = timeout_at(deadline, answers.next()).await.map_err(|_| ReadError::Incomplete)?;
            let message = answer.ok_or(ReadError::Incomplete)?;
            match message.status {
                None => entries.push(direct(message, entries.last())?),
                Some(status) if status == END_OF_PAGE => {
                    let pending = header(message.headers.as_ref(), PENDING).unwrap_or(0);
                    let last = header(message.headers.as_ref(), LAST_SEQUENCE);
                    // A page whose last entry got lost on the way must not pass for the end.
                    if last.is_some_and(|last| entries.last().is_some_and(|entry| entry.sequence != last)) {
                        return Err(ReadError::Incomplete);
                    }
                    return Ok(Page { entries, pending });
                }
                Some(StatusCode::NOT_FOUND) => return Ok(Page { entries, pending: 0 }),
                Some(status) => {
                    return Err(ReadError::Refused {
                        status: status.as_u16(),
                        description: message.description.unwrap_or_default(),
                    });
                }
            }
        }
    }
}

/// The status that ends a page.
const END_OF_PAGE: u16 = 204;
const SUBJECT: &str = "Nats-Subject";
const SEQUENCE: &str = "Nats-Sequence";
/// In a message of a page: the sequence of the one before it. In the end of a page: that of its last.
const LAST_SEQUENCE: &str = "Nats-Last-Sequence";
const PENDING: &str = "Nats-Num-Pending";

fn direct(message: Message, before: Option<&Entry>) -> Result<Entry, ReadError> {
    let headers = message.headers.unwrap_or_default();
    let sequence = header(Some(&headers), SEQUENCE).ok_or(ReadError::Incomplete)?;
    let named = header(Some(&headers), LAST_SEQUENCE);
    if let (Some(before), Some(named)) = (before, named)
        && before.sequence != named
    {
        return Err(ReadError::Incomplete);
    }
    let subject = headers.get_last(SUBJECT).map(|value| value.as_str()).unwrap_or_default();
    decode(subject, sequence, &headers, message.payload)
}

pub(crate) fn decode(
    subject: &str,
    sequence: u64,
    headers: &HeaderMap,
    payload: Bytes,
) -> Result<Entry, ReadError> {
    envelope::decode(subject, sequence, headers, payload)
        .map_err(|source| ReadError::Malformed { sequence, source })
}

/// Headers of this kind are set by the server behind those of the message, whose writer could have forged them.
fn header(headers: Option<&HeaderMap>, name: &str) -> Option<u64> {
    headers?.get_last(name)?.as_str().parse().ok()
}
