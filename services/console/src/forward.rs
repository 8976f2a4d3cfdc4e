//! Carries the browser's gRPC-web calls to the services: authenticated, bounded, and otherwise unchanged.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use fengqiao_runtime::serve::MESSAGE_IN_BYTES_MAX;
use futures::StreamExt as _;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use tonic::Status;
use tonic::transport::{Channel, Endpoint};
use tonic_web::GrpcWebLayer;
use tower::{Layer as _, Service, ServiceExt as _};

use crate::app::App;
use crate::config::Upstreams;
use crate::error::ConsoleError;
use crate::reply;
use crate::session::Session;

/// How long a service may take until it counts as gone.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);

/// The frame around one message: a flag and a length.
const FRAME_BYTES: usize = 5;

/// The services that a browser may call.
pub(crate) const SERVICES: [&str; 4] = [
    "fengqiao.v1.TownshipService",
    "fengqiao.v1.CountyService",
    "fengqiao.v1.CityService",
    "fengqiao.v1.QueryService",
];

/// The one question that needs no session: a citizen asks with a query code.
const OPEN_TO_ALL: (&str, &str) = ("fengqiao.v1.QueryService", "GetProgress");

/// The one stream.
const STREAM: (&str, &str) = ("fengqiao.v1.QueryService", "WatchChanges");

/// What a call keeps of its headers.
const PASSED: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::ACCEPT,
    HeaderName::from_static("grpc-timeout"),
    HeaderName::from_static("x-grpc-web"),
];

/// Connections to the services, made when they are first used and again when they are lost.
pub(crate) struct Services {
    township: Channel,
    county: Channel,
    city: Channel,
    query: Channel,
}

/// A service that answers UNAVAILABLE while nobody is there.
#[derive(Clone)]
struct Upstream(Channel);

/// `POST /fengqiao.v1.…Service/…`.
pub(crate) async fn forward(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let call = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let Some(channel) = app.services.named(call.0) else { return reply::error(StatusCode::NOT_FOUND) };
    let session = app.session(request.headers());
    if session.is_none() {
        if call != OPEN_TO_ALL {
            return reply::error(StatusCode::UNAUTHORIZED);
        }
        if !app.tries.may_ask(peer.ip(), Instant::now()) {
            return reply::error(StatusCode::TOO_MANY_REQUESTS);
        }
    }
    let request = match prepared(request, session.as_deref()).await {
        Ok(request) => request,
        Err(status) => return reply::error(status),
    };
    let bounded = session.filter(|_| call == STREAM);
    let permit = match &bounded {
        Some(session) => match Arc::clone(&session.streams).try_acquire_owned() {
            Ok(permit) => Some(permit),
            Err(_) => return reply::error(StatusCode::TOO_MANY_REQUESTS),
        },
        None => None,
    };
    let Ok(response) = GrpcWebLayer::new().layer(Upstream(channel)).oneshot(request).await;
    let mut response = response.map(Body::new);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match bounded {
        // The stream ends with the session, and gives its place back when it does.
        Some(session) => response.map(|body| {
            let end = session.end.clone().cancelled_owned();
            Body::from_stream(body.into_data_stream().take_until(end).inspect(move |_| {
                let _held = &permit;
            }))
        }),
        None => response,
    }
}

/// The call with the session's token, and nothing else of the browser's.
async fn prepared(request: Request, session: Option<&Session>) -> Result<Request, StatusCode> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MESSAGE_IN_BYTES_MAX + FRAME_BYTES);
    let bytes = bytes.await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let mut passed = Request::new(Body::from(bytes));
    *passed.method_mut() = parts.method;
    *passed.uri_mut() = parts.uri.path().parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let headers = passed.headers_mut();
    copy(&parts.headers, headers);
    if let Some(session) = session {
        headers.insert(header::AUTHORIZATION, session.authorization.clone());
    }
    Ok(passed)
}

fn copy(from: &HeaderMap, to: &mut HeaderMap) {
    for name in PASSED {
        if let Some(value) = from.get(&name) {
            to.insert(name, value.clone());
        }
    }
}

// === impl Services ===

impl Services {
    /// The services at these addresses.
    ///
    /// # Errors
    /// For an address that is no URL.
    pub(crate) fn open(upstreams: &Upstreams) -> Result<Self, ConsoleError> {
        Ok(Self {
            township: channel(&upstreams.township)?,
            county: channel(&upstreams.county)?,
            city: channel(&upstreams.city)?,
            query: channel(&upstreams.query)?,
        })
    }

    /// Each service under the name that the pages know it by.
    pub(crate) fn each(&self) -> [(&'static str, Channel); 4] {
        [
            ("township", self.township.clone()),
            ("county", self.county.clone()),
            ("city", self.city.clone()),
            ("query", self.query.clone()),
        ]
    }

    /// The service of queries.
    pub(crate) fn query(&self) -> Channel {
        self.query.clone()
    }

    fn named(&self, service: &str) -> Option<Channel> {
        let channels = [&self.township, &self.county, &self.city, &self.query];
        let mut named = SERVICES.iter().zip(channels).filter(|(name, _)| **name == service);
        named.next().map(|(_, channel)| channel.clone())
    }
}

fn channel(url: &str) -> Result<Channel, ConsoleError> {
    let endpoint = Endpoint::from_shared(url.to_owned())
        .map_err(|source| ConsoleError::Upstream { url: url.to_owned(), source })?;
    Ok(endpoint.connect_timeout(CONNECT_TIME_MAX).tcp_nodelay(true).connect_lazy())
}

// === impl Upstream ===

impl Service<http::Request<tonic::body::Body>> for Upstream {
    type Response = http::Response<tonic::body::Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Readiness is awaited in the call, where its failure has an answer.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<tonic::body::Body>) -> Self::Future {
        let channel = self.0.clone();
        Box::pin(async move {
            Ok(channel.oneshot(request).await.unwrap_or_else(|error| {
                tracing::warn!(error = &error as &dyn std::error::Error, "a service does not answer");
                Status::unavailable("the service does not answer").into_http()
            }))
        })
    }
}
