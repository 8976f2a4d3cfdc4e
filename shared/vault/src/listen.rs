//! Hears of keys that other processes destroyed, and empties the cache of them.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use uuid::Uuid;

use crate::cache::KeyCache;
use crate::owner::KeyOwner;

/// The channel of `NOTIFY`; the payload is an owner as [`KeyOwner`] displays it.
pub(crate) const CHANNEL: &str = "person_key_destroyed";

const REJOIN_PAUSE: Duration = Duration::from_millis(500);
const EXPIRY_INTERVAL_MIN: Duration = Duration::from_secs(1);

pub(crate) async fn join(pool: &PgPool) -> sqlx::Result<PgListener> {
    let mut listener = PgListener::connect_with(pool).await?;
    // A lost connection ends the listener instead of being replaced silently: the cache must be cleared after it.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Evicts what is announced. After a lost connection it joins again and then clears the cache, so no key outlives a
/// destruction that was announced meanwhile. It does not clear before: a database that is merely down can destroy
/// nothing, and cached keys let work go on until they expire.
pub(crate) async fn follow(mut listener: PgListener, pool: PgPool, cache: Arc<KeyCache>) {
    loop {
        while let Ok(Some(notice)) = listener.try_recv().await {
            match parse(notice.payload()) {
                Some(owner) => cache.evict(&owner),
                None => cache.clear(),
            }
        }
        drop(listener);
        listener = loop {
            match join(&pool).await {
                Ok(listener) => break listener,
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => {
                    tracing::warn!(%error, "cannot listen for destroyed keys; caches expire by age until this succeeds");
                    tokio::time::sleep(REJOIN_PAUSE).await;
                }
            }
        };
        cache.clear();
    }
}

/// Wipes expired keys from memory, so that none stays for longer than two lifetimes.
pub(crate) async fn expire(cache: Arc<KeyCache>) {
    let mut tick = tokio::time::interval(cache.ttl().max(EXPIRY_INTERVAL_MIN));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        cache.drop_expired();
    }
}

fn parse(payload: &str) -> Option<KeyOwner> {
    let (scope, person) = payload.split_once('/')?;
    Some(KeyOwner::new(Uuid::try_parse(scope).ok()?, Uuid::try_parse(person).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announced_owner_is_read_back() {
        let owner = KeyOwner::new(Uuid::from_u128(7), Uuid::from_u128(8));
        assert_eq!(parse(&owner.to_string()), Some(owner));
        assert_eq!(parse("not an owner"), None);
    }
}
