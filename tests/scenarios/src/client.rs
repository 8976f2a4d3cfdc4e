//! Clients that carry an officer's token.

use anyhow::Result;
use jiff::civil::Date;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};
use uuid::Uuid;

use fengqiao_api::v1::CommandHeader;
use fengqiao_api::v1::city_service_client::CityServiceClient;
use fengqiao_api::v1::county_service_client::CountyServiceClient;
use fengqiao_api::v1::query_service_client::QueryServiceClient;
use fengqiao_api::v1::township_service_client::TownshipServiceClient;

use crate::raw::Raw;

/// A connection on which every call bears the token.
pub(crate) type Signed = InterceptedService<Channel, Bearer>;
pub type Township = TownshipServiceClient<Signed>;
pub type County = CountyServiceClient<Signed>;
pub type City = CityServiceClient<Signed>;
pub type Query = QueryServiceClient<Signed>;

/// Adds the token to a call.
#[derive(Clone)]
pub struct Bearer {
    token: Option<MetadataValue<Ascii>>,
}

/// An officer who can call any service.
#[derive(Clone)]
pub struct Desk {
    bearer: Bearer,
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(token) = &self.token {
            request.metadata_mut().insert("authorization", token.clone());
        }
        Ok(request)
    }
}

impl Desk {
    /// A desk with this token.
    ///
    /// # Errors
    /// If the token cannot stand in a header.
    pub fn new(token: &str) -> Result<Self> {
        Ok(Self { bearer: Bearer { token: Some(format!("Bearer {token}").parse()?) } })
    }

    /// A desk without a token.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self { bearer: Bearer { token: None } }
    }

    /// Calls any method with messages in their written form.
    ///
    /// # Errors
    /// If the address is none.
    pub fn raw(&self, url: &str) -> Result<Raw> {
        Ok(Raw::new(InterceptedService::new(channel(url)?, self.bearer.clone())))
    }

    /// The township service at `url`.
    ///
    /// # Errors
    /// If the address is none.
    pub fn township(&self, url: &str) -> Result<Township> {
        Ok(TownshipServiceClient::with_interceptor(channel(url)?, self.bearer.clone()))
    }

    /// The county service at `url`.
    ///
    /// # Errors
    /// If the address is none.
    pub fn county(&self, url: &str) -> Result<County> {
        Ok(CountyServiceClient::with_interceptor(channel(url)?, self.bearer.clone()))
    }

    /// The city service at `url`.
    ///
    /// # Errors
    /// If the address is none.
    pub fn city(&self, url: &str) -> Result<City> {
        Ok(CityServiceClient::with_interceptor(channel(url)?, self.bearer.clone()))
    }

    /// The reads at `url`.
    ///
    /// # Errors
    /// If the address is none.
    pub fn query(&self, url: &str) -> Result<Query> {
        Ok(QueryServiceClient::with_interceptor(channel(url)?, self.bearer.clone()))
    }
}

/// The header of a new command on a case.
#[must_use]
pub fn header(case: &str) -> Option<CommandHeader> {
    Some(CommandHeader {
        command_id: Uuid::now_v7().to_string(),
        case: case.to_owned(),
        ..CommandHeader::default()
    })
}

/// The header of a new command that enters what happened on an earlier date.
#[must_use]
pub fn header_on(case: &str, date: Date) -> Option<CommandHeader> {
    header(case).map(|header| CommandHeader { occurred_on: date.to_string(), ..header })
}

/// The header of a new command of an officer who has seen the case as of this sequence.
#[must_use]
pub fn header_seen(case: &str, seen_sequence: u64) -> Option<CommandHeader> {
    header(case).map(|header| CommandHeader { seen_sequence, ..header })
}

fn channel(url: &str) -> Result<Channel> {
    Ok(Endpoint::from_shared(url.to_owned())?.connect_lazy())
}
