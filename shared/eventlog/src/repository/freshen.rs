use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Aggregate;
use super::cache::Cache;
use crate::{FollowError, Follower};

/// Follows the log and brings what is cached up to it, until the log halts.
pub(super) async fn run<A: Aggregate>(
    mut follower: Follower,
    cache: Arc<Cache<A>>,
    followed: Arc<AtomicU64>,
) {
    loop {
        match follower.next().await {
            Ok(entry) => {
                cache.follow(&entry);
                followed.store(entry.sequence, Ordering::Release);
            }
            // Someone wrote past this crate. Which aggregate it would have changed is unknown.
            Err(error @ FollowError::Malformed { .. }) => {
                tracing::error!(%error, "a message in the log is not an entry");
                cache.clear();
            }
            Err(error @ (FollowError::Hole { .. } | FollowError::Halted(_))) => {
                tracing::error!(%error, "the cache is no longer kept fresh");
                cache.clear();
                return;
            }
        }
    }
}
