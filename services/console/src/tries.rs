//! How often an address may ask about a case with a query code. The query service counts the tries of each code.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Questions of one address within a window.
const QUESTIONS_MAX: u32 = 30;

/// The window.
const WINDOW: Duration = Duration::from_secs(3600);

/// Addresses counted at once. Beyond it new ones are refused until the oldest windows are over.
const ADDRESSES_MAX: usize = 50_000;

/// The questions of each address in its window.
#[derive(Default)]
pub(crate) struct Tries {
    counted: Mutex<HashMap<IpAddr, (Instant, u32)>>,
}

impl Tries {
    /// Counts a question; tells whether it may be asked.
    pub(crate) fn may_ask(&self, address: IpAddr, now: Instant) -> bool {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |began: &Instant| now.saturating_duration_since(*began) >= WINDOW;
        if counted.len() >= ADDRESSES_MAX && !counted.contains_key(&address) {
            counted.retain(|_, (began, _)| !is_over(began));
            if counted.len() >= ADDRESSES_MAX {
                return false;
            }
        }
        let (began, questions) = counted.entry(address).or_insert((now, 0));
        if is_over(began) {
            (*began, *questions) = (now, 0);
        }
        *questions = questions.saturating_add(1);
        *questions <= QUESTIONS_MAX
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn an_address_is_slowed_down_and_others_are_not() {
        let (tries, now) = (Tries::default(), Instant::now());
        let (one, other) = (IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from([10, 0, 0, 1]));
        assert!((0..QUESTIONS_MAX).all(|_| tries.may_ask(one, now)));
        assert!(!tries.may_ask(one, now) && tries.may_ask(other, now));
        assert!(tries.may_ask(one, now + WINDOW));
    }
}
