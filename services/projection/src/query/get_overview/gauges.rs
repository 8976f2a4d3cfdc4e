//! The figures of one centre and all below it: stages, ages, due dates and slips.

use std::collections::BTreeMap;

use fengqiao_api::v1;
use fengqiao_domain::vocabulary::{Level, SlipColour};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::Asked;
use crate::fold::{Gauge, NEVER, Part};
use crate::store::StoreError;

/// Bands of age in days since registration; the last one is open.
const AGE_BANDS: [(u32, Option<u32>); 6] =
    [(0, Some(7)), (8, Some(15)), (16, Some(30)), (31, Some(60)), (61, Some(90)), (91, None)];

/// One row of a gauge, over all sites.
struct Row {
    gauge: String,
    detail: String,
    level: String,
    day: Date,
    cases: i64,
}

/// The response with all that follows from the gauges of the centre.
pub(super) async fn of(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
) -> Result<v1::GetOverviewResponse, StoreError> {
    let rows = rows(connection, asked).await?;
    let of = |gauge: Gauge| rows.iter().filter(move |row| row.gauge == gauge.as_str());
    Ok(v1::GetOverviewResponse {
        stages: Level::ALL.iter().map(|level| stage(of(Gauge::Stage), *level)).collect(),
        ages: Level::ALL.iter().flat_map(|level| ages(of(Gauge::Open), *level, asked.today)).collect(),
        dues: dues(of(Gauge::Due)),
        without_due: of(Gauge::Due).filter(|row| row.day == NEVER).map(|row| row.cases).sum(),
        // The gravest first.
        slips: SlipColour::ALL
            .iter()
            .rev()
            .map(|colour| slips(of(Gauge::Slip), of(Gauge::SlipUnanswered), *colour))
            .collect(),
        ..v1::GetOverviewResponse::default()
    })
}

async fn rows(connection: &mut PgConnection, asked: &Asked<'_>) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT gauge, detail, level, day::text AS "day!", sum(subtree)::bigint AS "cases!"
           FROM gauge WHERE centre = $1 AND gauge = ANY($2) AND (gauge <> 'stage' OR day >= $3::text::date)
           GROUP BY gauge, detail, level, day"#,
        asked.centre.as_str(),
        &[Gauge::Open, Gauge::Due, Gauge::Slip, Gauge::SlipUnanswered, Gauge::Stage]
            .map(|gauge| gauge.as_str().to_owned()),
        asked.from.to_string(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the gauges", source))?;
    let rows = rows.into_iter().filter_map(|row| {
        let day = row.day.parse().ok()?;
        Some(Row { gauge: row.gauge, detail: row.detail, level: row.level, day, cases: row.cases })
    });
    Ok(rows.collect())
}

fn stage<'a>(rows: impl Iterator<Item = &'a Row> + Clone, level: Level) -> v1::StageFigures {
    let sum = |part: Part| -> i64 {
        let here = rows.clone().filter(|row| row.level == level.as_str() && row.detail == part.as_str());
        here.map(|row| row.cases).sum()
    };
    let (settled, lifted, open, other) =
        (sum(Part::Settled), sum(Part::Lifted), sum(Part::Open), sum(Part::Other));
    v1::StageFigures {
        level: level.to_string(),
        entered: settled + lifted + open + other,
        direct: sum(Part::Direct),
        settled,
        lifted,
        open,
        other,
    }
}

fn ages<'a>(
    rows: impl Iterator<Item = &'a Row> + Clone,
    level: Level,
    today: Date,
) -> impl Iterator<Item = v1::AgeFigures> {
    let age = move |row: &Row| {
        let days = row.day.until(today).map_or(0, |span| span.get_days());
        u32::try_from(days).unwrap_or(0)
    };
    AGE_BANDS.into_iter().map(move |(from_days, to_days)| {
        let within = |days: u32| days >= from_days && to_days.is_none_or(|to| days <= to);
        let here = rows.clone().filter(|row| row.level == level.as_str() && within(age(row)));
        v1::AgeFigures {
            level: level.to_string(),
            from_days,
            to_days,
            cases: here.map(|row| row.cases).sum(),
        }
    })
}

fn dues<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<v1::DayCount> {
    let mut days: BTreeMap<Date, i64> = BTreeMap::new();
    for row in rows.filter(|row| row.day != NEVER) {
        *days.entry(row.day).or_default() += row.cases;
    }
    days.into_iter().map(|(day, cases)| v1::DayCount { day: day.to_string(), cases }).collect()
}

fn slips<'a>(
    under_way: impl Iterator<Item = &'a Row> + Clone,
    unanswered: impl Iterator<Item = &'a Row>,
    colour: SlipColour,
) -> v1::SlipFigures {
    let of_colour = |row: &&Row| row.detail == colour.as_str();
    let oldest = under_way.clone().filter(of_colour).map(|row| row.day).min();
    v1::SlipFigures {
        colour: colour.to_string(),
        cases: under_way.filter(of_colour).map(|row| row.cases).sum(),
        unanswered: unanswered.filter(of_colour).map(|row| row.cases).sum(),
        oldest_on: oldest.map(|day| day.to_string()).unwrap_or_default(),
    }
}
