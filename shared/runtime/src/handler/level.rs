//! Runs the service of a level: opens its sites, serves its commands, and tells whether it can.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use thiserror::Error;

use fengqiao_api::FILE_DESCRIPTOR_SET;
use fengqiao_api::texts::{Catalogue, CatalogueError};
use fengqiao_eventlog::{Repository, RepositoryError, RepositoryOptions};
use fengqiao_jurisdiction::{Level, SiteCode};

use super::hints::take_hints;
use super::{Handler, LOCATIONS_MAX, Shared, SiteDesk};
use crate::clock::{self, Clock};
use crate::config::{LogFormat, Problem, Settings, SharedConfig};
use crate::connect::{self, Site};
use crate::identity::{KeysError, Verifier};
use crate::reference::{self, Reference};
use crate::rules::{self, RuleFollower};
use crate::serve::{self, Drain, ReadinessHandle, Server, readiness};
use crate::start::Start;

/// Between two looks at whether the logs can serve.
const READINESS_INTERVAL: Duration = Duration::from_secs(1);

/// How the service of a level is configured.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct LevelOptions {
    pub shared: SharedConfig,
}

/// Why the service of a level cannot run.
#[derive(Debug, Error)]
pub enum LevelError {
    #[error("the reference data cannot be used")]
    Reference(#[from] reference::Error),
    #[error("the catalogue of texts cannot be used")]
    Texts(#[from] CatalogueError),
    #[error("the keys of tokens cannot be used")]
    Keys(#[from] KeysError),
    #[error("the clock cannot be used")]
    Clock(#[from] clock::Error),
    #[error("a site cannot be opened")]
    Site(#[from] connect::Error),
    #[error("the cases of site {site} cannot be followed")]
    Cases {
        site: SiteCode,
        #[source]
        source: Box<RepositoryError>,
    },
    #[error("the rules in force are not known")]
    Rules(#[from] rules::Error),
    #[error("the service cannot be served")]
    Serve(#[from] serve::Error),
}

impl Settings for LevelOptions {
    fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
        self.shared.complete(folder)
    }
}

impl Start for LevelOptions {
    fn log_format(&self) -> LogFormat {
        self.shared.log
    }
}

/// Runs a level's service until the drain is over. `name` names its connections; `serve` adds the level's gRPC service.
///
/// # Errors
/// When a part cannot be opened, or the server fails.
pub async fn run(
    options: LevelOptions,
    name: &'static str,
    levels: &'static [Level],
    serve: impl FnOnce(Server, Handler) -> Server,
    drain: Drain,
) -> Result<(), LevelError> {
    let config = options.shared;
    let (ready, readiness) = readiness("the sites are being opened");
    let server = Server::bind(serve::Options::from_config(&config, FILE_DESCRIPTOR_SET))?;
    let (handler, rules) = open(&config, name, levels).await?;
    let watch = tokio::spawn(watch(handler.clone(), rules, ready, drain.clone()));
    let hints = tokio::spawn(take_hints(handler.clone(), drain.clone()));
    let served = serve(server, handler).run(readiness, drain.clone()).await;
    watch.abort();
    // What was begun is finished, unless the server failed; a kill would lose nothing either.
    if drain.has_started() {
        hints.await.ok();
    }
    Ok(served?)
}

/// Opens all that a service decides with. The rules in force are read before anything is decided.
async fn open(
    config: &SharedConfig,
    name: &str,
    levels: &'static [Level],
) -> Result<(Handler, Option<RuleFollower>), LevelError> {
    let clock = match &config.clock_file {
        Some(file) => Clock::movable(config.profile, file)?,
        None => Clock::system(),
    };
    let reference = Reference::load(config)?;
    let (mut sites, mut logs) = (BTreeMap::new(), BTreeMap::new());
    for site in &config.sites {
        let Site { code, log, vault, nats } = Site::open(config, site, name).await?;
        logs.insert(code, log.clone());
        let cases = Repository::open(log, RepositoryOptions::default())
            .await
            .map_err(|source| LevelError::Cases { site: code, source: Box::new(source) })?;
        sites.insert(code, SiteDesk { cases, vault, nats });
    }
    let tenant = config.tenant_namespace();
    let (jurisdiction, sets) = (&reference.jurisdiction, reference.rules.clone());
    let mut rules = RuleFollower::new(tenant, jurisdiction, &logs, sets);
    match &mut rules {
        Some(rules) => rules.catch_up().await?,
        None => tracing::warn!("the city's log is not at hand: the rules of the installation stay in force"),
    }
    let handler = Handler {
        shared: Arc::new(Shared {
            levels,
            areas: config.areas.iter().copied().collect(),
            tenant,
            reference,
            catalogue: Catalogue::zh_cn()?,
            verifier: Verifier::open(&config.token)?,
            clock,
            sites,
            locations: quick_cache::sync::Cache::new(LOCATIONS_MAX),
        }),
    };
    Ok((handler, rules))
}

/// Keeps telling whether every log can serve: a stream that was recreated, or a server that is away, makes it not ready. So do
/// rules that were published and cannot be used here.
async fn watch(handler: Handler, mut rules: Option<RuleFollower>, ready: ReadinessHandle, drain: Drain) {
    while !drain.has_started() {
        let mut fault = None;
        for (site, desk) in &handler.shared.sites {
            if let Err(error) = desk.cases.log().ready().await {
                fault = Some(format!("the log of site {site} does not serve: {error}"));
                break;
            }
        }
        if let Some(rules) = &mut rules
            && let Err(error) = rules.catch_up().await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "the rules could not be followed");
            if !error.may_pass() {
                fault = Some(error.to_string());
            }
        }
        match fault {
            None => ready.ready(),
            Some(fault) => ready.not_ready(&fault),
        }
        tokio::select! {
            () = tokio::time::sleep(READINESS_INTERVAL) => {}
            () = drain.started() => {}
        }
    }
}

/// Implements a level's generated gRPC trait: each of its commands goes the one way of [`Handler::execute`], or, about what is
/// no case, that of [`Handler::execute_beside`].
#[macro_export]
macro_rules! level_service {
    ($(#[$meta:meta])* $name:ident: $trait:path {
        $($rpc:ident($request:ident);)+
        [beside cases]
        $($other:ident($form:ident);)+
    }) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name {
            handler: $crate::handler::Handler,
        }

        impl $name {
            /// The service over a handler.
            #[must_use]
            pub fn new(handler: $crate::handler::Handler) -> Self {
                Self { handler }
            }
        }

        #[tonic::async_trait]
        impl $trait for $name {
            $(async fn $rpc(
                &self,
                request: tonic::Request<fengqiao_api::v1::$request>,
            ) -> Result<tonic::Response<fengqiao_api::v1::CommandOutcome>, tonic::Status> {
                self.handler.execute(request).await
            })+

            $(async fn $other(
                &self,
                request: tonic::Request<fengqiao_api::v1::$form>,
            ) -> Result<tonic::Response<fengqiao_api::v1::CommandOutcome>, tonic::Status> {
                self.handler.execute_beside(request).await
            })+

            async fn can_escalate(
                &self,
                request: tonic::Request<fengqiao_api::v1::CanEscalateRequest>,
            ) -> Result<tonic::Response<fengqiao_api::v1::CanEscalateResponse>, tonic::Status> {
                self.handler.can_escalate(request).await
            }
        }
    };
}
