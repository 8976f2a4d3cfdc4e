//! Signing in and out, and who is signed in.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use fengqiao_domain::permission::GRANTS;
use fengqiao_jurisdiction::{Account, Jurisdiction, Level};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::app::{App, COOKIE, cookie};
use crate::reply;

/// The largest form of a sign-in, in bytes.
const FORM_BYTES_MAX: usize = 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    account: String,
}

/// Somebody as the pages show them.
#[derive(Serialize)]
pub(crate) struct Who {
    account: String,
    officer: String,
    name: String,
    centre: String,
    centre_name: String,
    level: &'static str,
    unit: Option<String>,
    unit_name: Option<String>,
    roles: Vec<&'static str>,
    role_names: Vec<&'static str>,
}

impl Who {
    pub(crate) fn account(&self) -> &str {
        &self.account
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn centre_name(&self) -> &str {
        &self.centre_name
    }
}

/// A session as the page knows it.
#[derive(Serialize)]
struct Standing {
    who: Who,
    /// The platform's time, RFC 3339.
    now: String,
    /// Seconds by which the demo's clock runs ahead.
    ahead_seconds: i64,
    /// Commands of cases that one of the officer's roles may give somewhere: the code, and what a clerk reads.
    commands: Vec<(&'static str, &'static str)>,
}

/// `GET /api/session`.
pub(crate) async fn who(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    match app.session(&headers) {
        Some(session) => reply::json(StatusCode::OK, &standing(&app, &session.account)),
        None => reply::error(StatusCode::UNAUTHORIZED),
    }
}

/// `POST /api/session`: the demo account that is named. A session that the browser had ends.
pub(crate) async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    if body.len() > FORM_BYTES_MAX {
        return reply::error(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok(form) = serde_json::from_slice::<SignIn>(&body) else {
        return reply::error(StatusCode::BAD_REQUEST);
    };
    let Some(account) = accounts::find(&app.jurisdiction, &form.account) else {
        return reply::error(StatusCode::NOT_FOUND);
    };
    let token = match accounts::sign_in(&app.issuer, account) {
        Ok(token) => token,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no token could be issued");
            return reply::error(StatusCode::INTERNAL_SERVER_ERROR);
        }
    };
    let Ok(mut authorization) = HeaderValue::from_str(&format!("Bearer {token}")) else {
        return reply::error(StatusCode::INTERNAL_SERVER_ERROR);
    };
    authorization.set_sensitive(true);
    if let Some(key) = cookie(&headers) {
        app.sessions.end(key);
    }
    let Some((key, session)) = app.sessions.begin(account.clone(), authorization, Instant::now()) else {
        return reply::error(StatusCode::SERVICE_UNAVAILABLE);
    };
    let response = reply::json(StatusCode::OK, &standing(&app, &session.account));
    with_cookie(&app, response, &format!("{COOKIE}={key}"))
}

/// `DELETE /api/session`.
pub(crate) async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if let Some(key) = cookie(&headers) {
        app.sessions.end(key);
    }
    with_cookie(&app, StatusCode::NO_CONTENT.into_response(), &format!("{COOKIE}=; Max-Age=0"))
}

/// `GET /api/accounts`: the demo accounts, which everybody may know.
pub(crate) async fn accounts(State(app): State<Arc<App>>) -> Response {
    let accounts: Vec<_> =
        app.jurisdiction.accounts().map(|account| shown(&app.jurisdiction, account)).collect();
    reply::json(StatusCode::OK, &accounts)
}

fn with_cookie(app: &App, mut response: Response, pair: &str) -> Response {
    let secure = if app.public_host.is_some() { "; Secure" } else { "" };
    let Ok(mut value) = HeaderValue::from_str(&format!("{pair}; Path=/; HttpOnly; SameSite=Strict{secure}"))
    else {
        return reply::error(StatusCode::INTERNAL_SERVER_ERROR);
    };
    value.set_sensitive(true);
    response.headers_mut().insert(header::SET_COOKIE, value);
    response
}

fn standing(app: &App, account: &Account) -> Standing {
    let now = app.clock.now();
    Standing {
        who: shown(&app.jurisdiction, account),
        now: now.to_string(),
        ahead_seconds: now.as_second() - Timestamp::now().as_second(),
        commands: commands(account, level_of(&app.jurisdiction, account)),
    }
}

fn commands(account: &Account, level: Level) -> Vec<(&'static str, &'static str)> {
    let granted = GRANTS.iter().filter(|grant| {
        grant.levels.contains(&level) && grant.roles.iter().any(|role| account.roles.contains(role))
    });
    let mut commands = Vec::new();
    for grant in granted {
        let command = (grant.command.as_str(), grant.command.zh());
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    commands
}

/// An account as the pages show it.
pub(crate) fn shown(jurisdiction: &Jurisdiction, account: &Account) -> Who {
    let unit = account.unit.as_ref().and_then(|unit| jurisdiction.unit(unit));
    Who {
        account: account.account.to_string(),
        officer: account.officer.to_string(),
        name: account.name.clone(),
        centre: account.centre.to_string(),
        centre_name: jurisdiction
            .centre(&account.centre)
            .map(|centre| centre.title.clone())
            .unwrap_or_default(),
        level: level_of(jurisdiction, account).as_str(),
        unit: account.unit.as_ref().map(ToString::to_string),
        unit_name: unit.map(|unit| unit.name.clone()),
        roles: account.roles.iter().map(|role| role.as_str()).collect(),
        role_names: account.roles.iter().map(|role| role.zh()).collect(),
    }
}

fn level_of(jurisdiction: &Jurisdiction, account: &Account) -> Level {
    jurisdiction.level_of(&account.centre).unwrap_or(Level::City)
}
