//! How many cases lists hold. Counting one stops at a bound, so that it costs no more for a city than for a village.

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use sqlx::PgConnection;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::case_filters::{CaseFilters, filtered};
use super::reader::Reader;
use super::service::Context;
use crate::limits::{COUNTED_CASES_MAX, COUNTED_LISTS_MAX};
use crate::store::StoreError;

pub(super) async fn count_cases(
    context: &Context,
    request: Request<v1::CountCasesRequest>,
) -> Result<v1::CountCasesResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    if request.lists.len() > COUNTED_LISTS_MAX {
        return Err(Refusal::new(Code::D03).at("lists").because("max", COUNTED_LISTS_MAX).into());
    }
    let jurisdiction = context.jurisdiction();
    let read = |list: &v1::ListCasesRequest| {
        let centre = reader.centre_or_own(&list.centre, jurisdiction)?;
        CaseFilters::read(list, centre, jurisdiction)
    };
    let lists = request.lists.iter().map(read).collect::<Result<Vec<_>, Refusal>>()?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let mut counts = Vec::with_capacity(lists.len());
    for filters in &lists {
        counts.push(count(&mut views, filters).await?);
    }
    Ok(v1::CountCasesResponse { counts })
}

async fn count(connection: &mut PgConnection, filters: &CaseFilters) -> Result<u32, StoreError> {
    let counted = filtered!(
        filters,
        r#"SELECT count(*) AS "count!" FROM (SELECT FROM case_view WHERE "#,
        " LIMIT $21) AS listed",
        COUNTED_CASES_MAX,
    )
    .fetch_one(connection)
    .await;
    let counted = counted.map_err(|source| StoreError::Statement("count cases", source))?;
    Ok(u32::try_from(counted).unwrap_or(u32::MAX))
}
