use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_nats::Client;
use async_nats::jetstream::context::Context;
use async_nats::jetstream::stream::Info;
use tokio::sync::mpsc;

use crate::api::{self, CallError};
use crate::append::{self, Committer, Pending};
use crate::limits::{
    ACK_TIMEOUT, APPENDS_WAITING_MAX, BATCH_MESSAGES_DEFAULT, BATCHES_IN_FLIGHT_REPLICATED,
    BATCHES_IN_FLIGHT_SINGLE,
};
use crate::monitor::{self, MonitorError};
use crate::settings::{self, Violation};
use crate::{AppendError, CommitStats, Draft, Entry, Epoch, Follower, Position, ServerVersion};

/// A cheap handle on one log. Clones share one group committer.
#[derive(Clone)]
pub struct Log {
    pub(crate) inner: Arc<Inner>,
}

/// How a log is opened.
#[derive(Debug, Clone)]
pub struct LogOptions {
    /// The stream's name.
    pub stream: String,
    /// The JetStream domain that holds it, if it is another site's.
    pub domain: Option<String>,
    /// The epoch that checkpoints were taken in; any, if there are none yet.
    pub expected_epoch: Option<Epoch>,
    /// Subjects that the stream must take from its writers; none are asked for if empty.
    pub subjects: Vec<String>,
    /// Monitoring addresses (`host:port`) of the servers that hold the stream. Each is asked, when the log is
    /// opened, whether it still fsyncs before it acknowledges; with none given, the mark that the operators' tool
    /// left on the stream has to do.
    pub monitors: Vec<String>,
    /// Messages in one atomic batch, at most [`BATCH_MESSAGES_MAX`](crate::limits::BATCH_MESSAGES_MAX).
    pub batch_messages_max: usize,
    /// How long to wait for an acknowledgement.
    pub ack_timeout: Duration,
}

/// Why a log cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("there is no connection to a server")]
    NotConnected,
    #[error("server {server} has version {version:?}, which is older than {}", ServerVersion::MIN)]
    ServerTooOld { server: String, version: String },
    #[error("the stream {stream} does not exist; only the operators' tool creates it")]
    StreamMissing { stream: String },
    #[error("the stream {stream} is not fit to hold a log: {violations:?}")]
    Unfit { stream: String, violations: Vec<Violation> },
    #[error("the stream {stream} is of epoch {found}, but {expected} was expected")]
    EpochMismatch { stream: String, expected: Epoch, found: Epoch },
    #[error("the stream {stream} does not take {missing:?}; the operators' tool adds what is missing")]
    SubjectsMissing { stream: String, missing: Vec<String> },
    #[error("a server of the stream {stream} does not keep what it acknowledges")]
    Monitor {
        stream: String,
        #[source]
        source: MonitorError,
    },
    #[error("could not ask for the stream {stream}")]
    Unavailable {
        stream: String,
        #[source]
        source: CallError,
    },
}

/// Why a log stopped for good. Whatever is read or written after it would rest on another history.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Halt {
    #[error("the stream is of epoch {found:?} now and not of {expected}")]
    EpochChanged { expected: Epoch, found: Option<Epoch> },
    #[error("the stream had reached {reached} and now stands at {found}")]
    WentBackwards { reached: u64, found: u64 },
}

/// Why a log cannot serve at the moment.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    #[error("the log has halted")]
    Halted(#[from] Halt),
    #[error("the stream is missing")]
    StreamMissing,
    #[error("the stream is no longer fit to hold a log: {violations:?}")]
    Unfit { violations: Vec<Violation> },
    #[error("the answering server is older than {}", ServerVersion::MIN)]
    ServerTooOld,
    /// It may be catching up.
    #[error("the stream had reached {reached}, and this copy of it stands at {found}")]
    Behind { reached: u64, found: u64 },
    #[error("the server does not answer for the stream")]
    Unavailable(#[source] CallError),
}

/// A log that can serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    pub head: Position,
    pub bytes: u64,
    /// The version of the server that answered for the stream.
    pub server: ServerVersion,
    pub leader: Option<String>,
    /// The other copies; empty on an unreplicated stream.
    pub replicas: Vec<Replica>,
}

/// One copy of a replicated stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    pub server: String,
    pub current: bool,
    pub offline: bool,
    /// Operations it still has to apply.
    pub lag: u64,
}

pub(crate) struct Inner {
    pub(crate) client: Client,
    pub(crate) context: Context,
    /// The prefix of the JetStream API, with the domain in it.
    pub(crate) api_prefix: String,
    pub(crate) guard: Arc<Guard>,
    appends: Option<mpsc::Sender<Pending>>,
    stats: Arc<append::Counters>,
}

/// What every part of a log watches: that the stream is still the one that was opened.
pub(crate) struct Guard {
    pub(crate) name: String,
    pub(crate) epoch: Epoch,
    /// The highest sequence seen. A log only grows.
    reached: AtomicU64,
    halt: OnceLock<Halt>,
}

// === impl LogOptions ===

impl LogOptions {
    /// Options for the stream `name` on the connected server's own domain.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            stream: name.into(),
            domain: None,
            expected_epoch: None,
            subjects: Vec::new(),
            monitors: Vec::new(),
            batch_messages_max: BATCH_MESSAGES_DEFAULT,
            ack_timeout: ACK_TIMEOUT,
        }
    }
}

// === impl Log ===

impl Log {
    /// Opens an existing log and proves that it can keep its promises. It never creates one.
    ///
    /// Proven here: the connected server and the one that answers for the stream are new enough; every setting of
    /// the stream; the epoch. That the servers fsync always cannot be asked over JetStream: the operators' tool
    /// looks at each server before it creates the stream and leaves a mark, which is required here; where `monitors`
    /// are given, they are asked again now. A server that was reconfigured since is seen only by the latter.
    ///
    /// # Errors
    /// Says which proof failed; nothing is retried.
    pub async fn open(client: Client, options: LogOptions) -> Result<Self, OpenError> {
        let stream = &options.stream;
        let server = api::connected_server(&client).await.ok_or(OpenError::NotConnected)?;
        if !server.version.parse().is_ok_and(ServerVersion::is_supported) {
            return Err(OpenError::ServerTooOld { server: server.server_name, version: server.version });
        }

        let (context, api_prefix) = api::context(&client, options.domain.as_deref());
        let info = api::stream_info(&context, stream).await.map_err(|source| match source {
            CallError::StreamMissing => OpenError::StreamMissing { stream: stream.clone() },
            source => OpenError::Unavailable { stream: stream.clone(), source },
        })?;

        match settings::answering_server(&info.config) {
            Some(version) if version.is_supported() => {}
            version => {
                let server = info.cluster.and_then(|cluster| cluster.leader).unwrap_or_default();
                let version = version.map(|version| version.to_string()).unwrap_or_default();
                return Err(OpenError::ServerTooOld { server, version });
            }
        }
        let epoch = settings::check(&info.config)
            .map_err(|violations| OpenError::Unfit { stream: stream.clone(), violations })?;
        if let Some(expected) = options.expected_epoch.filter(|expected| *expected != epoch) {
            return Err(OpenError::EpochMismatch { stream: stream.clone(), expected, found: epoch });
        }
        let missing: Vec<String> = settings::missing(&info.config, &options.subjects);
        if !missing.is_empty() {
            return Err(OpenError::SubjectsMissing { stream: stream.clone(), missing });
        }
        for address in &options.monitors {
            monitor::inspect(address)
                .await
                .and_then(|server| server.keeps_what_it_acknowledges())
                .map_err(|source| OpenError::Monitor { stream: stream.clone(), source })?;
        }

        let guard = Arc::new(Guard {
            name: stream.clone(),
            epoch,
            reached: AtomicU64::new(info.state.last_sequence),
            halt: OnceLock::new(),
        });
        let stats = Arc::new(append::Counters::default());
        let appends = info.config.mirror.is_none().then(|| {
            let (appends, queue) = mpsc::channel(APPENDS_WAITING_MAX);
            let batches_in_flight_max = if info.config.num_replicas > 1 {
                BATCHES_IN_FLIGHT_REPLICATED
            } else {
                BATCHES_IN_FLIGHT_SINGLE
            };
            let committer = Committer::new(
                append::Wire::new(client.clone(), guard.clone(), options.ack_timeout, context.clone()),
                stats.clone(),
                options.batch_messages_max,
                batches_in_flight_max,
            );
            tokio::spawn(committer.run(queue));
            appends
        });
        Ok(Self { inner: Arc::new(Inner { client, context, api_prefix, guard, appends, stats }) })
    }

    pub fn stream(&self) -> &str {
        &self.inner.guard.name
    }

    pub fn epoch(&self) -> Epoch {
        self.inner.guard.epoch
    }

    /// Whether this is a copy that follows its home elsewhere and takes no entries itself.
    pub fn is_copy(&self) -> bool {
        self.inner.appends.is_none()
    }

    /// A place in this log.
    pub fn position(&self, sequence: u64) -> Position {
        Position { stream: self.inner.guard.name.clone(), epoch: self.inner.guard.epoch, sequence }
    }

    /// Stores one decision, if its expectation holds. Many at once share an atomic batch, in which one that fails
    /// its expectation never fails its neighbours.
    ///
    /// # Errors
    /// See [`AppendError`]; after [`AppendError::Unknown`] the decision may be stored or may yet be.
    pub async fn append(&self, draft: Draft) -> Result<Entry, AppendError> {
        let Some(appends) = &self.inner.appends else {
            return Err(AppendError::ReadOnly);
        };
        self.inner.guard.check()?;
        append::append(appends, draft).await
    }

    /// Entries after `after`, in order, for as long as the caller asks.
    pub fn follow(&self, after: u64) -> Follower {
        Follower::new(self.clone(), after)
    }

    /// Where the log stands now.
    ///
    /// # Errors
    /// As [`Log::ready`].
    pub async fn head(&self) -> Result<Position, NotReady> {
        self.ready().await.map(|readiness| readiness.head)
    }

    /// Proves again that the stream is the one that was opened and can serve.
    ///
    /// # Errors
    /// [`NotReady::Halted`] is final; the others may pass.
    pub async fn ready(&self) -> Result<Readiness, NotReady> {
        let guard = &self.inner.guard;
        guard.check()?;
        let reached = guard.reached();
        let info =
            api::stream_info(&self.inner.context, &guard.name).await.map_err(|source| match source {
                CallError::StreamMissing => NotReady::StreamMissing,
                source => NotReady::Unavailable(source),
            })?;
        let found = settings::epoch(&info.config);
        if found != Some(guard.epoch) {
            return Err(guard.halt(Halt::EpochChanged { expected: guard.epoch, found }).into());
        }
        settings::check(&info.config).map_err(|violations| NotReady::Unfit { violations })?;
        let server = settings::answering_server(&info.config)
            .filter(|version| version.is_supported())
            .ok_or(NotReady::ServerTooOld)?;
        let found = info.state.last_sequence;
        if found < reached {
            // A copy catches up, and so does a new leader; a single home that has less than before lost it.
            let single = info.config.num_replicas == 1 && info.config.mirror.is_none();
            return Err(match single {
                true => guard.halt(Halt::WentBackwards { reached, found }).into(),
                false => NotReady::Behind { reached, found },
            });
        }
        guard.reach(found);
        Ok(self.readiness(info, server))
    }

    /// Why the log has halted, if it has.
    pub fn halted(&self) -> Option<Halt> {
        self.inner.guard.check().err()
    }

    /// How appends have gone out so far.
    pub fn commit_stats(&self) -> CommitStats {
        self.inner.stats.read()
    }

    fn readiness(&self, info: Info, server: ServerVersion) -> Readiness {
        let head = self.position(info.state.last_sequence);
        let (leader, peers) =
            info.cluster.map(|cluster| (cluster.leader, cluster.replicas)).unwrap_or_default();
        let replicas = peers
            .into_iter()
            .map(|peer| Replica {
                server: peer.name,
                current: peer.current,
                offline: peer.offline,
                lag: peer.lag.unwrap_or(0),
            })
            .collect();
        Readiness { head, bytes: info.state.bytes, server, leader, replicas }
    }
}

// === impl Guard ===

impl Guard {
    pub(crate) fn check(&self) -> Result<(), Halt> {
        self.halt.get().cloned().map_or(Ok(()), Err)
    }

    pub(crate) fn reached(&self) -> u64 {
        self.reached.load(Ordering::Acquire)
    }

    /// Records that the stream has `sequence`.
    pub(crate) fn reach(&self, sequence: u64) {
        self.reached.fetch_max(sequence, Ordering::AcqRel);
    }

    /// Stops the log for good; the first reason stays.
    pub(crate) fn halt(&self, reason: Halt) -> Halt {
        let first = self.halt.get_or_init(|| {
            tracing::error!(stream = self.name, %reason, "the log has halted");
            reason
        });
        first.clone()
    }
}
