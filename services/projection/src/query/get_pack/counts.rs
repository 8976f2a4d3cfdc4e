//! The counts of areas over a period. Each statement reads the rows of the period once, for all areas together.

use std::collections::BTreeMap;
use std::str::FromStr;

use fengqiao_calendar::Period;
use fengqiao_figures::{Figure, Follow, Stand, Sum, Tallies, age_band};
use fengqiao_jurisdiction::CentreCode;
use jiff::ToSpan as _;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::super::service::Context;
use crate::fold::NEVER;
use crate::store::StoreError;

/// Which centre counts for which area; one may count for several.
#[derive(Debug, Default)]
pub(super) struct Areas {
    centres: Vec<String>,
    areas: Vec<String>,
}

/// What is counted.
pub(super) struct Scope<'a> {
    pub(super) areas: &'a Areas,
    pub(super) period: Period,
    pub(super) today: Date,
    pub(super) channel: Option<&'a str>,
    pub(super) context: &'a Context,
}

type Counted = BTreeMap<CentreCode, Tallies>;

/// All counts of each area; none of an area in which there was nothing.
pub(super) async fn of(views: &mut PgConnection, scope: &Scope<'_>) -> Result<Counted, StoreError> {
    let mut counted = Counted::new();
    happened(views, scope, &mut counted).await?;
    stood(views, scope, &mut counted).await?;
    registered(views, scope, &mut counted).await?;
    for follow in Follow::ALL {
        followed(views, scope, *follow, &mut counted).await?;
    }
    held(views, scope, &mut counted).await?;
    Ok(counted)
}

// === impl Areas ===

impl Areas {
    pub(super) fn add(&mut self, area: CentreCode, centres: Vec<String>) {
        self.areas.extend(centres.iter().map(|_| area.to_string()));
        self.centres.extend(centres);
    }
}

// === impl Scope ===

impl Scope<'_> {
    fn first(&self) -> String {
        self.period.first().to_string()
    }

    /// The last day that has come.
    fn cut(&self) -> Date {
        self.period.last().min(self.today)
    }
}

/// The tallies of an area, and a word that the fold wrote. Another release may have written another word: it counts for nothing.
fn entry<'a, W: FromStr>(counted: &'a mut Counted, area: &str, word: &str) -> Option<(&'a mut Tallies, W)> {
    let (area, word) = (area.parse().ok()?, word.parse().ok()?);
    Some((counted.entry(area).or_default(), word))
}

async fn happened(
    views: &mut PgConnection,
    scope: &Scope<'_>,
    counted: &mut Counted,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"SELECT m.area AS "area!", o.figure, o.detail, count(*) AS "times!", sum(o.amount)::bigint AS "amount!",
               count(*) FILTER (WHERE o.happened_on < $3::text::date) AS "late!"
           FROM occurrence o JOIN unnest($1::text[], $2::text[]) AS m (centre, area) USING (centre)
           WHERE o.day BETWEEN $3::text::date AND $4::text::date
             AND ($5::text IS NULL OR EXISTS (
                 SELECT FROM case_view c WHERE c.case_id = o.case_id AND c.channel = $5))
           GROUP BY m.area, o.figure, o.detail"#,
        &scope.areas.centres,
        &scope.areas.areas,
        scope.first(),
        scope.cut().to_string(),
        scope.channel,
    )
    .fetch_all(views)
    .await
    .map_err(|source| StoreError::Statement("count what happened", source))?;
    for row in rows {
        if let Some((tallies, figure)) = entry::<Figure>(counted, &row.area, &row.figure) {
            let sum = Sum { times: row.times, amount: row.amount, late: row.late };
            tallies.happened.insert((figure, row.detail), sum);
        }
    }
    Ok(())
}

/// How things stood the evening before the period and at the cut-off, and how old the backlog was then.
async fn stood(views: &mut PgConnection, scope: &Scope<'_>, counted: &mut Counted) -> Result<(), StoreError> {
    let cut = scope.cut();
    let evenings = [scope.period.first().saturating_sub(1.day()), cut];
    let rows = sqlx::query!(
        r#"SELECT e.day::text AS "day!", m.area AS "area!", s.stand, s.detail,
               CASE s.stand WHEN 'open' THEN e.day - s.received_on ELSE 0 END AS "age!", count(*) AS "cases!"
           FROM unnest($3::text[]) AS t (day) CROSS JOIN LATERAL (SELECT t.day::date) AS e (day)
           JOIN standing s ON s.since <= e.day AND s.until > e.day
           JOIN unnest($1::text[], $2::text[]) AS m (centre, area) USING (centre)
           WHERE s.stand IN ('open', 'request', 'refusal', 'slip', 'invitation', 'led')
             AND ($4::text IS NULL OR EXISTS (
                 SELECT FROM case_view c WHERE c.case_id = s.case_id AND c.channel = $4))
           GROUP BY e.day, m.area, s.stand, s.detail, "age!""#,
        &scope.areas.centres,
        &scope.areas.areas,
        &evenings.map(|day| day.to_string()),
        scope.channel,
    )
    .fetch_all(views)
    .await
    .map_err(|source| StoreError::Statement("count how cases stood", source))?;
    for row in rows {
        let Some((tallies, stand)) = entry::<Stand>(counted, &row.area, &row.stand) else { continue };
        let at_cut = row.day == cut.to_string();
        if at_cut && stand == Stand::Open {
            *tallies.ages.entry(age_band(row.age.into())).or_default() += row.cases;
        }
        let side = if at_cut { &mut tallies.closing } else { &mut tallies.opening };
        *side.entry((stand, row.detail)).or_default() += row.cases;
    }
    Ok(())
}

/// How the registrations of the period stood at the cut-off.
async fn registered(
    views: &mut PgConnection,
    scope: &Scope<'_>,
    counted: &mut Counted,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"SELECT m.area AS "area!", o.detail = 'sweep' AS "swept!", s.stand, s.detail, count(*) AS "cases!"
           FROM occurrence o JOIN unnest($1::text[], $2::text[]) AS m (centre, area) USING (centre)
           JOIN standing s ON s.case_id = o.case_id AND s.stand IN ('open', 'ended', 'intake', 'matter')
               AND s.since <= $4::text::date AND s.until > $4::text::date
           WHERE o.figure = 'registered' AND o.day BETWEEN $3::text::date AND $4::text::date
             AND ($5::text IS NULL OR EXISTS (
                 SELECT FROM case_view c WHERE c.case_id = o.case_id AND c.channel = $5))
           GROUP BY m.area, 2, s.stand, s.detail"#,
        &scope.areas.centres,
        &scope.areas.areas,
        scope.first(),
        scope.cut().to_string(),
        scope.channel,
    )
    .fetch_all(views)
    .await
    .map_err(|source| StoreError::Statement("count what became of registrations", source))?;
    for row in rows {
        let Some((tallies, stand)) = entry::<Stand>(counted, &row.area, &row.stand) else { continue };
        if row.swept {
            *tallies.swept.entry((stand, row.detail.clone())).or_default() += row.cases;
        }
        *tallies.cohort.entry((stand, row.detail)).or_default() += row.cases;
    }
    Ok(())
}

async fn followed(
    views: &mut PgConnection,
    scope: &Scope<'_>,
    follow: Follow,
    counted: &mut Counted,
) -> Result<(), StoreError> {
    let (first, next) = follow.pair();
    let calendar = &scope.context.reference.calendar;
    let days = scope.period.first().series(1.day()).take_while(|day| *day <= scope.cut());
    let (days, last): (Vec<String>, Vec<String>) = days
        .map(|day| (day.to_string(), follow.last_day(day, calendar).unwrap_or(NEVER).to_string()))
        .unzip();
    let details: Vec<String> = follow.details().iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"SELECT m.area AS "area!", count(*) AS "times!", count(*) FILTER (WHERE EXISTS (
               SELECT FROM occurrence n
               WHERE n.case_id = o.case_id AND n.figure = $6 AND n.day BETWEEN o.day AND $4::text::date
                 AND (n.site <> o.site OR n.sequence >= o.sequence) AND n.happened_on <= l.last)) AS "followed!"
           FROM occurrence o JOIN unnest($1::text[], $2::text[]) AS m (centre, area) USING (centre)
           JOIN (SELECT day::date AS day, last::date AS last FROM unnest($8::text[], $9::text[]) AS u (day, last)) AS l
               ON l.day = o.day
           WHERE o.figure = $5 AND o.day BETWEEN $3::text::date AND $4::text::date
             AND (cardinality($7::text[]) = 0 OR split_part(o.detail, '.', 2) = ANY($7))
             AND ($10::text IS NULL OR EXISTS (
                 SELECT FROM case_view c WHERE c.case_id = o.case_id AND c.channel = $10))
           GROUP BY m.area"#,
        &scope.areas.centres,
        &scope.areas.areas,
        scope.first(),
        scope.cut().to_string(),
        first.as_str(),
        next.as_str(),
        &details,
        &days,
        &last,
        scope.channel,
    )
    .fetch_all(views)
    .await
    .map_err(|source| StoreError::Statement("count what was followed", source))?;
    for row in rows {
        if let Ok(area) = row.area.parse() {
            counted.entry(area).or_default().followed.insert(follow, (row.times, row.followed));
        }
    }
    Ok(())
}

/// Cases that a level held in the period, if only for an hour, and those of them that rose out of it.
async fn held(views: &mut PgConnection, scope: &Scope<'_>, counted: &mut Counted) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"SELECT m.area AS "area!", h.level AS "level!", count(DISTINCT h.case_id) AS "held!",
               count(DISTINCT h.case_id) FILTER (WHERE h.rose) AS "risen!"
           FROM (
               SELECT case_id, centre, level, false AS rose FROM standing
               WHERE stand = 'open' AND since <= $4::text::date AND until >= $3::text::date
               UNION ALL
               SELECT case_id, centre, level, figure = 'passed' AND detail = 'up' FROM occurrence
               WHERE figure IN ('registered', 'received', 'passed')
                 AND day BETWEEN $3::text::date AND $4::text::date
           ) AS h JOIN unnest($1::text[], $2::text[]) AS m (centre, area) USING (centre)
           WHERE $5::text IS NULL OR EXISTS (
               SELECT FROM case_view c WHERE c.case_id = h.case_id AND c.channel = $5)
           GROUP BY m.area, h.level"#,
        &scope.areas.centres,
        &scope.areas.areas,
        scope.first(),
        scope.cut().to_string(),
        scope.channel,
    )
    .fetch_all(views)
    .await
    .map_err(|source| StoreError::Statement("count what levels held", source))?;
    for row in rows {
        if let Some((tallies, level)) = entry(counted, &row.area, &row.level) {
            tallies.held.insert(level, (row.held, row.risen));
        }
    }
    Ok(())
}
