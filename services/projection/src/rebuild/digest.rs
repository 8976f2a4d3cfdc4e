//! A digest of every row of a version: equal views have equal digests, whatever order their rows were written in.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use crate::config::Options;
use crate::rebuild::RebuildError;
use crate::store::{Store, StoreError, Version};

/// The tables of a version.
const TABLES: [&str; 11] = [
    "affair_view",
    "case_timeline",
    "case_view",
    "counter",
    "draft_view",
    "gauge",
    "ledger",
    "lookup",
    "occurrence",
    "party",
    "standing",
];

/// A version of the views, summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewsDigest {
    /// Over all tables, in hexadecimal digits.
    pub total: String,
    /// Table by table, to tell where two versions differ.
    pub tables: Vec<TableDigest>,
}

/// One table, summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDigest {
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// Two sums over two 64-bit hashes of each row.
    pub sums: [String; 2],
}

/// The digest of the live views, as they are now.
///
/// # Errors
/// If they cannot be read.
pub async fn digest(options: &Options) -> Result<ViewsDigest, RebuildError> {
    let url = options.views_database_url().map_err(RebuildError::Config)?;
    let store = Store::open(&url, options.shared.tenant.clone()).await?;
    let mut views = store.read().await?;
    let digest = of_entered(&mut views).await;
    drop(views);
    store.close().await;
    Ok(digest?)
}

/// The digest of the version that the connection has entered.
pub(super) async fn of_entered(connection: &mut PgConnection) -> Result<ViewsDigest, StoreError> {
    let failed = |source| StoreError::Statement("sum up a table", source);
    // Times and dates are written as these settings say; and a long table takes longer than a query may.
    let settings =
        "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL statement_timeout = 0";
    sqlx::raw_sql(settings).execute(&mut *connection).await.map_err(failed)?;
    let mut tables = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        // Unchecked: the statement differs by its table alone, and the macros need it literal.
        let statement = format!(
            "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text,
                 coalesce(sum(hashtextextended(t::text, 1)), 0)::text FROM {table} t"
        );
        let row = sqlx::query(AssertSqlSafe(statement)).fetch_one(&mut *connection).await.map_err(failed)?;
        let rows: i64 = row.try_get(0).map_err(failed)?;
        let sums = [row.try_get(1).map_err(failed)?, row.try_get(2).map_err(failed)?];
        tables.push(TableDigest { table: table.to_owned(), rows: rows.unsigned_abs(), sums });
    }
    let mut total = Sha256::new();
    for table in &tables {
        let [first, second] = &table.sums;
        total.update(format!("{} {} {first} {second}\n", table.table, table.rows));
    }
    Ok(ViewsDigest { total: hex::encode(total.finalize()), tables })
}

/// The digest of a version, in a transaction of its own.
pub(super) async fn of_version(store: &Store, version: &Version) -> Result<ViewsDigest, StoreError> {
    let mut views = store
        .pool
        .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await
        .map_err(|source| StoreError::Transaction("begin", source))?;
    version.enter(&mut views).await?;
    of_entered(&mut views).await
}

// === impl ViewsDigest ===

impl ViewsDigest {
    /// The tables in which two digests differ.
    #[must_use]
    pub fn differences<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let pairs = self.tables.iter().zip(&other.tables);
        pairs.filter(|(one, other)| one != other).map(|(one, _)| one.table.as_str()).collect()
    }
}

impl fmt::Display for ViewsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.total)
    }
}
