use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedMutexGuard;

use crate::Subject;
use crate::limits::TURNS_WAITING_MAX;

/// Lets one command at a time through per subject, so that commands of this process never race each other, and
/// bounds how many wait.
#[derive(Default)]
pub(super) struct Turns {
    gates: Mutex<HashMap<Subject, Gate>>,
}

struct Gate {
    lock: Arc<tokio::sync::Mutex<()>>,
    /// Whoever holds the turn or waits for it.
    present: usize,
}

/// The turn on one subject, until it is dropped. The lock opens before the place is given up (fields drop in their
/// order), so that a gate is removed only when nobody needs it.
pub(super) struct Turn {
    _guard: OwnedMutexGuard<()>,
    _place: Place,
}

struct Place {
    turns: Arc<Turns>,
    subject: Subject,
}

// === impl Turns ===

impl Turns {
    /// Waits for the turn on `subject`; `None` if too many wait already.
    pub(super) async fn take(self: &Arc<Self>, subject: &Subject) -> Option<Turn> {
        let lock = self.enter(subject)?;
        let place = Place { turns: self.clone(), subject: subject.clone() };
        let guard = lock.lock_owned().await;
        Some(Turn { _guard: guard, _place: place })
    }

    fn enter(&self, subject: &Subject) -> Option<Arc<tokio::sync::Mutex<()>>> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = gates.entry(subject.clone()).or_insert_with(|| Gate { lock: Arc::default(), present: 0 });
        if gate.present > TURNS_WAITING_MAX {
            return None;
        }
        gate.present += 1;
        Some(gate.lock.clone())
    }

    fn leave(&self, subject: &Subject) {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = gates.get_mut(subject) {
            gate.present -= 1;
            if gate.present == 0 {
                gates.remove(subject);
            }
        }
    }
}

// === impl Place ===

impl Drop for Place {
    fn drop(&mut self) {
        self.turns.leave(&self.subject);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject() -> Subject {
        Subject::new("case.s.c.1").expect("a subject")
    }

    #[tokio::test]
    async fn a_subject_lets_one_through_and_turns_the_crowd_away() {
        let turns = Arc::new(Turns::default());
        let first = turns.take(&subject()).await.expect("the first turn");
        let mut line = tokio::task::JoinSet::new();
        for _ in 0..TURNS_WAITING_MAX {
            let turns = turns.clone();
            line.spawn(async move { turns.take(&subject()).await.is_some() });
        }
        while turns.gates.lock().expect("gates")[&subject()].present <= TURNS_WAITING_MAX {
            tokio::task::yield_now().await;
        }
        assert!(turns.take(&subject()).await.is_none());
        drop(first);
        while let Some(served) = line.join_next().await {
            assert!(served.expect("no panic"));
        }
        assert!(turns.gates.lock().expect("gates").is_empty());
    }

    #[tokio::test]
    async fn whoever_stops_waiting_leaves_the_line() {
        let turns = Arc::new(Turns::default());
        let first = turns.take(&subject()).await;
        let waiting = tokio::time::timeout(std::time::Duration::from_millis(5), turns.take(&subject())).await;
        assert!(waiting.is_err());
        drop(first);
        assert!(turns.gates.lock().expect("gates").is_empty());
    }
}
