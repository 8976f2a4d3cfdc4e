//! Cases by filter: a centre's queue, or a part of the tree. Sorted by the nearest due date.

use fengqiao_api::v1;
use jiff::civil::Date;
use sqlx::PgConnection;
use sqlx::types::Json;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::case_filters::{CaseFilters, filtered};
use super::page;
use super::persons::unveil;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::fold::CaseRow;
use crate::limits::{LIST_PAGE_DEFAULT, LIST_PAGE_MAX};
use crate::store::{StoreError, row_error};

/// The last row of a page.
type Key = (Date, Uuid);

pub(super) async fn list_cases(
    context: &Context,
    request: Request<v1::ListCasesRequest>,
) -> Result<v1::ListCasesResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let jurisdiction = context.jurisdiction();
    let centre = reader.centre_or_own(&request.centre, jurisdiction)?;
    let filters = CaseFilters::read(&request, centre, jurisdiction)?;
    let size = page::size(request.page_size, LIST_PAGE_DEFAULT, LIST_PAGE_MAX);
    let after: Option<Key> = page::key(&request.page_token, &filters)?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let rows = select(&mut views, &filters, after, size).await?;
    let (rows, next_page_token) = page::cut(rows, size, &filters, |row| (row.next_due_on, row.case_id));
    let unveiled = unveil(context, &mut views, &reader, "list_cases", &rows).await?;
    let cases = rows.iter().map(|row| case_view(context, row, &unveiled)).collect();
    Ok(v1::ListCasesResponse { cases, next_page_token })
}

async fn select(
    connection: &mut PgConnection,
    filters: &CaseFilters,
    after: Option<Key>,
    size: u32,
) -> Result<Vec<CaseRow>, StoreError> {
    let (after_due, after_case) = after.map(|(due, case)| (due.to_string(), case)).unzip();
    let rows = filtered!(
        filters,
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v WHERE "#,
        " AND ($21::text IS NULL OR (next_due_on, case_id) > ($21::text::date, $22::uuid))
         ORDER BY next_due_on, case_id LIMIT $23",
        after_due,
        after_case,
        page::rows_wanted(size),
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}
