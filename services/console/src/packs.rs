//! Packs as sheets (导出 xlsx): what is on screen, with both parts of every figure, the checks, and who took it when.

mod workbook;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use fengqiao_api::v1::GetPackRequest;
use fengqiao_api::v1::query_service_client::QueryServiceClient;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use tonic::metadata::MetadataValue;
use tonic::{Code, Request, Status};

use crate::app::App;
use crate::entry::shown;
use crate::reply;

const XLSX: HeaderValue =
    HeaderValue::from_static("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// `GET /api/packs.xlsx?period=2026-W47&centre=640221&channel=visit&compare_with=2026-W46`. Each part may be left out. What the
/// officer may not read, the service of queries refuses.
pub(crate) async fn xlsx(State(app): State<Arc<App>>, headers: HeaderMap, uri: Uri) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    let mut request = Request::new(asked(uri.query().unwrap_or_default()));
    let Ok(authorization) = MetadataValue::try_from(session.authorization.as_bytes()) else {
        return reply::error(StatusCode::INTERNAL_SERVER_ERROR);
    };
    request.metadata_mut().insert("authorization", authorization);
    let pack = match QueryServiceClient::new(app.services.query()).get_pack(request).await {
        Ok(pack) => pack.into_inner(),
        Err(status) => return reply::error(http_status(&status)),
    };
    let who = shown(&app.jurisdiction, &session.account);
    match workbook::of(&pack, &who, app.clock.now()) {
        Ok(bytes) => file(bytes, &pack.period),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a pack cannot be written as sheets");
            reply::error(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// Words and codes alone, none of which needs an escape.
fn asked(query: &str) -> GetPackRequest {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    GetPackRequest {
        period: value("period"),
        centre: value("centre"),
        channel: value("channel"),
        compare_with: value("compare_with"),
        at_least: Vec::new(),
    }
}

fn http_status(status: &Status) -> StatusCode {
    match status.code() {
        Code::InvalidArgument => StatusCode::BAD_REQUEST,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// A file to be saved; the name is ASCII, as old browsers mangle others.
fn file(bytes: Vec<u8>, period: &str) -> Response {
    let Ok(named) = HeaderValue::try_from(format!("attachment; filename=\"fengqiao-{period}.xlsx\"")) else {
        return reply::error(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, XLSX);
    headers.insert(header::CONTENT_DISPOSITION, named);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_left_to_the_service() {
        let all = asked("period=2026-W47&centre=640221&channel=visit&compare_with=2026-W40&x=y");
        assert_eq!(
            [&all.period, &all.centre, &all.channel, &all.compare_with].map(String::as_str),
            ["2026-W47", "640221", "visit", "2026-W40"]
        );
        assert_eq!(asked(""), GetPackRequest::default());
        assert_eq!(asked("period&centre="), GetPackRequest::default());
    }
}
