use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use sqlx::PgPool;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio::task::JoinSet;

use crate::cache::KeyCache;
use crate::cipher::CipherError;
use crate::listen;
use crate::lookup::LookupHasher;
use crate::options::{KEY_CACHE_TTL_MAX, VaultOptions};
use crate::secret::SiteKey;

const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENT_TIMEOUT: &str = "10s";

static MIGRATIONS: Migrator = sqlx::migrate!();

/// A handle on one site's vault, cheap to clone.
#[derive(Clone)]
pub struct Vault {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) pool: PgPool,
    pub(crate) site_key: SiteKey,
    pub(crate) lookup: LookupHasher,
    pub(crate) cache: Arc<KeyCache>,
    site: String,
    // Dropping the set ends the tasks in it.
    _tasks: JoinSet<()>,
}

/// Why a vault was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The cache would hold keys for longer than the promise about destroyed keys allows.
    #[error("keys would be cached for {0:?}; at most {KEY_CACHE_TTL_MAX:?} are allowed")]
    CacheTtl(Duration),
    /// The URL is malformed, or nobody answers there.
    #[error("could not connect to the vault's database")]
    Connect(#[source] sqlx::Error),
    /// A migration failed, or the database is newer than this build.
    #[error("could not migrate the vault's database")]
    Migrate(#[source] MigrateError),
    /// The check values could not be written or read.
    #[error("could not read whose vault it is")]
    Identify(#[source] sqlx::Error),
    /// The check value of a new vault could not be made.
    #[error("could not make the check value of the site key")]
    CheckValue(#[source] CipherError),
    /// The database holds the keys of another site.
    #[error("the vault belongs to site {found:?}, not to {expected:?}")]
    OtherSite {
        /// The site in the options.
        expected: String,
        /// The site in the database.
        found: String,
    },
    /// The site key is not the one this vault was made with: none of its keys would open.
    #[error("the site key is not that of this vault")]
    WrongSiteKey,
    /// The look-up key is not the one this vault was made with: nobody would be found under it.
    #[error("the look-up key is not that of this vault")]
    WrongLookupKey,
    /// The channel that tells of destroyed keys could not be joined.
    #[error("could not listen for destroyed keys")]
    Listen(#[source] sqlx::Error),
}

// === impl Vault ===

impl Vault {
    /// Connects, migrates, and proves that the keys are those the vault was made with. The first to open a new database
    /// makes it the vault of its site.
    pub async fn open(options: VaultOptions) -> Result<Self, OpenError> {
        if options.key_cache_ttl > KEY_CACHE_TTL_MAX {
            return Err(OpenError::CacheTtl(options.key_cache_ttl));
        }
        let pool = connect(&options).await.map_err(OpenError::Connect)?;
        MIGRATIONS.run(&pool).await.map_err(OpenError::Migrate)?;
        let lookup = LookupHasher::new(&options.lookup_key);
        identify(&pool, &options, &lookup).await?;
        let cache = Arc::new(KeyCache::new(options.key_cache_entries, options.key_cache_ttl));
        let listener = listen::join(&pool).await.map_err(OpenError::Listen)?;
        let mut tasks = JoinSet::new();
        tasks.spawn(listen::follow(listener, pool.clone(), Arc::clone(&cache)));
        tasks.spawn(listen::expire(Arc::clone(&cache)));
        let inner =
            Inner { pool, site_key: options.site_key, lookup, cache, site: options.site, _tasks: tasks };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Asks the database for a sign of life, for a readiness check.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        sqlx::query!("SELECT 1 AS one").fetch_one(&self.inner.pool).await.map(drop)
    }

    /// Waits for the statements in flight, then closes all connections. Every clone of the handle is closed with it.
    pub async fn close(&self) {
        self.inner.pool.close().await;
        self.inner.cache.clear();
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("site", &self.inner.site).finish_non_exhaustive()
    }
}

async fn connect(options: &VaultOptions) -> sqlx::Result<PgPool> {
    let connect = PgConnectOptions::from_str(options.url.expose_secret())?
        .application_name("fengqiao-vault")
        // A committed key must survive a power cut whatever the server's default is.
        .options([("synchronous_commit", "on"), ("statement_timeout", STATEMENT_TIMEOUT)]);
    PgPoolOptions::new()
        .max_connections(options.max_connections.saturating_add(1))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(connect)
        .await
}

async fn identify(pool: &PgPool, options: &VaultOptions, lookup: &LookupHasher) -> Result<(), OpenError> {
    let site_key_check = options.site_key.check_value(&options.site).map_err(OpenError::CheckValue)?;
    let lookup_key_check = lookup.check_value();
    sqlx::query!(
        "INSERT INTO vault (site, site_key_check, lookup_key_check) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        options.site,
        site_key_check,
        lookup_key_check.as_slice(),
    )
    .execute(pool)
    .await
    .map_err(OpenError::Identify)?;
    let vault = sqlx::query!("SELECT site, site_key_check, lookup_key_check FROM vault")
        .fetch_one(pool)
        .await
        .map_err(OpenError::Identify)?;
    if vault.site != options.site {
        return Err(OpenError::OtherSite { expected: options.site.clone(), found: vault.site });
    }
    if !options.site_key.verifies(&options.site, &vault.site_key_check) {
        return Err(OpenError::WrongSiteKey);
    }
    if !lookup.verifies(&vault.lookup_key_check) {
        return Err(OpenError::WrongLookupKey);
    }
    Ok(())
}
