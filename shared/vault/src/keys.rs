use std::collections::{BTreeMap, BTreeSet};

use crate::cache::Mark;
use crate::cipher::Algorithm;
use crate::open::Vault;
use crate::owner::KeyOwner;
use crate::secret::DataKey;
use crate::store::{self, KeyRow};
use crate::wrapping::CURRENT;

/// How often a key is asked for again after its row appeared or vanished at the same moment.
const INSERT_ATTEMPTS_MAX: usize = 4;

/// Why a data key could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The vault's database did not answer, or refused. Trying again later can help.
    #[error("could not {operation} data keys in the vault's database")]
    Store {
        /// What was tried: "read" or "insert".
        operation: &'static str,
        /// What the database driver says.
        source: sqlx::Error,
    },
    /// The row was moved, changed, or wrapped by another site key.
    #[error("the data key of {owner} does not open under the site key")]
    Unwrap {
        /// Whose key it is.
        owner: KeyOwner,
    },
    /// The key was wrapped by a cipher this build does not know.
    #[error("the data key of {owner} is wrapped by the unknown algorithm {algorithm:?}")]
    Algorithm {
        /// Whose key it is.
        owner: KeyOwner,
        /// The algorithm's id in the row.
        algorithm: String,
    },
    /// A new key could not be wrapped.
    #[error("could not wrap a new data key")]
    Wrap(#[source] crate::CipherError),
    /// Others made and deleted the same key again and again; trying again later helps.
    #[error("the data key of {owner} was contended {INSERT_ATTEMPTS_MAX} times")]
    Contended {
        /// Whose key it is.
        owner: KeyOwner,
    },
}

/// A key that exists, or existed.
pub(crate) enum KeyState {
    Live(DataKey),
    Destroyed,
}

// === impl Vault ===

impl Vault {
    /// The keys of `owners`; those that do not exist are made and committed first.
    pub(crate) async fn keys_for_sealing(
        &self,
        owners: BTreeSet<KeyOwner>,
    ) -> Result<BTreeMap<KeyOwner, KeyState>, KeyError> {
        let mark = self.inner.cache.mark();
        let (mut found, mut missing) = self.cached(owners);
        for _ in 0..INSERT_ATTEMPTS_MAX {
            if missing.is_empty() {
                return Ok(found);
            }
            let candidates = missing.iter().map(|owner| {
                let wrapped =
                    self.inner.site_key.wrap(owner, &DataKey::generate()).map_err(KeyError::Wrap)?;
                Ok((*owner, wrapped))
            });
            let candidates = candidates.collect::<Result<Vec<_>, KeyError>>()?;
            let rows = store::insert_or_read(&self.inner.pool, CURRENT.id(), &candidates)
                .await
                .map_err(|source| KeyError::Store { operation: "insert", source })?;
            for row in rows {
                missing.remove(&row.owner);
                found.insert(row.owner, self.admit(mark, row)?);
            }
        }
        match missing.pop_first() {
            None => Ok(found),
            Some(owner) => Err(KeyError::Contended { owner }),
        }
    }

    /// The keys of `owners` that exist; nothing is made.
    pub(crate) async fn keys_for_unsealing(
        &self,
        owners: BTreeSet<KeyOwner>,
    ) -> Result<BTreeMap<KeyOwner, KeyState>, KeyError> {
        let mark = self.inner.cache.mark();
        let (mut found, missing) = self.cached(owners);
        if missing.is_empty() {
            return Ok(found);
        }
        let missing: Vec<KeyOwner> = missing.into_iter().collect();
        let rows = store::read(&self.inner.pool, &missing)
            .await
            .map_err(|source| KeyError::Store { operation: "read", source })?;
        for row in rows {
            found.insert(row.owner, self.admit(mark, row)?);
        }
        Ok(found)
    }

    fn cached(&self, owners: BTreeSet<KeyOwner>) -> (BTreeMap<KeyOwner, KeyState>, BTreeSet<KeyOwner>) {
        let mut found = BTreeMap::new();
        let mut missing = BTreeSet::new();
        for owner in owners {
            match self.inner.cache.get(&owner) {
                Some(key) => drop(found.insert(owner, KeyState::Live(key))),
                None => drop(missing.insert(owner)),
            }
        }
        (found, missing)
    }

    fn admit(&self, mark: Mark, row: KeyRow) -> Result<KeyState, KeyError> {
        let owner = row.owner;
        let Some(wrapped) = row.wrapped else { return Ok(KeyState::Destroyed) };
        let Some(algorithm) = Algorithm::from_id(&wrapped.algorithm) else {
            return Err(KeyError::Algorithm { owner, algorithm: wrapped.algorithm });
        };
        let key = self
            .inner
            .site_key
            .unwrap(&owner, algorithm, &wrapped.bytes)
            .map_err(|_| KeyError::Unwrap { owner })?;
        self.inner.cache.insert(mark, owner, key.clone());
        Ok(KeyState::Live(key))
    }
}
