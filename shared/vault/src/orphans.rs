use std::collections::HashSet;
use std::time::Duration;

use uuid::Uuid;

use crate::open::Vault;
use crate::owner::KeyOwner;

/// The most keys looked at in one sweep.
pub const ORPHAN_BATCH_MAX: u32 = 500;

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Keys found in the log; they are never looked at again.
    pub confirmed: u64,
    /// Keys not found in the log for the first time; a later sweep decides.
    pub condemned: u64,
    /// Keys not found again after another grace period, now deleted.
    pub deleted: u64,
    /// Whether the batch was full, so that another sweep has work at once.
    pub more: bool,
}

/// Why a sweep did not finish. Sweeping again is safe.
#[derive(Debug, thiserror::Error)]
pub enum OrphanError<E> {
    /// Keys could stay in caches for so long that one in use might be deleted.
    #[error("a grace period of {grace:?} is less than {min:?}, twice what keys are cached for")]
    Grace {
        /// What was given.
        grace: Duration,
        /// What is needed.
        min: Duration,
    },
    /// The keys to look at could not be read.
    #[error("could not read the unconfirmed keys")]
    Read(#[source] sqlx::Error),
    /// The caller could not say which owners are in the log.
    #[error("could not look the owners up in the log")]
    Lookup(#[source] E),
    /// The keys could not be marked or deleted.
    #[error("could not settle the unconfirmed keys")]
    Settle(#[source] sqlx::Error),
}

// === impl Vault ===

impl Vault {
    /// Collects keys that were made for commands which never reached the log.
    ///
    /// `known` says which of the owners it is given are in an event; it must answer from the log itself, or from a view
    /// that has caught up with it. A key is deleted only if it is older than `grace`, was not found, and after another
    /// `grace` was neither found nor sealed with: sealing clears the mark, and a cached key is sealed with for at most
    /// the cache's lifetime. So `grace` must be longer than any command can take, and a day is a good value.
    pub async fn collect_orphans<F, E>(
        &self,
        grace: Duration,
        known: impl FnOnce(Vec<KeyOwner>) -> F,
    ) -> Result<Sweep, OrphanError<E>>
    where
        F: Future<Output = Result<HashSet<KeyOwner>, E>>,
    {
        let min = self.inner.cache.ttl() * 2;
        if grace < min {
            return Err(OrphanError::Grace { grace, min });
        }
        let suspects = self.suspects(grace).await.map_err(OrphanError::Read)?;
        if suspects.is_empty() {
            return Ok(Sweep::default());
        }
        let more = suspects.len() >= ORPHAN_BATCH_MAX as usize;
        let known = known(suspects.clone()).await.map_err(OrphanError::Lookup)?;
        let (known, unknown) = suspects.into_iter().partition(|owner| known.contains(owner));
        let sweep = self.settle(known, unknown, grace).await.map_err(OrphanError::Settle)?;
        Ok(Sweep { more, ..sweep })
    }

    async fn suspects(&self, grace: Duration) -> sqlx::Result<Vec<KeyOwner>> {
        let rows = sqlx::query!(
            "SELECT scope, person FROM person_key
             WHERE confirmed_at IS NULL AND wrapped IS NOT NULL
               AND created_at < now() - make_interval(secs => $1)
               AND (condemned_at IS NULL OR condemned_at < now() - make_interval(secs => $1))
             ORDER BY created_at LIMIT $2",
            grace.as_secs_f64(),
            i64::from(ORPHAN_BATCH_MAX),
        )
        .fetch_all(&self.inner.pool)
        .await?;
        Ok(rows.into_iter().map(|row| KeyOwner::new(row.scope, row.person)).collect())
    }

    async fn settle(
        &self,
        known: Vec<KeyOwner>,
        unknown: Vec<KeyOwner>,
        grace: Duration,
    ) -> sqlx::Result<Sweep> {
        let (known_scopes, known_persons) = columns(known);
        let (scopes, persons) = columns(unknown);
        let mut transaction = self.inner.pool.begin().await?;
        let confirmed = sqlx::query!(
            "UPDATE person_key k SET confirmed_at = now(), condemned_at = NULL
             FROM unnest($1::uuid[], $2::uuid[]) AS w (scope, person)
             WHERE k.scope = w.scope AND k.person = w.person AND k.wrapped IS NOT NULL",
            &known_scopes,
            &known_persons,
        )
        .execute(&mut *transaction)
        .await?;
        // The age of the mark is looked at again: a key sealed with since it was read has lost its mark.
        let deleted = sqlx::query!(
            "DELETE FROM person_key k USING unnest($1::uuid[], $2::uuid[]) AS w (scope, person)
             WHERE k.scope = w.scope AND k.person = w.person AND k.wrapped IS NOT NULL
               AND k.condemned_at < now() - make_interval(secs => $3)",
            &scopes,
            &persons,
            grace.as_secs_f64(),
        )
        .execute(&mut *transaction)
        .await?;
        let condemned = sqlx::query!(
            "UPDATE person_key k SET condemned_at = now()
             FROM unnest($1::uuid[], $2::uuid[]) AS w (scope, person)
             WHERE k.scope = w.scope AND k.person = w.person AND k.wrapped IS NOT NULL AND k.condemned_at IS NULL",
            &scopes,
            &persons,
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Sweep {
            confirmed: confirmed.rows_affected(),
            condemned: condemned.rows_affected(),
            deleted: deleted.rows_affected(),
            more: false,
        })
    }
}

fn columns(owners: Vec<KeyOwner>) -> (Vec<Uuid>, Vec<Uuid>) {
    owners.into_iter().map(|owner| (owner.scope, owner.person)).unzip()
}
