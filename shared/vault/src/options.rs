use std::time::Duration;

use secrecy::SecretString;

use crate::secret::{LookupKey, SiteKey};

/// The longest a key may stay in a cache, and so the longest a destroyed key can be used by a process that cannot be told.
pub const KEY_CACHE_TTL_MAX: Duration = Duration::from_secs(15 * 60);

const MAX_CONNECTIONS: u32 = 8;
const KEY_CACHE_ENTRIES: usize = 50_000;
const KEY_CACHE_TTL: Duration = Duration::from_secs(5 * 60);

/// How to open a vault.
#[derive(Debug)]
pub struct VaultOptions {
    /// The vault's own database, as a Postgres URL.
    pub url: SecretString,
    /// The site it belongs to, as in the names of its streams.
    pub site: String,
    /// Wraps the data keys of this site.
    pub site_key: SiteKey,
    /// Keys what must be equal in the whole city.
    pub lookup_key: LookupKey,
    /// Connections for commands; one more listens for destroyed keys.
    pub max_connections: u32,
    /// Data keys held unwrapped in memory, some 200 bytes each.
    pub key_cache_entries: usize,
    /// How long an unwrapped key is held, at most [`KEY_CACHE_TTL_MAX`].
    pub key_cache_ttl: Duration,
}

impl VaultOptions {
    /// Options with the limits a single site needs: 8 connections, 50,000 keys held for 5 minutes.
    pub fn new(url: SecretString, site: impl Into<String>, site_key: SiteKey, lookup_key: LookupKey) -> Self {
        Self {
            url,
            site: site.into(),
            site_key,
            lookup_key,
            max_connections: MAX_CONNECTIONS,
            key_cache_entries: KEY_CACHE_ENTRIES,
            key_cache_ttl: KEY_CACHE_TTL,
        }
    }
}
