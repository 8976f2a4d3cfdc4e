//! A handover of an officer's cases, with what became of each.

use std::collections::HashMap;

use fengqiao_api::v1;
use fengqiao_domain::affair::Handover;
use fengqiao_domain::affair::handover::Step;
use fengqiao_domain::errand::ErrandResult;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::{Affair, Family};
use jiff::civil::Date;
use sqlx::PgConnection;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::{self, at_least};
use super::reader::Reader;
use super::service::Context;
use super::view::centre_name;
use crate::store::{self, StoreError};

pub(super) async fn get_handover(
    context: &Context,
    request: Request<v1::GetHandoverRequest>,
) -> Result<v1::GetHandoverResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let malformed = || Refusal::new(Code::D03).at("handover_id");
    let id: Uuid = request.handover_id.parse().map_err(|_| malformed())?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let row = store::affair(&mut views, Family::Handover, id).await?;
    // Nobody learns of another area's by asking.
    let jurisdiction = context.jurisdiction();
    let row = row.filter(|row| jurisdiction.is_within(&row.origin, &reader.actor.centre));
    let row = row.ok_or_else(|| Refusal::new(Code::D08).at("handover_id"))?;
    let Affair::Handover(handover) = &row.state else {
        return Err(Refusal::new(Code::D08).at("handover_id").into());
    };
    let numbers = numbers(&mut views, &reader, handover).await?;
    let remaining = remaining(&mut views, handover).await?;
    let rows: Vec<_> = handover.steps.iter().map(|step| view(step, &numbers)).collect();
    let count = |result: &str| {
        u32::try_from(rows.iter().filter(|row| row.result == result).count()).unwrap_or(u32::MAX)
    };
    let position = context.logs.get(&row.site).map(|log| at_least::position(&log.position(row.sequence)));
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let handover = v1::HandoverView {
        handover_id: id.to_string(),
        centre: handover.centre.to_string(),
        centre_name: centre_name(context, handover.centre.as_str()),
        head: handover.head.to_string(),
        officer: handover.from.to_string(),
        cause: handover.cause.to_string(),
        cause_text: handover.cause.zh().to_owned(),
        due: date(handover.due),
        started_on: handover.started_on.to_string(),
        completed_on: date(handover.completed_on),
        open: count(OPEN),
        done: count(DONE),
        refused: count(REFUSED),
        remaining,
        position,
        rows,
    };
    Ok(v1::GetHandoverResponse { handover: Some(handover) })
}

/// How a row's result is written.
const OPEN: &str = "open";
const DONE: &str = "done";
const REFUSED: &str = "refused";

fn view(step: &Step, numbers: &HashMap<Uuid, String>) -> v1::HandoverRow {
    let (result, code) = match step.result {
        None => (OPEN, None),
        Some(ErrandResult::Done) => (DONE, None),
        Some(ErrandResult::Refused { code }) => (REFUSED, Some(code)),
    };
    v1::HandoverRow {
        case_id: step.case.to_string(),
        case_number: numbers.get(&step.case.uuid()).cloned().unwrap_or_default(),
        successor: step.to.to_string(),
        result: result.to_owned(),
        refusal_code: code.map(Code::as_str).unwrap_or_default().to_owned(),
        refusal_text: code.map(Code::zh).unwrap_or_default().to_owned(),
    }
}

/// The numbers of the cases that the reader may see.
async fn numbers(
    connection: &mut PgConnection,
    reader: &Reader,
    handover: &Handover,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let ids: Vec<Uuid> = handover.steps.iter().map(|step| step.case.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT case_id, number FROM case_view WHERE case_id = ANY($1) AND $2 = ANY(seen_by)",
        &ids,
        reader.actor.centre.as_str(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the numbers of cases", source))?;
    Ok(rows.into_iter().map(|row| (row.case_id, row.number)).collect())
}

/// The cases that the officer still has at the centre.
async fn remaining(connection: &mut PgConnection, handover: &Handover) -> Result<u64, StoreError> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM case_view
           WHERE handler = $1 AND holder = $2 AND phase NOT IN ('closed', 'exited', 'archived')"#,
        handover.from.uuid(),
        handover.centre.as_str(),
    )
    .fetch_one(connection)
    .await
    .map(i64::unsigned_abs)
    .map_err(|source| StoreError::Statement("count an officer's cases", source))
}
