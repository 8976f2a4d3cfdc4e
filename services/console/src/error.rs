//! Why the console cannot run.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use fengqiao_runtime::{clock, identity, reference};
use thiserror::Error;

/// Why the console cannot run.
#[derive(Debug, Error)]
pub enum ConsoleError {
    /// The division tree cannot be used.
    #[error("the reference data cannot be used")]
    Reference(#[from] reference::Error),
    /// The demo's clock cannot be used.
    #[error("the clock cannot be used")]
    Clock(#[from] clock::Error),
    /// The key that signs the demo accounts' tokens cannot be used.
    #[error("the signing key of the demo accounts cannot be used")]
    Issuer(#[from] identity::IssueError),
    /// The address of a service is no URL.
    #[error("{url} is no address of a service")]
    Upstream {
        /// The address.
        url: String,
        /// Why not.
        source: tonic::transport::Error,
    },
    /// The web front was not built.
    #[error("{folder} holds no index.html; build the web front first: npm run build in services/console/web")]
    NotBuilt {
        /// The folder from the configuration.
        folder: PathBuf,
    },
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address from the configuration.
        address: SocketAddr,
        /// What the system answered.
        source: io::Error,
    },
    /// The server failed while serving.
    #[error("serving on {address} ended early")]
    Serve {
        /// The address served on.
        address: SocketAddr,
        /// What the system answered.
        source: io::Error,
    },
}
