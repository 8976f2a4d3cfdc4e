//! Opening the database, and the two kinds of transaction on the views.

use std::str::FromStr;
use std::sync::Arc;

use fengqiao_jurisdiction::TenantCode;
use secrecy::{ExposeSecret, SecretString};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::made_from::template_digest;
use super::version::{self, Version};
use crate::limits::{DATABASE_ACQUIRE_TIME_MAX, DATABASE_CONNECTIONS_MAX, STATEMENT_TIME_MAX};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// What the names of migrations begin with that make the control schema; the others are the template of a version.
const CONTROL: &str = "control";

/// A tenant's views. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) pool: PgPool,
    pub(crate) tenant: TenantCode,
    /// The digest of this release's template and fold.
    pub(crate) template: Arc<str>,
}

/// Why the database of the views did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL is malformed, or nobody answers there.
    #[error("could not connect to the database of the views")]
    Connect(#[source] sqlx::Error),
    /// A migration failed, or the database is newer than this build.
    #[error("could not migrate the database of the views")]
    Migrate(#[source] MigrateError),
    /// A transaction could not begin, or be committed.
    #[error("could not {0} a transaction on the views")]
    Transaction(&'static str, #[source] sqlx::Error),
    /// There is no version of the views yet.
    #[error("tenant {tenant} has no views yet")]
    NoViews {
        /// Whose views.
        tenant: TenantCode,
    },
    /// The live version was made by another release.
    #[error(
        "the views {views} were made by another release: run deploy/ctl rebuild, or start the projection again"
    )]
    OtherTemplate {
        /// The version.
        views: String,
    },
    /// A statement failed.
    #[error("could not {0}")]
    Statement(&'static str, #[source] sqlx::Error),
    /// A row was written by a release whose cases have another shape.
    #[error("the views hold what this release cannot read: rebuild them")]
    OtherShape(#[source] sqlx::Error),
    /// A token could not be unsealed because the vault did not answer.
    #[error("could not unseal look-up tokens")]
    Tokens(#[source] fengqiao_vault::UnsealError),
    /// The destroyed keys could not be read.
    #[error("could not read which keys were destroyed")]
    Destroyed(#[source] fengqiao_vault::DestroyError),
}

// === impl Store ===

impl Store {
    /// Connects, and makes or migrates the control schema.
    pub(crate) async fn open(url: &SecretString, tenant: TenantCode) -> Result<Self, StoreError> {
        let connect = PgConnectOptions::from_str(url.expose_secret())
            .map_err(StoreError::Connect)?
            .application_name("fengqiao-projection")
            .options([
                ("statement_timeout", STATEMENT_TIME_MAX.as_millis().to_string()),
                // Filters that are not given fall away only if they are known when the plan is made.
                ("plan_cache_mode", "force_custom_plan".to_owned()),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(DATABASE_CONNECTIONS_MAX)
            .acquire_timeout(DATABASE_ACQUIRE_TIME_MAX)
            .connect_with(connect)
            .await
            .map_err(StoreError::Connect)?;
        let control = MIGRATIONS.iter().filter(|migration| migration.description.starts_with(CONTROL));
        Migrator::with_migrations(control.cloned().collect())
            .run(&pool)
            .await
            .map_err(StoreError::Migrate)?;
        Ok(Self { pool, tenant, template: template_digest().into() })
    }

    /// A transaction that sees the live views as they are now, and nothing that is written meanwhile.
    pub(crate) async fn read(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut transaction = self
            .pool
            .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await
            .map_err(|source| StoreError::Transaction("begin", source))?;
        let version = self.live(&mut transaction).await?;
        version.enter(&mut transaction).await?;
        Ok(transaction)
    }

    /// A transaction that writes the live views, and holds off a switch until it is over.
    ///
    /// It does not wait for the disk: after a crash the views are simply some batches behind, with a position that says
    /// so, and follow the log again.
    pub(crate) async fn write(&self) -> Result<(Transaction<'static, Postgres>, Version), StoreError> {
        let mut transaction =
            self.pool.begin().await.map_err(|source| StoreError::Transaction("begin", source))?;
        let live = sqlx::query!(
            r#"SELECT t.live, m.template AS "template?" FROM projection.tenant t
               LEFT JOIN projection.made_from m ON m.views = t.live WHERE t.tenant = $1 FOR SHARE OF t"#,
            self.tenant.as_str()
        )
        .fetch_optional(&mut *transaction)
        .await
        .map_err(|source| StoreError::Statement("lock the live version", source))?
        .ok_or_else(|| StoreError::NoViews { tenant: self.tenant.clone() })?;
        if live.template.as_deref() != Some(&*self.template) {
            return Err(StoreError::OtherTemplate { views: live.live });
        }
        let version = Version::from_name(live.live);
        version.enter(&mut transaction).await?;
        version::relax_durability(&mut transaction).await?;
        Ok((transaction, version))
    }

    /// The version that serves queries.
    pub(crate) async fn live(&self, connection: &mut PgConnection) -> Result<Version, StoreError> {
        let live =
            sqlx::query_scalar!("SELECT live FROM projection.tenant WHERE tenant = $1", self.tenant.as_str())
                .fetch_optional(connection)
                .await
                .map_err(|source| StoreError::Statement("read which version is live", source))?;
        live.map(Version::from_name).ok_or_else(|| StoreError::NoViews { tenant: self.tenant.clone() })
    }

    /// A transaction that writes a version which is not live.
    pub(crate) async fn write_version(
        &self,
        version: &Version,
    ) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut transaction =
            self.pool.begin().await.map_err(|source| StoreError::Transaction("begin", source))?;
        version.enter(&mut transaction).await?;
        version::relax_durability(&mut transaction).await?;
        version::lift_statement_timeout(&mut transaction).await?;
        Ok(transaction)
    }

    /// Locks the choice of the live version; gives it, and the one before it.
    pub(crate) async fn lock_tenant(
        &self,
        connection: &mut PgConnection,
    ) -> Result<(Version, Option<Version>), StoreError> {
        let tenant = sqlx::query!(
            "SELECT live, previous FROM projection.tenant WHERE tenant = $1 FOR UPDATE",
            self.tenant.as_str()
        )
        .fetch_optional(connection)
        .await
        .map_err(|source| StoreError::Statement("lock the live version", source))?
        .ok_or_else(|| StoreError::NoViews { tenant: self.tenant.clone() })?;
        Ok((Version::from_name(tenant.live), tenant.previous.map(Version::from_name)))
    }

    /// Versions that are neither live nor kept: what a broken rebuild left behind.
    pub(crate) async fn leftovers(&self, connection: &mut PgConnection) -> Result<Vec<Version>, StoreError> {
        let names = sqlx::query_scalar!(
            r#"SELECT nspname::text AS "name!" FROM pg_namespace n WHERE nspname ~ '^views_[0-9]+$'
               AND NOT EXISTS (
                   SELECT FROM projection.tenant t WHERE t.live = n.nspname OR t.previous = n.nspname
               )"#
        )
        .fetch_all(connection)
        .await
        .map_err(|source| StoreError::Statement("look for leftovers", source))?;
        Ok(names.into_iter().map(Version::from_name).collect())
    }

    /// A transaction beside which no other makes, switches or drops versions of any tenant.
    pub(crate) async fn begin_exclusively(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut transaction =
            self.pool.begin().await.map_err(|source| StoreError::Transaction("begin", source))?;
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('fengqiao.projection', 0)) AS locked")
            .fetch_one(&mut *transaction)
            .await
            .map_err(|source| StoreError::Statement("wait for other changes of versions", source))?;
        Ok(transaction)
    }

    /// Makes a version the one that serves queries; the one before is kept for going back.
    pub(crate) async fn make_live(
        &self,
        connection: &mut PgConnection,
        version: &Version,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO projection.tenant (tenant, live) VALUES ($1, $2)
             ON CONFLICT (tenant) DO UPDATE
             SET previous = tenant.live, live = excluded.live, switched_at = now()",
            self.tenant.as_str(),
            version.as_str(),
        )
        .execute(connection)
        .await
        .map(drop)
        .map_err(|source| StoreError::Statement("switch to a version", source))
    }

    /// Waits for the statements in flight, then closes all connections.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// The statements that make a version's tables, and those that make its keys.
pub(super) fn template() -> (String, String) {
    let text = |named: fn(&str) -> bool| {
        MIGRATIONS
            .iter()
            .filter(|migration| named(&migration.description))
            .map(|migration| migration.sql.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    };
    (text(|name| name == "views"), text(|name| name == "views keys"))
}

/// Commits, and says so if it failed.
pub(crate) async fn commit(transaction: Transaction<'static, Postgres>) -> Result<(), StoreError> {
    transaction.commit().await.map_err(|source| StoreError::Transaction("commit", source))
}
