//! What every request must show before anything is done with it: that it came to a name of ours, and that a page of ours
//! sent it. With the cookie's `SameSite=Strict` this keeps other sites from acting in an officer's name.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};

use crate::app::App;
use crate::reply;

/// Scripts, styles and connections of this origin alone. antd writes its styles into the page, which needs inline styles.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// Lets a request through, and puts the security headers on the answer.
pub(crate) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response =
        match refused(app.public_host.as_deref(), request.method(), request.uri(), request.headers()) {
            Some(status) => reply::error(status),
            None => next.run(request).await,
        };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.public_host.is_some() {
        let value = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

fn refused(public_host: Option<&str>, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    // HTTP/2 carries it in the URI.
    let Some(host) = host.or_else(|| uri.authority().map(http::uri::Authority::as_str)) else {
        return Some(StatusCode::BAD_REQUEST);
    };
    if !is_ours(public_host, host) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    if method == Method::GET || method == Method::HEAD {
        return None;
    }
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let sender = origin.and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
    (sender != Some(host)).then_some(StatusCode::FORBIDDEN)
}

/// A name of this console: the public one, or this machine. Any other is a name that somebody has pointed here.
fn is_ours(public_host: Option<&str>, host: &str) -> bool {
    if public_host == Some(host) {
        return true;
    }
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, host: &str, origin: Option<&str>) -> Option<StatusCode> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        refused(Some("console.example"), method, &Uri::from_static("/api/session"), &headers)
    }

    #[test]
    fn only_pages_of_ours_may_change_anything() {
        let own = "localhost:8080";
        assert_eq!(asked(&Method::GET, own, None), None);
        assert_eq!(asked(&Method::POST, own, Some("http://localhost:8080")), None);
        assert_eq!(asked(&Method::POST, "console.example", Some("https://console.example")), None);
        for origin in [None, Some("http://localhost:8081"), Some("https://evil.example"), Some("null")] {
            assert_eq!(asked(&Method::POST, own, origin), Some(StatusCode::FORBIDDEN), "{origin:?}");
        }
    }

    #[test]
    fn a_foreign_name_that_points_here_is_refused() {
        let rebound = asked(&Method::GET, "evil.example:8080", None);
        assert_eq!(rebound, Some(StatusCode::MISDIRECTED_REQUEST));
        for host in ["127.0.0.1:8080", "[::1]:8080", "localhost"] {
            assert_eq!(asked(&Method::GET, host, None), None, "{host}");
        }
    }
}
