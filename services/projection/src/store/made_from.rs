//! What a version of the views was made from: a template and a way of folding, terms and a calendar.

use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::open::{StoreError, template};
use super::version::Version;
use crate::fold::FOLD_DIGEST;

/// What a version was made from. Absent for one that is older than this record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MadeFrom {
    pub(crate) template: String,
    pub(crate) reference: String,
}

/// The digest of this release's template and fold. A version of another one is made anew: its rows may lack columns, or
/// hold cases that this release reads otherwise.
pub(crate) fn template_digest() -> String {
    let (tables, keys) = template();
    let mut digest = Sha256::new();
    for part in [tables.as_str(), keys.as_str(), FOLD_DIGEST] {
        digest.update(part);
        digest.update([0]);
    }
    hex::encode(digest.finalize())
}

/// Reads what a version was made from.
pub(crate) async fn made_from(
    connection: &mut PgConnection,
    version: &Version,
) -> Result<Option<MadeFrom>, StoreError> {
    sqlx::query_as!(
        MadeFrom,
        "SELECT template, reference FROM projection.made_from WHERE views = $1",
        version.as_str()
    )
    .fetch_optional(connection)
    .await
    .map_err(|source| StoreError::Statement("read what the views were made from", source))
}

/// Notes the reference data that the due dates of a version rest on.
pub(crate) async fn note_made_from(
    connection: &mut PgConnection,
    version: &Version,
    reference: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO projection.made_from (views, template, reference) VALUES ($1, $2, $3)
         ON CONFLICT (views) DO UPDATE SET reference = excluded.reference",
        version.as_str(),
        template_digest(),
        reference,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note what the views are made from", source))
}
