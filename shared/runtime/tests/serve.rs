//! How a server behaves while it serves and while it drains.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use fengqiao_runtime::serve::{
    Drain, Error, MESSAGE_IN_BYTES_MAX, Options, ReadinessHandle, Server, readiness,
};
use http::uri::PathAndQuery;
use http::{Request, Response};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::transport::Channel;
use tonic::{Code, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::v1::ServerReflectionRequest;
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;

/// Answers after a delay, with a status that nothing else in the server gives.
#[derive(Clone)]
struct Slow(Duration);

impl NamedService for Slow {
    const NAME: &'static str = "test.Slow";
}

impl tower::Service<Request<Body>> for Slow {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let delay = self.0;
        Box::pin(async move {
            sleep(delay).await;
            Ok(Status::data_loss("answered").into_http())
        })
    }
}

struct Running {
    address: SocketAddr,
    ready: ReadinessHandle,
    drain: Drain,
    serving: JoinHandle<Result<(), Error>>,
}

impl Running {
    fn start(delay: Duration, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        change(&mut options);
        let server = Server::bind(options).unwrap().with(Slow(delay));
        let (ready, readiness) = readiness("starting");
        let (address, drain) = (server.address(), Drain::new());
        let serving = tokio::spawn(server.run(readiness, drain.clone()));
        Self { address, ready, drain, serving }
    }

    async fn connect(&self) -> Result<Channel, tonic::transport::Error> {
        Channel::from_shared(format!("http://{}", self.address)).unwrap().connect().await
    }

    async fn slow_call(&self) -> Code {
        slow_call(self.connect().await.unwrap()).await
    }

    async fn stopped(self) {
        timeout(Duration::from_secs(10), self.serving).await.unwrap().unwrap().unwrap();
    }
}

async fn slow_call(channel: Channel) -> Code {
    let mut client = tonic::client::Grpc::new(channel);
    client.ready().await.unwrap();
    let codec = tonic_prost::ProstCodec::<HealthCheckRequest, HealthCheckResponse>::default();
    let path = PathAndQuery::from_static("/test.Slow/Call");
    let request = tonic::Request::new(HealthCheckRequest { service: String::new() });
    client.unary(request, path, codec).await.unwrap_err().code()
}

async fn health(channel: &Channel, service: &str) -> ServingStatus {
    let request = HealthCheckRequest { service: service.to_owned() };
    HealthClient::new(channel.clone()).check(request).await.unwrap().into_inner().status()
}

async fn eventually(channel: &Channel, expected: ServingStatus) {
    for service in ["", "test.Slow"] {
        let reached = async {
            while health(channel, service).await != expected {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(5), reached).await.unwrap();
    }
}

#[tokio::test]
async fn health_follows_readiness_for_the_server_and_for_each_service() {
    let server = Running::start(Duration::ZERO, |_| ());
    let channel = server.connect().await.unwrap();
    eventually(&channel, ServingStatus::NotServing).await;
    server.ready.ready();
    eventually(&channel, ServingStatus::Serving).await;
    server.ready.not_ready("the log does not answer");
    eventually(&channel, ServingStatus::NotServing).await;
}

#[tokio::test]
async fn a_drain_lets_the_call_under_way_finish_and_takes_no_new_one() {
    let server = Running::start(Duration::from_millis(400), |_| ());
    let call = tokio::spawn(slow_call(server.connect().await.unwrap()));
    sleep(Duration::from_millis(100)).await;
    server.drain.start();
    assert_eq!(call.await.unwrap(), Code::DataLoss);
    assert!(server.connect().await.is_err());
    server.stopped().await;
}

#[tokio::test]
async fn a_drain_cuts_a_stream_that_does_not_end_when_its_time_is_over() {
    let drain_time = Duration::from_millis(300);
    let server = Running::start(Duration::ZERO, |options| options.drain_time = drain_time);
    let mut client = HealthClient::new(server.connect().await.unwrap());
    let request = HealthCheckRequest { service: String::new() };
    let mut stream = client.watch(request).await.unwrap().into_inner();
    stream.message().await.unwrap();
    let start = Instant::now();
    server.drain.start();
    server.stopped().await;
    assert!(start.elapsed() >= drain_time && start.elapsed() < drain_time * 10);
}

#[tokio::test]
async fn a_call_over_the_limit_is_refused_at_once() {
    let server = Running::start(Duration::from_secs(2), |options| options.concurrent_requests = 1);
    let first = tokio::spawn(slow_call(server.connect().await.unwrap()));
    sleep(Duration::from_millis(200)).await;
    let start = Instant::now();
    assert_eq!(server.slow_call().await, Code::ResourceExhausted);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(first.await.unwrap(), Code::DataLoss);
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_ended() {
    let server =
        Running::start(Duration::from_secs(60), |options| options.request_time = Duration::from_millis(100));
    let code = timeout(Duration::from_secs(5), server.slow_call()).await.unwrap();
    assert!(matches!(code, Code::DeadlineExceeded | Code::Cancelled), "{code:?}");
}

#[tokio::test]
async fn a_message_over_the_limit_is_not_read() {
    let reflection = tonic_reflection::server::Builder::configure().build_v1().unwrap();
    let options = Options::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let server = Server::bind(options).unwrap().with(fengqiao_runtime::bounded!(reflection));
    let address = server.address();
    let (_ready, readiness) = readiness("starting");
    tokio::spawn(server.run(readiness, Drain::new()));
    let channel = Channel::from_shared(format!("http://{address}")).unwrap().connect().await.unwrap();
    let answer = async |bytes: usize| {
        let requests =
            tokio_stream::iter([ServerReflectionRequest { host: "x".repeat(bytes), message_request: None }]);
        let mut client = ServerReflectionClient::new(channel.clone());
        client.server_reflection_info(requests).await.unwrap().into_inner().message().await
    };
    // The service complains of the empty request that it has read, and ends the stream on one that was kept from it.
    assert_eq!(answer(MESSAGE_IN_BYTES_MAX / 2).await.unwrap_err().code(), Code::InvalidArgument);
    assert!(matches!(answer(MESSAGE_IN_BYTES_MAX).await, Ok(None)));
}

#[tokio::test]
async fn reflection_is_offered_when_there_are_descriptors_and_not_otherwise() {
    let descriptors = tonic_health::pb::FILE_DESCRIPTOR_SET;
    for (reflection, offered) in [(Some(descriptors), true), (None, false)] {
        let server = Running::start(Duration::ZERO, |options| options.reflection = reflection);
        let channel = server.connect().await.unwrap();
        let requests = tokio_stream::iter([ServerReflectionRequest::default()]);
        let answer = ServerReflectionClient::new(channel).server_reflection_info(requests).await;
        let unimplemented = answer.is_err_and(|status| status.code() == Code::Unimplemented);
        assert_eq!(unimplemented, !offered);
    }
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let server = Running::start(Duration::ZERO, |_| ());
    let error = Server::bind(Options::new(server.address)).err().unwrap().to_string();
    assert!(error.contains(&server.address.to_string()), "{error}");
}
