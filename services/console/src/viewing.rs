//! Who looks at which case right now. Kept in memory alone, and forgotten when a page has not said for a while that it is
//! still there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::reply;
use crate::session::lock;

/// How long somebody counts as looking after the page said so.
const LOOK_TIME_MAX: Duration = Duration::from_secs(45);

/// Cases looked at at once. Beyond it nobody new is remembered.
const CASES_MAX: usize = 10_000;

/// Officers remembered for one case.
const VIEWERS_MAX: usize = 50;

/// The largest word of a page, in bytes.
const FORM_BYTES_MAX: usize = 256;

/// A page names the case by its id, which only those know who were shown the case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looking {
    case: Uuid,
}

/// An officer as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Viewer {
    name: String,
    centre_name: String,
}

struct Look {
    viewer: Viewer,
    at: Instant,
}

/// The looks at each case, by officer.
#[derive(Default)]
pub(crate) struct Viewings {
    looks: Mutex<HashMap<Uuid, HashMap<Uuid, Look>>>,
}

/// `POST /api/viewing`: says that the officer looks at a case, and answers who else does.
pub(crate) async fn look(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    if body.len() > FORM_BYTES_MAX {
        return reply::error(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok(Looking { case }) = serde_json::from_slice(&body) else {
        return reply::error(StatusCode::BAD_REQUEST);
    };
    let account = &session.account;
    let centre = app.jurisdiction.centre(&account.centre);
    let viewer = Viewer {
        name: account.name.clone(),
        centre_name: centre.map(|centre| centre.title.clone()).unwrap_or_default(),
    };
    reply::json(StatusCode::OK, &app.viewings.look(case, account.officer, viewer, Instant::now()))
}

// === impl Viewings ===

impl Viewings {
    /// Remembers a look, and gives the other officers who look at the case, by name.
    fn look(&self, case: Uuid, officer: Uuid, viewer: Viewer, now: Instant) -> Vec<Viewer> {
        let stands = |look: &Look| now.saturating_duration_since(look.at) < LOOK_TIME_MAX;
        let mut looks = lock(&self.looks);
        if looks.len() >= CASES_MAX && !looks.contains_key(&case) {
            looks.retain(|_, viewers| viewers.values().any(stands));
            if looks.len() >= CASES_MAX {
                return Vec::new();
            }
        }
        let viewers = looks.entry(case).or_default();
        viewers.retain(|_, look| stands(look));
        let mut others: Vec<_> = viewers
            .iter()
            .filter(|(other, _)| **other != officer)
            .map(|(_, look)| look.viewer.clone())
            .collect();
        others.sort_by(|one, other| one.name.cmp(&other.name));
        if viewers.len() < VIEWERS_MAX || viewers.contains_key(&officer) {
            viewers.insert(officer, Look { viewer, at: now });
        }
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(name: &str) -> Viewer {
        Viewer { name: name.to_owned(), centre_name: "平罗县中心".to_owned() }
    }

    #[test]
    fn officers_see_one_another_at_one_case_and_for_a_while() {
        let (viewings, now) = (Viewings::default(), Instant::now());
        let (case, other_case) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (one, other) = (Uuid::from_u128(11), Uuid::from_u128(12));
        assert!(viewings.look(case, one, viewer("甲"), now).is_empty());
        assert_eq!(viewings.look(case, other, viewer("乙"), now), [viewer("甲")]);
        assert!(viewings.look(other_case, other, viewer("乙"), now).is_empty());
        assert_eq!(viewings.look(case, one, viewer("甲"), now), [viewer("乙")]);
        assert!(viewings.look(case, one, viewer("甲"), now + LOOK_TIME_MAX).is_empty());
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let (viewings, now) = (Viewings::default(), Instant::now());
        let case = Uuid::from_u128(1);
        for officer in 0..VIEWERS_MAX + 5 {
            viewings.look(case, Uuid::from_u128(officer as u128), viewer("甲"), now);
        }
        assert_eq!(viewings.look(case, Uuid::max(), viewer("乙"), now).len(), VIEWERS_MAX);
        for case in 0..CASES_MAX + 5 {
            viewings.look(Uuid::from_u128(case as u128), Uuid::max(), viewer("乙"), now);
        }
        assert_eq!(lock(&viewings.looks).len(), CASES_MAX);
        viewings.look(Uuid::max(), Uuid::max(), viewer("乙"), now + LOOK_TIME_MAX);
        assert_eq!(lock(&viewings.looks).len(), 1);
    }
}
