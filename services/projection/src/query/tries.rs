//! Counts the tries of each query code, so that four digits cannot be guessed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::limits::{PROGRESS_CODES_MAX, PROGRESS_TRIES_MAX, PROGRESS_WINDOW};

/// Tries by blind index of the code.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    windows: Mutex<HashMap<String, Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    began: Instant,
    tries: u32,
}

// === impl Tries ===

impl Tries {
    /// Counts one more try; says how long to wait if there were too many.
    pub(super) fn count(&self, code: &str, now: Instant) -> Result<(), Duration> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= PROGRESS_CODES_MAX {
            windows.retain(|_, window| window.left(now) > Duration::ZERO);
        }
        if windows.len() >= PROGRESS_CODES_MAX {
            let oldest = windows.iter().min_by_key(|(_, window)| window.began).map(|(code, _)| code.clone());
            oldest.and_then(|code| windows.remove(&code));
        }
        let window = windows.entry(code.to_owned()).or_insert(Window { began: now, tries: 0 });
        if window.left(now).is_zero() {
            *window = Window { began: now, tries: 0 };
        }
        window.tries = window.tries.saturating_add(1);
        if window.tries > PROGRESS_TRIES_MAX { Err(window.left(now)) } else { Ok(()) }
    }

    /// Forgets the tries of a code that was answered rightly.
    pub(super) fn clear(&self, code: &str) {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
    }
}

impl Window {
    fn left(&self, now: Instant) -> Duration {
        PROGRESS_WINDOW.saturating_sub(now.saturating_duration_since(self.began))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_so_many_tries_in_a_window_and_no_more() {
        let (tries, begin) = (Tries::default(), Instant::now());
        for _ in 0..PROGRESS_TRIES_MAX {
            assert_eq!(tries.count("a", begin), Ok(()));
        }
        assert_eq!(tries.count("a", begin), Err(PROGRESS_WINDOW));
        assert_eq!(tries.count("b", begin), Ok(()));
        assert_eq!(tries.count("a", begin + PROGRESS_WINDOW), Ok(()));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let (tries, begin) = (Tries::default(), Instant::now());
        for code in 0..PROGRESS_CODES_MAX + 10 {
            assert_eq!(tries.count(&code.to_string(), begin), Ok(()));
        }
        assert!(tries.windows.lock().unwrap().len() <= PROGRESS_CODES_MAX);
    }
}
