//! The console before a platform of its own, and a real browser before the console.
//!
//! What a person does stands in `scripts/`, one file a story; a test here gives it a platform and reads how it ended.

mod crowd;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fengqiao_scenarios::{AUDIENCE, ISSUER, Platform, Service, program};
use fengqiao_testkit::ports;
use tokio::time::{Instant, sleep};

pub use crowd::register_many;

/// How long the console may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// A running console, killed when dropped.
pub struct Console {
    child: Child,
    port: u16,
    /// The file by which the platform's clock is moved.
    clock: PathBuf,
}

impl Console {
    /// A console before this platform.
    ///
    /// # Errors
    /// If the web front or the program is not built, or it does not come up.
    pub async fn start(platform: &Platform) -> Result<Self> {
        let [port] = ports::free()?;
        let config = write_config(platform, port)?;
        let log = std::fs::File::create(config.with_extension("log"))?;
        let child = Command::new(program("fengqiao-console")?)
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start the console")?;
        let mut console = Self { child, port, clock: config.with_file_name("clock") };
        let deadline = Instant::now() + READY_WITHIN;
        while !console.answers() {
            if let Some(status) = console.child.try_wait()? {
                let said = std::fs::read_to_string(config.with_extension("log")).unwrap_or_default();
                bail!("the console ended with {status}:\n{said}");
            }
            ensure!(Instant::now() < deadline, "the console does not answer");
            sleep(Duration::from_millis(50)).await;
        }
        Ok(console)
    }

    /// Where a browser finds it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Plays a story of `scripts/` in a browser, and fails with all that it said if it does not end well.
    ///
    /// # Errors
    /// If it ended badly, or Node cannot be started.
    pub fn play(&self, story: &str) -> Result<()> {
        self.play_with(story, &[])
    }

    /// The same, with more that the story is told.
    ///
    /// # Errors
    /// If it ended badly, or Node cannot be started.
    pub fn play_with(&self, story: &str, told: &[(&str, String)]) -> Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let shots = folder.join("../../target/screenshots");
        std::fs::create_dir_all(&shots)?;
        let output = Command::new("node")
            .arg(folder.join("scripts").join(story))
            .env("CONSOLE_URL", self.url())
            .env("SCREENSHOTS", shots)
            .env("CLOCK_FILE", &self.clock)
            .envs(told.iter().map(|(name, value)| (name, value)))
            .output()
            .context("cannot start node")?;
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        ensure!(output.status.success(), "{story} ended with {}:\n{said}", output.status);
        println!("{said}");
        Ok(())
    }

    fn answers(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return false };
        let mut answer = String::new();
        stream.write_all(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer.contains(" 200 ")
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_config(platform: &Platform, port: u16) -> Result<PathBuf> {
    let services = platform.config(Service::Projection);
    let folder = services.parent().context("the platform has no folder")?;
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tenant = platform.jurisdiction.tenant();
    let text = format!(
        "profile = 'test'\ntenant = '{tenant}'\nlisten = '127.0.0.1:{port}'\nweb = '{web}'\n\
         jurisdiction = '{deploy}/jurisdictions/{tenant}'\ncalendar = '{deploy}/calendar'\nclock_file = '{folder}/clock'\n\
         [services]\ntownship = '{township}'\ncounty = '{county}'\ncity = '{city}'\nquery = '{query}'\n\
         [accounts]\nsigning_keys = '{folder}'\nissuer = '{ISSUER}'\naudience = '{AUDIENCE}'\n",
        web = repository.join("services/console/web/dist").display(),
        deploy = repository.join("deploy").display(),
        folder = folder.display(),
        township = platform.url(Service::Township),
        county = platform.url(Service::County),
        city = platform.url(Service::City),
        query = platform.url(Service::Projection),
    );
    let file = folder.join("console.toml");
    std::fs::write(&file, text)?;
    Ok(file)
}
