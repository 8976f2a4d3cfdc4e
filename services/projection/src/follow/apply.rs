//! Applies the entries of one log to the live views, for as long as the process lives.

use std::time::Duration;

use fengqiao_eventlog::Epoch;
use fengqiao_runtime::{Drain, Reference};
use tokio::time::sleep;

use super::gather::{Bounds, Gatherer};
use super::progress::Progress;
use crate::error::with_causes;
use crate::fold::Batch;
use crate::limits::{APPLY_BACKOFF_MAX, APPLY_BACKOFF_MIN};
use crate::project::{Source, project};
use crate::store::{self, Store, StoreError, commit};

/// Applies one log.
pub(crate) struct Applier {
    pub(crate) source: Source,
    pub(crate) store: Store,
    pub(crate) reference: Reference,
    pub(crate) progress: Progress,
}

/// Why a log is not followed any more. None of these passes by waiting.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The log itself halted.
    #[error("the log {stream} cannot be followed")]
    Log {
        /// Its stream.
        stream: String,
        /// Why.
        source: fengqiao_eventlog::FollowError,
    },
    /// The stream was made anew since the views came to where they are.
    #[error(
        "the views followed the stream {stream} in epoch {expected}, and it is of epoch {found} now: rebuild them"
    )]
    OtherEpoch {
        /// The stream.
        stream: String,
        /// The epoch of the position.
        expected: Epoch,
        /// The stream's.
        found: Epoch,
    },
    /// The views hold more than the stream.
    #[error(
        "the views have come to {projected} of the stream {stream}, which ends at {head}: it lost entries"
    )]
    LogShrank {
        /// The stream.
        stream: String,
        /// The sequence projected last.
        projected: u64,
        /// The stream's last sequence.
        head: u64,
    },
    /// The views do not know the log.
    #[error("the views have no position in the stream {stream}")]
    NoPosition {
        /// The stream.
        stream: String,
    },
    /// The views cannot be read or written at the moment; tried again.
    #[error("the views cannot be used")]
    Store(#[from] StoreError),
}

/// What one attempt to apply a batch came to.
enum Applied {
    /// The views stand here now.
    Through(u64),
    /// The live version stands further back than the batch begins: it was switched.
    Behind(u64),
}

// === impl Applier ===

impl Applier {
    /// Follows the log until the drain starts.
    ///
    /// # Errors
    /// If going on would rest on another history; see [`FollowError`].
    pub(crate) async fn run(self, drain: Drain) -> Result<(), FollowError> {
        let mut after = tokio::select! {
            after = self.begin() => after?,
            () = drain.started() => return Ok(()),
        };
        loop {
            let mut gatherer = Gatherer::new(self.source.site, &self.source.log, after, Bounds::FOLLOWING);
            after = loop {
                let batch = tokio::select! {
                    batch = gatherer.next() => batch.map_err(|source| self.log_error(source))?,
                    () = drain.started() => return Ok(()),
                };
                let applied = tokio::select! {
                    applied = self.apply(batch) => applied?,
                    () = drain.started() => return Ok(()),
                };
                match applied {
                    Applied::Through(sequence) => self.progress.reach(self.source.log.position(sequence)),
                    Applied::Behind(sequence) => break sequence,
                }
            };
            tracing::info!(
                stream = self.source.log.stream(),
                after,
                "the live views changed; following from there"
            );
        }
    }

    /// Tries until it is known where the views stand: a database that is away at the start comes back too.
    async fn begin(&self) -> Result<u64, FollowError> {
        let mut pause = APPLY_BACKOFF_MIN;
        loop {
            let error = match self.find_beginning().await {
                Err(FollowError::Store(error)) => error,
                found => return found,
            };
            self.wait_after(&error, &mut pause).await;
        }
    }

    /// Tells of a failure that passes, and waits, longer each time.
    async fn wait_after(&self, error: &StoreError, pause: &mut Duration) {
        let (stream, told) = (self.source.log.stream(), with_causes(error));
        tracing::error!(stream, error = told, "the views cannot be written; trying again");
        self.progress.fail(stream, told);
        sleep(*pause).await;
        *pause = Duration::min(*pause * 2, APPLY_BACKOFF_MAX);
    }

    /// Where the views stand, after proving that it is a place in this log.
    async fn find_beginning(&self) -> Result<u64, FollowError> {
        let log = &self.source.log;
        let stream = || log.stream().to_owned();
        let (mut transaction, version) = self.store.write().await?;
        let position = store::position(&mut transaction, &version, log.stream()).await?;
        commit(transaction).await?;
        let position = position.ok_or_else(|| FollowError::NoPosition { stream: stream() })?;
        if position.epoch != log.epoch() {
            let (expected, found) = (position.epoch, log.epoch());
            return Err(FollowError::OtherEpoch { stream: stream(), expected, found });
        }
        // A copy lags behind its home and catches up; a home that is shorter has lost entries.
        if let Ok(head) = log.head().await
            && head.sequence < position.sequence
            && !log.is_copy()
        {
            let (projected, head) = (position.sequence, head.sequence);
            return Err(FollowError::LogShrank { stream: stream(), projected, head });
        }
        let sequence = position.sequence;
        self.progress.reach(position);
        Ok(sequence)
    }

    /// Tries until the batch is applied: the database and the vault come back, and nothing may be passed over.
    async fn apply(&self, mut batch: Batch) -> Result<Applied, FollowError> {
        let mut pause = APPLY_BACKOFF_MIN;
        loop {
            let error = match self.try_apply(&mut batch).await {
                Ok(applied) => {
                    self.progress.succeed(self.source.log.stream());
                    return Ok(applied);
                }
                Err(FollowError::Store(error)) => error,
                Err(error) => return Err(error),
            };
            self.wait_after(&error, &mut pause).await;
        }
    }

    async fn try_apply(&self, batch: &mut Batch) -> Result<Applied, FollowError> {
        let log = &self.source.log;
        let (mut transaction, version) = self.store.write().await?;
        let position = store::position(&mut transaction, &version, log.stream())
            .await?
            .ok_or_else(|| FollowError::NoPosition { stream: log.stream().to_owned() })?;
        if position.epoch != log.epoch() {
            let (expected, found) = (position.epoch, log.epoch());
            return Err(FollowError::OtherEpoch { stream: position.stream, expected, found });
        }
        let first = batch.messages.first().map(crate::fold::Message::sequence);
        if first.is_some_and(|first| first > position.sequence.saturating_add(1)) {
            return Ok(Applied::Behind(position.sequence));
        }
        batch.skip_through(position.sequence);
        project(&mut transaction, &version, &self.source.vault, &self.reference, batch).await?;
        commit(transaction).await?;
        Ok(Applied::Through(batch.last().unwrap_or(position.sequence)))
    }

    fn log_error(&self, source: fengqiao_eventlog::FollowError) -> FollowError {
        FollowError::Log { stream: self.source.log.stream().to_owned(), source }
    }
}
