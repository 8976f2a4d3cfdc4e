//! The whole rebuild, step by step.

use std::time::{Duration, Instant};

use fengqiao_runtime::Reference;
use fengqiao_runtime::config::Problem;
use sqlx::Either;
use sqlx::postgres::PgAdvisoryLock;
use thiserror::Error;

use super::compare::compare;
use super::digest::{ViewsDigest, of_version};
use super::load::load;
use super::switch::switch;
use crate::config::Options;
use crate::project::Source;
use crate::run;
use crate::store::{
    Store, StoreError, Version, commit, create_version, drop_version, made_from, start_streams,
};

/// Held by one rebuild at a time, whatever process runs it.
const LOCK: &str = "fengqiao.projection.rebuild";

/// What a difference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The views must come out equal: nothing was changed but the rows' age. A difference keeps the live ones.
    MustBeEqual,
    /// The fold was changed on purpose: differences are told and do not keep from switching.
    MayDiffer,
}

/// How far a rebuild has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The next version exists.
    Created {
        /// Its schema.
        views: String,
    },
    /// A batch was folded.
    Loaded {
        /// The stream.
        stream: String,
        /// Events so far, of all streams.
        events: u64,
        /// Events per second so far.
        events_per_second: u64,
    },
    /// The keys are made.
    KeysMade,
    /// Both versions were summed up.
    Compared {
        /// The tables in which they differ.
        differences: Vec<String>,
    },
    /// The new version serves queries.
    Switched,
}

/// What a rebuild came to.
#[derive(Debug, Clone)]
pub struct Rebuilt {
    /// The schema that serves queries now.
    pub views: String,
    /// Its digest.
    pub digest: ViewsDigest,
    /// The digest of the views before, at the same positions; absent if another release made those.
    pub digest_before: Option<ViewsDigest>,
    /// Events folded.
    pub events: u64,
    /// Decisions that were parked.
    pub parked: u64,
    /// How long folding took.
    pub load_time: Duration,
    /// How long making the keys took.
    pub keys_time: Duration,
}

/// Why a rebuild did not come to its end. The live views are as they were.
#[derive(Debug, Error)]
pub enum RebuildError {
    /// The URL of the views' database cannot be used.
    #[error("the database of the views is not named")]
    Config(#[source] Problem),
    /// The reference data cannot be used.
    #[error("the reference data cannot be used")]
    Reference(#[source] fengqiao_runtime::reference::Error),
    /// A site cannot be opened.
    #[error("the sites cannot be opened")]
    Sites(#[source] Box<run::Error>),
    /// A log cannot be read.
    #[error("the log {stream} cannot be read")]
    Log {
        /// Its stream.
        stream: String,
        /// Why.
        source: fengqiao_eventlog::FollowError,
    },
    /// The head of a log cannot be read.
    #[error("the end of the log {stream} cannot be read")]
    Head {
        /// Its stream.
        stream: String,
        /// Why.
        source: fengqiao_eventlog::NotReady,
    },
    /// The new version does not know the log.
    #[error("the new views have no position in the stream {stream}")]
    NoPosition {
        /// The stream.
        stream: String,
    },
    /// Another rebuild is under way.
    #[error("another rebuild is under way")]
    UnderWay,
    /// The new views differ from the live ones, and were dropped.
    #[error("the new views differ from the live ones in {0:?}")]
    Different(Vec<String>),
    /// Another release made the views that would be gone back to.
    #[error("the earlier views {0} were made by another release, which has to be installed first")]
    OtherTemplate(String),
    /// There was no switch, or the version before it is gone.
    #[error("there are no earlier views to go back to")]
    NothingToGoBackTo,
    /// The database failed.
    #[error("the views cannot be used")]
    Store(#[from] StoreError),
}

/// Makes the views anew beside the live ones, compares, and switches. Services go on meanwhile, and with the new views
/// afterwards. `told` hears of each step.
///
/// # Errors
/// Whatever it is, the live views are as they were, and the new ones are dropped.
pub async fn rebuild(
    options: &Options,
    compare: Compare,
    mut told: impl FnMut(Step),
) -> Result<Rebuilt, RebuildError> {
    let url = options.views_database_url().map_err(RebuildError::Config)?;
    let reference = Reference::load(&options.shared).map_err(RebuildError::Reference)?;
    let sites = run::open_sites(&options.shared).await;
    let sites = sites.map_err(|error| RebuildError::Sites(Box::new(error)))?;
    let sources: Vec<Source> = sites.iter().map(Source::from).collect();
    let store = Store::open(&url, options.shared.tenant.clone()).await?;
    let rebuilt = alone(&store, &sources, &reference, compare, &mut told).await;
    store.close().await;
    rebuilt
}

/// Makes views anew that another release left behind. As [`rebuild`] otherwise, within a service that has not begun.
///
/// # Errors
/// As [`rebuild`].
pub(crate) async fn renew(
    store: &Store,
    sources: &[Source],
    reference: &Reference,
) -> Result<Rebuilt, RebuildError> {
    alone(store, sources, reference, Compare::MayDiffer, &mut |step| {
        tracing::info!(?step, "making the views anew")
    })
    .await
}

async fn alone(
    store: &Store,
    sources: &[Source],
    reference: &Reference,
    compare: Compare,
    told: &mut impl FnMut(Step),
) -> Result<Rebuilt, RebuildError> {
    let failed = |source| StoreError::Statement("wait for another rebuild", source);
    let connection = store.pool.acquire().await.map_err(failed)?;
    let lock = PgAdvisoryLock::new(LOCK);
    let Either::Left(guard) = lock.try_acquire(connection).await.map_err(failed)? else {
        return Err(RebuildError::UnderWay);
    };
    let version = create(store, sources, reference).await?;
    told(Step::Created { views: version.to_string() });
    let rebuilt = build(store, &version, sources, reference, compare, told).await;
    if rebuilt.is_err() {
        let mut transaction = store.begin_exclusively().await?;
        drop_version(&mut transaction, &version).await?;
        commit(transaction).await?;
    }
    guard.release_now().await.map_err(failed)?;
    rebuilt
}

/// Makes the next version, after clearing away what a broken rebuild left.
async fn create(store: &Store, sources: &[Source], reference: &Reference) -> Result<Version, RebuildError> {
    let mut transaction = store.begin_exclusively().await?;
    for leftover in store.leftovers(&mut transaction).await? {
        drop_version(&mut transaction, &leftover).await?;
    }
    let version = create_version(&mut transaction, reference).await?;
    let logs = sources.iter().map(|source| (source.site, &source.log));
    start_streams(&mut transaction, &version, logs).await?;
    commit(transaction).await?;
    Ok(version)
}

async fn build(
    store: &Store,
    version: &Version,
    sources: &[Source],
    reference: &Reference,
    policy: Compare,
    told: &mut impl FnMut(Step),
) -> Result<Rebuilt, RebuildError> {
    let begin = Instant::now();
    let (mut events, mut parked) = (0_u64, 0_u64);
    for source in sources {
        let stream = source.log.stream();
        let head = source.log.head().await;
        let head = head.map_err(|error| RebuildError::Head { stream: stream.to_owned(), source: error })?;
        load(store, version, source, reference, head.sequence, |projected| {
            events += projected.events as u64;
            parked += projected.parked as u64;
            let events_per_second = per_second(events, begin.elapsed());
            told(Step::Loaded { stream: stream.to_owned(), events, events_per_second });
        })
        .await?;
    }
    let load_time = begin.elapsed();
    let begin = Instant::now();
    let mut transaction = store.write_version(version).await?;
    version.add_keys(&mut transaction).await?;
    commit(transaction).await?;
    let keys_time = begin.elapsed();
    told(Step::KeysMade);

    let (digest, digest_before) = if is_of_this_release(store).await? {
        let compared = compare(store, version, sources, reference).await?;
        let differences: Vec<String> =
            compared.live.differences(&compared.new).into_iter().map(str::to_owned).collect();
        told(Step::Compared { differences: differences.clone() });
        if policy == Compare::MustBeEqual && !differences.is_empty() {
            return Err(RebuildError::Different(differences));
        }
        (compared.new, Some(compared.live))
    } else {
        (of_version(store, version).await?, None)
    };
    switch(store, version, sources, reference).await?;
    told(Step::Switched);
    Ok(Rebuilt { views: version.to_string(), digest, digest_before, events, parked, load_time, keys_time })
}

/// Views of another release have other tables or other rows: nothing says that these should come out equal.
pub(crate) async fn is_of_this_release(store: &Store) -> Result<bool, StoreError> {
    let mut connection =
        store.pool.acquire().await.map_err(|source| StoreError::Transaction("begin", source))?;
    let live = store.live(&mut connection).await?;
    let made_from = made_from(&mut connection, &live).await?;
    Ok(made_from.is_some_and(|made_from| made_from.template == *store.template))
}

fn per_second(events: u64, time: Duration) -> u64 {
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
    events.saturating_mul(1000) / milliseconds
}
