//! What is no case: the rows of handovers, recommendations and a city's rules. There are few of them beside the cases.

use fengqiao_domain::Family;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::known::row_error;
use super::open::StoreError;
use crate::fold::AffairRow;

/// The rows of these affairs, as far as there are any.
pub(crate) async fn affairs(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<Vec<AffairRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<AffairRow>" FROM affair_view v WHERE affair_id = ANY($1)"#,
        ids
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// One affair of a family.
pub(crate) async fn affair(
    connection: &mut PgConnection,
    family: Family,
    id: Uuid,
) -> Result<Option<AffairRow>, StoreError> {
    let mut rows = affairs(connection, &[id]).await?;
    Ok(rows.pop().filter(|row| row.family == family))
}

/// The affairs of a family, the last one recorded first.
pub(crate) async fn latest_affairs(
    connection: &mut PgConnection,
    family: Family,
    max: i64,
) -> Result<Vec<AffairRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<AffairRow>" FROM affair_view v
           WHERE family = $1 ORDER BY sequence DESC LIMIT $2"#,
        family.as_str(),
        max,
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// Affairs behind this one for which something will be due, locked, so that whoever folds the next event waits.
pub(crate) async fn running_affairs(
    connection: &mut PgConnection,
    after: Uuid,
    max: i64,
) -> Result<Vec<AffairRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<AffairRow>" FROM affair_view v
           WHERE affair_id > $1 AND next_moment IS NOT NULL ORDER BY affair_id LIMIT $2 FOR UPDATE"#,
        after,
        max,
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// Writes rows, over those that are there.
pub(crate) async fn write_affairs(
    connection: &mut PgConnection,
    rows: &[AffairRow],
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO affair_view SELECT * FROM jsonb_populate_recordset(NULL::affair_view, $1)
         ON CONFLICT (affair_id) DO UPDATE SET
             sequence = excluded.sequence, chain_digest = excluded.chain_digest, standing = excluded.standing,
             due_on = excluded.due_on, next_moment = excluded.next_moment, state = excluded.state",
        Json(rows) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write affairs", source))
}
