//! One service as a process.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::time::{Instant, sleep};
use tonic::transport::Endpoint;

/// How long a service may take until it serves.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// The services of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    Township,
    County,
    City,
    Projection,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 4] = [Self::Township, Self::County, Self::City, Self::Projection];

    /// The name, as in its program's.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Township => "township",
            Self::County => "county",
            Self::City => "city",
            Self::Projection => "projection",
        }
    }
}

/// A running service, killed when dropped.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts the service's program under a configuration; what it logs goes to a file beside that.
    pub(crate) fn start(service: Service, config: &Path) -> Result<Self> {
        let program = program(&format!("fengqiao-{}", service.name()))?;
        let log = config.with_extension("log");
        let log = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .with_context(|| format!("cannot open {}", log.display()))?;
        let child = Command::new(&program)
            .arg(config)
            // What a service says when it ends is read, a backtrace would only hide it.
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        Ok(Self { child })
    }

    /// Kills as `kill -9` does.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.child.kill().context("cannot kill the service")?;
        self.child.wait().context("cannot wait for the service")?;
        Ok(())
    }

    /// Waits until the service says that it serves.
    pub(crate) async fn ready(&mut self, url: &str) -> Result<()> {
        let deadline = Instant::now() + READY_WITHIN;
        loop {
            if let Some(status) = self.child.try_wait()? {
                bail!("the service at {url} ended with {status}; see its log");
            }
            if serves(url).await.unwrap_or(false) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("the service at {url} does not serve");
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

async fn serves(url: &str) -> Result<bool> {
    use tonic_health::pb::{
        HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
    };
    let channel =
        Endpoint::from_shared(url.to_owned())?.connect_timeout(Duration::from_secs(1)).connect().await?;
    let answer = HealthClient::new(channel).check(HealthCheckRequest::default()).await?;
    Ok(answer.into_inner().status() == ServingStatus::Serving)
}

/// A program of the workspace, beside the test's own: `cargo build --workspace --bins` has made it.
///
/// # Errors
/// If it is not built.
pub fn program(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe().context("cannot tell where the test's program is")?;
    let folders = own.ancestors().skip(1).take(3);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    found.with_context(|| format!("{name} is not built; run `cargo build --workspace --bins` first"))
}
