//! Sessions: who is signed in, until when, and how many streams they have open. Kept in memory alone: a restart signs
//! everybody out, and what they were writing is kept as drafts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fengqiao_jurisdiction::{Account, Role};
use http::HeaderValue;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::accounts::SESSION_TIME_MAX;

/// How long a session lasts without anybody at the keyboard.
pub(crate) const IDLE_TIME_MAX: Duration = Duration::from_secs(30 * 60);

/// Sessions held at once; one more is refused.
const SESSIONS_MAX: usize = 10_000;

/// Streams that one session may have open.
const STREAMS_MAX: usize = 16;

/// Random bytes of a session's key.
const KEY_BYTES: usize = 32;

/// Somebody signed in.
pub(crate) struct Session {
    pub(crate) account: Account,
    /// `Bearer` and the token.
    pub(crate) authorization: HeaderValue,
    pub(crate) streams: Arc<Semaphore>,
    /// Cancelled when the session ends; its streams end with it.
    pub(crate) end: CancellationToken,
    began: Instant,
    touched: Mutex<Instant>,
}

/// Every session, under the digest of its key: what lies in memory opens none.
#[derive(Default)]
pub(crate) struct Sessions {
    open: Mutex<HashMap<[u8; 32], Arc<Session>>>,
}

// === impl Sessions ===

impl Sessions {
    /// Begins a session and gives its key; none while there are too many.
    pub(crate) fn begin(
        &self,
        account: Account,
        authorization: HeaderValue,
        now: Instant,
    ) -> Option<(String, Arc<Session>)> {
        let mut open = lock(&self.open);
        open.retain(|_, session| session.stands(now));
        if open.len() >= SESSIONS_MAX {
            return None;
        }
        let bytes: [u8; KEY_BYTES] = rand::random();
        let key = URL_SAFE_NO_PAD.encode(bytes);
        let session = Arc::new(Session {
            account,
            authorization,
            streams: Arc::new(Semaphore::new(STREAMS_MAX)),
            end: CancellationToken::new(),
            began: now,
            touched: Mutex::new(now),
        });
        open.insert(digest(&key), Arc::clone(&session));
        Some((key, session))
    }

    /// The session of a key, if it stands. `active` says that somebody is at the keyboard.
    pub(crate) fn find(&self, key: &str, now: Instant, active: bool) -> Option<Arc<Session>> {
        let mut open = lock(&self.open);
        let digest = digest(key);
        let session = Arc::clone(open.get(&digest)?);
        if !session.stands(now) {
            open.remove(&digest);
            session.end.cancel();
            return None;
        }
        if active {
            *lock(&session.touched) = now;
        }
        Some(session)
    }

    /// Ends the session of a key.
    pub(crate) fn end(&self, key: &str) {
        if let Some(session) = lock(&self.open).remove(&digest(key)) {
            session.end.cancel();
        }
    }

    /// Ends every session.
    pub(crate) fn end_all(&self) {
        for (_, session) in lock(&self.open).drain() {
            session.end.cancel();
        }
    }
}

// === impl Session ===

impl Session {
    /// Whether the officer holds one of these roles.
    pub(crate) fn holds(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.account.roles.contains(role))
    }

    fn stands(&self, now: Instant) -> bool {
        let idle = now.saturating_duration_since(*lock(&self.touched));
        now.saturating_duration_since(self.began) < SESSION_TIME_MAX && idle < IDLE_TIME_MAX
    }
}

fn digest(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

// Nothing panics while it holds one of these locks, so what a poisoned one guards is whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account {
            account: "touzha-clerk".parse().unwrap(),
            officer: uuid::Uuid::from_u128(1),
            name: "李演示".to_owned(),
            centre: "640221103".parse().unwrap(),
            unit: None,
            roles: [fengqiao_jurisdiction::Role::Clerk].into(),
        }
    }

    fn begun(sessions: &Sessions, now: Instant) -> String {
        sessions.begin(account(), HeaderValue::from_static("Bearer t"), now).unwrap().0
    }

    #[test]
    fn a_session_is_found_by_its_key_alone_and_ends() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let key = begun(&sessions, now);
        assert_ne!(key, begun(&sessions, now));
        let session = sessions.find(&key, now, true).unwrap();
        assert!(sessions.find("another", now, true).is_none());
        sessions.end(&key);
        assert!(session.end.is_cancelled() && sessions.find(&key, now, true).is_none());
    }

    #[test]
    fn only_somebody_at_the_keyboard_keeps_it() {
        let (sessions, begin) = (Sessions::default(), Instant::now());
        let (busy, idle) = (begun(&sessions, begin), begun(&sessions, begin));
        let later = begin + IDLE_TIME_MAX / 2;
        assert!(sessions.find(&busy, later, true).is_some());
        let held = sessions.find(&idle, later, false).unwrap();
        let end = begin + IDLE_TIME_MAX;
        assert!(sessions.find(&busy, end, false).is_some());
        assert!(sessions.find(&idle, end, false).is_none() && held.end.is_cancelled());
    }

    #[test]
    fn no_session_outlives_its_token() {
        let (sessions, begin) = (Sessions::default(), Instant::now());
        let key = begun(&sessions, begin);
        let mut now = begin;
        while now + IDLE_TIME_MAX / 2 < begin + SESSION_TIME_MAX {
            now += IDLE_TIME_MAX / 2;
            assert!(sessions.find(&key, now, true).is_some());
        }
        assert!(sessions.find(&key, begin + SESSION_TIME_MAX, true).is_none());
    }
}
