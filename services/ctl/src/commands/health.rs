//! `health ADDR…`: can the services do their work? Asked through the gRPC health protocol.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::Duration;

use jiff::SignedDuration;
use serde::Serialize;
use tokio::time::{Instant, sleep, timeout};
use tonic::transport::Endpoint;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::error::Exit;
use crate::output::Report;

/// How long one question may take.
const QUESTION_TIME_MAX: Duration = Duration::from_secs(2);

/// Between two questions while waiting.
const PAUSE: Duration = Duration::from_millis(50);

/// The health of each service asked.
#[derive(Debug, Serialize)]
pub(crate) struct HealthReport {
    services: Vec<Health>,
}

/// The health of one.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    pub(crate) address: String,
    pub(crate) state: State,
}

/// What a service says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Serving,
    NotServing,
    NoAnswer,
}

/// Asks every address, again until all serve or `wait` is over.
pub(crate) async fn ask(addresses: &[SocketAddr], wait: SignedDuration) -> HealthReport {
    let deadline = Instant::now() + wait.unsigned_abs();
    let mut services = Vec::with_capacity(addresses.len());
    for address in addresses {
        let mut state = state_of(&format!("http://{address}")).await;
        while state != State::Serving && Instant::now() < deadline {
            sleep(PAUSE).await;
            state = state_of(&format!("http://{address}")).await;
        }
        services.push(Health { address: address.to_string(), state });
    }
    HealthReport { services }
}

/// Asks one service once.
pub(crate) async fn state_of(url: &str) -> State {
    match timeout(QUESTION_TIME_MAX, check(url)).await {
        Ok(Ok(ServingStatus::Serving)) => State::Serving,
        Ok(Ok(_)) => State::NotServing,
        Ok(Err(_)) | Err(_) => State::NoAnswer,
    }
}

async fn check(url: &str) -> Result<ServingStatus, Box<dyn std::error::Error + Send + Sync>> {
    let channel = Endpoint::from_shared(url.to_owned())?.connect().await?;
    // The empty name is the server as a whole.
    let request = HealthCheckRequest { service: String::new() };
    Ok(HealthClient::new(channel).check(request).await?.into_inner().status())
}

impl Report for HealthReport {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for health in &self.services {
            writeln!(out, "{:<22} {}", health.address, health.state.text())?;
        }
        Ok(())
    }

    fn exit(&self) -> Exit {
        if self.services.iter().all(|health| health.state == State::Serving) {
            Exit::Sound
        } else {
            Exit::Unavailable
        }
    }
}

impl State {
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Serving => "serving",
            Self::NotServing => "not serving",
            Self::NoAnswer => "does not answer",
        }
    }
}
