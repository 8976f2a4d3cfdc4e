//! The log of who had personal data unsealed or looked a person up.

use jiff::Timestamp;
use jiff_sqlx::Timestamp as SqlTimestamp;
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::open::{Store, StoreError};
use crate::config::Options;
use crate::limits::ACCESSES_MAX;
use crate::rebuild::RebuildError;

/// One reading of personal data.
#[derive(Debug)]
pub(crate) struct Access<'a> {
    /// The nil UUID for a citizen with a query code.
    pub(crate) officer: Uuid,
    pub(crate) centre: Option<&'a str>,
    /// The rpc.
    pub(crate) purpose: &'static str,
    pub(crate) cases: &'a [Uuid],
    /// The one whose data are unmasked.
    pub(crate) party: Option<Uuid>,
    /// Why, where the officer must say so.
    pub(crate) reason: Option<&'a str>,
}

/// A reading that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordedAccess {
    /// When.
    pub at: Timestamp,
    /// Who; the nil UUID for a citizen with a query code.
    pub officer: Uuid,
    /// The officer's centre.
    pub centre: Option<String>,
    /// The rpc.
    pub purpose: String,
    /// The one whose data were unmasked.
    pub party: Option<Uuid>,
    /// Why, as the officer stated it.
    pub reason: Option<String>,
}

/// Records a reading, durably, before its answer goes out: what was not recorded is not shown.
pub(crate) async fn record_access(pool: &PgPool, access: &Access<'_>) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO projection.access_log (officer, centre, purpose, cases, party, reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
        access.officer,
        access.centre,
        access.purpose,
        access.cases,
        access.party,
        access.reason,
    )
    .execute(pool)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("record an access to personal data", source))
}

/// Who read personal data of a case, the latest first.
///
/// # Errors
/// If the log of accesses cannot be read.
pub async fn accesses(options: &Options, case: Uuid) -> Result<Vec<RecordedAccess>, RebuildError> {
    let url = options.views_database_url().map_err(RebuildError::Config)?;
    let store = Store::open(&url, options.shared.tenant.clone()).await?;
    let rows = sqlx::query!(
        r#"SELECT at AS "at: SqlTimestamp", officer, centre, purpose, party, reason FROM projection.access_log
           WHERE cases @> ARRAY[$1::uuid] ORDER BY id DESC LIMIT $2"#,
        case,
        ACCESSES_MAX,
    )
    .fetch_all(&store.pool)
    .await
    .map_err(|source| StoreError::Statement("read the accesses to personal data", source))?;
    store.close().await;
    Ok(rows
        .into_iter()
        .map(|row| RecordedAccess {
            at: row.at.to_jiff(),
            officer: row.officer,
            centre: row.centre,
            purpose: row.purpose,
            party: row.party,
            reason: row.reason,
        })
        .collect())
}
