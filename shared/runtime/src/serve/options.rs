//! How a server is run.

use std::net::SocketAddr;
use std::time::Duration;

use super::{CONCURRENT_REQUESTS_MAX, DRAIN_TIME_MAX, REQUEST_TIME_MAX};
use crate::config::{Profile, SharedConfig, TlsConfig};

/// How a server is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Certificates; without them, plain HTTP/2.
    pub tls: Option<TlsConfig>,
    /// The encoded file descriptor set for reflection; without it, none is offered.
    pub reflection: Option<&'static [u8]>,
    /// How long a call may take until it answers.
    pub request_time: Duration,
    /// Calls under way at once.
    pub concurrent_requests: usize,
    /// How long a drain takes at most.
    pub drain_time: Duration,
}

impl Options {
    /// The limits of this crate, at this address.
    #[must_use]
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            tls: None,
            reflection: None,
            request_time: REQUEST_TIME_MAX,
            concurrent_requests: CONCURRENT_REQUESTS_MAX,
            drain_time: DRAIN_TIME_MAX,
        }
    }

    /// As the configuration says. `descriptors` are served by reflection outside production only: there the
    /// contract is published with the release, and is no help to whoever comes in uninvited.
    #[must_use]
    pub fn from_config(config: &SharedConfig, descriptors: &'static [u8]) -> Self {
        let reflection = (config.profile != Profile::Production).then_some(descriptors);
        Self { tls: config.tls.clone(), reflection, ..Self::new(config.listen) }
    }
}
