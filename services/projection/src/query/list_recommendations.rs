//! Recommendations to the units of a part of the tree. Those whose date has passed come first.

use fengqiao_api::v1;
use fengqiao_domain::Affair;
use fengqiao_domain::affair::AffairStanding;
use fengqiao_domain::refusal::Code;
use fengqiao_jurisdiction::{CentreCode, UnitCode};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::{self, at_least};
use super::page;
use super::read::{below, optional, words};
use super::reader::Reader;
use super::service::Context;
use super::view::centre_name;
use crate::fold::{AffairRow, NEVER};
use crate::limits::{LIST_PAGE_DEFAULT, LIST_PAGE_MAX};
use crate::store::{StoreError, row_error};

/// What is asked for. A page token is tied to it.
#[derive(Debug, Serialize)]
struct Filters {
    centre: CentreCode,
    unit: Option<String>,
    standings: Option<Vec<String>>,
}

/// The last row of a page.
type Key = (Date, Uuid);

pub(super) async fn list_recommendations(
    context: &Context,
    request: Request<v1::ListRecommendationsRequest>,
) -> Result<v1::ListRecommendationsResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let jurisdiction = context.jurisdiction();
    let filters = Filters {
        centre: reader.centre_or_own(&request.centre, jurisdiction)?,
        unit: optional::<UnitCode>(&request.unit, "unit", Code::D02)?.map(|unit| unit.to_string()),
        standings: words::<AffairStanding>(&request.standings, "standings")?,
    };
    let size = page::size(request.page_size, LIST_PAGE_DEFAULT, LIST_PAGE_MAX);
    let after: Option<Key> = page::key(&request.page_token, &filters)?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let centres = below(filters.centre, jurisdiction);
    let rows = select(&mut views, &filters, &centres, after, size).await?;
    let (rows, next_page_token) = page::cut(rows, size, &filters, |row| (row.due_on, row.affair_id));
    let recommendations = rows.iter().filter_map(|row| view(context, row)).collect();
    Ok(v1::ListRecommendationsResponse { recommendations, next_page_token })
}

async fn select(
    connection: &mut PgConnection,
    filters: &Filters,
    centres: &[String],
    after: Option<Key>,
    size: u32,
) -> Result<Vec<AffairRow>, StoreError> {
    let (after_due, after_id) = after.map(|(due, id)| (due.to_string(), id)).unzip();
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<AffairRow>" FROM affair_view v
           WHERE family = 'recommendation' AND origin = ANY($1)
             AND ($2::text IS NULL OR state ->> 'unit' = $2)
             AND ($3::text[] IS NULL OR standing = ANY($3))
             AND ($4::text IS NULL OR (due_on, affair_id) > ($4::text::date, $5::uuid))
           ORDER BY due_on, affair_id LIMIT $6"#,
        centres,
        filters.unit.as_deref(),
        filters.standings.as_deref(),
        after_due,
        after_id,
        page::rows_wanted(size),
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

fn view(context: &Context, row: &AffairRow) -> Option<v1::RecommendationView> {
    let Affair::Recommendation(it) = &row.state else { return None };
    let unit = context.jurisdiction().unit(&it.unit);
    let log = context.logs.get(&row.site);
    Some(v1::RecommendationView {
        recommendation_id: row.affair_id.to_string(),
        kind: it.kind.to_string(),
        kind_text: it.kind.zh().to_owned(),
        unit: it.unit.to_string(),
        unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        issuer: it.issuer.to_string(),
        issuer_name: centre_name(context, it.issuer.as_str()),
        document_id: it.document.to_string(),
        case_id: text(it.case),
        issued_on: it.issued_on.to_string(),
        due_on: text((row.due_on != NEVER).then_some(row.due_on)),
        standing: row.standing.to_string(),
        standing_text: row.standing.zh().to_owned(),
        breached_on: text(it.breached),
        answered_on: text(it.answer.map(|answer| answer.on)),
        adopted: it.answer.is_some_and(|answer| answer.adopted),
        answer_document_id: text(it.answer.map(|answer| answer.document)),
        position: log.map(|log| at_least::position(&log.position(row.sequence))),
    })
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
