//! The platform of one test.

use std::collections::BTreeMap;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use tempfile::TempDir;
use uuid::Uuid;

use fengqiao_calendar::business_date;
use fengqiao_domain::{Decision, Family};
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_eventlog::{Log, LogOptions};
use fengqiao_jurisdiction::{Account, Jurisdiction, Role};
use fengqiao_runtime::config::Profile;
use fengqiao_runtime::identity::{Issuer, Officer, generate_keys};
use fengqiao_runtime::{Clock, reference};
use fengqiao_testkit::nats::{NatsCluster, NatsServer};
use fengqiao_testkit::ports;
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::{KEY_BYTES, LookupKey, SiteKey, Vault, VaultOptions};

use crate::client::{City, County, Desk, Query, Township};
use crate::config::{AUDIENCE, ISSUER, Plan, jurisdiction_folder};
use crate::process::{Process, Service, program};

/// The sites of Shizuishan: the city and its three counties.
pub const SITES: [&str; 4] = ["640200", "640202", "640205", "640221"];

/// The place in which the tests' disputes lie unless a test names another.
const PLACE: &str = "shizuishan";

/// How long a token of a test lasts.
const TOKEN_TTL: SignedDuration = SignedDuration::from_hours(6);

/// The keys of a test's vaults, in hexadecimal digits.
const LOOKUP_KEY_BYTE: &str = "5a";
const SITE_KEY_BYTE: &str = "a5";

/// The servers that keep the log.
pub enum Backbone {
    Single(NatsServer),
    Cluster(NatsCluster),
}

/// A whole platform with its own servers and data, gone when dropped.
pub struct Platform {
    processes: BTreeMap<Service, Process>,
    ports: BTreeMap<Service, u16>,
    pub jurisdiction: Jurisdiction,
    issuer: Issuer,
    clock: Clock,
    pub backbone: Backbone,
    pub postgres: TestPostgres,
    pub views_url: String,
    pub vault_urls: Vec<(String, String)>,
    folder: TempDir,
}

impl Backbone {
    /// The servers' addresses, separated by commas.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Single(server) => server.url(),
            Self::Cluster(cluster) => cluster.url(),
        }
    }

    fn monitors(&self) -> Vec<String> {
        match self {
            Self::Single(server) => vec![server.monitor()],
            Self::Cluster(cluster) => cluster.monitors(),
        }
    }

    /// Where the servers keep their data.
    #[must_use]
    pub fn folders(&self) -> Vec<&Path> {
        match self {
            Self::Single(server) => vec![server.folder()],
            Self::Cluster(cluster) => cluster.servers.iter().map(NatsServer::folder).collect(),
        }
    }

    const fn replicas(&self) -> usize {
        match self {
            Self::Single(_) => 1,
            Self::Cluster(_) => 3,
        }
    }

    /// A client of the log's servers.
    ///
    /// # Errors
    /// If none takes the connection.
    pub async fn client(&self) -> Result<async_nats::Client> {
        match self {
            Self::Single(server) => server.client().await,
            Self::Cluster(cluster) => cluster.client().await,
        }
    }
}

impl Platform {
    /// A platform on one NATS server.
    ///
    /// # Errors
    /// If a part does not come up.
    pub async fn start() -> Result<Self> {
        Self::start_on(Backbone::Single(NatsServer::single().await?), TestPostgres::start()?).await
    }

    /// A platform on three NATS servers that replicate.
    ///
    /// # Errors
    /// If a part does not come up.
    pub async fn start_replicated() -> Result<Self> {
        Self::start_on(Backbone::Cluster(NatsCluster::three().await?), TestPostgres::start()?).await
    }

    /// A platform on given servers.
    ///
    /// # Errors
    /// If a part does not come up.
    pub async fn start_on(backbone: Backbone, postgres: TestPostgres) -> Result<Self> {
        Self::start_as(PLACE, backbone, postgres).await
    }

    /// A platform of another place, by the name of its folder.
    ///
    /// # Errors
    /// If a part does not come up.
    pub async fn start_in(place: &str) -> Result<Self> {
        Self::start_as(place, Backbone::Single(NatsServer::single().await?), TestPostgres::start()?).await
    }

    async fn start_as(place: &str, backbone: Backbone, postgres: TestPostgres) -> Result<Self> {
        let jurisdiction = reference::read_jurisdiction(&jurisdiction_folder(place))?;
        let sites: Vec<_> = jurisdiction.sites().map(|site| site.to_string()).collect();
        let folder = TempDir::with_prefix("fengqiao-platform-")?;
        write_secret(&folder.path().join("lookup.key"), &LOOKUP_KEY_BYTE.repeat(KEY_BYTES))?;
        write_secret(&folder.path().join("site.key"), &SITE_KEY_BYTE.repeat(KEY_BYTES))?;
        generate_keys(folder.path())?;
        let monitors = backbone.monitors();
        let client = backbone.client().await?;
        for site in &sites {
            let spec = StreamSpec {
                name: format!("CASES_{site}"),
                content: Content::Subjects(Family::subjects(site.parse()?)),
                replicas: backbone.replicas(),
                domain: None,
                epoch: None,
                monitors: monitors.clone(),
            };
            create_stream(&client, &spec).await?;
        }
        let views_url = postgres.database("views")?;
        let vault_urls = sites
            .into_iter()
            .map(|site| Ok((site.clone(), postgres.database(&format!("vault_{site}"))?)))
            .collect::<Result<Vec<_>>>()?;
        let mut platform = Self {
            processes: BTreeMap::new(),
            ports: BTreeMap::new(),
            jurisdiction,
            issuer: Issuer::open(folder.path(), ISSUER, AUDIENCE)?,
            clock: Clock::movable(Profile::Test, folder.path().join("clock"))?,
            backbone,
            postgres,
            views_url,
            vault_urls,
            folder,
        };
        for service in Service::ALL {
            let [port] = ports::free()?;
            platform.ports.insert(service, port);
            platform.launch(service)?;
        }
        for service in Service::ALL {
            platform.wait(service).await?;
        }
        Ok(platform)
    }

    /// Kills a service as `kill -9` does.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub fn kill(&mut self, service: Service) -> Result<()> {
        self.processes.remove(&service).map_or(Ok(()), |mut process| process.kill())
    }

    /// Starts a killed service again and waits until it serves.
    ///
    /// # Errors
    /// If it does not come up.
    pub async fn restart(&mut self, service: Service) -> Result<()> {
        self.launch(service)?;
        self.wait(service).await
    }

    /// Starts another process of a running service, which shares everything with the first; it stops with the value.
    ///
    /// # Errors
    /// If it does not come up.
    pub async fn twin(&self, service: Service) -> Result<Process> {
        let [port] = ports::free()?;
        let (url, monitors) = (self.backbone.url(), self.backbone.monitors());
        let name = format!("{}-twin", service.name());
        let config = self.plan(&url, &monitors).write(service, &name, port)?;
        let mut process = Process::start(service, &config)?;
        process.ready(&format!("http://127.0.0.1:{port}")).await?;
        Ok(process)
    }

    /// Runs the operators' command line, and gives what it printed on standard output and on standard error.
    ///
    /// # Errors
    /// If it cannot be run.
    pub fn ctl(&self, arguments: &[&str]) -> Result<(bool, String, String)> {
        let (url, monitors) = (self.backbone.url(), self.backbone.monitors());
        let config = self.plan(&url, &monitors).write_ctl(|service| self.url(service))?;
        let output = std::process::Command::new(program("fengqiaoctl")?)
            .arg("--config")
            .arg(config)
            .args(arguments)
            .output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((output.status.success(), text(&output.stdout), text(&output.stderr)))
    }

    /// Moves the platform's clock forward.
    ///
    /// # Errors
    /// If the clock's file cannot be written.
    pub fn advance(&self, by: SignedDuration) -> Result<()> {
        self.clock.advance(by)?;
        Ok(())
    }

    /// The platform's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today, where the cases are.
    #[must_use]
    pub fn today(&self) -> Date {
        business_date(self.now())
    }

    /// The day so many days ago.
    #[must_use]
    pub fn day(&self, days_ago: i64) -> Date {
        self.today().saturating_sub(days_ago.days())
    }

    /// An officer at the service of their level.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn desk(&self, account: &str) -> Result<Desk> {
        Desk::new(&self.token(account)?)
    }

    /// The township service, as this officer.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn township(&self, account: &str) -> Result<Township> {
        self.desk(account)?.township(&self.url(Service::Township))
    }

    /// The county service, as this officer.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn county(&self, account: &str) -> Result<County> {
        self.desk(account)?.county(&self.url(Service::County))
    }

    /// The city service, as this officer.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn city(&self, account: &str) -> Result<City> {
        self.desk(account)?.city(&self.url(Service::City))
    }

    /// The reads, as this officer.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn query(&self, account: &str) -> Result<Query> {
        self.desk(account)?.query(&self.url(Service::Projection))
    }

    /// The citizen to whom this case belongs.
    ///
    /// # Errors
    /// If the id is none, or the issuer refuses.
    pub fn citizen(&self, case: &str) -> Result<Desk> {
        let village_head = self.officer("zhengzha-head")?;
        let citizen = Officer {
            id: Uuid::now_v7(),
            unit: None,
            roles: [Role::Party].into(),
            case: Some(case.parse()?),
            ..village_head
        };
        Desk::new(&self.issue(&citizen)?)
    }

    /// A token for a demo account.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn token(&self, account: &str) -> Result<String> {
        Ok(self.issuer.issue(&self.officer(account)?)?)
    }

    /// A token for any officer, such as one that has expired.
    ///
    /// # Errors
    /// If the issuer refuses.
    pub fn issue(&self, officer: &Officer) -> Result<String> {
        Ok(self.issuer.issue(officer)?)
    }

    /// The officer of a demo account.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn officer(&self, account: &str) -> Result<Officer> {
        let account = self.account(account)?;
        Ok(Officer {
            id: account.officer,
            centre: account.centre,
            unit: account.unit.clone(),
            roles: account.roles.clone(),
            case: None,
            expires: Timestamp::now() + TOKEN_TTL,
        })
    }

    /// A demo account.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn account(&self, name: &str) -> Result<&Account> {
        let found = name.parse().ok().and_then(|name| self.jurisdiction.account(&name));
        found.with_context(|| format!("there is no account {name}"))
    }

    /// The address of a service.
    #[must_use]
    pub fn url(&self, service: Service) -> String {
        format!("http://127.0.0.1:{}", self.ports.get(&service).copied().unwrap_or_default())
    }

    /// The log of a site, read past the services.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn log(&self, site: &str) -> Result<Log> {
        Ok(Log::open(self.backbone.client().await?, LogOptions::new(format!("CASES_{site}"))).await?)
    }

    /// The last sequence of each site's log.
    ///
    /// # Errors
    /// If a log cannot be asked.
    pub async fn heads(&self) -> Result<Vec<u64>> {
        let mut heads = Vec::with_capacity(self.vault_urls.len());
        for (site, _) in &self.vault_urls {
            heads.push(self.log(site).await?.head().await?.sequence);
        }
        Ok(heads)
    }

    /// How many decisions of people each site's log holds. What the system decides comes in its own time, and counts for
    /// nobody's command.
    ///
    /// # Errors
    /// If a log cannot be read.
    pub async fn decisions(&self) -> Result<Vec<u64>> {
        let mut decisions = Vec::with_capacity(SITES.len());
        for site in SITES {
            let log = self.log(site).await?;
            let mut people = 0;
            for sequence in 1..=log.head().await?.sequence {
                let entry = log.at(sequence).await?.context("the log has a hole")?;
                people += u64::from(Decision::read(&entry.payload)?.role != Role::System);
            }
            decisions.push(people);
        }
        Ok(decisions)
    }

    /// The vault of a site, past the services.
    ///
    /// # Errors
    /// If there is no such site, or its database cannot be opened.
    pub async fn vault(&self, site: &str) -> Result<Vault> {
        let found = self.vault_urls.iter().find(|(code, _)| code == site);
        let (_, url) = found.with_context(|| format!("there is no site {site}"))?;
        let site_key = SiteKey::from_hex(&SITE_KEY_BYTE.repeat(KEY_BYTES).into())?;
        let lookup_key = LookupKey::from_hex(&LOOKUP_KEY_BYTE.repeat(KEY_BYTES).into())?;
        let options = VaultOptions::new(url.clone().into(), site, site_key, lookup_key);
        Ok(Vault::open(options).await?)
    }

    /// The configuration file of a service.
    #[must_use]
    pub fn config(&self, service: Service) -> PathBuf {
        self.folder.path().join(format!("{}.toml", service.name()))
    }

    /// What the services have logged so far, all in one text.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn logs(&self) -> Result<String> {
        let mut all = String::new();
        for service in Service::ALL {
            all += &std::fs::read_to_string(self.folder.path().join(format!("{}.log", service.name())))?;
        }
        Ok(all)
    }

    /// Waits until something holds, and fails after a while.
    ///
    /// # Errors
    /// If it does not hold in time.
    pub async fn eventually(&self, what: &str, mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
        for _ in 0..200 {
            if holds().await? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("{what} did not come about")
    }

    fn launch(&mut self, service: Service) -> Result<()> {
        let port = self.ports.get(&service).copied().context("the service has no port")?;
        let (url, monitors) = (self.backbone.url(), self.backbone.monitors());
        let config = self.plan(&url, &monitors).write(service, service.name(), port)?;
        self.processes.insert(service, Process::start(service, &config)?);
        Ok(())
    }

    fn plan<'a>(&'a self, nats_url: &'a str, monitors: &'a [String]) -> Plan<'a> {
        Plan {
            folder: self.folder.path(),
            jurisdiction: &self.jurisdiction,
            nats_url,
            monitors,
            vaults: &self.vault_urls,
            views: &self.views_url,
        }
    }

    async fn wait(&mut self, service: Service) -> Result<()> {
        let url = self.url(service);
        let process = self.processes.get_mut(&service).context("the service is not running")?;
        let ready = process.ready(&url).await;
        ready.with_context(|| {
            let log = self.folder.path().join(format!("{}.log", service.name()));
            let text = std::fs::read_to_string(log).unwrap_or_default();
            let from = text.len().saturating_sub(2_000);
            format!(
                "{} did not come up; its log ends with:\n{}",
                service.name(),
                text.get(from..).unwrap_or_default()
            )
        })
    }
}

fn write_secret(file: &Path, text: &str) -> Result<()> {
    use std::io::Write as _;
    let mut open = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(file)?;
    open.write_all(text.as_bytes())?;
    Ok(())
}
