//! What only the operators' tool does: bringing a log into being.
//!
//! A service that created its stream when it found none would, after a power cut that took the stream, silently begin
//! an empty history. So creation lives here, is done once and by a person.

use async_nats::Client;
use async_nats::jetstream::stream::{Config, External, Info, Source};
use tokio::time::{Instant, sleep};

use crate::api::{self, CallError};
use crate::limits::{SETTLE_PAUSE, SETTLE_WITHIN};
use crate::monitor::{self, MonitorError};
use crate::settings::{self, Violation};
use crate::{Epoch, ServerVersion};

/// The log that is to exist.
#[derive(Debug, Clone)]
pub struct StreamSpec {
    pub name: String,
    pub content: Content,
    /// Copies: 1, or 3 in different failure zones.
    pub replicas: usize,
    /// The JetStream domain to create it in, if it is another site's.
    pub domain: Option<String>,
    /// The epoch of a new stream; a fresh one if none is given. An existing stream keeps its own, and must have this
    /// one if it is given.
    pub epoch: Option<Epoch>,
    /// Monitoring addresses (`host:port`) of all servers that may hold it: each is shown to be new enough and to
    /// fsync before it acknowledges.
    pub monitors: Vec<String>,
}

/// Where a log's entries come from.
#[derive(Debug, Clone)]
pub enum Content {
    /// Its own writers, on these subjects.
    Subjects(Vec<String>),
    /// The stream of the same history in another domain, sequence by sequence. The epoch must be that stream's.
    MirrorOf { stream: String, domain: Option<String> },
}

/// A log that exists and is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    pub epoch: Epoch,
    /// Whether it was there before.
    pub existed: bool,
    /// The subjects that were added to those that it took, if it was there and lacked some.
    pub added: Vec<String>,
    /// The servers that were shown to keep what they acknowledge.
    pub servers: Vec<String>,
}

/// Why a log cannot be brought into being.
#[derive(Debug, thiserror::Error)]
pub enum OperateError {
    #[error("there is no connection to a server")]
    NotConnected,
    #[error("no monitoring address was given, so nothing shows that the servers fsync always")]
    NoMonitors,
    #[error("a server does not keep what it acknowledges")]
    Monitor(#[from] MonitorError),
    #[error("the connected server has version {version:?}, which is older than {}", ServerVersion::MIN)]
    ServerTooOld { version: String },
    #[error("a copy needs the epoch of the stream it copies")]
    MirrorNeedsEpoch,
    #[error("could not ask for the stream {stream}")]
    Inspect {
        stream: String,
        #[source]
        source: CallError,
    },
    #[error("could not create the stream {stream}")]
    Create {
        stream: String,
        #[source]
        source: CallError,
    },
    #[error("the stream {stream} exists and is not fit to hold a log: {violations:?}")]
    Unfit { stream: String, violations: Vec<Violation> },
    #[error("the stream {stream} exists in epoch {found}, but {expected} was asked for")]
    EpochMismatch { stream: String, expected: Epoch, found: Epoch },
    #[error("could not add subjects to the stream {stream}")]
    Widen {
        stream: String,
        #[source]
        source: CallError,
    },
    #[error("the stream {stream} exists for other subjects or another source")]
    OtherContent { stream: String },
    #[error("the stream {stream} exists with {found} copies instead of {expected}")]
    OtherReplicas { stream: String, expected: usize, found: usize },
    #[error("the server {server} holds a copy but its monitoring address was not given")]
    UnmonitoredServer { server: String },
}

/// Makes sure that the log exists and is sound. Doing it again changes nothing. A stream of an earlier release that takes fewer
/// subjects is given those that it lacks; what it holds stays as it is.
///
/// # Errors
/// Refuses a server that is too old or does not fsync always, and an existing stream that differs from `spec`.
pub async fn create_stream(client: &Client, spec: &StreamSpec) -> Result<Created, OperateError> {
    let version = api::connected_server(client).await.ok_or(OperateError::NotConnected)?.version;
    if !version.parse().is_ok_and(ServerVersion::is_supported) {
        return Err(OperateError::ServerTooOld { version });
    }
    let servers = prove(&spec.monitors).await?;

    let (context, _) = api::context(client, spec.domain.as_deref());
    let stream = || spec.name.clone();
    let (mut info, existed) = match settled(async || api::stream_info(&context, &spec.name).await).await {
        Ok(info) => (info, true),
        Err(CallError::StreamMissing) => {
            let wanted = spec.config()?;
            let subject = format!("STREAM.CREATE.{}", spec.name);
            let created = settled(async || api::call(&context, subject.clone(), &wanted).await)
                .await
                .map_err(|source| OperateError::Create { stream: stream(), source })?;
            (created, false)
        }
        Err(source) => return Err(OperateError::Inspect { stream: stream(), source }),
    };

    let found = settings::check(&info.config)
        .map_err(|violations| OperateError::Unfit { stream: stream(), violations })?;
    if let Some(expected) = spec.epoch.filter(|expected| *expected != found) {
        return Err(OperateError::EpochMismatch { stream: stream(), expected, found });
    }
    let added = spec.lacking(&info.config);
    if !added.is_empty() {
        let mut wanted = info.config.clone();
        wanted.subjects = spec.subjects().to_vec();
        let subject = format!("STREAM.UPDATE.{}", spec.name);
        let updated: Info = settled(async || api::call(&context, subject.clone(), &wanted).await)
            .await
            .map_err(|source| OperateError::Widen { stream: stream(), source })?;
        info = updated;
        settings::check(&info.config)
            .map_err(|violations| OperateError::Unfit { stream: stream(), violations })?;
    }
    if !spec.matches(&info.config) {
        return Err(OperateError::OtherContent { stream: stream() });
    }
    if info.config.num_replicas != spec.replicas {
        let (expected, found) = (spec.replicas, info.config.num_replicas);
        return Err(OperateError::OtherReplicas { stream: stream(), expected, found });
    }
    let holders = info.cluster.into_iter().flat_map(|cluster| {
        cluster.leader.into_iter().chain(cluster.replicas.into_iter().map(|replica| replica.name))
    });
    for server in holders {
        if !servers.contains(&server) {
            return Err(OperateError::UnmonitoredServer { server });
        }
    }
    Ok(Created { epoch: found, existed, added, servers })
}

/// The answer to a question that may be put twice. Servers that have just started leave questions unanswered until they agree
/// on a leader; to create or update a stream again with the same settings changes nothing.
async fn settled<T>(ask: impl AsyncFn() -> Result<T, CallError>) -> Result<T, CallError> {
    let deadline = Instant::now() + SETTLE_WITHIN;
    loop {
        match ask().await {
            Err(error) if error.is_unanswered() && Instant::now() < deadline => sleep(SETTLE_PAUSE).await,
            answer => return answer,
        }
    }
}

/// Shows of every server that it keeps what it acknowledges, and names them.
async fn prove(monitors: &[String]) -> Result<Vec<String>, OperateError> {
    if monitors.is_empty() {
        return Err(OperateError::NoMonitors);
    }
    let mut servers = Vec::with_capacity(monitors.len());
    for address in monitors {
        servers.push(monitor::inspect(address).await?.keeps_what_it_acknowledges()?.name);
    }
    Ok(servers)
}

// === impl StreamSpec ===

impl StreamSpec {
    fn config(&self) -> Result<Config, OperateError> {
        match &self.content {
            Content::Subjects(subjects) => {
                let epoch = self.epoch.unwrap_or_else(Epoch::random);
                Ok(settings::home(&self.name, subjects.clone(), self.replicas, epoch))
            }
            Content::MirrorOf { stream, domain } => {
                let epoch = self.epoch.ok_or(OperateError::MirrorNeedsEpoch)?;
                let external = domain.as_ref().map(|domain| External {
                    api_prefix: format!("$JS.{domain}.API"),
                    delivery_prefix: None,
                });
                let source = Source { name: stream.clone(), external, ..Source::default() };
                Ok(settings::mirror(&self.name, source, self.replicas, epoch))
            }
        }
    }

    fn subjects(&self) -> &[String] {
        match &self.content {
            Content::Subjects(subjects) => subjects,
            Content::MirrorOf { .. } => &[],
        }
    }

    /// What a stream lacks that takes some of the subjects and no others: such a one was made by an earlier release.
    fn lacking(&self, config: &Config) -> Vec<String> {
        let known = !config.subjects.is_empty()
            && config.subjects.iter().all(|subject| self.subjects().contains(subject));
        if known { settings::missing(config, self.subjects()) } else { Vec::new() }
    }

    fn matches(&self, config: &Config) -> bool {
        match &self.content {
            Content::Subjects(subjects) => config.mirror.is_none() && config.subjects == *subjects,
            Content::MirrorOf { stream, .. } => {
                config.mirror.as_ref().is_some_and(|source| source.name == *stream)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use async_nats::jetstream::context::RequestErrorKind;

    use super::*;

    /// What `settled` makes of a server that leaves the first questions unanswered, and how often it was asked.
    async fn asked_until(answer: impl Fn(u32) -> Result<u32, CallError>) -> (Result<u32, CallError>, u32) {
        let asked = Cell::new(0);
        let answer = settled(async || {
            asked.set(asked.get() + 1);
            answer(asked.get())
        })
        .await;
        (answer, asked.get())
    }

    #[tokio::test]
    async fn servers_without_a_leader_are_asked_again() {
        let unanswered = || CallError::Request(RequestErrorKind::TimedOut.into());
        let answer = asked_until(|time| if time < 3 { Err(unanswered()) } else { Ok(time) }).await;
        assert!(matches!(answer, (Ok(3), 3)), "{answer:?}");
    }

    #[tokio::test]
    async fn an_answer_is_taken_as_it_is() {
        let answer = asked_until(|_| Err(CallError::StreamMissing)).await;
        assert!(matches!(answer, (Err(CallError::StreamMissing), 1)), "{answer:?}");
    }
}
