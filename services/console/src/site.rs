//! The built web front, as files.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http::{HeaderValue, header};
use tower_http::services::{ServeDir, ServeFile};

/// Files under this path bear their content's digest in their names.
const HASHED: &str = "/assets/";

/// Every path that is no file opens the application, which knows its own pages.
pub(crate) fn files<S: Clone + Send + Sync + 'static>(folder: &Path) -> Router<S> {
    let page = ServeFile::new(folder.join("index.html")).precompressed_gzip();
    let assets = ServeDir::new(folder.join("assets")).precompressed_gzip();
    Router::new()
        .nest_service("/assets", assets)
        .fallback_service(ServeDir::new(folder).precompressed_gzip().fallback(page))
        .layer(from_fn(keep))
}

async fn keep(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().starts_with(HASHED);
    let mut response = next.run(request).await;
    let value = if hashed && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
