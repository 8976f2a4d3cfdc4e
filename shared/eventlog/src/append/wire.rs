//! Publishing with expectations, one by one and in atomic batches, and reading what the server answers.

use std::sync::Arc;
use std::time::Duration;

use async_nats::client::RequestErrorKind;
use async_nats::header::{
    NATS_BATCH_COMMIT, NATS_BATCH_COMMIT_FINAL, NATS_BATCH_ID, NATS_BATCH_SEQUENCE,
    NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, NATS_EXPECTED_STREAM,
};
use async_nats::jetstream::context::Context;
use async_nats::jetstream::stream::RawMessage;
use async_nats::{Client, HeaderMap, Request};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{AppendError, Pending};
use crate::Halt;
use crate::api::{self, ApiError, PublishReply, SERVICE_UNAVAILABLE, code};
use crate::log::Guard;

/// The connection as the committer sees it.
#[derive(Clone)]
pub(crate) struct Wire {
    client: Client,
    guard: Arc<Guard>,
    ack_timeout: Duration,
    context: Context,
}

/// Why a batch was not committed.
#[derive(Debug)]
pub(super) enum BatchError {
    /// One expectation failed; nothing was stored. The sequence is the real last one of the culprit's subject.
    Conflict { last: Option<u64> },
    /// The server saw only a part; nothing was stored.
    Incomplete,
    /// The same fate for every message.
    All(AppendError),
}

#[derive(Deserialize)]
struct Stored {
    message: RawMessage,
}

// === impl Wire ===

impl Wire {
    pub(crate) fn new(client: Client, guard: Arc<Guard>, ack_timeout: Duration, context: Context) -> Self {
        Self { client, guard, ack_timeout, context }
    }

    /// Publishes one message and waits for its sequence.
    pub(super) async fn publish(&self, pending: &Pending) -> Result<u64, AppendError> {
        let reached = self.guard.reached();
        let headers = self.expectations(pending);
        let reply = self.request(pending, headers).await?;
        match reply.error {
            None => self.accept(reached, &reply, 1),
            Some(error) if error.is_conflict() => Err(AppendError::Conflict { last: error.last_sequence() }),
            Some(error) => Err(refusal(error)),
        }
    }

    /// Publishes the messages as one atomic batch and waits for the sequence of the first; the others follow it
    /// without a hole. The subjects must differ: an expectation is tested against the log as it was before the batch.
    pub(super) async fn publish_batch(&self, batch: &[Pending]) -> Result<u64, BatchError> {
        let Some((last, others)) = batch.split_last() else {
            return Err(BatchError::All(AppendError::Unavailable));
        };
        let reached = self.guard.reached();
        let id = Uuid::new_v4().simple().to_string();
        let numbered = |pending: &Pending, number: usize| {
            let mut headers = self.expectations(pending);
            headers.insert(NATS_BATCH_ID, id.as_str());
            headers.insert(NATS_BATCH_SEQUENCE, number.to_string());
            headers
        };
        for (index, pending) in others.iter().enumerate() {
            let headers = numbered(pending, index + 1);
            self.client
                .publish_with_headers(pending.subject.to_nats(), headers, pending.payload.clone())
                .await
                .map_err(|_| BatchError::All(AppendError::Unavailable))?;
        }
        let mut headers = numbered(last, batch.len());
        headers.insert(NATS_BATCH_COMMIT, NATS_BATCH_COMMIT_FINAL);
        let reply = self.request(last, headers).await.map_err(BatchError::All)?;
        match reply.error {
            None if reply.count == Some(batch.len() as u64) => {
                self.accept(reached, &reply, batch.len() as u64).map_err(BatchError::All)
            }
            None => Err(BatchError::All(AppendError::Unknown)),
            Some(error) if error.is_conflict() => Err(BatchError::Conflict { last: error.last_sequence() }),
            Some(error) if error.err_code == code::BATCH_INCOMPLETE => Err(BatchError::Incomplete),
            Some(error) => Err(BatchError::All(refusal(error))),
        }
    }

    /// The subject of the message at `sequence`, from the leader.
    pub(super) async fn subject_at(&self, sequence: u64) -> Option<String> {
        let request = json!({ "seq": sequence });
        let stored: Stored =
            api::call(&self.context, format!("STREAM.MSG.GET.{}", self.guard.name), &request).await.ok()?;
        Some(stored.message.subject)
    }

    fn expectations(&self, pending: &Pending) -> HeaderMap {
        let mut headers = pending.headers.clone();
        headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, pending.expected.to_string());
        // The same subject could be bound by a stream on the other side of a leaf link.
        headers.insert(NATS_EXPECTED_STREAM, self.guard.name.as_str());
        headers
    }

    async fn request(&self, pending: &Pending, headers: HeaderMap) -> Result<PublishReply, AppendError> {
        let request =
            Request::new().headers(headers).payload(pending.payload.clone()).timeout(Some(self.ack_timeout));
        let reply =
            self.client.send_request(pending.subject.to_nats(), request).await.map_err(
                |error| match error.kind() {
                    RequestErrorKind::NoResponders => AppendError::Unavailable,
                    RequestErrorKind::MaxPayloadExceeded => AppendError::TooLarge { bytes: pending.bytes() },
                    _ => AppendError::Unknown,
                },
            )?;
        serde_json::from_slice(&reply.payload).map_err(|_| AppendError::Unknown)
    }

    /// An acknowledged sequence lies beyond all that the stream held before, or the stream is another one.
    fn accept(&self, reached: u64, reply: &PublishReply, messages: u64) -> Result<u64, AppendError> {
        let first = (reply.sequence + 1).saturating_sub(messages);
        if reply.stream != self.guard.name || first <= reached {
            return Err(self.guard.halt(Halt::WentBackwards { reached, found: reply.sequence }).into());
        }
        self.guard.reach(reply.sequence);
        Ok(first)
    }
}

fn refusal(error: ApiError) -> AppendError {
    if error.code == SERVICE_UNAVAILABLE {
        return AppendError::Unavailable;
    }
    AppendError::Rejected { code: error.err_code, description: error.description }
}
