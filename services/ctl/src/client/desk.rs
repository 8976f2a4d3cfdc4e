use std::borrow::Cow;
use std::time::Duration;

use fengqiao_api::v1::CommandOutcome;
use fengqiao_api::v1::query_service_client::QueryServiceClient;
use fengqiao_jurisdiction::Level;
use http::uri::PathAndQuery;
use prost_reflect::{DynamicMessage, MethodDescriptor};
use serde::Deserialize;
use tokio::time::sleep;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};
use tonic_prost::ProstCodec;
use uuid::Uuid;

use super::{Call, CommandRequest, Failure};

/// The package of the contract.
const PACKAGE: &str = "fengqiao.v1";

/// How long one attempt may take.
const CALL_TIME_MAX: Duration = Duration::from_secs(15);

/// How often a call is made before its service counts as gone. With the pause this covers a restart.
const ATTEMPTS_MAX: u32 = 40;

/// Between two attempts.
const ATTEMPT_PAUSE: Duration = Duration::from_millis(500);

/// Where the services of an installation answer, as URLs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// The service of townships and villages.
    pub township: String,
    /// The service of counties.
    pub county: String,
    /// The service of the city.
    pub city: String,
    /// The queries over the views.
    pub query: String,
}

/// The services of an installation. Connections are made when they are first used, and again when they are lost.
#[derive(Debug, Clone)]
pub struct Platform {
    township: Channel,
    county: Channel,
    city: Channel,
    query: Channel,
}

/// An officer at work: the service of their level, the queries, and their token. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk {
    service: &'static str,
    commands: Channel,
    queries: Channel,
    bearer: Bearer,
}

/// Puts the token on each request.
#[derive(Debug, Clone)]
pub struct Bearer(MetadataValue<Ascii>);

// === impl Platform ===

impl Platform {
    /// The services at these addresses.
    ///
    /// # Errors
    /// For an address that is no URL.
    pub fn new(endpoints: &Endpoints) -> Result<Self, Failure> {
        Ok(Self {
            township: channel(&endpoints.township)?,
            county: channel(&endpoints.county)?,
            city: channel(&endpoints.city)?,
            query: channel(&endpoints.query)?,
        })
    }

    /// The desk of an officer of this level who holds this token.
    ///
    /// # Errors
    /// For a token that cannot stand in a header.
    pub fn desk(&self, level: Level, token: &str) -> Result<Desk, Failure> {
        let (service, commands) = match level {
            Level::Village | Level::Township => ("TownshipService", &self.township),
            Level::County => ("CountyService", &self.county),
            Level::City => ("CityService", &self.city),
        };
        let mut bearer: MetadataValue<Ascii> =
            format!("Bearer {token}").parse().map_err(|_| Failure::Token)?;
        bearer.set_sensitive(true);
        Ok(Desk { service, commands: commands.clone(), queries: self.query.clone(), bearer: Bearer(bearer) })
    }
}

fn channel(url: &str) -> Result<Channel, Failure> {
    let endpoint = Endpoint::from_shared(url.to_owned())
        .map_err(|source| Failure::Address { url: url.to_owned(), source })?;
    Ok(endpoint.connect_timeout(Duration::from_secs(5)).tcp_nodelay(true).connect_lazy())
}

// === impl Desk ===

impl Desk {
    /// Gives a command. Without a `command_id` it gets one; while the service does not answer the same command is
    /// sent again, which does nothing twice.
    ///
    /// # Errors
    /// A refusal with its reasons, or that the service stayed away.
    pub async fn give<R: CommandRequest>(&self, mut request: R) -> Result<CommandOutcome, Failure> {
        let header = request.header_mut();
        if header.command_id.is_empty() {
            header.command_id = Uuid::now_v7().to_string();
        }
        self.call(&request).await
    }

    /// Gives the command of `method`, whose form was filled in field by field. As [`Desk::give`] otherwise; the form
    /// holds its `command_id`.
    ///
    /// # Errors
    /// As [`Desk::give`].
    pub async fn give_form(
        &self,
        method: &MethodDescriptor,
        form: &DynamicMessage,
    ) -> Result<CommandOutcome, Failure> {
        let path = format!("/{}/{}", method.parent_service().full_name(), method.name());
        let rpc = Cow::Owned(method.name().to_owned());
        until_answered(rpc, async || self.unary(&self.commands, &path, form.clone()).await).await
    }

    /// Makes any call of the contract, repeated while its service does not answer.
    ///
    /// # Errors
    /// A refusal with its reasons, or that the service stayed away.
    pub async fn call<C: Call>(&self, call: &C) -> Result<C::Answer, Failure> {
        until_answered(Cow::Borrowed(C::RPC), async || self.call_once(call).await).await
    }

    /// Makes a call once, for those who want to see each answer.
    ///
    /// # Errors
    /// The status as it came.
    pub async fn call_once<C: Call>(&self, call: &C) -> Result<C::Answer, Status> {
        let (service, channel) =
            if C::QUERY { ("QueryService", &self.queries) } else { (self.service, &self.commands) };
        self.unary(channel, &format!("/{PACKAGE}.{service}/{}", C::RPC), call.clone()).await
    }

    /// The service that takes this officer's commands, by its full name.
    #[must_use]
    pub fn service(&self) -> String {
        format!("{PACKAGE}.{}", self.service)
    }

    async fn unary<M, A>(&self, channel: &Channel, path: &str, message: M) -> Result<A, Status>
    where
        M: prost::Message + 'static,
        A: prost::Message + Default + 'static,
    {
        let path = PathAndQuery::try_from(path).map_err(|error| Status::internal(error.to_string()))?;
        let mut client = tonic::client::Grpc::new(channel.clone());
        client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
        let mut request = Request::new(message);
        request.set_timeout(CALL_TIME_MAX);
        self.bearer.put_on(&mut request);
        let codec = ProstCodec::<M, A>::default();
        client.unary(request, path, codec).await.map(tonic::Response::into_inner)
    }

    /// The generated client of the queries, for its stream.
    #[must_use]
    pub fn queries(&self) -> QueryServiceClient<InterceptedService<Channel, Bearer>> {
        QueryServiceClient::with_interceptor(self.queries.clone(), self.bearer.clone())
    }
}

/// Sends the same again while nobody answers.
async fn until_answered<A>(
    rpc: Cow<'static, str>,
    send: impl AsyncFn() -> Result<A, Status>,
) -> Result<A, Failure> {
    let mut attempt = 1;
    loop {
        let failure = match send().await {
            Ok(answer) => return Ok(answer),
            Err(status) => Failure::from_status(rpc.clone(), status),
        };
        if !failure.may_pass() || attempt == ATTEMPTS_MAX {
            return Err(failure);
        }
        attempt += 1;
        sleep(ATTEMPT_PAUSE).await;
    }
}

// === impl Bearer ===

impl Bearer {
    fn put_on<T>(&self, request: &mut Request<T>) {
        request.metadata_mut().insert("authorization", self.0.clone());
    }
}

impl tonic::service::Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        self.put_on(&mut request);
        Ok(request)
    }
}
