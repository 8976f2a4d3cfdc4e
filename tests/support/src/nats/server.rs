use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use async_nats::Client;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use super::binary::nats_server;
use crate::ports;

/// How long a server may take until it is healthy. One that was killed may wait for several elections of its
/// cluster, on a machine that is busy with other tests.
const READY_WITHIN: Duration = Duration::from_secs(90);
const POLL: Duration = Duration::from_millis(50);
/// How many lines of its log a server that failed is quoted with.
const LOG_LINES_MAX: usize = 40;

/// When a server fsyncs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sync {
    /// Before it acknowledges.
    #[default]
    Always,
    /// Every two minutes, as it does unless told otherwise.
    Lazy,
}

/// A server's place in a tree of leaf nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Leaf {
    #[default]
    None,
    /// Takes leaf connections.
    Hub,
    /// Connects to the hub's leaf port.
    Of { port: u16 },
}

/// How a server is set up.
#[derive(Debug, Clone, Default)]
pub struct NatsOptions {
    pub sync: Sync,
    /// Its JetStream domain.
    pub domain: Option<String>,
    pub leaf: Leaf,
    /// The cluster ports of all members, its own first; none for a single server.
    pub cluster_ports: Vec<u16>,
    /// Where its folder lies; the system's temporary folder if none is given.
    pub parent: Option<PathBuf>,
}

/// One server process with a folder of its own, both gone when this is dropped.
pub struct NatsServer {
    name: String,
    port: u16,
    monitor_port: u16,
    leaf_port: u16,
    folder: TempDir,
    process: Option<Child>,
}

// === impl NatsServer ===

impl NatsServer {
    /// A single server that fsyncs always.
    ///
    /// # Errors
    /// Fails if it does not become healthy.
    pub async fn single() -> Result<Self> {
        Self::start(NatsOptions::default()).await
    }

    /// # Errors
    /// Fails if it does not become healthy.
    pub async fn start(options: NatsOptions) -> Result<Self> {
        let mut server = Self::prepare(&options)?;
        server.spawn()?;
        server.wait_ready().await?;
        Ok(server)
    }

    pub(super) fn prepare(options: &NatsOptions) -> Result<Self> {
        let [port, monitor_port, leaf_port] = ports::free().context("no free port")?;
        let parent = options.parent.clone().unwrap_or_else(std::env::temp_dir);
        let folder = TempDir::with_prefix_in("fengqiao-nats-", parent).context("no temporary folder")?;
        let name = format!("server-{port}");
        let server = Self { name, port, monitor_port, leaf_port, folder, process: None };
        let config = server.config(options)?;
        std::fs::write(server.folder().join("server.conf"), config).context("could not write the config")?;
        Ok(server)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// `host:port` of the client port.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// `host:port` of the monitoring port.
    pub fn monitor(&self) -> String {
        format!("127.0.0.1:{}", self.monitor_port)
    }

    /// The port that a [`Leaf::Hub`] takes leaf connections on.
    pub fn leaf_port(&self) -> u16 {
        self.leaf_port
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(Child::id)
    }

    /// # Errors
    /// Fails if the server does not take the connection.
    pub async fn client(&self) -> Result<Client> {
        connect(&self.url()).await
    }

    /// Kills the process as `kill -9` does; what is on disk stays.
    ///
    /// # Errors
    /// Fails if the process cannot be waited for.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut process) = self.process.take() {
            process.kill().context("could not kill the server")?;
            process.wait().context("could not wait for the server")?;
        }
        Ok(())
    }

    /// Starts the process again on the same ports and folder.
    ///
    /// # Errors
    /// Fails if it does not become healthy.
    pub async fn restart(&mut self) -> Result<()> {
        self.kill()?;
        self.spawn()?;
        self.wait_ready().await
    }

    pub(super) fn spawn(&mut self) -> Result<()> {
        let binary = nats_server()?;
        let process = Command::new(&binary)
            .arg("--config")
            .arg(self.folder().join("server.conf"))
            .arg("--log")
            .arg(self.folder().join("server.log"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", binary.display()))?;
        self.process = Some(process);
        Ok(())
    }

    pub(super) async fn wait_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + READY_WITHIN;
        while Instant::now() < deadline {
            if healthy(&self.monitor()).await {
                return Ok(());
            }
            if let Some(process) = &mut self.process
                && let Some(status) = process.try_wait().context("could not look at the server")?
            {
                bail!("the server ended with {status}:\n{}", self.log());
            }
            sleep(POLL).await;
        }
        bail!("the server did not become healthy:\n{}", self.log())
    }

    /// The end of its log.
    fn log(&self) -> String {
        let log = std::fs::read_to_string(self.folder().join("server.log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let skipped = lines.len().saturating_sub(LOG_LINES_MAX);
        lines.into_iter().skip(skipped).collect::<Vec<_>>().join("\n")
    }

    fn config(&self, options: &NatsOptions) -> Result<String> {
        let mut config = String::new();
        writeln!(config, "server_name: {:?}", self.name)?;
        writeln!(config, "listen: {:?}", self.address())?;
        writeln!(config, "http: {:?}", self.monitor())?;
        writeln!(config, "jetstream {{")?;
        writeln!(config, "  store_dir: {:?}", self.folder().join("store"))?;
        if options.sync == Sync::Always {
            writeln!(config, "  sync_interval: always")?;
        }
        if let Some(domain) = &options.domain {
            writeln!(config, "  domain: {domain:?}")?;
        }
        writeln!(config, "}}")?;
        match &options.leaf {
            Leaf::None => {}
            Leaf::Hub => writeln!(config, "leafnodes {{ listen: \"127.0.0.1:{}\" }}", self.leaf_port)?,
            Leaf::Of { port } => {
                writeln!(
                    config,
                    "leafnodes {{ reconnect: \"100ms\", remotes: [{{ url: \"nats-leaf://127.0.0.1:{port}\" }}] }}"
                )?;
            }
        }
        if let Some((own, _)) = options.cluster_ports.split_first() {
            let routes: Vec<_> = options
                .cluster_ports
                .iter()
                .map(|port| format!("\"nats-route://127.0.0.1:{port}\""))
                .collect();
            writeln!(
                config,
                "cluster {{ name: tests, listen: \"127.0.0.1:{own}\", routes: [{}] }}",
                routes.join(", ")
            )?;
        }
        Ok(config)
    }
}

impl Drop for NatsServer {
    fn drop(&mut self) {
        // A process that cannot be killed is gone already.
        let _ = self.kill();
    }
}

/// Connects with short pauses between attempts, as a test wants it, and to no server that is not named.
pub(super) async fn connect(urls: &str) -> Result<Client> {
    let servers: Vec<async_nats::ServerAddr> =
        urls.split(',').map(str::parse).collect::<Result<_, _>>().context("no server address")?;
    async_nats::ConnectOptions::new()
        .ignore_discovered_servers()
        .reconnect_delay_callback(|_| Duration::from_millis(50))
        .connect(servers)
        .await
        .context("could not connect")
}

async fn healthy(address: &str) -> bool {
    let ask = async {
        let mut connection = TcpStream::connect(address).await?;
        connection.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").await?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    ask.await.is_ok_and(|answer| answer.split("\r\n").next().is_some_and(|status| status.ends_with("200 OK")))
}
