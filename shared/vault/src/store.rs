//! The statements on `person_key` that sealing and unsealing need.

use sqlx::PgPool;
use uuid::Uuid;

use crate::owner::KeyOwner;

/// A key row. Without its wrapped key it is a tombstone.
pub(crate) struct KeyRow {
    pub(crate) owner: KeyOwner,
    pub(crate) wrapped: Option<WrappedKey>,
}

pub(crate) struct WrappedKey {
    pub(crate) algorithm: String,
    pub(crate) bytes: Vec<u8>,
}

/// The rows of `owners`; an owner without a row is left out.
pub(crate) async fn read(pool: &PgPool, owners: &[KeyOwner]) -> sqlx::Result<Vec<KeyRow>> {
    let (scopes, persons) = columns(owners);
    let rows = sqlx::query!(
        "SELECT k.scope, k.person, k.wrapped, k.algorithm
         FROM unnest($1::uuid[], $2::uuid[]) AS w (scope, person)
         JOIN person_key k ON k.scope = w.scope AND k.person = w.person",
        &scopes,
        &persons,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| key_row(row.scope, row.person, row.wrapped, row.algorithm)).collect())
}

/// Inserts the candidates whose owner has no row yet and returns the row of each, in one statement and one commit.
///
/// An owner is left out if another transaction made or deleted its row at the same moment; asking again finds it. Rows
/// marked as orphans are returned by the update that clears the mark, not by the plain read, because only the update
/// waits for a sweep that is deleting them.
pub(crate) async fn insert_or_read(
    pool: &PgPool,
    algorithm: &str,
    candidates: &[(KeyOwner, Vec<u8>)],
) -> sqlx::Result<Vec<KeyRow>> {
    let (scopes, persons) = columns(candidates.iter().map(|(owner, _)| owner));
    let wrapped: Vec<&[u8]> = candidates.iter().map(|(_, wrapped)| wrapped.as_slice()).collect();
    let rows = sqlx::query!(
        r#"WITH wanted AS (
               SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS w (scope, person, wrapped)
           ), made AS (
               INSERT INTO person_key (scope, person, wrapped, algorithm)
               SELECT scope, person, wrapped, $4 FROM wanted ORDER BY scope, person
               ON CONFLICT (scope, person) DO NOTHING
               RETURNING scope, person, wrapped, algorithm
           ), pardoned AS (
               UPDATE person_key k SET condemned_at = NULL
               FROM wanted w
               WHERE k.scope = w.scope AND k.person = w.person AND k.condemned_at IS NOT NULL
                 AND k.destroyed_at IS NULL
               RETURNING k.scope, k.person, k.wrapped, k.algorithm
           )
           SELECT scope AS "scope!", person AS "person!", wrapped AS "wrapped?", algorithm AS "algorithm?" FROM made
           UNION ALL
           SELECT scope, person, wrapped, algorithm FROM pardoned
           UNION ALL
           SELECT k.scope, k.person, k.wrapped, k.algorithm FROM person_key k
           JOIN wanted w ON k.scope = w.scope AND k.person = w.person
           WHERE k.condemned_at IS NULL OR k.destroyed_at IS NOT NULL"#,
        &scopes,
        &persons,
        &wrapped as _,
        algorithm,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| key_row(row.scope, row.person, row.wrapped, row.algorithm)).collect())
}

fn columns<'a>(owners: impl IntoIterator<Item = &'a KeyOwner>) -> (Vec<Uuid>, Vec<Uuid>) {
    owners.into_iter().map(|owner| (owner.scope, owner.person)).unzip()
}

fn key_row(scope: Uuid, person: Uuid, wrapped: Option<Vec<u8>>, algorithm: Option<String>) -> KeyRow {
    let wrapped = wrapped.zip(algorithm).map(|(bytes, algorithm)| WrappedKey { algorithm, bytes });
    KeyRow { owner: KeyOwner::new(scope, person), wrapped }
}
