//! `streams create` and `streams status`: the logs, one per site. Only this tool creates them.

use std::io::{self, Write};

use fengqiao_domain::Family;
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_eventlog::{Epoch, Replica};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::config::SiteConfig;
use fengqiao_runtime::connect;
use serde::Serialize;

use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// How this tool names its connections.
pub(crate) const SERVICE: &str = "ctl";

/// The streams as they stand after creation.
#[derive(Debug, Serialize)]
pub(crate) struct CreatedStreams {
    streams: Vec<CreatedStream>,
}

#[derive(Debug, Serialize)]
struct CreatedStream {
    site: SiteCode,
    stream: String,
    epoch: String,
    existed: bool,
    /// Subjects that a stream of an earlier release lacked.
    added: Vec<String>,
    servers: Vec<String>,
}

/// Where each stream stands.
#[derive(Debug, Serialize)]
pub(crate) struct StreamStates {
    streams: Vec<StreamState>,
}

#[derive(Debug, Serialize)]
struct StreamState {
    site: SiteCode,
    stream: String,
    epoch: String,
    head: u64,
    bytes: u64,
    leader: Option<String>,
    copies: Vec<Copy>,
}

#[derive(Debug, Serialize)]
struct Copy {
    server: String,
    current: bool,
    lag: u64,
}

/// Creates the stream of each site, or proves that the one there is fit to hold its log.
pub(crate) async fn create(config: &CtlConfig, replicas: usize) -> Result<CreatedStreams, Error> {
    let mut streams = Vec::new();
    for site in &config.installation.sites {
        let client = connect::nats(site, SERVICE).await?;
        let created = create_stream(&client, &spec(site, replicas))
            .await
            .map_err(|source| Error::Stream { site: site.code, source })?;
        streams.push(CreatedStream {
            site: site.code,
            stream: site.stream(),
            epoch: created.epoch.to_string(),
            existed: created.existed,
            added: created.added,
            servers: created.servers,
        });
    }
    Ok(CreatedStreams { streams })
}

/// Asks each stream where it stands.
pub(crate) async fn status(config: &CtlConfig) -> Result<StreamStates, Error> {
    let mut streams = Vec::new();
    for site in &config.installation.sites {
        let log = connect::log(connect::nats(site, SERVICE).await?, site).await?;
        let ready = log.ready().await.map_err(|source| Error::NotReady { site: site.code, source })?;
        streams.push(StreamState {
            site: site.code,
            stream: site.stream(),
            epoch: log.epoch().to_string(),
            head: ready.head.sequence,
            bytes: ready.bytes,
            leader: ready.leader,
            copies: ready.replicas.into_iter().map(Copy::from).collect(),
        });
    }
    Ok(StreamStates { streams })
}

/// `<family>.<site>.<origin centre>.<id>`: one literal subject per case, and per thing that is no case, fixed at its birth.
fn spec(site: &SiteConfig, replicas: usize) -> StreamSpec {
    StreamSpec {
        name: site.stream(),
        content: Content::Subjects(Family::subjects(site.code)),
        replicas,
        domain: site.nats.domain.clone(),
        epoch: site.epoch.map(Epoch::from_uuid),
        monitors: site.nats.monitors.clone(),
    }
}

impl From<Replica> for Copy {
    fn from(replica: Replica) -> Self {
        Self { server: replica.server, current: replica.current && !replica.offline, lag: replica.lag }
    }
}

impl Report for CreatedStreams {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for stream in &self.streams {
            let what = if stream.existed { "is there" } else { "created" };
            writeln!(out, "{:<16} epoch {} {what}", stream.stream, stream.epoch)?;
            if !stream.added.is_empty() {
                writeln!(out, "  it now takes {} as well", stream.added.join(", "))?;
            }
        }
        Ok(())
    }
}

impl Report for StreamStates {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for stream in &self.streams {
            let StreamState { stream, epoch, head, bytes, copies, .. } = stream;
            writeln!(out, "{stream:<16} epoch {epoch} head {head} bytes {bytes}")?;
            for copy in copies {
                let state = if copy.current { "current" } else { "behind" };
                writeln!(out, "  copy on {} {state}, lag {}", copy.server, copy.lag)?;
            }
        }
        Ok(())
    }
}
