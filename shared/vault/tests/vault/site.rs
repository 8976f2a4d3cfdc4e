//! A site with a vault's database, and the few things every test does with it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::{KeyOwner, LookupKey, SiteKey, Unsealed, Vault, VaultOptions};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

pub(crate) const SITE_KEY: [u8; 32] = [0x51; 32];
pub(crate) const LOOKUP_KEY: [u8; 32] = [0x17; 32];

const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) struct Site {
    pub(crate) postgres: Arc<TestPostgres>,
    pub(crate) url: String,
}

impl Site {
    pub(crate) fn new() -> Result<Self> {
        Self::on(TestPostgres::shared()?)
    }

    pub(crate) fn on(postgres: Arc<TestPostgres>) -> Result<Self> {
        let url = postgres.database("vault")?;
        Ok(Self { postgres, url })
    }

    pub(crate) fn options(&self) -> VaultOptions {
        let (site_key, lookup_key) = (SiteKey::from(SITE_KEY), LookupKey::from(LOOKUP_KEY));
        let options = VaultOptions::new(self.url.as_str().into(), "pingluo", site_key, lookup_key);
        VaultOptions { max_connections: 4, ..options }
    }

    pub(crate) async fn open(&self) -> Result<Vault> {
        Ok(Vault::open(self.options()).await?)
    }

    pub(crate) async fn open_with_ttl(&self, key_cache_ttl: Duration) -> Result<Vault> {
        Ok(Vault::open(VaultOptions { key_cache_ttl, ..self.options() }).await?)
    }

    /// A connection beside the vault's, for what only an intruder or an operator would do.
    pub(crate) async fn connection(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect(&self.url).await?)
    }
}

pub(crate) fn somebody() -> KeyOwner {
    KeyOwner::new(Uuid::now_v7(), Uuid::now_v7())
}

/// The text of a field that must be readable.
pub(crate) fn text(unsealed: Unsealed) -> Result<String> {
    match unsealed {
        Unsealed::Plain(plain) => Ok(plain.expose_text().context("the field is not text")?.to_owned()),
        Unsealed::Destroyed => bail!("the key is destroyed"),
    }
}

/// Asks again until the answer is true, for what another process does in its own time.
pub(crate) async fn eventually(what: &str, mut asked: impl AsyncFnMut() -> Result<bool>) -> Result<Duration> {
    let begin = Instant::now();
    while !asked().await? {
        if begin.elapsed() > PATIENCE {
            bail!("{what}: not within {PATIENCE:?}");
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(begin.elapsed())
}
