//! What the views hold of the things that a batch touches: four queries, whatever its size, and one more for what is no
//! case.

use std::collections::{BTreeSet, HashMap, HashSet};

use fengqiao_domain::Family;
use fengqiao_jurisdiction::CentreCode;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::affairs::affairs;
use super::open::StoreError;
use super::version::Version;
use crate::fold::{Batch, CaseRow, DraftRow, Known};

/// Loads what folding a batch needs.
pub(crate) async fn known(
    connection: &mut PgConnection,
    version: &Version,
    batch: &Batch,
) -> Result<Known, StoreError> {
    let ids = batch.touched(|family| family == Family::Case);
    let cases: HashMap<Uuid, CaseRow> =
        cases(&mut *connection, &ids).await?.into_iter().map(|row| (row.case_id, row)).collect();
    let drafts = drafts(&mut *connection, &ids).await?.into_iter().map(|row| (row.case_id, row)).collect();
    let beside = batch.touched(|family| family != Family::Case);
    let affairs = if beside.is_empty() { Vec::new() } else { affairs(&mut *connection, &beside).await? };
    let affairs = affairs.into_iter().map(|row| (row.affair_id, row)).collect();
    let ids = [ids, beside].concat();
    let parked = sqlx::query_scalar!(
        r#"SELECT DISTINCT case_id AS "case_id!" FROM projection.parked WHERE views = $1 AND case_id = ANY($2)"#,
        version.as_str(),
        &ids,
    )
    .fetch_all(&mut *connection)
    .await
    .map_err(|source| StoreError::Statement("read which cases are parked", source))?;
    let parked: HashSet<Uuid> = parked.into_iter().collect();
    let wanted = batch.ledgers(|case| cases.contains_key(&case));
    Ok(Known { cases, drafts, affairs, parked, ledgers: ledgers(connection, wanted).await? })
}

/// The rows of these drafts, as far as there are any.
async fn drafts(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<DraftRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<DraftRow>" FROM draft_view v WHERE case_id = ANY($1)"#,
        ids
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// The rows of these cases, as far as there are any.
pub(crate) async fn cases(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<CaseRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v WHERE case_id = ANY($1)"#,
        ids
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// A row that does not decode is not a failure of the database.
pub(crate) fn row_error(source: sqlx::Error) -> StoreError {
    match source {
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::OtherShape(source),
        source => StoreError::Statement("read cases", source),
    }
}

async fn ledgers(
    connection: &mut PgConnection,
    wanted: BTreeSet<(String, i16)>,
) -> Result<HashMap<(CentreCode, i16), u64>, StoreError> {
    let (centres, years): (Vec<String>, Vec<i16>) = wanted.into_iter().unzip();
    if centres.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        r#"SELECT w.centre AS "centre!", w.year AS "year!", last.number AS "number!"
           FROM unnest($1::text[], $2::smallint[]) AS w (centre, year)
           CROSS JOIN LATERAL (
               SELECT number FROM ledger l WHERE l.centre = w.centre AND l.year = w.year
               ORDER BY number DESC LIMIT 1
           ) AS last"#,
        &centres,
        &years,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the ledgers", source))?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some(((row.centre.parse().ok()?, row.year), row.number.unsigned_abs())))
        .collect())
}
