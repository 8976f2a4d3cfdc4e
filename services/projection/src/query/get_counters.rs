//! Counters of a centre, or of the tree below it, by day. Costs the same however many cases there are.

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::CentreCode;
use jiff::civil::Date;
use sqlx::PgConnection;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::{at_least, position};
use super::reader::Reader;
use super::service::Context;
use crate::limits::COUNTER_DAYS_MAX;
use crate::store::{self, StoreError};

pub(super) async fn get_counters(
    context: &Context,
    request: Request<v1::GetCountersRequest>,
) -> Result<v1::GetCountersResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let centre = reader.centre_or_own(&request.centre, context.jurisdiction())?;
    let today = context.today();
    let from = day(&request.from, "from", today)?;
    let to = day(&request.to, "to", today)?;
    if from > to || from.until(to).map_or(true, |span| span.get_days() >= COUNTER_DAYS_MAX) {
        return Err(Refusal::new(Code::D04).at("to").because("days_max", COUNTER_DAYS_MAX).into());
    }
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let rows = by_day(&mut views, centre, request.subtree, from, to).await?;
    let open_by_phase = open(&mut views, centre, request.subtree).await?;
    let live = context.store.live(&mut views).await?;
    let as_of = store::positions(&mut views, &live).await?;
    let as_of = as_of.values().map(|stored| position(&stored.position)).collect();
    Ok(v1::GetCountersResponse { rows, open_by_phase, as_of })
}

async fn by_day(
    connection: &mut PgConnection,
    centre: CentreCode,
    subtree: bool,
    from: Date,
    to: Date,
) -> Result<Vec<v1::CounterRow>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT day::text AS "day!", counter, sum(CASE WHEN $2 THEN subtree ELSE own END)::bigint AS "value!"
           FROM counter WHERE centre = $1 AND day BETWEEN $3::text::date AND $4::text::date
           GROUP BY day, counter ORDER BY day, counter"#,
        centre.as_str(),
        subtree,
        from.to_string(),
        to.to_string(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the counters", source))?;
    let rows = rows.into_iter().filter(|row| row.value != 0).map(|row| v1::CounterRow {
        centre: centre.to_string(),
        day: row.day,
        counter: row.counter,
        value: row.value,
    });
    Ok(rows.collect())
}

async fn open(
    connection: &mut PgConnection,
    centre: CentreCode,
    subtree: bool,
) -> Result<Vec<v1::StateCount>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT detail AS phase, level, sum(CASE WHEN $2 THEN subtree ELSE own END)::bigint AS "cases!"
           FROM gauge WHERE centre = $1 AND gauge = 'phase' GROUP BY detail, level ORDER BY detail, level"#,
        centre.as_str(),
        subtree,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the open counts", source))?;
    let rows = rows.into_iter().filter(|row| row.cases != 0).map(|row| v1::StateCount {
        phase: row.phase,
        level: row.level,
        cases: row.cases,
    });
    Ok(rows.collect())
}

fn day(text: &str, field: &'static str, today: Date) -> Result<Date, Refusal> {
    if text.is_empty() {
        return Ok(today);
    }
    text.parse().map_err(|_| Refusal::new(Code::D04).at(field))
}
