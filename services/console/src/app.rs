//! The console's parts, and which path leads where.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::Jurisdiction;
use fengqiao_runtime::Clock;
use fengqiao_runtime::identity::Issuer;
use fengqiao_runtime::reference::{read_calendar, read_jurisdiction};
use http::{HeaderMap, StatusCode, header};

use crate::config::ConsoleConfig;
use crate::error::ConsoleError;
use crate::forward::{self, Services};
use crate::guard::guard;
use crate::rules::Checks;
use crate::session::{Session, Sessions};
use crate::tries::Tries;
use crate::viewing::Viewings;
use crate::{administration, entry, health, packs, reference, rules, site, viewing};

/// The cookie of a session.
pub(crate) const COOKIE: &str = "fengqiao_session";

/// Bears the word that nobody is at the keyboard: such a call does not keep the session.
const IDLE: &str = "x-fengqiao-idle";

/// What the handlers share.
pub(crate) struct App {
    pub(crate) sessions: Sessions,
    pub(crate) tries: Tries,
    pub(crate) viewings: Viewings,
    pub(crate) jurisdiction: Jurisdiction,
    pub(crate) checks: Checks,
    pub(crate) calendar: Calendar,
    pub(crate) clock: Clock,
    pub(crate) issuer: Issuer,
    pub(crate) services: Services,
    pub(crate) public_host: Option<String>,
    config: ConsoleConfig,
}

/// The paths of the console.
pub(crate) fn routes(app: Arc<App>) -> Router {
    let calls = forward::SERVICES.iter().fold(Router::new(), |calls, service| {
        calls.route(&format!("/{service}/{{method}}"), post(forward::forward))
    });
    Router::new()
        .route("/healthz", get(|| async { StatusCode::OK }))
        .route("/api/session", get(entry::who).post(entry::sign_in).delete(entry::sign_out))
        .route("/api/accounts", get(entry::accounts))
        .route("/api/reference", get(reference::reference))
        .route("/api/administration", get(administration::administration))
        .route("/api/health", get(health::health))
        .route("/api/packs.xlsx", get(packs::xlsx))
        .route("/api/rules", get(rules::vocabulary))
        .route("/api/rules/check", post(rules::check))
        .route("/api/viewing", post(viewing::look))
        .merge(calls)
        .merge(site::files(&app.config.web))
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .with_state(app)
}

// === impl App ===

impl App {
    /// Opens what the configuration names.
    ///
    /// # Errors
    /// When a part cannot be used.
    pub(crate) fn open(config: ConsoleConfig) -> Result<Self, ConsoleError> {
        if !config.web.join("index.html").is_file() {
            return Err(ConsoleError::NotBuilt { folder: config.web });
        }
        let accounts = &config.accounts;
        Ok(Self {
            sessions: Sessions::default(),
            tries: Tries::default(),
            viewings: Viewings::default(),
            jurisdiction: read_jurisdiction(&config.jurisdiction)?,
            checks: Checks::default(),
            calendar: read_calendar(&config.calendar)?,
            clock: match &config.clock_file {
                Some(file) => Clock::movable(config.profile, file)?,
                None => Clock::system(),
            },
            issuer: Issuer::open(&accounts.signing_keys, &accounts.issuer, &accounts.audience)?,
            services: Services::open(&config.services)?,
            public_host: config.public_host().map(str::to_owned),
            config,
        })
    }

    /// The session of a request.
    pub(crate) fn session(&self, headers: &HeaderMap) -> Option<Arc<Session>> {
        self.sessions.find(cookie(headers)?, Instant::now(), !headers.contains_key(IDLE))
    }
}

/// The key of the session that a request bears.
pub(crate) fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}
