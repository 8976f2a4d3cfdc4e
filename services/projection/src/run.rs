//! Runs the service: one applier per log, one server.

use std::collections::BTreeMap;
use std::sync::Arc;

use fengqiao_api::texts::{Catalogue, CatalogueError};
use fengqiao_api::v1::query_service_server::QueryServiceServer;
use fengqiao_runtime::config::Problem;
use fengqiao_runtime::identity::KeysError;
use fengqiao_runtime::rules::RuleFollower;
use fengqiao_runtime::serve::{self, Readiness, ReadinessHandle, readiness};
use fengqiao_runtime::{Clock, Drain, Reference, Server, SharedConfig, Site, Verifier, bounded};
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::config::Options;
use crate::follow::{Applier, FollowError, Progress, follow_destructions};
use crate::keeper::{Keeper, KeeperStats};
use crate::limits::{RENEW_PAUSE, REPLAYS_MAX, RULES_INTERVAL, WATCHERS_MAX};
use crate::project::Source;
use crate::query::{Context, Service};
use crate::rebuild::{RebuildError, is_of_this_release, renew};
use crate::refresh::refresh;
use crate::store::{Store, StoreError, commit, create_version, start_streams};

/// The name of this service on its connections.
const SERVICE: &str = "projection";

/// Why the service cannot start or has ended early.
#[derive(Debug, Error)]
pub enum Error {
    /// The reference data cannot be used.
    #[error("the reference data cannot be used")]
    Reference(#[source] fengqiao_runtime::reference::Error),
    /// The texts cannot be used.
    #[error("the catalogue of texts cannot be used")]
    Texts(#[source] CatalogueError),
    /// The clock cannot be used.
    #[error("the clock cannot be used")]
    Clock(#[source] fengqiao_runtime::clock::Error),
    /// Nobody's token could be checked.
    #[error("tokens cannot be checked")]
    Keys(#[source] KeysError),
    /// The URL of the views' database cannot be used.
    #[error("the database of the views is not named")]
    Config(#[source] Problem),
    /// The views cannot be used.
    #[error("the views cannot be used")]
    Store(#[from] StoreError),
    /// A site cannot be opened.
    #[error("a site cannot be opened")]
    Site(#[source] fengqiao_runtime::connect::Error),
    /// Views that another release left behind could not be made anew.
    #[error("the views cannot be made anew")]
    Renew(#[source] Box<RebuildError>),
    /// A log cannot be followed any more.
    #[error("the projection has halted")]
    Follow(#[source] FollowError),
    /// The server failed.
    #[error("the server failed")]
    Serve(#[source] serve::Error),
}

/// Follows the logs and serves queries until the drain is over.
///
/// # Errors
/// When a part cannot be opened, when going on would rest on another history, or when the server fails.
pub async fn run(options: Options, drain: Drain) -> Result<(), Error> {
    let config = &options.shared;
    let reference = Reference::load(config).map_err(Error::Reference)?;
    let catalogue = Catalogue::zh_cn().map_err(Error::Texts)?;
    let verifier = Verifier::open(&config.token).map_err(Error::Keys)?;
    let clock = clock(config).map_err(Error::Clock)?;
    let url = options.views_database_url().map_err(Error::Config)?;
    // The address is taken first, so that a second process fails before it touches anything.
    let descriptors = fengqiao_api::FILE_DESCRIPTOR_SET;
    let server = Server::bind(serve::Options::from_config(config, descriptors)).map_err(Error::Serve)?;
    let sites = open_sites(config).await?;
    let store = Store::open(&url, config.tenant.clone()).await?;
    let sources: Vec<Source> = sites.iter().map(Source::from).collect();
    prepare(&store, &sources, &reference).await?;
    refresh(&store, &reference).await?;

    let (handle, readiness) = readiness("the views are being opened");
    let stats = Arc::new(KeeperStats::of(sites.iter().map(|site| site.code)));
    let keeper = Keeper {
        store: store.clone(),
        sites: sites.iter().map(|site| (site.code, site.nats.clone())).collect(),
        clock: clock.clone(),
        stats: stats.clone(),
    };
    let progress = Progress::of(sources.iter().map(|source| source.log.stream().to_owned()));
    let context = Arc::new(Context {
        store: store.clone(),
        reference: reference.clone(),
        catalogue,
        progress: progress.clone(),
        verifier,
        clock,
        drain: drain.clone(),
        logs: sources.iter().map(|source| (source.site, source.log.clone())).collect(),
        vaults: sources.iter().map(|source| (source.site, source.vault.clone())).collect::<BTreeMap<_, _>>(),
        tries: Default::default(),
        watchers: Arc::new(Semaphore::new(WATCHERS_MAX)),
        replays: Arc::new(Semaphore::new(REPLAYS_MAX)),
        tenant: config.tenant_namespace(),
        keeper: stats,
    });
    let result = work(
        server,
        Service { context },
        handle,
        readiness,
        sources,
        &store,
        reference,
        progress,
        keeper,
        drain,
    )
    .await;
    store.close().await;
    result
}

#[expect(clippy::too_many_arguments, reason = "each is a part that `run` has just opened")]
async fn work(
    server: Server,
    service: Service,
    handle: ReadinessHandle,
    readiness: Readiness,
    sources: Vec<Source>,
    store: &Store,
    reference: Reference,
    progress: Progress,
    keeper: Keeper,
    drain: Drain,
) -> Result<(), Error> {
    // Parts stop with this scope as well as with the process: one that fails takes the others along.
    let mut appliers = JoinSet::new();
    let mut aside = JoinSet::new();
    aside.spawn(keeper.run(drain.clone()));
    aside.spawn(follow_rules(service.context.clone(), drain.clone()));
    for source in sources {
        aside.spawn(follow_destructions(source.clone(), store.clone(), drain.clone()));
        let applier = Applier {
            source,
            store: store.clone(),
            reference: reference.clone(),
            progress: progress.clone(),
        };
        appliers.spawn(applier.run(drain.clone()));
    }
    handle.ready();
    let server = server.with(bounded!(QueryServiceServer::new(service)));
    let serving = server.run(readiness, drain.clone());
    tokio::pin!(serving);
    loop {
        tokio::select! {
            served = &mut serving => return served.map_err(Error::Serve),
            Some(ended) = appliers.join_next() => {
                if let Ok(Err(error)) = ended {
                    handle.not_ready("a log cannot be followed any more");
                    tracing::error!(error = &error as &dyn std::error::Error, "the projection has halted");
                    return Err(Error::Follow(error));
                }
            }
        }
    }
}

/// Follows what the city publishes, so that sentences about a row are those of the set that judged.
async fn follow_rules(context: Arc<Context>, drain: Drain) {
    let Reference { jurisdiction, rules, .. } = &context.reference;
    let Some(mut rules) = RuleFollower::new(context.tenant, jurisdiction, &context.logs, rules.clone())
    else {
        return;
    };
    while !drain.has_started() {
        if let Err(error) = rules.catch_up().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the rules could not be followed");
        }
        tokio::select! {
            () = tokio::time::sleep(RULES_INTERVAL) => {}
            () = drain.started() => {}
        }
    }
}

fn clock(config: &SharedConfig) -> Result<Clock, fengqiao_runtime::clock::Error> {
    match &config.clock_file {
        Some(file) => Clock::movable(config.profile, file),
        None => Ok(Clock::system()),
    }
}

pub(crate) async fn open_sites(config: &SharedConfig) -> Result<Vec<Site>, Error> {
    let mut sites = Vec::with_capacity(config.sites.len());
    for site in &config.sites {
        sites.push(Site::open(config, site, SERVICE).await.map_err(Error::Site)?);
    }
    Ok(sites)
}

/// Makes the first version if there is none, puts it at the beginning of every log that it does not know, and makes views
/// anew that another release left behind.
async fn prepare(store: &Store, sources: &[Source], reference: &Reference) -> Result<(), Error> {
    first_version(store, sources, reference).await?;
    while !is_of_this_release(store).await? {
        tracing::warn!("another release made the views; they are made anew before anything is served");
        match renew(store, sources, reference).await {
            Ok(rebuilt) => {
                tracing::info!(views = rebuilt.views, events = rebuilt.events, "the views are made anew")
            }
            // Another process is at it.
            Err(RebuildError::UnderWay) => tokio::time::sleep(RENEW_PAUSE).await,
            Err(error) => return Err(Error::Renew(Box::new(error))),
        }
    }
    Ok(())
}

async fn first_version(store: &Store, sources: &[Source], reference: &Reference) -> Result<(), StoreError> {
    let logs = || sources.iter().map(|source| (source.site, &source.log));
    let mut transaction = store.begin_exclusively().await?;
    let version = match store.live(&mut transaction).await {
        Ok(version) => version,
        Err(StoreError::NoViews { .. }) => {
            let version = create_version(&mut transaction, reference).await?;
            version.add_keys(&mut transaction).await?;
            store.make_live(&mut transaction, &version).await?;
            version
        }
        Err(error) => return Err(error),
    };
    start_streams(&mut transaction, &version, logs()).await?;
    commit(transaction).await
}
