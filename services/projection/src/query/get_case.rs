//! One case across all levels.

use std::collections::HashMap;

use fengqiao_api::request::CaseRef;
use fengqiao_api::v1;
use fengqiao_domain::allowed;
use fengqiao_domain::id::CaseId;
use sqlx::PgConnection;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::locate::locate;
use super::persons::unveil;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::fold::CaseRow;
use crate::store::{self, StoreError};

pub(super) async fn get_case(
    context: &Context,
    request: Request<v1::GetCaseRequest>,
) -> Result<v1::GetCaseResponse, QueryError> {
    let reader = Reader::of(context, request.metadata())?;
    let request = request.into_inner();
    let case = CaseRef::parse(&request.case, "case")?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let row = locate(&mut views, &reader, &case).await?;
    let rows = [row];
    let unveiled = unveil(context, &mut views, &reader, "get_case", &rows).await?;
    let [row] = rows;
    let id = CaseId::new(row.case_id);
    let like_cases = like_cases(&mut views, &reader, &row).await?;
    let actions = allowed(&row.state, id, &reader.actor, context.jurisdiction());
    Ok(v1::GetCaseResponse {
        case: Some(case_view(context, &row, &unveiled)),
        allowed_actions: actions.into_iter().map(|name| name.as_str().to_owned()).collect(),
        like_cases,
        filings_90d: row.state.found.filings_90d,
        like_cases_30d: row.state.found.like_cases_30d,
    })
}

/// The earlier filings that were found like this one. Their numbers are shown to whoever may see them.
async fn like_cases(
    connection: &mut PgConnection,
    reader: &Reader,
    row: &CaseRow,
) -> Result<Vec<v1::LikeCase>, StoreError> {
    let found = &row.state.found.candidates;
    let ids: Vec<Uuid> = found.iter().map(|like| like.case.uuid()).collect();
    let numbers: HashMap<Uuid, String> = store::cases(connection, &ids)
        .await?
        .into_iter()
        .filter(|other| reader.sees(other))
        .map(|other| (other.case_id, other.number))
        .collect();
    let shown = found.iter().map(|like| v1::LikeCase {
        case_id: like.case.to_string(),
        case_number: numbers.get(&like.case.uuid()).cloned().unwrap_or_default(),
        kind: like.kind.to_string(),
        kind_text: like.kind.zh().to_owned(),
        score: like.score,
        reasons: like.reasons.iter().map(ToString::to_string).collect(),
        reason_texts: like.reasons.iter().map(|reason| reason.zh().to_owned()).collect(),
    });
    Ok(shown.collect())
}
