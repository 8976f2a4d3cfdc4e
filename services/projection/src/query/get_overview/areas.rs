//! The figures of a centre and of two levels below it, side by side.

use std::collections::HashMap;

use fengqiao_api::v1;
use fengqiao_domain::vocabulary::{Level, SlipColour};
use fengqiao_jurisdiction::CentreCode;
use sqlx::PgConnection;

use super::Asked;
use crate::fold::{Counter, Gauge, Part};
use crate::store::StoreError;

/// Sums of a centre's tree, by what they count.
type Sums = HashMap<(String, String), i64>;

/// The centre, the centres below it, and those below these, in the order of the tree.
pub(super) async fn of(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
) -> Result<Vec<v1::AreaFigures>, StoreError> {
    let centres = centres(asked);
    let codes: Vec<String> = centres.iter().map(ToString::to_string).collect();
    let gauges = gauges(connection, asked, &codes).await?;
    let settled = settled(connection, asked, &codes).await?;
    let today = today(connection, asked, &codes).await?;
    let areas = centres.iter().filter_map(|code| {
        let centre = asked.jurisdiction.centre(code)?;
        let at =
            |sums: &Sums, what: &str| sums.get(&(code.to_string(), what.to_owned())).copied().unwrap_or(0);
        let slip = |colour: SlipColour| at(&gauges, colour.as_str());
        let settled = Level::ALL
            .iter()
            .map(|level| v1::LevelCount { level: level.to_string(), cases: at(&settled, level.as_str()) });
        Some(v1::AreaFigures {
            centre: code.to_string(),
            name: centre.title.clone(),
            level: centre.level.to_string(),
            parent: if *code == asked.centre {
                String::new()
            } else {
                centre.parent.map(|parent| parent.to_string()).unwrap_or_default()
            },
            open: at(&gauges, "open"),
            overdue: at(&gauges, "overdue"),
            due_today: at(&gauges, "due_today"),
            registered_today: at(&today, Counter::Registered.as_str()),
            closed_today: at(&gauges, "closed_today"),
            red: slip(SlipColour::Red),
            yellow: slip(SlipColour::Yellow),
            blue: slip(SlipColour::Blue),
            settled: settled.filter(|count| count.cases != 0).collect(),
        })
    });
    Ok(areas.collect())
}

fn centres(asked: &Asked<'_>) -> Vec<CentreCode> {
    let mut centres = vec![asked.centre];
    for child in asked.jurisdiction.children(&asked.centre) {
        centres.push(*child);
        centres.extend(asked.jurisdiction.children(child));
    }
    centres
}

async fn gauges(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
    codes: &[String],
) -> Result<Sums, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT centre AS "centre!", what AS "what!", sum(cases)::bigint AS "cases!" FROM (
               SELECT centre, gauge, CASE
                   WHEN gauge = $3 THEN detail
                   WHEN gauge = $4 AND day < $5::text::date THEN 'overdue'
                   WHEN gauge = $4 AND day = $5::text::date THEN 'due_today'
                   WHEN gauge = $6 AND day = $5::text::date THEN 'closed_today'
                   WHEN gauge = $2 THEN 'open'
               END AS what, subtree AS cases
               FROM gauge WHERE centre = ANY($1) AND (gauge IN ($2, $3, $4) OR gauge = $6 AND day = $5::text::date)
           ) AS counted WHERE what IS NOT NULL GROUP BY centre, what"#,
        codes,
        Gauge::Open.as_str(),
        Gauge::Slip.as_str(),
        Gauge::Due.as_str(),
        asked.today.to_string(),
        Gauge::Closed.as_str(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the gauges of the areas", source))?;
    Ok(rows.into_iter().map(|row| ((row.centre, row.what), row.cases)).collect())
}

async fn settled(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
    codes: &[String],
) -> Result<Sums, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT centre, level, sum(subtree)::bigint AS "cases!" FROM gauge
           WHERE centre = ANY($1) AND gauge = $2 AND detail = $3 AND day >= $4::text::date
           GROUP BY centre, level"#,
        codes,
        Gauge::Stage.as_str(),
        Part::Settled.as_str(),
        asked.from.to_string(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read where cases were settled", source))?;
    Ok(rows.into_iter().map(|row| ((row.centre, row.level), row.cases)).collect())
}

async fn today(
    connection: &mut PgConnection,
    asked: &Asked<'_>,
    codes: &[String],
) -> Result<Sums, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT centre, counter, sum(subtree)::bigint AS "cases!" FROM counter
           WHERE centre = ANY($1) AND day = $2::text::date AND counter = $3
           GROUP BY centre, counter"#,
        codes,
        asked.today.to_string(),
        Counter::Registered.as_str(),
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the counters of the day", source))?;
    Ok(rows.into_iter().map(|row| ((row.centre, row.counter), row.cases)).collect())
}
