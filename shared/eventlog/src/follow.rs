//! Following a log: every entry once, in order, across reconnects and restarts.

use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, ReplayPolicy, push};
use async_nats::jetstream::{self, context::Context};
use async_nats::{Client, HeaderValue, Message, StatusCode, Subject, Subscriber};
use bytes::Bytes;
use futures::{FutureExt as _, StreamExt as _};
use tokio::time::{Instant, timeout};

use crate::envelope::{self, Malformed};
use crate::limits::{
    FOLLOW_ABANDONED, FOLLOW_BACKOFF_MAX, FOLLOW_CHECK, FOLLOW_HEARTBEAT, FOLLOW_SILENCE_MAX,
};
use crate::{Entry, Halt, Log, NotReady, Position};

/// Reads a log from one sequence on. It acknowledges nothing: where it stands is its owner's to remember.
pub struct Follower {
    log: Log,
    /// The last sequence that was handed out.
    last: u64,
    session: Option<Session>,
    failures: u32,
}

/// What a follower cannot pass over in silence.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The message was passed; the next call goes on behind it.
    #[error("message {sequence} on {subject} is not an entry")]
    Malformed {
        sequence: u64,
        subject: String,
        #[source]
        source: Malformed,
    },
    /// Entries are missing for good: nothing may delete them, so the store is damaged. Every later call says so.
    #[error("the log has a hole: after {after} comes {found}")]
    Hole { after: u64, found: u64 },
    #[error("the log has halted")]
    Halted(#[from] Halt),
}

/// One consumer on one connection. Whatever goes wrong, it is dropped and another starts behind the last entry.
struct Session {
    subscriber: Subscriber,
    context: Context,
    connection: Connection,
    /// The consumer's own count of what it delivered.
    delivered: u64,
    heard_at: Instant,
    pending: u64,
    /// A flow-control answer that the server waits for. It is kept until it is on its way, since the future that would
    /// send it may be dropped.
    owed: Option<Subject>,
}

#[derive(PartialEq, Eq)]
struct Connection {
    server: String,
    client: u64,
}

enum Received {
    Entry {
        sequence: u64,
        message: Message,
    },
    Nothing,
    /// A message got lost between the server and here.
    Lost,
}

// === impl Follower ===

impl Follower {
    pub(crate) fn new(log: Log, after: u64) -> Self {
        Self { log, last: after, session: None, failures: 0 }
    }

    /// The next entry; waits for it as long as it takes, and through every loss of the connection. Dropping the
    /// future loses nothing.
    ///
    /// # Errors
    /// See [`FollowError`].
    pub async fn next(&mut self) -> Result<Entry, FollowError> {
        loop {
            self.log.inner.guard.check()?;
            let Some(session) = &mut self.session else {
                self.connect().await?;
                continue;
            };
            match session.receive(&self.log.inner.client).await {
                Received::Nothing => {}
                Received::Lost => self.session = None,
                Received::Entry { sequence, .. } if sequence <= self.last => {}
                Received::Entry { sequence, .. } if sequence > self.last + 1 => {
                    self.session = None;
                    return Err(FollowError::Hole { after: self.last, found: sequence });
                }
                Received::Entry { sequence, message } => {
                    self.last = sequence;
                    self.log.inner.guard.reach(sequence);
                    return entry(sequence, message);
                }
            }
        }
    }

    /// The next entry, if it has already arrived.
    pub fn next_ready(&mut self) -> Option<Result<Entry, FollowError>> {
        self.next().now_or_never()
    }

    /// The place behind which the next entry lies.
    pub fn position(&self) -> Position {
        self.log.position(self.last)
    }

    /// Entries that the server still held back when the last one arrived; `None` while not connected.
    pub fn pending(&self) -> Option<u64> {
        self.session.as_ref().map(|session| session.pending)
    }

    /// Starts a consumer behind the last entry, after proving that the stream is still the same one.
    async fn connect(&mut self) -> Result<(), FollowError> {
        if self.failures > 0 {
            let doubled = Duration::from_millis(50).saturating_mul(1 << self.failures.min(10));
            tokio::time::sleep(doubled.min(FOLLOW_BACKOFF_MAX)).await;
        }
        // Counted before the attempt, so that a caller who keeps dropping this future still backs off.
        self.failures = self.failures.saturating_add(1);
        // What was read once the stream must still have, even if that was in an earlier process.
        self.log.inner.guard.reach(self.last);
        match self.log.ready().await {
            Ok(_) => {}
            Err(NotReady::Halted(halt)) => return Err(halt.into()),
            Err(error) => {
                tracing::warn!(stream = self.log.stream(), %error, "cannot follow yet");
                return Ok(());
            }
        }
        match Session::start(&self.log, self.last).await {
            Ok(session) => {
                self.session = Some(session);
                self.failures = 0;
            }
            Err(error) => tracing::warn!(stream = self.log.stream(), %error, "cannot follow yet"),
        }
        Ok(())
    }
}

fn entry(sequence: u64, message: Message) -> Result<Entry, FollowError> {
    let headers = message.headers.unwrap_or_default();
    envelope::decode(&message.subject, sequence, &headers, message.payload)
        .map_err(|source| FollowError::Malformed { sequence, subject: message.subject.to_string(), source })
}

// === impl Session ===

impl Session {
    async fn start(log: &Log, after: u64) -> Result<Self, async_nats::Error> {
        let client = &log.inner.client;
        let connection = Connection::of(client);
        let inbox = client.new_inbox();
        let subscriber = client.subscribe(inbox.clone()).await?;
        let config = push::Config {
            deliver_subject: inbox,
            deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: after + 1 },
            ack_policy: AckPolicy::None,
            replay_policy: ReplayPolicy::Instant,
            max_deliver: 1,
            flow_control: true,
            idle_heartbeat: FOLLOW_HEARTBEAT,
            inactive_threshold: FOLLOW_ABANDONED,
            memory_storage: true,
            num_replicas: 1,
            ..push::Config::default()
        };
        let context = log.inner.context.clone();
        context.create_consumer_on_stream(config, log.stream()).await?;
        Ok(Self {
            subscriber,
            context,
            connection,
            delivered: 0,
            heard_at: Instant::now(),
            pending: 0,
            owed: None,
        })
    }

    async fn receive(&mut self, client: &Client) -> Received {
        if let Some(reply) = &self.owed {
            if client.publish(reply.clone(), Bytes::new()).await.is_err() {
                return Received::Lost;
            }
            self.owed = None;
        }
        // While messages wait there is no need for a timer.
        let next = match self.subscriber.next().now_or_never() {
            Some(next) => Ok(next),
            None => timeout(FOLLOW_CHECK, self.subscriber.next()).await,
        };
        let message = match next {
            Ok(Some(message)) => message,
            Ok(None) => return Received::Lost,
            Err(_) if self.heard_at.elapsed() > FOLLOW_SILENCE_MAX => return Received::Lost,
            Err(_) if self.connection != Connection::of(client) => return Received::Lost,
            Err(_) => return Received::Nothing,
        };
        self.heard_at = Instant::now();
        if message.status.is_some() {
            return self.control(&message);
        }
        let message = jetstream::Message { message, context: self.context.clone() };
        let Ok(info) = message.info() else {
            return Received::Lost;
        };
        if info.consumer_sequence != self.delivered + 1 {
            return Received::Lost;
        }
        let sequence = info.stream_sequence;
        self.pending = info.pending;
        self.delivered += 1;
        Received::Entry { sequence, message: message.message }
    }

    /// Notes what flow control wants answered, and compares what the server says it delivered with what arrived.
    fn control(&mut self, message: &Message) -> Received {
        if message.status != Some(StatusCode::IDLE_HEARTBEAT) {
            return Received::Lost;
        }
        if let Some(reply) = &message.reply {
            self.owed = Some(reply.clone());
            return Received::Nothing;
        }
        let header = |name: &str| message.headers.as_ref()?.get_last(name).map(HeaderValue::as_str);
        // The server holds back until an answer that it never got.
        if let Some(stalled) = header("Nats-Consumer-Stalled") {
            self.owed = Some(stalled.into());
            return Received::Nothing;
        }
        let delivered = header("Nats-Last-Consumer").and_then(|value| value.parse::<u64>().ok());
        if delivered == Some(self.delivered) { Received::Nothing } else { Received::Lost }
    }
}

// === impl Connection ===

impl Connection {
    fn of(client: &Client) -> Self {
        let info = client.server_info();
        Self { server: info.server_id, client: info.client_id }
    }
}
