//! What was told a moment ago, so that it is not told again before somebody can have done it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::limits::{HINT_BACKOFF_MAX, HINT_BACKOFF_MIN, HINTS_REMEMBERED_MAX};

/// Cases, and commands that are owed, each with the sequence at which it was told. In memory alone: after a restart
/// everything is told once more, and finds nothing left to do.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    told: HashMap<Uuid, Told>,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    sequence: u64,
    pause: Duration,
    again_at: Instant,
}

// === impl Waiting ===

impl Waiting {
    /// Holds one back for a while: twice as long each time, unless it has moved on since.
    pub(super) fn hold(&mut self, id: Uuid, sequence: u64, now: Instant) {
        let pause = match self.told.get(&id) {
            Some(told) if told.sequence == sequence => Duration::min(told.pause * 2, HINT_BACKOFF_MAX),
            _ => HINT_BACKOFF_MIN,
        };
        self.told.insert(id, Told { sequence, pause, again_at: now + pause });
    }

    /// What is held back now, with the sequence at which it is.
    pub(super) fn held(&self, now: Instant) -> Vec<(Uuid, u64)> {
        let held = self.told.iter().filter(|(_, told)| told.again_at > now);
        held.map(|(id, told)| (*id, told.sequence)).collect()
    }

    /// Forgets one that is done.
    pub(super) fn forget(&mut self, id: Uuid) {
        self.told.remove(&id);
    }

    /// Forgets what has not been due again for long, and everything when there is too much: that costs repeated hints.
    pub(super) fn prune(&mut self, now: Instant) {
        self.told.retain(|_, told| now.saturating_duration_since(told.again_at) < HINT_BACKOFF_MAX);
        if self.told.len() > HINTS_REMEMBERED_MAX {
            self.told.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Uuid = Uuid::from_u128(7);

    #[test]
    fn a_case_is_told_again_after_longer_and_longer_pauses() {
        let (mut waiting, mut now) = (Waiting::default(), Instant::now());
        for pause in [1, 2, 4, 8, 16, 32, 60, 60] {
            waiting.hold(CASE, 3, now);
            let pause = Duration::from_secs(pause);
            assert_eq!(waiting.held(now + pause - Duration::from_millis(1)), [(CASE, 3)]);
            assert!(waiting.held(now + pause).is_empty());
            now += pause;
        }
    }

    #[test]
    fn a_case_that_moved_on_begins_anew() {
        let (mut waiting, now) = (Waiting::default(), Instant::now());
        waiting.hold(CASE, 3, now);
        waiting.hold(CASE, 3, now);
        waiting.hold(CASE, 4, now);
        assert!(waiting.held(now + HINT_BACKOFF_MIN).is_empty());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let (mut waiting, now) = (Waiting::default(), Instant::now());
        for id in 0..=HINTS_REMEMBERED_MAX {
            waiting.hold(Uuid::from_u128(id as u128), 1, now);
        }
        waiting.prune(now);
        assert!(waiting.held(now).len() <= HINTS_REMEMBERED_MAX);
        waiting.hold(CASE, 1, now);
        waiting.prune(now + HINT_BACKOFF_MIN + HINT_BACKOFF_MAX);
        waiting.hold(CASE, 1, now);
        assert!(waiting.held(now + HINT_BACKOFF_MIN).is_empty(), "an old pause was kept");
    }
}
