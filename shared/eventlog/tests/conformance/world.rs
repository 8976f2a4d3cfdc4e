use std::time::Duration;

use anyhow::{Context as _, Result};
use async_nats::Client;
use fengqiao_eventlog::operate::{Content, Created, StreamSpec, create_stream};
use fengqiao_eventlog::{
    AppendError, Digest, Draft, Epoch, Log, LogOptions, OpenError, Readiness, Repository, RepositoryOptions,
    Subject,
};
use fengqiao_testkit::nats::{NatsCluster, NatsServer, Proxy};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::ledger::{Ledger, draft};

pub(crate) const STREAM: &str = "CASES_test";
/// How long a stream may be without a leader after one was killed.
const LEADER_WITHIN: Duration = Duration::from_secs(40);

/// Real servers with one sound log on them.
pub(crate) struct World {
    pub(crate) servers: Servers,
    pub(crate) epoch: Epoch,
}

pub(crate) enum Servers {
    One(Box<NatsServer>),
    Three(NatsCluster),
}

impl World {
    pub(crate) async fn one_server() -> Result<Self> {
        Self::with(Servers::One(Box::new(NatsServer::single().await?))).await
    }

    pub(crate) async fn three_servers() -> Result<Self> {
        Self::with(Servers::Three(NatsCluster::three().await?)).await
    }

    async fn with(servers: Servers) -> Result<Self> {
        let mut world = Self { servers, epoch: Epoch::random() };
        world.epoch = world.create(None).await?.epoch;
        Ok(world)
    }

    pub(crate) async fn create(&self, epoch: Option<Epoch>) -> Result<Created> {
        Ok(create_stream(&self.client().await?, &self.spec(epoch)).await?)
    }

    pub(crate) fn spec(&self, epoch: Option<Epoch>) -> StreamSpec {
        let (replicas, monitors) = match &self.servers {
            Servers::One(server) => (1, vec![server.monitor()]),
            Servers::Three(cluster) => (3, cluster.monitors()),
        };
        let content = Content::Subjects(vec!["case.>".to_owned()]);
        StreamSpec { name: STREAM.to_owned(), content, replicas, domain: None, epoch, monitors }
    }

    pub(crate) async fn client(&self) -> Result<Client> {
        match &self.servers {
            Servers::One(server) => server.client().await,
            Servers::Three(cluster) => cluster.client().await,
        }
    }

    /// A log as another process would open it: on a connection of its own, as soon as the stream has a leader.
    pub(crate) async fn log(&self) -> Result<Log> {
        let client = self.client().await?;
        let deadline = Instant::now() + LEADER_WITHIN;
        let log = loop {
            match Log::open(client.clone(), self.options()).await {
                Err(OpenError::Unavailable { .. }) if Instant::now() < deadline => {}
                opened => break opened?,
            }
        };
        // A stream whose leader was just elected can be read a moment before it can be written, and the server that leads it is
        // known to all a moment before its subjects are. A draft that must be refused tells when somebody takes drafts.
        let refused =
            Draft { expected: 1, previous: Some(Digest::from_bytes([0; 32])), ..draft(&new_subject(), None) };
        while Instant::now() < deadline {
            let takes = log.ready().await.is_ok()
                && log.append(refused.clone()).await != Err(AppendError::Unavailable);
            if takes {
                break;
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(log)
    }

    pub(crate) fn options(&self) -> LogOptions {
        LogOptions { expected_epoch: Some(self.epoch), ..LogOptions::new(STREAM) }
    }

    pub(crate) async fn repository(&self) -> Result<Repository<Ledger>> {
        Ok(Repository::open(self.log().await?, RepositoryOptions::default()).await?)
    }

    /// A repository on a line that can lose and delay. The line leads to the first server, so that the answers of a
    /// leader elsewhere cross it too.
    pub(crate) async fn proxied(&self) -> Result<(Proxy, Repository<Ledger>)> {
        let server = match &self.servers {
            Servers::One(server) => server,
            Servers::Three(cluster) => cluster.servers.first().context("a server")?,
        };
        let proxy = Proxy::to(server).await?;
        let options = LogOptions { ack_timeout: Duration::from_millis(300), ..self.options() };
        let log = Log::open(proxy.client().await?, options).await?;
        Ok((proxy, Repository::open(log, RepositoryOptions::default()).await?))
    }

    /// Kills, as `kill -9` does, the server that leads the stream, and starts it again.
    pub(crate) async fn kill_and_restart_leader(&mut self) -> Result<()> {
        let log = self.log().await?;
        let deadline = Instant::now() + LEADER_WITHIN;
        let leader = loop {
            match log.ready().await {
                Ok(Readiness { leader: Some(leader), .. }) => break leader,
                Err(error) if Instant::now() > deadline => return Err(error.into()),
                _ => sleep(Duration::from_millis(100)).await,
            }
        };
        match &mut self.servers {
            Servers::One(server) => server.restart().await,
            Servers::Three(cluster) => {
                cluster.server_mut(&leader).context("the leader's server")?.restart().await
            }
        }
    }
}

/// A subject nobody has written yet.
pub(crate) fn new_subject() -> Subject {
    Subject::new(format!("case.test.origin.{}", Uuid::new_v4())).expect("a literal subject")
}

/// Whether the long forms of the cases run.
pub(crate) fn nightly() -> bool {
    std::env::var_os("FENGQIAO_NIGHTLY").is_some_and(|value| value == "1")
}
