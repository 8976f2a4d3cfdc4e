//! Follows a vault's destroyed keys: whose key is gone is no longer found.

use fengqiao_jurisdiction::SiteCode;
use fengqiao_vault::{DESTROYED_PAGE_MAX, Vault};
use sqlx::PgConnection;
use uuid::Uuid;

use super::open::StoreError;
use super::version::Version;
use crate::limits::FORGET_OVERLAP;

/// Deletes the look-up tokens of persons whose keys were destroyed since the last time; says how many keys those were.
///
/// Writers of tokens hold the number of the last destruction (see [`hold_forgetting`]), so what they unsealed before a
/// key was destroyed is deleted here afterwards. A process may use a cached key for a moment longer, until it is told:
/// so the last destructions are followed again each time.
pub(crate) async fn forget(
    connection: &mut PgConnection,
    version: &Version,
    site: SiteCode,
    vault: &Vault,
) -> Result<u64, StoreError> {
    let last = sqlx::query_scalar!(
        "SELECT destruction FROM projection.forgotten WHERE views = $1 AND site = $2 FOR UPDATE",
        version.as_str(),
        site.as_str(),
    )
    .fetch_optional(&mut *connection)
    .await
    .map_err(|source| StoreError::Statement("read the last destruction followed", source))?
    .map_or(0, i64::unsigned_abs);
    let mut after = last.saturating_sub(FORGET_OVERLAP);
    loop {
        let page = vault.destroyed_since(after, DESTROYED_PAGE_MAX).await.map_err(StoreError::Destroyed)?;
        let Some(end) = page.last() else { break };
        after = end.sequence;
        let (cases, parties): (Vec<Uuid>, Vec<Uuid>) =
            page.iter().map(|gone| (gone.owner.scope, gone.owner.person)).unzip();
        sqlx::query!(
            "DELETE FROM lookup l USING unnest($1::uuid[], $2::uuid[]) AS w (case_id, party_id)
             WHERE l.case_id = w.case_id AND l.party_id = w.party_id",
            &cases,
            &parties,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("delete look-up tokens", source))?;
    }
    if after > last {
        sqlx::query!(
            "UPDATE projection.forgotten SET destruction = $3 WHERE views = $1 AND site = $2",
            version.as_str(),
            site.as_str(),
            after.cast_signed(),
        )
        .execute(connection)
        .await
        .map_err(|source| StoreError::Statement("note the last destruction followed", source))?;
    }
    Ok(after.saturating_sub(last))
}

/// Keeps [`forget`] from running until the transaction ends.
pub(crate) async fn hold_forgetting(
    connection: &mut PgConnection,
    version: &Version,
    site: SiteCode,
) -> Result<(), StoreError> {
    sqlx::query!(
        "SELECT destruction FROM projection.forgotten WHERE views = $1 AND site = $2 FOR SHARE",
        version.as_str(),
        site.as_str(),
    )
    .fetch_optional(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("hold off the following of destructions", source))
}
