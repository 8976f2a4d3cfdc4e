//! How a part of the tree stands at one position. Read from gauges and counters alone, so that it costs the same however
//! many cases there are.

mod areas;
mod gauges;

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level};
use jiff::civil::Date;
use sqlx::PgConnection;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::{at_least, position};
use super::read::optional;
use super::reader::Reader;
use super::service::Context;
use crate::limits::OVERVIEW_DAYS_MAX;
use crate::store::{self, StoreError};

/// What is asked for, read and checked.
struct Asked<'a> {
    jurisdiction: &'a Jurisdiction,
    centre: CentreCode,
    today: Date,
    /// The first day of registration that the stages count.
    from: Date,
}

pub(super) async fn get_overview(
    context: &Context,
    request: Request<v1::GetOverviewRequest>,
) -> Result<v1::GetOverviewResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let jurisdiction = context.jurisdiction();
    let centre = reader.centre_or_own(&request.centre, jurisdiction)?;
    let today = context.today();
    let from = optional(&request.from, "from", Code::D04)?.unwrap_or_else(|| first_of_quarter(today));
    if from > today || from.until(today).map_or(true, |span| span.get_days() > OVERVIEW_DAYS_MAX) {
        return Err(Refusal::new(Code::D04).at("from").because("days_max", OVERVIEW_DAYS_MAX).into());
    }
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let asked = Asked { jurisdiction, centre, today, from };
    let figures = gauges::of(&mut views, &asked).await?;
    let live = context.store.live(&mut views).await?;
    let as_of = store::positions(&mut views, &live).await?;
    Ok(v1::GetOverviewResponse {
        day: today.to_string(),
        as_of: as_of.values().map(|stored| position(&stored.position)).collect(),
        areas: areas::of(&mut views, &asked).await?,
        last_reports: last_reports(&mut views, &asked).await?,
        from: from.to_string(),
        ..figures
    })
}

fn first_of_quarter(today: Date) -> Date {
    let month = (today.month() - 1) / 3 * 3 + 1;
    Date::new(today.year(), month, 1).unwrap_or(today)
}

/// The villages of the part, in the order of the tree, with the day of their last registration.
async fn last_reports(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
) -> Result<Vec<v1::LastReport>, StoreError> {
    let villages: Vec<_> = asked
        .jurisdiction
        .centres()
        .filter(|it| it.level == Level::Village && asked.covers(&it.code))
        .collect();
    let codes: Vec<String> = villages.iter().map(|village| village.code.to_string()).collect();
    let days = sqlx::query_scalar!(
        r#"SELECT last.day::text AS "day?" FROM unnest($1::text[]) WITH ORDINALITY AS v (centre, place)
           LEFT JOIN LATERAL (
               SELECT day FROM counter c WHERE c.centre = v.centre AND c.counter = 'registered' AND c.own > 0
               ORDER BY day DESC LIMIT 1
           ) AS last ON true
           ORDER BY v.place"#,
        &codes,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the last reports", source))?;
    let reports = villages.into_iter().zip(days).map(|(village, day)| v1::LastReport {
        centre: village.code.to_string(),
        name: village.title.clone(),
        parent: village.parent.map(|parent| parent.to_string()).unwrap_or_default(),
        day: day.unwrap_or_default(),
    });
    Ok(reports.collect())
}

// === impl Asked ===

impl Asked<'_> {
    fn covers(&self, centre: &CentreCode) -> bool {
        self.jurisdiction.is_within(centre, &self.centre)
    }
}
