use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use quick_cache::sync::Cache;

use crate::owner::KeyOwner;
use crate::secret::DataKey;

/// Unwrapped keys: bounded in number and in age.
pub(crate) struct KeyCache {
    entries: Cache<KeyOwner, Entry>,
    ttl: Duration,
    evictions: AtomicU64,
}

/// The state of the cache before a key was read from the database; see [`KeyCache::insert`].
#[derive(Clone, Copy)]
pub(crate) struct Mark(u64);

#[derive(Clone)]
struct Entry {
    key: DataKey,
    expires: Instant,
}

// === impl KeyCache ===

impl KeyCache {
    pub(crate) fn new(entries: usize, ttl: Duration) -> Self {
        Self { entries: Cache::new(entries), ttl, evictions: AtomicU64::new(0) }
    }

    pub(crate) fn get(&self, owner: &KeyOwner) -> Option<DataKey> {
        let entry = self.entries.get(owner)?;
        (entry.expires > Instant::now()).then_some(entry.key)
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark(self.evictions.load(Ordering::SeqCst))
    }

    /// Holds a key that was read after `mark` was taken, unless anything was evicted since: a read that raced with a
    /// destruction must not put the key back. An eviction counts before it removes, and this looks at the count again
    /// after it has inserted, so one of the two always removes the entry.
    pub(crate) fn insert(&self, mark: Mark, owner: KeyOwner, key: DataKey) {
        if self.evictions.load(Ordering::SeqCst) != mark.0 {
            return;
        }
        self.entries.insert(owner, Entry { key, expires: Instant::now() + self.ttl });
        if self.evictions.load(Ordering::SeqCst) != mark.0 {
            self.entries.remove(&owner);
        }
    }

    pub(crate) fn evict(&self, owner: &KeyOwner) {
        self.evictions.fetch_add(1, Ordering::SeqCst);
        self.entries.remove(owner);
    }

    pub(crate) fn clear(&self) {
        self.evictions.fetch_add(1, Ordering::SeqCst);
        self.entries.clear();
    }

    /// Removes expired keys from memory; [`get`](Self::get) alone would leave those nobody asks for.
    pub(crate) fn drop_expired(&self) {
        let now = Instant::now();
        self.entries.retain(|_, entry| entry.expires > now);
    }

    pub(crate) fn ttl(&self) -> Duration {
        self.ttl
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const OWNER: KeyOwner = KeyOwner::of_scope(Uuid::nil());

    #[test]
    fn a_key_read_before_an_eviction_is_not_put_back() {
        let cache = KeyCache::new(10, Duration::from_secs(60));
        let mark = cache.mark();
        cache.evict(&OWNER);
        cache.insert(mark, OWNER, DataKey::generate());
        assert!(cache.get(&OWNER).is_none());
        cache.insert(cache.mark(), OWNER, DataKey::generate());
        assert!(cache.get(&OWNER).is_some());
        cache.clear();
        assert!(cache.get(&OWNER).is_none());
    }

    #[test]
    fn an_expired_key_is_neither_returned_nor_kept_in_memory() {
        let cache = KeyCache::new(10, Duration::ZERO);
        cache.insert(cache.mark(), OWNER, DataKey::generate());
        assert!(cache.get(&OWNER).is_none());
        assert_eq!(cache.entries.len(), 1);
        cache.drop_expired();
        assert_eq!(cache.entries.len(), 0);
    }

    #[test]
    fn the_number_of_keys_in_memory_is_bounded() {
        let cache = KeyCache::new(100, Duration::from_secs(60));
        for n in 0..1_000 {
            cache.insert(cache.mark(), KeyOwner::of_scope(Uuid::from_u128(n)), DataKey::generate());
        }
        assert!(cache.entries.len() <= 100, "{} keys", cache.entries.len());
    }
}
