//! The one way a binary starts: its configuration is its only argument, and signals drain it.

use std::path::PathBuf;

use anyhow::Context;

use crate::config::{self, ENV_PREFIX, Settings};
use crate::serve::Drain;
use crate::telemetry;

/// Settings that hold how the log is written.
pub trait Start: Settings {
    /// How the log is written.
    fn log_format(&self) -> config::LogFormat;
}

/// Runs a service under the configuration named by the first argument, until a signal has drained it.
///
/// # Errors
/// Whatever the service ends with, and why it could not begin.
pub fn main<T, F, E>(run: impl FnOnce(T, Drain) -> F) -> anyhow::Result<()>
where
    T: Start,
    F: Future<Output = Result<(), E>>,
    E: std::error::Error + Send + Sync + 'static,
{
    let file = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .context("name the configuration file as the only argument")?;
    let settings: T = config::load(&file, ENV_PREFIX)?;
    telemetry::init(settings.log_format())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    runtime.block_on(async {
        let drain = Drain::on_signals()?;
        run(settings, drain).await?;
        Ok(())
    })
}
