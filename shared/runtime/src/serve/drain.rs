//! The order to stop, which every part of a process hears at once.

use std::io;
use std::time::Duration;

use thiserror::Error;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Tells that the process is to stop: take no new work, finish what is under way. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Drain {
    token: CancellationToken,
}

/// The process cannot listen to signals.
#[derive(Debug, Error)]
#[error("cannot listen to the signals of the system")]
pub struct SignalError(#[source] io::Error);

impl Drain {
    /// A drain that only [`Drain::start`] starts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A drain that SIGTERM and SIGINT (Ctrl-C) start as well. Within a tokio runtime.
    ///
    /// # Errors
    /// When the system refuses to tell of signals.
    pub fn on_signals() -> Result<Self, SignalError> {
        let mut terminate = signal(SignalKind::terminate()).map_err(SignalError)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(SignalError)?;
        let drain = Self::new();
        let started = drain.clone();
        tokio::spawn(async move {
            let name = tokio::select! {
                _ = terminate.recv() => "SIGTERM",
                _ = interrupt.recv() => "SIGINT",
                () = started.started() => return,
            };
            tracing::info!(signal = name, "draining");
            started.start();
        });
        Ok(drain)
    }

    /// Starts the drain; once started it stays so.
    pub fn start(&self) {
        self.token.cancel();
    }

    /// Whether it has started.
    #[must_use]
    pub fn has_started(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Waits for the start. Safe to drop and call again, so it fits a `select!`.
    pub async fn started(&self) {
        self.token.cancelled().await;
    }

    /// Waits until `time` after the start.
    pub async fn over(&self, time: Duration) {
        self.started().await;
        sleep(time).await;
    }

    pub(super) async fn started_owned(self) {
        self.token.cancelled_owned().await;
    }
}

impl From<CancellationToken> for Drain {
    fn from(token: CancellationToken) -> Self {
        Self { token }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::{Instant, timeout};

    use super::*;

    #[tokio::test]
    async fn every_clone_hears_the_start() {
        let drain = Drain::new();
        let other = drain.clone();
        assert!(!other.has_started());
        drain.start();
        other.started().await;
        assert!(other.has_started());
    }

    #[tokio::test]
    async fn it_is_over_only_after_its_time() {
        let drain = Drain::new();
        let limit = Duration::from_millis(50);
        assert!(timeout(limit * 2, drain.over(limit)).await.is_err());
        drain.start();
        let start = Instant::now();
        drain.over(limit).await;
        assert!(start.elapsed() >= limit);
    }
}
