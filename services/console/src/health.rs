//! Whether the services can do their work, as they say of themselves.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use fengqiao_jurisdiction::Role;
use futures::future::join_all;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use tokio::time::timeout;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::app::App;
use crate::reply;

/// How long a service may take to say how it is.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(2);

/// Who looks after the installation.
pub(crate) const ADMINISTRATORS: [Role; 3] =
    [Role::SystemAdministrator, Role::SecurityAdministrator, Role::Auditor];

#[derive(Serialize)]
struct Health {
    /// The platform's time, RFC 3339.
    at: String,
    services: Vec<ServiceHealth>,
}

#[derive(Serialize)]
struct ServiceHealth {
    service: &'static str,
    state: Condition,
}

/// What a service says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Condition {
    Serving,
    NotServing,
    NoAnswer,
}

/// `GET /api/health`, for administrators.
pub(crate) async fn health(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    if !session.holds(&ADMINISTRATORS) {
        return reply::error(StatusCode::FORBIDDEN);
    }
    let asked = app
        .services
        .each()
        .map(|(service, channel)| async move { ServiceHealth { service, state: condition(channel).await } });
    let services = join_all(asked).await;
    reply::json(StatusCode::OK, &Health { at: app.clock.now().to_string(), services })
}

async fn condition(channel: Channel) -> Condition {
    // The empty name is the server as a whole.
    let question = HealthCheckRequest { service: String::new() };
    match timeout(ANSWER_TIME_MAX, HealthClient::new(channel).check(question)).await {
        Ok(Ok(answer)) if answer.get_ref().status() == ServingStatus::Serving => Condition::Serving,
        Ok(Ok(_)) => Condition::NotServing,
        Ok(Err(_)) | Err(_) => Condition::NoAnswer,
    }
}

#[cfg(test)]
mod tests {
    use tonic::transport::Endpoint;

    use super::*;

    #[tokio::test]
    async fn a_service_that_is_not_there_gives_no_answer() {
        let nobody = Endpoint::from_static("http://127.0.0.1:9").connect_lazy();
        assert_eq!(condition(nobody).await, Condition::NoAnswer);
    }
}
