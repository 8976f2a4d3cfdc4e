//! The parts of the JetStream wire protocol that this crate reads itself.

use async_nats::jetstream::context::{Context, ContextBuilder, RequestError, RequestErrorKind};
use async_nats::jetstream::response::Response;
use async_nats::jetstream::stream::Info;
use async_nats::jetstream::{self, ErrorCode};
use async_nats::{Client, ServerInfo};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::timeout;

use crate::limits::READ_TIMEOUT;

/// Why a call of the JetStream API failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error("the stream does not exist")]
    StreamMissing,
    #[error("there is no such message")]
    MessageMissing,
    #[error("the server refused")]
    Refused(#[source] jetstream::Error),
    #[error("the request was not answered")]
    Request(#[source] RequestError),
}

/// What the server answers to a publish.
#[derive(Debug, Deserialize)]
pub(crate) struct PublishReply {
    #[serde(default)]
    pub(crate) stream: String,
    #[serde(default, rename = "seq")]
    pub(crate) sequence: u64,
    /// Messages that a committed batch stored.
    #[serde(default, rename = "count")]
    pub(crate) count: Option<u64>,
    #[serde(default)]
    pub(crate) error: Option<ApiError>,
}

/// An error of the JetStream API.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ApiError {
    /// Like an HTTP status.
    #[serde(default)]
    pub(crate) code: u16,
    #[serde(default, rename = "err_code")]
    pub(crate) err_code: u16,
    #[serde(default)]
    pub(crate) description: String,
}

/// Error codes that decide what happens next.
pub(crate) mod code {
    /// The expectation failed; the description ends with the subject's real last sequence.
    pub(crate) const WRONG_LAST_SEQUENCE: u16 = 10_071;
    /// The expectation failed against a write that is still in flight, so no sequence can be named.
    pub(crate) const WRONG_LAST_SEQUENCE_CONSTANT: u16 = 10_164;
    /// The server saw only part of a batch and stored none of it.
    pub(crate) const BATCH_INCOMPLETE: u16 = 10_176;
}

/// The status of an API error that says "not now".
pub(crate) const SERVICE_UNAVAILABLE: u16 = 503;

/// The server that the client is connected to. A client that is still connecting is waited for.
pub(crate) async fn connected_server(client: &Client) -> Option<ServerInfo> {
    if client.try_server_info().is_none() {
        // Whether it was flushed does not matter; only that it waits for the connection.
        let _ = timeout(READ_TIMEOUT, client.flush()).await;
    }
    client.try_server_info()
}

/// The JetStream API of this server, or of another site's `domain`, and its subject prefix.
pub(crate) fn context(client: &Client, domain: Option<&str>) -> (Context, String) {
    let builder = ContextBuilder::new().timeout(READ_TIMEOUT);
    match domain {
        Some(domain) => (builder.domain(domain).build(client.clone()), format!("$JS.{domain}.API")),
        None => (builder.build(client.clone()), "$JS.API".to_owned()),
    }
}

pub(crate) async fn call<T: DeserializeOwned>(
    context: &Context,
    subject: String,
    request: &impl Serialize,
) -> Result<T, CallError> {
    match context.request(subject, request).await.map_err(CallError::Request)? {
        Response::Ok(answer) => Ok(answer),
        Response::Err { error } => Err(match error.error_code() {
            ErrorCode::STREAM_NOT_FOUND => CallError::StreamMissing,
            ErrorCode::NO_MESSAGE_FOUND => CallError::MessageMissing,
            _ => CallError::Refused(error),
        }),
    }
}

/// The stream's configuration and state, from its leader.
pub(crate) async fn stream_info(context: &Context, stream: &str) -> Result<Info, CallError> {
    call(context, format!("STREAM.INFO.{stream}"), &json!({})).await
}

impl CallError {
    /// Whether nobody answered who can: the question may be put again.
    pub(crate) fn is_unanswered(&self) -> bool {
        match self {
            Self::Request(error) => error.kind() == RequestErrorKind::TimedOut,
            Self::Refused(error) => error.code() == usize::from(SERVICE_UNAVAILABLE),
            Self::StreamMissing | Self::MessageMissing => false,
        }
    }
}

impl ApiError {
    pub(crate) fn is_conflict(&self) -> bool {
        matches!(self.err_code, code::WRONG_LAST_SEQUENCE | code::WRONG_LAST_SEQUENCE_CONSTANT)
    }

    /// The real last sequence that a conflict names, if it names one.
    pub(crate) fn last_sequence(&self) -> Option<u64> {
        if self.err_code != code::WRONG_LAST_SEQUENCE {
            return None;
        }
        self.description.rsplit_once(": ").and_then(|(_, number)| number.trim().parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(json: &str) -> PublishReply {
        serde_json::from_str(json).expect("a reply")
    }

    #[test]
    fn a_conflict_names_the_real_last_sequence_if_it_can() {
        let named = reply(
            r#"{"error":{"code":400,"err_code":10071,"description":"wrong last sequence: 17"},"stream":"S","seq":0}"#,
        );
        assert_eq!(named.error.as_ref().and_then(ApiError::last_sequence), Some(17));
        let unnamed = reply(r#"{"error":{"code":400,"err_code":10164,"description":"wrong last sequence"}}"#);
        let error = unnamed.error.expect("an error");
        assert!(error.is_conflict());
        assert_eq!(error.last_sequence(), None);
    }

    #[test]
    fn an_acknowledgement_carries_stream_and_sequence() {
        let ack = reply(r#"{"stream":"S","seq":42,"batch":"x","count":3}"#);
        assert_eq!((ack.stream.as_str(), ack.sequence, ack.count), ("S", 42, Some(3)));
        assert!(ack.error.is_none());
    }
}
