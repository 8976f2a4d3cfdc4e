//! The write path: from a draft to an acknowledged entry.

mod batch;
mod committer;
mod stats;
mod wire;

use async_nats::HeaderMap;
use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

use crate::limits::{APPENDS_WAITING_MAX, PAYLOAD_BYTES_MAX};
use crate::{Draft, DraftError, Entry, Halt, Subject, envelope};

pub(crate) use self::committer::Committer;
pub use self::stats::CommitStats;
pub(crate) use self::stats::Counters;
pub(crate) use self::wire::Wire;

/// Why a draft was not stored, or not known to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Another write came first, or an earlier attempt of the same one.
    #[error("the subject's last entry is not the expected one")]
    Conflict {
        /// The subject's real last sequence, if the server could name it.
        last: Option<u64>,
    },
    /// No acknowledgement came. The draft may be stored, or may yet be.
    #[error("it is not known whether the entry was stored")]
    Unknown,
    /// The server did not take it; nothing was stored.
    #[error("the log cannot be written at the moment")]
    Unavailable,
    /// The server refused it; nothing was stored.
    #[error("the server refused the entry: {description} ({code})")]
    Rejected { code: u16, description: String },
    #[error("a payload of {bytes} bytes is larger than {PAYLOAD_BYTES_MAX}")]
    TooLarge { bytes: usize },
    #[error("{APPENDS_WAITING_MAX} entries are waiting to be stored")]
    Busy,
    #[error("the draft is not sound")]
    Draft(#[from] DraftError),
    #[error("this is a copy of a log; only its home takes entries")]
    ReadOnly,
    #[error("the log has halted")]
    Halted(#[from] Halt),
}

/// A message on its way, and whoever waits for it.
pub(crate) struct Pending {
    subject: Subject,
    expected: u64,
    headers: HeaderMap,
    payload: Bytes,
    answer: oneshot::Sender<Result<u64, AppendError>>,
}

/// Hands a draft to the committer and waits for its outcome.
pub(crate) async fn append(appends: &mpsc::Sender<Pending>, draft: Draft) -> Result<Entry, AppendError> {
    draft.check()?;
    if draft.payload.len() > PAYLOAD_BYTES_MAX {
        return Err(AppendError::TooLarge { bytes: draft.payload.len() });
    }
    let (headers, digest) = envelope::encode(&draft);
    let (answer, outcome) = oneshot::channel();
    let pending = Pending {
        subject: draft.subject.clone(),
        expected: draft.expected,
        headers,
        payload: draft.payload.clone(),
        answer,
    };
    appends.try_send(pending).map_err(|error| match error {
        mpsc::error::TrySendError::Full(_) => AppendError::Busy,
        mpsc::error::TrySendError::Closed(_) => AppendError::Unavailable,
    })?;
    // The committer answers every message it takes; if it vanished with its runtime, nobody knows.
    let sequence = outcome.await.unwrap_or(Err(AppendError::Unknown))?;
    Ok(draft.into_entry(sequence, digest))
}

// === impl AppendError ===

impl AppendError {
    /// Whether only a look at the log can tell what became of the draft.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Conflict { .. } | Self::Unknown | Self::Unavailable)
    }
}

// === impl Pending ===

impl Pending {
    fn answer(self, outcome: Result<u64, AppendError>) {
        // Whoever gave up waiting no longer needs the answer.
        let _ = self.answer.send(outcome);
    }

    fn bytes(&self) -> usize {
        self.payload.len()
    }
}
