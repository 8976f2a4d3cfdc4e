//! Which filings are to be compared with earlier ones. Kept beside the versions, so that a rebuild does not begin again.

use fengqiao_jurisdiction::SiteCode;
use sqlx::PgConnection;
use uuid::Uuid;

use super::open::{Store, StoreError};

/// Notes filings that have changed in what is compared; those that were noted before stay as they are.
pub(crate) async fn note_filings(
    connection: &mut PgConnection,
    tenant: &str,
    site: SiteCode,
    filings: &[(Uuid, u64)],
) -> Result<(), StoreError> {
    if filings.is_empty() {
        return Ok(());
    }
    let (cases, sequences): (Vec<Uuid>, Vec<i64>) =
        filings.iter().map(|(case, sequence)| (*case, sequence.cast_signed())).unzip();
    sqlx::query!(
        "INSERT INTO projection.screening (tenant, site, case_id, sequence)
         SELECT $1, $2, * FROM unnest($3::uuid[], $4::bigint[]) ON CONFLICT DO NOTHING",
        tenant,
        site.as_str(),
        &cases,
        &sequences,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note filings to be compared", source))
}

/// Cases of a site whose filings are to be compared, the first noted first.
pub(crate) async fn to_screen(
    connection: &mut PgConnection,
    store: &Store,
    site: SiteCode,
    max: i64,
) -> Result<Vec<Uuid>, StoreError> {
    sqlx::query_scalar!(
        "SELECT case_id FROM projection.screening
         WHERE tenant = $1 AND site = $2 AND screened_at IS NULL
         GROUP BY case_id ORDER BY min(sequence) LIMIT $3",
        store.tenant.as_str(),
        site.as_str(),
        max,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read which filings are to be compared", source))
}

/// Notes that these cases were compared as they stand.
pub(crate) async fn screened(
    connection: &mut PgConnection,
    store: &Store,
    cases: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE projection.screening s SET screened_at = now() FROM case_view v
         WHERE s.tenant = $1 AND s.case_id = ANY($2) AND v.case_id = s.case_id
           AND s.sequence <= v.sequence AND s.screened_at IS NULL",
        store.tenant.as_str(),
        cases,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note which filings were compared", source))
}
