//! What happened to a case, oldest first.

use fengqiao_api::outcome::change;
use fengqiao_api::request::CaseRef;
use fengqiao_api::v1;
use fengqiao_domain::Event;
use fengqiao_domain::id::EventId;
use jiff_sqlx::{Date as SqlDate, Timestamp as SqlTimestamp};
use serde_json::{Value, json};
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::locate::locate;
use super::reader::Reader;
use super::service::Context;
use super::{page, view};
use crate::limits::{TIMELINE_PAGE_DEFAULT, TIMELINE_PAGE_MAX};
use crate::store::StoreError;

pub(super) async fn get_timeline(
    context: &Context,
    request: Request<v1::GetTimelineRequest>,
) -> Result<v1::GetTimelineResponse, QueryError> {
    let reader = Reader::of(context, request.metadata())?;
    let request = request.into_inner();
    let case = CaseRef::parse(&request.case, "case")?;
    let size = page::size(request.page_size, TIMELINE_PAGE_DEFAULT, TIMELINE_PAGE_MAX);
    let after: Option<(i64, i16)> = page::key(&request.page_token, &request.case)?;
    let (sequence, index) = after.unwrap_or_default();
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let row = locate(&mut views, &reader, &case).await?;
    let events = sqlx::query!(
        r#"SELECT sequence, index, event_id, event, recorded_at AS "recorded_at: SqlTimestamp",
               occurred_on AS "occurred_on: SqlDate", officer, centre, level, role, command_id,
               detail, chain_digest
           FROM case_timeline WHERE case_id = $1 AND (sequence, index) > ($2, $3)
           ORDER BY sequence, index LIMIT $4"#,
        row.case_id,
        sequence,
        index,
        page::rows_wanted(size),
    )
    .fetch_all(&mut *views)
    .await
    .map_err(|source| StoreError::Statement("read a timeline", source))?;

    let (events, next_page_token) =
        page::cut(events, size, &request.case, |last| (last.sequence, last.index));
    let entries = events.into_iter().map(|event| {
        let (text, detail_json) = told(context, event.event_id, &event.event, event.detail);
        v1::TimelineEntry {
            event_id: event.event_id.to_string(),
            event: event.event,
            text,
            recorded_at: event.recorded_at.to_jiff().to_string(),
            occurred_on: event.occurred_on.to_jiff().to_string(),
            officer: event.officer.to_string(),
            centre_name: view::centre_name(context, &event.centre),
            centre: event.centre,
            level: event.level,
            role: event.role,
            command_id: event.command_id.to_string(),
            sequence: event.sequence.unsigned_abs(),
            detail_json,
            chain_digest: event.chain_digest,
        }
    });
    Ok(v1::GetTimelineResponse { entries: entries.collect(), next_page_token })
}

/// The event's sentence, and its fields without those that were sealed.
fn told(context: &Context, id: Uuid, name: &str, mut detail: Value) -> (String, String) {
    let event = serde_json::from_value::<Event>(json!({ "type": name, "data": detail.clone() }));
    let text = event
        .map(|event| change(EventId::new(id), &event, context.wording()).text)
        .unwrap_or_else(|_| name.to_owned());
    drop_empty(&mut detail);
    (text, detail.to_string())
}

fn drop_empty(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| field.as_str() != Some(""));
            fields.values_mut().for_each(drop_empty);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_empty),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
