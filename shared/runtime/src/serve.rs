//! Serves gRPC until told to stop, and then drains: no new work, what is under way is finished, bounded in time.

mod drain;
mod limits;
mod options;
mod readiness;
mod tls;
mod undecodable;

pub use drain::{Drain, SignalError};
pub use limits::{
    CONCURRENT_REQUESTS_MAX, DRAIN_TIME_MAX, HEADER_BYTES_MAX, KEEPALIVE_INTERVAL, KEEPALIVE_TIMEOUT,
    MESSAGE_IN_BYTES_MAX, MESSAGE_OUT_BYTES_MAX, REQUEST_TIME_MAX, STREAMS_PER_CONNECTION_MAX,
};
pub use options::Options;
pub use readiness::{Readiness, ReadinessHandle, readiness};

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use fengqiao_api::texts::{Catalogue, CatalogueError};
use http::{Request, Response};
use thiserror::Error;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::service::RoutesBuilder;
use tonic::transport::server::TcpIncoming;
use tonic_health::server::health_reporter;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::{Service, ServiceBuilder};

/// Gives a generated gRPC server the limits on its messages. They belong to each generated type, which have no
/// trait in common, hence a macro.
#[macro_export]
macro_rules! bounded {
    ($server:expr) => {
        $server
            .max_decoding_message_size($crate::serve::MESSAGE_IN_BYTES_MAX)
            .max_encoding_message_size($crate::serve::MESSAGE_OUT_BYTES_MAX)
    };
}

/// Why a server cannot start or has ended early.
#[derive(Debug, Error)]
pub enum Error {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address from the configuration.
        address: SocketAddr,
        /// What the system answered.
        source: io::Error,
    },
    /// A certificate or key cannot be read.
    #[error("cannot read the certificates for serving")]
    ReadTls(#[source] crate::config::Problem),
    /// The certificates do not fit.
    #[error("cannot serve with these certificates")]
    Tls(#[source] tonic::transport::Error),
    /// The descriptor set was not made from the protos.
    #[error("cannot describe the services for reflection")]
    Reflection(#[source] tonic_reflection::server::Error),
    /// The texts were delivered broken.
    #[error("cannot read the texts of refusals")]
    Texts(#[source] CatalogueError),
    /// The transport failed while serving.
    #[error("serving on {address} ended early")]
    Transport {
        /// The address served on.
        address: SocketAddr,
        /// What the transport met.
        source: tonic::transport::Error,
    },
}

/// A server that listens and does not answer yet: connections wait until [`Server::run`].
pub struct Server {
    options: Options,
    incoming: TcpIncoming,
    address: SocketAddr,
    routes: RoutesBuilder,
    names: Vec<&'static str>,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub fn bind(options: Options) -> Result<Self, Error> {
        let address = options.listen;
        let fail = |source| Error::Listen { address, source };
        let incoming = TcpIncoming::bind(address).map_err(fail)?.with_nodelay(Some(true));
        let address = incoming.local_addr().map_err(fail)?;
        Ok(Self { options, incoming, address, routes: RoutesBuilder::default(), names: Vec::new() })
    }

    /// The address taken: with port 0 in the options, the one that the system chose.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Adds a gRPC service. Pass it through [`bounded!`](crate::bounded) first.
    #[must_use]
    pub fn with<S>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>
            + NamedService
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        self.names.push(S::NAME);
        self.routes.add_service(service);
        self
    }

    /// Serves until `drain` starts, and at most [`Options::drain_time`] longer.
    ///
    /// The health service answers as `readiness` says, for the server as a whole and for each service by name.
    /// A stream must end by itself when the drain starts, or it is cut when the drain's time is over.
    ///
    /// # Errors
    /// When the server cannot start, or the transport fails.
    pub async fn run(self, readiness: Readiness, drain: Drain) -> Result<(), Error> {
        let Self { options, incoming, address, mut routes, names } = self;
        let (reporter, health) = health_reporter();
        routes.add_service(health);
        if let Some(descriptors) = options.reflection {
            let builder = tonic_reflection::server::Builder::configure();
            let builder = builder.register_encoded_file_descriptor_set(descriptors);
            let builder = builder.register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET);
            routes.add_service(builder.build_v1().map_err(Error::Reflection)?);
        }

        // Shared: every request gets a copy of what answers it.
        let catalogue = Arc::new(Catalogue::zh_cn().map_err(Error::Texts)?);
        // What is over the limit is refused at once (RESOURCE_EXHAUSTED): queued, it would time out anyway.
        let admission = ServiceBuilder::new()
            .map_response(move |response| undecodable::coded(response, &catalogue))
            .layer(LoadShedLayer::new())
            .layer(GlobalConcurrencyLimitLayer::new(options.concurrent_requests))
            .into_inner();
        let mut server = tonic::transport::Server::builder()
            .timeout(options.request_time)
            .max_concurrent_streams(STREAMS_PER_CONNECTION_MAX)
            .http2_max_header_list_size(HEADER_BYTES_MAX)
            .http2_keepalive_interval(Some(KEEPALIVE_INTERVAL))
            .http2_keepalive_timeout(Some(KEEPALIVE_TIMEOUT))
            .layer(admission);
        if let Some(tls) = &options.tls {
            let tls = tls::server_config(tls).map_err(Error::ReadTls)?;
            server = server.tls_config(tls).map_err(Error::Tls)?;
        }

        tracing::info!(%address, services = ?names, tls = options.tls.is_some(), "serving");
        let report = readiness::report(readiness, reporter, names, drain.clone());
        let serving = server
            .add_routes(routes.routes())
            .serve_with_incoming_shutdown(incoming, drain.clone().started_owned());
        let serving = async {
            tokio::select! {
                served = serving => served.map_err(|source| Error::Transport { address, source }),
                () = drain.over(options.drain_time) => {
                    tracing::warn!(%address, "cut what was still under way when the drain's time was over");
                    Ok(())
                }
            }
        };
        tokio::pin!(serving);
        let result = tokio::select! {
            result = &mut serving => result,
            () = report => serving.await,
        };
        tracing::info!(%address, "stopped serving");
        result
    }
}
