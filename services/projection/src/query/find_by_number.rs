//! Cases by the end of their number, as people say it over the counter.

use std::ops::RangeInclusive;

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use sqlx::types::Json;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::persons::unveil;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::fold::CaseRow;
use crate::limits::FOUND_CASES_MAX;
use crate::store::row_error;

/// Fewer digits name too many cases; a sequence never has more.
const DIGITS: RangeInclusive<usize> = 4..=12;

pub(super) async fn find_by_number(
    context: &Context,
    request: Request<v1::FindByNumberRequest>,
) -> Result<v1::FindByNumberResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let digits = &request.digits;
    if !DIGITS.contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::new(Code::D03).at("digits").into());
    }
    at_least(context, &request.at_least).await?;
    let mut views = context.store.read().await?;
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v
           WHERE reverse(split_part(number, '-', 3)) LIKE reverse($1) || '%' AND seen_by @> ARRAY[$2::text]
           ORDER BY registered_on DESC, number DESC LIMIT $3"#,
        digits,
        reader.actor.centre.as_str(),
        FOUND_CASES_MAX,
    )
    .fetch_all(&mut *views)
    .await
    .map_err(row_error)?;
    let rows: Vec<CaseRow> = rows.into_iter().map(|Json(row)| row).collect();
    let unveiled = unveil(context, &mut views, &reader, "find_by_number", &rows).await?;
    Ok(v1::FindByNumberResponse {
        cases: rows.iter().map(|row| case_view(context, row, &unveiled)).collect(),
    })
}
