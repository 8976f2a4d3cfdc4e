use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use async_nats::Client;
use tokio::time::{Instant, sleep};

use super::server::connect;
use super::{NatsOptions, NatsServer};
use crate::ports;

/// How long three servers may take to agree on a leader.
const LEADER_WITHIN: Duration = Duration::from_secs(40);

/// Three servers that replicate to each other.
pub struct NatsCluster {
    pub servers: Vec<NatsServer>,
}

// === impl NatsCluster ===

impl NatsCluster {
    /// Three servers that fsync always.
    ///
    /// # Errors
    /// Fails if they do not become healthy or find no leader.
    pub async fn three() -> Result<Self> {
        let mut cluster_ports = ports::free::<3>().context("no free port")?;
        let mut servers = Vec::with_capacity(cluster_ports.len());
        for _ in 0..cluster_ports.len() {
            let options = NatsOptions { cluster_ports: cluster_ports.to_vec(), ..NatsOptions::default() };
            servers.push(NatsServer::prepare(&options)?);
            cluster_ports.rotate_left(1);
        }
        for server in &mut servers {
            server.spawn()?;
        }
        for server in &mut servers {
            server.wait_ready().await?;
        }
        let cluster = Self { servers };
        cluster.wait_leader().await?;
        Ok(cluster)
    }

    pub fn url(&self) -> String {
        self.servers.iter().map(NatsServer::url).collect::<Vec<_>>().join(",")
    }

    pub fn monitors(&self) -> Vec<String> {
        self.servers.iter().map(NatsServer::monitor).collect()
    }

    /// A client that may be on any of the three and moves on when its server dies.
    ///
    /// # Errors
    /// Fails if none takes the connection.
    pub async fn client(&self) -> Result<Client> {
        connect(&self.url()).await
    }

    pub fn server_mut(&mut self, name: &str) -> Option<&mut NatsServer> {
        self.servers.iter_mut().find(|server| server.name() == name)
    }

    async fn wait_leader(&self) -> Result<()> {
        let client = self.client().await?;
        let deadline = Instant::now() + LEADER_WITHIN;
        while Instant::now() < deadline {
            let answer = client.request("$JS.API.INFO", "".into()).await;
            let serves = answer.ok().and_then(|answer| {
                let answer: serde_json::Value = serde_json::from_slice(&answer.payload).ok()?;
                answer.get("error").is_none().then_some(())
            });
            if serves.is_some() {
                return Ok(());
            }
            sleep(Duration::from_millis(100)).await;
        }
        bail!("the servers found no leader")
    }
}
