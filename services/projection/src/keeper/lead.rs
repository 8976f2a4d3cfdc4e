//! Of several processes one keeps the time of a site: whoever holds its lock in the database.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::SiteCode;
use sqlx::{Connection as _, PgConnection, Postgres, Transaction};

use crate::store::{Store, StoreError};

/// A connection of its own that holds the locks: they are lost with it, and with them the lead.
pub(super) struct Lead {
    connection: PgConnection,
    held: BTreeSet<SiteCode>,
}

// === impl Lead ===

impl Lead {
    /// Takes a connection out of the pool, to which a held lock must never go back.
    pub(super) async fn begin(store: &Store) -> Result<Self, StoreError> {
        let connection =
            store.pool.acquire().await.map_err(|source| StoreError::Transaction("begin", source))?;
        Ok(Self { connection: connection.detach(), held: BTreeSet::new() })
    }

    /// Whether this process keeps the site; takes the lead if nobody has it.
    pub(super) async fn keeps(&mut self, store: &Store, site: SiteCode) -> Result<bool, StoreError> {
        if self.held.contains(&site) {
            return Ok(true);
        }
        let name = format!("fengqiao.keeper.{}.{site}", store.tenant);
        let taken =
            sqlx::query_scalar!(r#"SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "taken!""#, name)
                .fetch_one(&mut self.connection)
                .await
                .map_err(|source| StoreError::Statement("ask for the lead of a site", source))?;
        if taken {
            self.held.insert(site);
        }
        Ok(taken)
    }

    /// A look at the live views, to be rolled back: nothing is written.
    pub(super) async fn read(&mut self, store: &Store) -> Result<Transaction<'_, Postgres>, StoreError> {
        let mut transaction =
            self.connection.begin().await.map_err(|source| StoreError::Transaction("begin", source))?;
        let version = store.live(&mut transaction).await?;
        version.enter(&mut transaction).await?;
        Ok(transaction)
    }
}
