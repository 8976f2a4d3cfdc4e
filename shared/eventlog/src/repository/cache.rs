use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use quick_cache::sync::Cache as HotCache;

use super::{Aggregate, Loaded};
use crate::{Entry, Subject};

/// Stripes of subjects. More of them make it rarer that a load is not cached because of a neighbour.
const STRIPES: usize = 1024;

/// Hot aggregates, each with its last entry. What is in it may be behind the log; it is never beside it.
pub(super) struct Cache<A> {
    hot: HotCache<Subject, Loaded<A>>,
    /// Per stripe, the last entry that was followed on one of its subjects.
    followed: Vec<Mutex<u64>>,
    hasher: RandomState,
}

/// What a stripe had followed when a load began.
pub(super) struct Ticket(u64);

// === impl Cache ===

impl<A: Aggregate> Cache<A> {
    pub(super) fn new(aggregates_max: usize) -> Self {
        Self {
            hot: HotCache::new(aggregates_max),
            followed: (0..STRIPES).map(|_| Mutex::new(0)).collect(),
            hasher: RandomState::new(),
        }
    }

    pub(super) fn get(&self, subject: &Subject) -> Option<Loaded<A>> {
        self.hot.get(subject)
    }

    /// To be taken before a load whose result is to be offered.
    pub(super) fn ticket(&self, subject: &Subject) -> Ticket {
        self.with_stripe(subject, |followed| Ticket(*followed))
    }

    /// Keeps `loaded` unless something newer is known. An entry that was followed while the load was under way may
    /// be missing in it, and nobody would ever bring it: then it is not kept.
    pub(super) fn offer(&self, subject: &Subject, loaded: &Loaded<A>, ticket: &Ticket) {
        self.with_stripe(subject, |followed| {
            let missed = *followed != ticket.0 && *followed > loaded.sequence();
            let newer = self.hot.peek(subject).is_none_or(|kept| kept.sequence() < loaded.sequence());
            if newer && !missed {
                self.hot.insert(subject.clone(), loaded.clone());
            }
        });
    }

    /// Brings a kept aggregate up to `entry`, which the log has just delivered. One that it does not fit is dropped
    /// and will be loaded afresh.
    pub(super) fn follow(&self, entry: &Entry) {
        let subject = &entry.subject;
        self.with_stripe(subject, |followed| {
            *followed = entry.sequence;
            let Some(kept) = self.hot.peek(subject).filter(|kept| kept.sequence() < entry.sequence) else {
                return;
            };
            match kept.with(std::slice::from_ref(entry)) {
                Ok(next) => self.hot.insert(subject.clone(), next),
                Err(_) => drop(self.hot.remove(subject)),
            }
        });
    }

    pub(super) fn forget(&self, subject: &Subject) {
        self.hot.remove(subject);
    }

    pub(super) fn clear(&self) {
        self.hot.clear();
    }

    fn with_stripe<T>(&self, subject: &Subject, work: impl FnOnce(&mut u64) -> T) -> T {
        let stripe = self.hasher.hash_one(subject) as usize % STRIPES;
        match self.followed.get(stripe) {
            Some(followed) => work(&mut followed.lock().unwrap_or_else(PoisonError::into_inner)),
            None => work(&mut 0),
        }
    }
}
