//! The limits of every server.

use std::time::Duration;

/// The largest message received: a registration with its narrative fits several times over.
pub const MESSAGE_IN_BYTES_MAX: usize = 256 * 1024;

/// The largest message sent: a page of a queue, or the whole timeline of one case.
pub const MESSAGE_OUT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The metadata of one request: a token at its longest, twice over.
pub const HEADER_BYTES_MAX: u32 = 16 * 1024;

/// How long a call may take until it answers; a stream, until it begins. A caller may ask for less.
pub const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);

/// Calls under way in the whole server. One more is refused.
pub const CONCURRENT_REQUESTS_MAX: usize = 2048;

/// Calls and streams under way on one connection.
pub const STREAMS_PER_CONNECTION_MAX: u32 = 1024;

/// How long a drain takes at most. Below the ten seconds after which a supervisor usually kills.
pub const DRAIN_TIME_MAX: Duration = Duration::from_secs(8);

/// How often a silent connection is asked whether it lives.
pub const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(30);

/// How long it has to answer.
pub const KEEPALIVE_TIMEOUT: Duration = Duration::from_secs(10);
