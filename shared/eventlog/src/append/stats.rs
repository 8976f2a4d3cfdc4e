use std::sync::atomic::{AtomicU64, Ordering};

/// How appends have gone out since the log was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CommitStats {
    /// Messages published one by one.
    pub singles: u64,
    /// Atomic batches that were committed.
    pub batches: u64,
    /// Messages in those batches.
    pub batched: u64,
    /// The largest batch.
    pub largest: u64,
    /// Batches that a conflict rejected.
    pub rejected: u64,
}

#[derive(Default)]
pub(crate) struct Counters {
    singles: AtomicU64,
    batches: AtomicU64,
    batched: AtomicU64,
    largest: AtomicU64,
    rejected: AtomicU64,
}

// === impl Counters ===

impl Counters {
    pub(crate) fn single(&self) {
        self.singles.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn committed(&self, messages: usize) {
        let messages = messages as u64;
        self.batches.fetch_add(1, Ordering::Relaxed);
        self.batched.fetch_add(messages, Ordering::Relaxed);
        self.largest.fetch_max(messages, Ordering::Relaxed);
    }

    pub(crate) fn rejected(&self) {
        self.rejected.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> CommitStats {
        CommitStats {
            singles: self.singles.load(Ordering::Relaxed),
            batches: self.batches.load(Ordering::Relaxed),
            batched: self.batched.load(Ordering::Relaxed),
            largest: self.largest.load(Ordering::Relaxed),
            rejected: self.rejected.load(Ordering::Relaxed),
        }
    }
}
