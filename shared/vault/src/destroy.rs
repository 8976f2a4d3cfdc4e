use jiff::Timestamp;
use jiff_sqlx::Timestamp as SqlTimestamp;

use crate::listen::CHANNEL;
use crate::open::Vault;
use crate::owner::KeyOwner;

/// The longest basis of a destruction.
pub const BASIS_BYTES_MAX: usize = 500;

/// The most destructions returned at once.
pub const DESTROYED_PAGE_MAX: u32 = 1_000;

/// When a key was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destroyed {
    /// The moment, by the clock of the vault's database.
    pub at: Timestamp,
    /// Whether this call did it; if not, the key had been destroyed at that moment already, on the basis given then.
    pub first_time: bool,
}

/// One destroyed key, for those who must delete what they derived from the person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destruction {
    /// Its place in the order of destructions: 1, 2, 3, without gaps.
    pub sequence: u64,
    /// Whose key it was.
    pub owner: KeyOwner,
    /// The moment, by the clock of the vault's database.
    pub at: Timestamp,
    /// Why it was destroyed.
    pub basis: String,
}

/// Why a key was not destroyed, or the destructions not read.
#[derive(Debug, thiserror::Error)]
pub enum DestroyError {
    /// The basis is empty or longer than [`BASIS_BYTES_MAX`].
    #[error("the basis of a destruction has 1 to {BASIS_BYTES_MAX} bytes, not {bytes}")]
    Basis {
        /// The length of the basis.
        bytes: usize,
    },
    /// The key may or may not be destroyed; asking again is safe.
    #[error("could not destroy the key of {owner}")]
    Destroy {
        /// Whose key it is.
        owner: KeyOwner,
        /// What the database driver says.
        source: sqlx::Error,
    },
    /// The destructions could not be read.
    #[error("could not read the destructions after {after}")]
    List {
        /// The sequence asked for.
        after: u64,
        /// What the database driver says.
        source: sqlx::Error,
    },
}

// === impl Vault ===

impl Vault {
    /// Destroys the key of one person in one scope, for good. A person without a key gets a tombstone, so that none is made later.
    ///
    /// `basis` names the ground in law or the request it follows (PIPL, article 47), and never the person. Once this
    /// returns, this handle and its clones read nothing of the person any more.
    pub async fn destroy(&self, owner: KeyOwner, basis: &str) -> Result<Destroyed, DestroyError> {
        if basis.trim().is_empty() || basis.len() > BASIS_BYTES_MAX {
            return Err(DestroyError::Basis { bytes: basis.len() });
        }
        let destroyed =
            self.entomb(owner, basis).await.map_err(|source| DestroyError::Destroy { owner, source });
        // On an error too: the commit may have reached the database although its answer did not reach us.
        self.inner.cache.evict(&owner);
        destroyed
    }

    /// The destructions after a sequence, oldest first, at most [`DESTROYED_PAGE_MAX`]. Start with 0.
    ///
    /// A destruction that becomes visible has a higher sequence than all visible before it, so a reader that continues
    /// after the last one it saw misses none.
    pub async fn destroyed_since(&self, after: u64, limit: u32) -> Result<Vec<Destruction>, DestroyError> {
        let rows = sqlx::query!(
            r#"SELECT destruction AS "destruction!", scope, person, destroyed_at AS "at!: SqlTimestamp", basis AS "basis!"
               FROM person_key WHERE destruction > $1 ORDER BY destruction LIMIT $2"#,
            i64::try_from(after).unwrap_or(i64::MAX),
            i64::from(limit.min(DESTROYED_PAGE_MAX)),
        )
        .fetch_all(&self.inner.pool)
        .await
        .map_err(|source| DestroyError::List { after, source })?;
        let destructions = rows.into_iter().map(|row| Destruction {
            sequence: row.destruction.unsigned_abs(),
            owner: KeyOwner::new(row.scope, row.person),
            at: row.at.to_jiff(),
            basis: row.basis,
        });
        Ok(destructions.collect())
    }

    async fn entomb(&self, owner: KeyOwner, basis: &str) -> sqlx::Result<Destroyed> {
        let mut transaction = self.inner.pool.begin().await?;
        // The row lock makes destructions commit in the order of their sequence.
        let sequence = sqlx::query_scalar!(
            "UPDATE vault SET destructions = destructions + 1 RETURNING destructions AS sequence"
        )
        .fetch_one(&mut *transaction)
        .await?;
        let done = sqlx::query_scalar!(
            r#"INSERT INTO person_key AS k (scope, person, destroyed_at, destruction, basis)
               VALUES ($1, $2, now(), $3, $4)
               ON CONFLICT (scope, person) DO UPDATE
               SET wrapped = NULL, algorithm = NULL, destroyed_at = now(), destruction = $3, basis = $4
               WHERE k.destroyed_at IS NULL
               RETURNING destroyed_at AS "at!: SqlTimestamp""#,
            owner.scope,
            owner.person,
            sequence,
            basis,
        )
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(at) = done {
            sqlx::query!("SELECT pg_notify($1, $2) AS notified", CHANNEL, owner.to_string())
                .fetch_one(&mut *transaction)
                .await?;
            transaction.commit().await?;
            return Ok(Destroyed { at: at.to_jiff(), first_time: true });
        }
        let at = sqlx::query_scalar!(
            r#"SELECT destroyed_at AS "at!: SqlTimestamp" FROM person_key WHERE scope = $1 AND person = $2"#,
            owner.scope,
            owner.person,
        )
        .fetch_one(&mut *transaction)
        .await?;
        // The sequence was not used, so it is given back.
        transaction.rollback().await?;
        Ok(Destroyed { at: at.to_jiff(), first_time: false })
    }
}
