//! Versions of the views: `views_1`, `views_2`, …

use std::fmt;

use fengqiao_eventlog::Log;
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::Reference;
use sqlx::{AssertSqlSafe, Executor, PgConnection};

use super::made_from::note_made_from;
use super::open::{StoreError, template};

/// The name of a version's schema. Made here alone, of letters, digits and an underscore, so it needs no quoting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version(String);

// === impl Version ===

impl Version {
    pub(super) fn from_name(name: String) -> Self {
        Self(name)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Puts the version on the search path, until the transaction ends.
    pub(crate) async fn enter(&self, connection: &mut PgConnection) -> Result<(), StoreError> {
        sqlx::query!("SELECT set_config('search_path', $1, true) AS entered", self.0)
            .fetch_one(connection)
            .await
            .map(drop)
            .map_err(|source| StoreError::Statement("enter the version of the views", source))
    }

    /// Makes the keys that loading left out.
    pub(crate) async fn add_keys(&self, connection: &mut PgConnection) -> Result<(), StoreError> {
        let (_, keys) = template();
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(keys)))
            .await
            .map(drop)
            .map_err(|source| StoreError::Statement("make the keys of the views", source))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes the next version, empty and without keys, and enters it.
pub(crate) async fn create_version(
    connection: &mut PgConnection,
    reference: &Reference,
) -> Result<Version, StoreError> {
    let number = sqlx::query_scalar!(r#"SELECT nextval('projection.version') AS "number!""#)
        .fetch_one(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("number a new version", source))?;
    let version = Version(format!("views_{number}"));
    let (tables, _) = template();
    let statements = format!("CREATE SCHEMA {version}; SET LOCAL search_path TO {version}; {tables}");
    connection
        .execute(sqlx::raw_sql(AssertSqlSafe(statements)))
        .await
        .map_err(|source| StoreError::Statement("make a new version", source))?;
    note_made_from(connection, &version, &reference.digest()).await?;
    Ok(version)
}

/// Removes a version with all that the control schema knows of it.
pub(crate) async fn drop_version(connection: &mut PgConnection, version: &Version) -> Result<(), StoreError> {
    let failed = |source| StoreError::Statement("drop an old version", source);
    for table in ["position", "forgotten", "parked", "made_from"] {
        let statement = format!("DELETE FROM projection.{table} WHERE views = $1");
        // Unchecked: the statement differs by its table alone.
        sqlx::query(AssertSqlSafe(statement))
            .bind(version.as_str())
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    connection
        .execute(sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA IF EXISTS {version} CASCADE"))))
        .await
        .map(drop)
        .map_err(failed)
}

/// Puts a version at the beginning of logs that it does not know yet.
pub(crate) async fn start_streams(
    connection: &mut PgConnection,
    version: &Version,
    logs: impl Iterator<Item = (SiteCode, &Log)>,
) -> Result<(), StoreError> {
    for (site, log) in logs {
        let epoch = log.epoch();
        sqlx::query!(
            "INSERT INTO projection.position (views, stream, site, epoch, sequence) VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT DO NOTHING",
            version.as_str(),
            log.stream(),
            site.as_str(),
            *epoch.as_uuid(),
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("begin to follow a log", source))?;
        sqlx::query!(
            "INSERT INTO projection.forgotten (views, site, destruction) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
            version.as_str(),
            site.as_str(),
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("begin to follow a vault", source))?;
    }
    Ok(())
}

/// How many decisions are parked.
pub(crate) async fn count_parked(
    connection: &mut PgConnection,
    version: &Version,
) -> Result<u64, StoreError> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM projection.parked WHERE views = $1"#,
        version.as_str()
    )
    .fetch_one(connection)
    .await
    .map(i64::unsigned_abs)
    .map_err(|source| StoreError::Statement("count what is parked", source))
}

/// Lets commits of this transaction return before they are on disk.
pub(super) async fn relax_durability(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("SELECT set_config('synchronous_commit', 'off', true) AS relaxed")
        .fetch_one(connection)
        .await
        .map(drop)
        .map_err(|source| StoreError::Statement("relax the durability of a transaction", source))
}

/// Lets a statement of this transaction take its time: a load is no query.
pub(super) async fn lift_statement_timeout(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("SELECT set_config('statement_timeout', '0', true) AS lifted")
        .fetch_one(connection)
        .await
        .map(drop)
        .map_err(|source| StoreError::Statement("lift the statement timeout", source))
}
