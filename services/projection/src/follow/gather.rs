//! Reads a log in batches: what has arrived, up to a bound.

use fengqiao_eventlog::{Entry, FollowError, Follower, Log};
use fengqiao_jurisdiction::SiteCode;

use crate::error::with_causes;
use crate::fold::{Batch, Message};
use crate::limits::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, REBUILD_BYTES_MAX, REBUILD_ENTRIES_MAX};

/// How large a batch may grow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) entries: usize,
    pub(crate) bytes: usize,
}

/// Takes batches from a log.
pub(crate) struct Gatherer {
    site: SiteCode,
    stream: String,
    follower: Follower,
    bounds: Bounds,
}

// === impl Bounds ===

impl Bounds {
    /// Small enough that a reader who waits for one entry does not wait for many.
    pub(crate) const FOLLOWING: Self = Self { entries: BATCH_ENTRIES_MAX, bytes: BATCH_BYTES_MAX };
    /// Large enough that a transaction's fixed cost does not show.
    pub(crate) const REBUILDING: Self = Self { entries: REBUILD_ENTRIES_MAX, bytes: REBUILD_BYTES_MAX };
}

// === impl Gatherer ===

impl Gatherer {
    pub(crate) fn new(site: SiteCode, log: &Log, after: u64, bounds: Bounds) -> Self {
        Self { site, stream: log.stream().to_owned(), follower: log.follow(after), bounds }
    }

    /// The next entries: waits for the first, then takes those that are there already. Dropping the future loses
    /// nothing but what it had taken, which its owner reads again behind the stored position.
    ///
    /// # Errors
    /// If the log has halted or has a hole.
    pub(crate) async fn next(&mut self) -> Result<Batch, FollowError> {
        let mut batch = Batch::new(self.site, self.stream.clone());
        batch.push(message(self.follower.next().await)?);
        while batch.messages.len() < self.bounds.entries && batch.bytes < self.bounds.bytes {
            let Some(received) = self.follower.next_ready() else { break };
            batch.push(message(received)?);
        }
        Ok(batch)
    }

    /// The entries up to and including `through`, which the log is known to hold, in full batches.
    ///
    /// # Errors
    /// As [`Gatherer::next`].
    pub(crate) async fn next_through(&mut self, through: u64) -> Result<Batch, FollowError> {
        let mut batch = Batch::new(self.site, self.stream.clone());
        while batch.messages.len() < self.bounds.entries && batch.bytes < self.bounds.bytes {
            if self.follower.position().sequence >= through {
                break;
            }
            batch.push(message(self.follower.next().await)?);
        }
        Ok(batch)
    }
}

fn message(received: Result<Entry, FollowError>) -> Result<Message, FollowError> {
    match received {
        Ok(entry) => Ok(Message::Entry(entry)),
        Err(ref error @ FollowError::Malformed { sequence, ref subject, .. }) => {
            Ok(Message::Malformed { sequence, subject: subject.clone(), error: with_causes(error) })
        }
        Err(error) => Err(error),
    }
}
