//! Folds a log into a version in large batches: one task reads on while the other writes.

use fengqiao_runtime::Reference;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::run::RebuildError;
use crate::fold::Batch;
use crate::follow::{Bounds, Gatherer};
use crate::limits::REBUILD_BATCHES_WAITING_MAX;
use crate::project::{Projected, Source, project};
use crate::store::{self, Store, StoreError, Version, commit};

/// Folds everything behind the version's position up to and including `through`; `told` hears of each batch.
pub(super) async fn load(
    store: &Store,
    version: &Version,
    source: &Source,
    reference: &Reference,
    through: u64,
    mut told: impl FnMut(Projected),
) -> Result<(), RebuildError> {
    let after = position(store, version, source).await?;
    let (batches, mut waiting) = mpsc::channel(REBUILD_BATCHES_WAITING_MAX);
    let gatherer = Gatherer::new(source.site, &source.log, after, Bounds::REBUILDING);
    // Ends with this scope, so that a failed write does not leave a reader behind.
    let mut reading = JoinSet::new();
    reading.spawn(read(gatherer, through, batches));
    while let Some(batch) = waiting.recv().await {
        let batch = batch
            .map_err(|error| RebuildError::Log { stream: source.log.stream().to_owned(), source: error })?;
        let mut transaction = store.write_version(version).await?;
        let projected = project(&mut transaction, version, &source.vault, reference, &batch).await?;
        commit(transaction).await?;
        told(projected);
    }
    Ok(())
}

async fn read(
    mut gatherer: Gatherer,
    through: u64,
    batches: mpsc::Sender<Result<Batch, fengqiao_eventlog::FollowError>>,
) {
    loop {
        let batch = gatherer.next_through(through).await;
        let ends = batch.as_ref().map_or(true, |batch| batch.messages.is_empty());
        if matches!(&batch, Ok(batch) if batch.messages.is_empty()) {
            return;
        }
        if batches.send(batch).await.is_err() || ends {
            return;
        }
    }
}

/// Where the version stands in the log.
pub(super) async fn position(store: &Store, version: &Version, source: &Source) -> Result<u64, RebuildError> {
    let mut connection =
        store.pool.acquire().await.map_err(|source| StoreError::Transaction("begin", source))?;
    let positions = store::positions(&mut connection, version).await?;
    let stream = source.log.stream();
    let stored = positions.get(stream);
    stored
        .map(|stored| stored.position.sequence)
        .ok_or_else(|| RebuildError::NoPosition { stream: stream.to_owned() })
}
