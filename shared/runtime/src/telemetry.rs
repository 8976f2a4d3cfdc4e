//! Logs: one line per thing that happened, with fields, and never a word about a person.

mod panic;
mod span;

pub use span::{REQUEST_ID_KEY, request_id, request_span};

use std::io::{self, IsTerminal};

use thiserror::Error;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::TryInitError;

use crate::config::LogFormat;

/// The environment variable that says what is logged, in the directives of `tracing`.
pub const FILTER_VARIABLE: &str = "FENGQIAO_LOG";

/// What is logged when the variable is not set. The libraries speak up only when something is wrong.
const FILTER_DEFAULT: &str = "warn,fengqiao=info";

/// Why telemetry cannot start.
#[derive(Debug, Error)]
pub enum Error {
    /// The filter has no meaning.
    #[error("{FILTER_VARIABLE} is not a list of directives such as {FILTER_DEFAULT:?}")]
    Filter(#[source] tracing_subscriber::filter::ParseError),
    /// A process logs in one way only.
    #[error("telemetry has already been started in this process")]
    Started(#[source] TryInitError),
}

/// Starts logging to standard error, and logs panics.
///
/// # Errors
/// For a filter without meaning, and when called twice.
pub fn init(format: LogFormat) -> Result<(), Error> {
    use tracing_subscriber::util::SubscriberInitExt as _;

    let directives = std::env::var(FILTER_VARIABLE).unwrap_or_else(|_| FILTER_DEFAULT.to_owned());
    let filter = EnvFilter::builder().parse(directives).map_err(Error::Filter)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match format {
        LogFormat::Pretty => lines.with_ansi(io::stderr().is_terminal()).finish().try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).finish().try_init(),
    };
    started.map_err(Error::Started)?;
    panic::log_panics();
    Ok(())
}
