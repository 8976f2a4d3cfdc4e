use std::sync::Arc;

use anyhow::{Context as _, Result};
use async_nats::Client;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::NatsServer;
use super::server::connect;

/// A line to a server that loses or delays on command.
pub struct Proxy {
    address: String,
    switches: Arc<Switches>,
    task: JoinHandle<()>,
}

struct Switches {
    requests: watch::Sender<Line>,
    answers: watch::Sender<Line>,
    /// Counts the cuts.
    cut: watch::Sender<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    /// Bytes wait in the line.
    Held,
    /// Bytes vanish. Only a cut brings the line back, since the middle of the stream is gone.
    Lossy,
}

// === impl Proxy ===

impl Proxy {
    /// # Errors
    /// Fails if no port is free.
    pub async fn to(server: &NatsServer) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
        let address = listener.local_addr().context("no address")?.to_string();
        let switches = Arc::new(Switches {
            requests: watch::Sender::new(Line::Open),
            answers: watch::Sender::new(Line::Open),
            cut: watch::Sender::new(0),
        });
        let task = tokio::spawn(accept(listener, server.address(), switches.clone()));
        Ok(Self { address, switches, task })
    }

    /// # Errors
    /// Fails if the connection is not taken.
    pub async fn client(&self) -> Result<Client> {
        connect(&format!("nats://{}", self.address)).await
    }

    /// From now on the server hears everything and the client nothing.
    pub fn lose_answers(&self) {
        self.switches.answers.send_replace(Line::Lossy);
    }

    /// From now on what the client sends waits in the line.
    pub fn hold_requests(&self) {
        self.switches.requests.send_replace(Line::Held);
    }

    /// What waits in the line goes on.
    pub fn release_requests(&self) {
        self.switches.requests.send_replace(Line::Open);
    }

    /// Breaks every connection; the next ones are sound.
    pub fn cut(&self) {
        self.switches.requests.send_replace(Line::Open);
        self.switches.answers.send_replace(Line::Open);
        self.switches.cut.send_modify(|cuts| *cuts += 1);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, target: String, switches: Arc<Switches>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let (target, switches) = (target.clone(), switches.clone());
        connections.spawn(async move {
            let mut cut = switches.cut.subscribe();
            let Ok(server) = TcpStream::connect(target).await else {
                return;
            };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            tokio::select! {
                _ = pump(from_client, to_server, switches.requests.subscribe()) => {}
                _ = pump(from_server, to_client, switches.answers.subscribe()) => {}
                _ = cut.changed() => {}
            }
        });
    }
}

async fn pump(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut line: watch::Receiver<Line>,
) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = from.read(&mut buffer).await?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(());
        };
        let state = line.wait_for(|line| *line != Line::Held).await.map(|line| *line).unwrap_or(Line::Open);
        if state == Line::Open {
            to.write_all(bytes).await?;
        }
    }
}
