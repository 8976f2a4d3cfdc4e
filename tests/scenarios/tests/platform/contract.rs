//! A client needs nothing but an address and a token: the services tell their contract themselves.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use fengqiao_api::FILE_DESCRIPTOR_SET;
use fengqiao_scenarios::{Answer as _, Platform, Service};
use prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, Value};
use tokio_stream::iter;
use tonic::transport::{Channel, Endpoint};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};

const SERVICES: [(Service, &str); 4] = [
    (Service::Township, "fengqiao.v1.TownshipService"),
    (Service::County, "fengqiao.v1.CountyService"),
    (Service::City, "fengqiao.v1.CityService"),
    (Service::Projection, "fengqiao.v1.QueryService"),
];

async fn channel(platform: &Platform, service: Service) -> Result<Channel> {
    Ok(Endpoint::from_shared(platform.url(service))?.connect().await?)
}

async fn reflect(channel: &Channel, question: MessageRequest) -> Result<MessageResponse> {
    let request = ServerReflectionRequest { host: String::new(), message_request: Some(question) };
    let mut client = ServerReflectionClient::new(channel.clone());
    let mut answers = client.server_reflection_info(iter([request])).await?.into_inner();
    let answer: ServerReflectionResponse = answers.message().await?.context("reflection did not answer")?;
    answer.message_response.context("reflection answered nothing")
}

/// The files that define a symbol, as the server tells them.
async fn files(channel: &Channel, symbol: &str) -> Result<DescriptorPool> {
    let mut pool = DescriptorPool::new();
    let mut wanted = vec![MessageRequest::FileContainingSymbol(symbol.to_owned())];
    let mut asked = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(question) = wanted.pop() {
        let MessageResponse::FileDescriptorResponse(answer) = reflect(channel, question).await? else {
            anyhow::bail!("reflection does not tell {symbol}")
        };
        for bytes in answer.file_descriptor_proto {
            let file = prost_reflect::prost_types::FileDescriptorProto::decode(bytes.as_slice())?;
            for import in &file.dependency {
                if asked.insert(import.clone()) {
                    wanted.push(MessageRequest::FileByFilename(import.clone()));
                }
            }
            asked.insert(file.name().to_owned());
            found.push(file);
        }
    }
    pool.add_file_descriptor_protos(found)?;
    Ok(pool)
}

async fn each_service_names_itself_and_is_healthy(platform: &Platform) -> Result<()> {
    for (service, name) in SERVICES {
        let channel = channel(platform, service).await?;
        let MessageResponse::ListServicesResponse(list) =
            reflect(&channel, MessageRequest::ListServices(String::new())).await?
        else {
            anyhow::bail!("reflection does not list the services")
        };
        let listed: BTreeSet<_> = list.service.into_iter().map(|service| service.name).collect();
        assert!(listed.contains(name) && listed.contains("grpc.health.v1.Health"), "{listed:?}");
        for asked in ["", name] {
            let request = HealthCheckRequest { service: asked.to_owned() };
            let health = HealthClient::new(channel.clone()).check(request).await?.into_inner();
            assert_eq!(health.status(), ServingStatus::Serving, "{asked}");
        }
    }
    Ok(())
}

/// What reflection tells is the released contract, to the letter.
async fn reflection_tells_the_contract(platform: &Platform) -> Result<()> {
    let released = DescriptorPool::decode(FILE_DESCRIPTOR_SET)?;
    for (service, name) in SERVICES {
        let told = files(&channel(platform, service).await?, name).await?;
        for file in told.files().filter(|file| file.package_name() == "fengqiao.v1") {
            let same = released.get_file_by_name(file.name()).context("a file that was not released")?;
            assert_eq!(file.file_descriptor_proto(), same.file_descriptor_proto(), "{}", file.name());
        }
        assert!(told.get_service_by_name(name).is_some());
    }
    Ok(())
}

/// A client that was never compiled against the contract reads a case.
async fn a_client_made_of_reflection_reads_a_case(platform: &Platform) -> Result<()> {
    let registered = platform.registered_in_village().await?;
    let pool = files(&channel(platform, Service::Projection).await?, "fengqiao.v1.QueryService").await?;
    let service = pool.get_service_by_name("fengqiao.v1.QueryService").context("no service")?;
    let method = service.methods().find(|method| method.name() == "GetCase").context("no method")?;

    let mut request = DynamicMessage::new(method.input());
    request.set_field_by_name("case", Value::String(registered.case_number.clone()));
    let position = pool.get_message_by_name("fengqiao.v1.Position").context("no positions")?;
    let at_least = registered.positions.iter().map(|at| {
        let mut message = DynamicMessage::new(position.clone());
        message.set_field_by_name("stream", Value::String(at.stream.clone()));
        message.set_field_by_name("epoch", Value::String(at.epoch.clone()));
        message.set_field_by_name("sequence", Value::U64(at.sequence));
        Value::Message(message)
    });
    request.set_field_by_name("at_least", Value::List(at_least.collect()));

    let mut raw = platform.desk("zhengzha-head")?.raw(&platform.url(Service::Projection))?;
    let path = format!("/{}/{}", service.full_name(), method.name());
    let answer = raw.call(&path, request.encode_to_vec()).await?.done()?;
    let answer = DynamicMessage::decode(method.output(), answer)?;
    let case = answer.get_field_by_name("case").context("no case")?;
    let case = case.as_message().context("a case is a message")?;
    let number = case.get_field_by_name("case_number").context("no number")?;
    assert_eq!(number.as_str(), Some(registered.case_number.as_str()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_needs_an_address_and_a_token() -> Result<()> {
    let platform = Platform::start().await?;
    each_service_names_itself_and_is_healthy(&platform).await?;
    reflection_tells_the_contract(&platform).await?;
    a_client_made_of_reflection_reads_a_case(&platform).await?;
    Ok(())
}
