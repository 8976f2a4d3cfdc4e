//! Deciding: folding a subject's entries into an aggregate, and appending what was decided on it.

mod cache;
mod execute;
mod freshen;
mod turns;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use bytes::Bytes;
use jiff::Timestamp;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use self::cache::Cache;
use self::turns::Turns;
use crate::limits::CACHE_AGGREGATES_DEFAULT;
use crate::{AppendError, Entry, EntryHead, Log, NotReady, Position, ReadError};

/// What the entries of one subject amount to.
pub trait Aggregate: Clone + Send + Sync + 'static {
    /// Before the first entry.
    fn empty() -> Self;

    /// Folds one entry in. Only the entries and their order may matter.
    ///
    /// # Errors
    /// Says why the entry does not belong here; the subject is unusable until the reason is found.
    fn apply(&mut self, entry: &Entry) -> Result<(), Corrupt>;

    /// What became of the command `id`, if its decision is among the entries.
    fn receipt(&self, id: Uuid) -> Option<Receipt>;
}

/// An entry that an aggregate cannot fold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {sequence} on {subject} cannot be folded: {reason}")]
pub struct Corrupt {
    pub subject: String,
    pub sequence: u64,
    /// What is wrong with it, without any of its content.
    pub reason: String,
}

/// The trace that a command leaves in its aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The keyed digest of the command's content.
    pub digest: [u8; 32],
    /// The entry it was decided in.
    pub sequence: u64,
}

/// A command as the log sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandStamp {
    /// Made by the client, and kept when it repeats itself.
    pub id: Uuid,
    /// The keyed digest of the command's content.
    pub digest: [u8; 32],
}

/// A decision to store. Its entry takes the command's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub kind: String,
    pub source: String,
    /// Moved up to the last entry's time if it lies before.
    pub recorded_at: Timestamp,
    pub correlation: Uuid,
    pub causation: Option<Uuid>,
    pub payload: Bytes,
}

/// What a decision comes to: something to store, nothing to do, or a refusal.
pub type Decision<E> = Result<Option<Proposal>, E>;

/// The outcome of a command.
#[derive(Debug, Clone)]
pub struct Executed<A> {
    /// The aggregate right after the command; for a repeated one, right after it was first decided.
    pub state: Arc<A>,
    /// The stored decision; `None` if there was nothing to do.
    pub entry: Option<Entry>,
    /// Whether the decision was already in the log.
    pub repeated: bool,
    /// The subject's last entry in `state`.
    pub position: Position,
}

/// An aggregate as it was read.
#[derive(Debug)]
pub struct Loaded<A> {
    pub state: Arc<A>,
    /// Its last entry; `None` if there is none.
    pub head: Option<EntryHead>,
}

/// Why a command has no outcome. Unless it says otherwise, the same command may be sent again.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError<E> {
    /// What the decision itself says. It was made on the log's last entry.
    #[error("the command was refused")]
    Refused(E),
    #[error("command {id} was used before for another content")]
    CommandIdReused { id: Uuid },
    #[error("too many commands wait for the same subject")]
    Busy,
    #[error("the outcome could not be settled in {attempts} attempts")]
    Contended {
        attempts: u32,
        #[source]
        last: Option<AppendError>,
    },
    #[error("the decision could not be stored")]
    Append(#[source] AppendError),
    #[error("the subject could not be read")]
    Repository(#[from] RepositoryError),
}

/// Why an aggregate could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    #[error("the log could not be read")]
    Read(#[from] ReadError),
    #[error("the subject's history does not fit")]
    Corrupt(#[from] Corrupt),
    #[error("the log does not serve")]
    NotReady(#[from] NotReady),
}

/// How a repository is set up.
#[derive(Debug, Clone)]
pub struct RepositoryOptions {
    /// Aggregates kept in memory.
    pub cached_aggregates_max: usize,
}

/// One kind of aggregate on one log, with the hot ones in memory. Clones share everything.
#[derive(Clone)]
pub struct Repository<A> {
    log: Log,
    cache: Arc<Cache<A>>,
    turns: Arc<Turns>,
    followed: Arc<AtomicU64>,
    _freshener: Arc<AbortOnDropHandle<()>>,
}

// === impl RepositoryOptions ===

impl Default for RepositoryOptions {
    fn default() -> Self {
        Self { cached_aggregates_max: CACHE_AGGREGATES_DEFAULT }
    }
}

// === impl Loaded ===

impl<A: Aggregate> Loaded<A> {
    fn empty() -> Self {
        Self { state: Arc::new(A::empty()), head: None }
    }

    /// The sequence of its last entry; 0 if there is none.
    pub fn sequence(&self) -> u64 {
        self.head.map_or(0, |head| head.sequence)
    }

    /// The aggregate with `entries` folded in, each of which must follow the one before.
    fn with(&self, entries: &[Entry]) -> Result<Self, Corrupt> {
        let mut next = self.clone();
        if !entries.is_empty() {
            let state = Arc::make_mut(&mut next.state);
            for entry in entries {
                if entry.previous != next.head.map(|head| head.digest) {
                    return Err(Corrupt {
                        subject: entry.subject.to_string(),
                        sequence: entry.sequence,
                        reason: "it does not follow the entry before it".to_owned(),
                    });
                }
                state.apply(entry)?;
                next.head = Some(entry.head());
            }
        }
        Ok(next)
    }
}

impl<A> Clone for Loaded<A> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), head: self.head }
    }
}
