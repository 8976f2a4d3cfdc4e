//! What the keeper owes to cases besides their moments, until a level service says that it is done.

use fengqiao_domain::id::CaseId;
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::hint::Hint;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::open::{Store, StoreError};

/// One hint that has to be answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Owed {
    pub(crate) site: SiteCode,
    pub(crate) case: CaseId,
    /// The command it leads to; derived, so that the same thing is owed once.
    pub(crate) command: Uuid,
    pub(crate) hint: Hint,
}

/// Owes these; what was owed before, done or not, stays as it is.
pub(crate) async fn owe(
    connection: &mut PgConnection,
    store: &Store,
    owed: &[Owed],
) -> Result<(), StoreError> {
    let sites: Vec<String> = owed.iter().map(|owed| owed.site.to_string()).collect();
    let cases: Vec<Uuid> = owed.iter().map(|owed| owed.case.uuid()).collect();
    let commands: Vec<Uuid> = owed.iter().map(|owed| owed.command).collect();
    let hints: Vec<Json<&Hint>> = owed.iter().map(|owed| Json(&owed.hint)).collect();
    sqlx::query!(
        "INSERT INTO projection.owed (tenant, site, case_id, command, hint)
         SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::uuid[], $5::jsonb[]) ON CONFLICT DO NOTHING",
        store.tenant.as_str(),
        &sites,
        &cases,
        &commands,
        &hints as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note what is owed to cases", source))
}

/// What is owed to cases of a site and not under way.
pub(crate) async fn open_owed(
    connection: &mut PgConnection,
    store: &Store,
    site: SiteCode,
    under_way: &[Uuid],
    max: i64,
) -> Result<Vec<(Uuid, Hint)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT command, hint AS "hint: Json<Hint>" FROM projection.owed
           WHERE tenant = $1 AND site = $2 AND done_at IS NULL AND command <> ALL($3)
           ORDER BY command LIMIT $4"#,
        store.tenant.as_str(),
        site.as_str(),
        under_way,
        max,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read what is owed to cases", source))?;
    Ok(rows.into_iter().map(|row| (row.command, row.hint.0)).collect())
}

/// Notes that something owed is done.
pub(crate) async fn settle(store: &Store, command: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE projection.owed SET done_at = now() WHERE tenant = $1 AND command = $2 AND done_at IS NULL",
        store.tenant.as_str(),
        command,
    )
    .execute(&store.pool)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note what was done for a case", source))
}
