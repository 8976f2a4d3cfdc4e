//! Answers of the console's own, as JSON.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

#[derive(Serialize)]
struct Fault {
    error: &'static str,
}

/// A value as JSON that nobody may keep.
pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let Ok(bytes) = serde_json::to_vec(value) else { return error(StatusCode::INTERNAL_SERVER_ERROR) };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A refusal of the console itself. The page finds words for the status.
pub(crate) fn error(status: StatusCode) -> Response {
    json(status, &Fault { error: status.canonical_reason().unwrap_or("error") })
}
