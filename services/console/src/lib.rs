//! The console (工作台): serves the web front, and stands between the browser and the platform.
//!
//! The browser holds a session cookie and never a token. Its calls are gRPC-web on this one origin; each is forwarded to
//! the service it names with the token of its session, and what comes back passes unchanged, so that a refusal reaches the
//! page with its reasons.

mod accounts;
mod administration;
mod app;
mod config;
mod entry;
mod error;
mod forward;
mod guard;
mod health;
mod packs;
mod reference;
mod reply;
mod rules;
mod session;
mod site;
mod tries;
mod viewing;
mod vocabulary;

pub use config::ConsoleConfig;
pub use error::ConsoleError;

use std::net::SocketAddr;
use std::sync::Arc;

use fengqiao_runtime::serve::{DRAIN_TIME_MAX, Drain};
use tokio::net::TcpListener;

use crate::app::App;

/// Serves until the drain is over. Open streams end when it starts.
///
/// # Errors
/// When a part cannot be opened, the address is taken, or the server fails.
pub async fn run(config: ConsoleConfig, drain: Drain) -> Result<(), ConsoleError> {
    let address = config.listen;
    let app = Arc::new(App::open(config)?);
    let listener =
        TcpListener::bind(address).await.map_err(|source| ConsoleError::Listen { address, source })?;
    tracing::info!(%address, "serving");
    let routes = app::routes(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, sessions) = (drain.clone(), Arc::clone(&app));
    let serving = axum::serve(listener, routes).with_graceful_shutdown(async move {
        stop.started().await;
        sessions.sessions.end_all();
    });
    tokio::select! {
        served = serving.into_future() => served.map_err(|source| ConsoleError::Serve { address, source })?,
        () = drain.over(DRAIN_TIME_MAX) => tracing::warn!("cut what was still under way when the drain's time was over"),
    }
    tracing::info!(%address, "stopped serving");
    Ok(())
}
