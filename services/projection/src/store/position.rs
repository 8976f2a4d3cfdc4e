//! How far a version has come in each log.

use std::collections::BTreeMap;

use fengqiao_eventlog::{Epoch, Position};
use sqlx::PgConnection;

use super::open::StoreError;
use super::version::Version;

/// A place in the log of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredPosition {
    pub(crate) site: String,
    pub(crate) position: Position,
}

/// The position in one log, locked until the transaction ends so that two writers never project the same entry.
pub(crate) async fn position(
    connection: &mut PgConnection,
    version: &Version,
    stream: &str,
) -> Result<Option<Position>, StoreError> {
    let row = sqlx::query!(
        "SELECT epoch, sequence FROM projection.position WHERE views = $1 AND stream = $2 FOR UPDATE",
        version.as_str(),
        stream,
    )
    .fetch_optional(connection)
    .await
    .map_err(|source| StoreError::Statement("lock the position", source))?;
    Ok(row.map(|row| Position {
        stream: stream.to_owned(),
        epoch: Epoch::from_uuid(row.epoch),
        sequence: row.sequence.unsigned_abs(),
    }))
}

/// The positions in all logs, by stream.
pub(crate) async fn positions(
    connection: &mut PgConnection,
    version: &Version,
) -> Result<BTreeMap<String, StoredPosition>, StoreError> {
    let rows = sqlx::query!(
        "SELECT stream, site, epoch, sequence FROM projection.position WHERE views = $1 ORDER BY stream",
        version.as_str(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the positions", source))?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let position = Position {
                stream: row.stream.clone(),
                epoch: Epoch::from_uuid(row.epoch),
                sequence: row.sequence.unsigned_abs(),
            };
            (row.stream, StoredPosition { site: row.site, position })
        })
        .collect())
}

/// Moves the position forward.
pub(crate) async fn advance(
    connection: &mut PgConnection,
    version: &Version,
    stream: &str,
    sequence: u64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE projection.position SET sequence = $3 WHERE views = $1 AND stream = $2",
        version.as_str(),
        stream,
        sequence.cast_signed(),
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("move the position", source))
}
