//! Two sites with their logs and vaults, and the service in front of them.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use fengqiao_api::v1;
use fengqiao_api::v1::query_service_client::QueryServiceClient;
use fengqiao_domain::Family;
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_projection::{Error, Options, run};
use fengqiao_runtime::config::{LogFormat, NatsConfig, Profile, SharedConfig, SiteConfig, TokenConfig};
use fengqiao_runtime::identity::{Issuer, Officer, generate_keys};
use fengqiao_runtime::{Drain, Reference, Site};
use fengqiao_testkit::nats::NatsServer;
use fengqiao_testkit::postgres::TestPostgres;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tonic::transport::Channel;
use tonic::{Code, Request, Status};

pub(crate) const SITES: [&str; 2] = ["640221", "640200"];
const ISSUER: &str = "https://issuer.test";
const AUDIENCE: &str = "fengqiao";
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) type Client = QueryServiceClient<Channel>;

pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) reference: Reference,
    pub(crate) sites: Vec<Site>,
    pub(crate) postgres: Arc<TestPostgres>,
    _nats: NatsServer,
    issuer: Issuer,
    /// The server of the vaults stays as long as the world.
    _vaults: Arc<TestPostgres>,
    _folder: TempDir,
}

/// The service while it runs; it stops with this value.
pub(crate) struct Running {
    drain: Drain,
    task: Option<JoinHandle<Result<(), Error>>>,
    pub(crate) client: Client,
}

// === impl World ===

impl World {
    pub(crate) async fn new() -> Result<Self> {
        Self::on(TestPostgres::shared()?).await
    }

    /// With a Postgres of its own, which may be killed.
    pub(crate) async fn mortal() -> Result<Self> {
        Self::on(Arc::new(TestPostgres::start_own()?)).await
    }

    async fn on(postgres: Arc<TestPostgres>) -> Result<Self> {
        let nats = NatsServer::single().await?;
        let folder = TempDir::new()?;
        generate_keys(folder.path())?;
        let issuer = Issuer::open(folder.path(), ISSUER, AUDIENCE)?;
        for site in SITES {
            create(&nats, site).await?;
        }
        // Vaults live where they are never killed.
        let vaults = TestPostgres::shared()?;
        let shared = shared(folder.path(), &nats, &vaults)?;
        let reference = Reference::load(&shared)?;
        let mut sites = Vec::new();
        for site in &shared.sites {
            sites.push(Site::open(&shared, site, "writer").await?);
        }
        let options = Options {
            shared,
            views_database_url: Some(postgres.database("views")?.into()),
            views_database_url_file: None,
        };
        Ok(Self {
            options,
            reference,
            sites,
            postgres,
            _nats: nats,
            issuer,
            _vaults: vaults,
            _folder: folder,
        })
    }

    pub(crate) fn site(&self, code: &str) -> Result<&Site> {
        self.sites.iter().find(|site| site.code.as_str() == code).context("a site of the world")
    }

    /// Starts the service on a free port, and waits until it answers.
    pub(crate) async fn start(&self) -> Result<Running> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut options = self.options.clone();
        options.shared.listen = ([127, 0, 0, 1], port).into();
        let drain = Drain::new();
        let mut task = tokio::spawn(run(options, drain.clone()));
        let begin = Instant::now();
        loop {
            if task.is_finished() {
                (&mut task).await??;
                bail!("the service ended at once");
            }
            // It listens before it serves; what befalls it before that is another test's matter.
            if let Ok(mut client) = Client::connect(format!("http://127.0.0.1:{port}")).await
                && client.get_status(self.by("city-joint", v1::GetStatusRequest {})?).await.is_ok()
            {
                return Ok(Running { drain, task: Some(task), client });
            }
            if begin.elapsed() > PATIENCE {
                bail!("the service does not answer");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What the service ends with by itself, whether or not it came to serve before that.
    pub(crate) async fn ends(&self) -> Result<Error> {
        match self.start().await {
            Ok(service) => service.ends().await,
            Err(error) => error.downcast(),
        }
    }

    /// A request by the officer of a demo account.
    pub(crate) fn by<T>(&self, account: &str, message: T) -> Result<Request<T>> {
        let jurisdiction = &self.reference.jurisdiction;
        let account = jurisdiction.account(&account.parse()?).context("an account")?;
        let officer = Officer {
            id: account.officer,
            centre: account.centre,
            unit: account.unit.clone(),
            roles: account.roles.clone(),
            case: None,
            expires: Timestamp::now() + SignedDuration::from_hours(1),
        };
        let mut request = Request::new(message);
        let token = format!("Bearer {}", self.issuer.issue(&officer)?);
        request.metadata_mut().insert("authorization", token.parse()?);
        Ok(request)
    }
}

// === impl Running ===

impl Running {
    /// Drains the service and gives what it ended with.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.drain.start();
        let task = self.task.take().context("a running service")?;
        Ok(task.await??)
    }

    /// What the service ends with by itself.
    pub(crate) async fn ends(mut self) -> Result<Error> {
        let task = self.task.take().context("a running service")?;
        match tokio::time::timeout(PATIENCE, task).await?? {
            Ok(()) => bail!("the service ended well"),
            Err(error) => Ok(error),
        }
    }

    pub(crate) async fn case(
        &mut self,
        request: Request<v1::GetCaseRequest>,
    ) -> Result<v1::CaseView, Status> {
        let answer = self.client.get_case(request).await?.into_inner();
        answer.case.ok_or_else(|| Status::internal("an answer without a case"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.drain.start();
    }
}

/// Asks again until the answer is true.
pub(crate) async fn eventually(what: &str, mut asked: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    let begin = Instant::now();
    while !asked().await? {
        if begin.elapsed() > PATIENCE {
            bail!("{what}: not within {PATIENCE:?}");
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// The gRPC code and our own of a refusal.
pub(crate) fn refusal(status: &Status) -> (Code, String) {
    (status.code(), fengqiao_api::status::Failure::from(status).code)
}

pub(crate) fn get(case: impl ToString, at_least: &[v1::Position]) -> v1::GetCaseRequest {
    v1::GetCaseRequest { case: case.to_string(), at_least: at_least.to_vec() }
}

async fn create(nats: &NatsServer, site: &str) -> Result<()> {
    let spec = StreamSpec {
        name: format!("CASES_{site}"),
        content: Content::Subjects(Family::subjects(site.parse()?)),
        replicas: 1,
        domain: None,
        epoch: None,
        monitors: vec![nats.monitor()],
    };
    create_stream(&nats.client().await?, &spec).await?;
    Ok(())
}

fn shared(folder: &Path, nats: &NatsServer, vaults: &TestPostgres) -> Result<SharedConfig> {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy");
    let secret = |name: &str, byte: &str| -> Result<std::path::PathBuf> {
        let file = folder.join(name);
        std::fs::write(&file, byte.repeat(32))?;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600))?;
        Ok(file)
    };
    let mut sites = Vec::new();
    for site in SITES {
        sites.push(SiteConfig {
            code: site.parse()?,
            nats: NatsConfig {
                urls: vec![nats.url()],
                domain: None,
                monitors: vec![nats.monitor()],
                credentials_file: None,
                ca_file: None,
                client: None,
            },
            stream: None,
            epoch: None,
            vault_database_url: Some(vaults.database("vault")?.into()),
            vault_database_url_file: None,
            site_key_file: secret("site.key", "51")?,
        });
    }
    Ok(SharedConfig {
        profile: Profile::Test,
        tenant: "shizuishan".parse()?,
        listen: ([127, 0, 0, 1], 0).into(),
        areas: Default::default(),
        jurisdiction: deploy.join("jurisdictions/shizuishan"),
        rules: deploy.join("rules"),
        calendar: deploy.join("calendar"),
        sites,
        lookup_key_file: secret("lookup.key", "17")?,
        token: TokenConfig {
            issuer: ISSUER.to_owned(),
            audience: AUDIENCE.to_owned(),
            keys: folder.join("jwks.json"),
            algorithms: fengqiao_runtime::config::ALGORITHMS_DEFAULT.into(),
        },
        tls: None,
        clock_file: None,
        log: LogFormat::Pretty,
    })
}
