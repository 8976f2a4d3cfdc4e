//! Deletes the look-up tokens of persons whose keys are destroyed.

use fengqiao_runtime::Drain;
use tokio::time::{MissedTickBehavior, interval};

use crate::error::with_causes;
use crate::limits::FORGET_INTERVAL;
use crate::project::Source;
use crate::store::{Store, StoreError, commit, forget};

/// Follows the destructions of one vault until the drain starts.
pub(crate) async fn follow_destructions(source: Source, store: Store, drain: Drain) {
    let mut ticks = interval(FORGET_INTERVAL);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = drain.started() => return,
        }
        match follow_once(&source, &store).await {
            Ok(0) => {}
            Ok(keys) => tracing::info!(site = %source.site, keys, "forgot persons whose keys were destroyed"),
            Err(error) => {
                tracing::error!(site = %source.site, error = with_causes(&error), "could not follow destroyed keys");
            }
        }
    }
}

async fn follow_once(source: &Source, store: &Store) -> Result<u64, StoreError> {
    let (mut transaction, version) = store.write().await?;
    let forgotten = forget(&mut transaction, &version, source.site, &source.vault).await?;
    commit(transaction).await?;
    Ok(forgotten)
}
