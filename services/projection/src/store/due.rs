//! Cases and affairs whose moment has come, and how much there is to do.

use fengqiao_domain::Family;
use fengqiao_jurisdiction::SiteCode;
use jiff::Timestamp;
use jiff_sqlx::Timestamp as SqlTimestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::open::{Store, StoreError};

/// A case, or an affair, that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) id: Uuid,
    /// Its subject in the log.
    pub(crate) subject: String,
    pub(crate) sequence: u64,
    pub(crate) moment: Timestamp,
}

/// What there is to do at one site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    pub(crate) overdue: u64,
    /// The earliest moment that has passed; errands and handovers have none.
    pub(crate) oldest: Option<Timestamp>,
    pub(crate) next: Option<Timestamp>,
    pub(crate) open_errands: u64,
    pub(crate) owed: u64,
}

/// Cases of a site that are due, the earliest first, without those that wait at the sequence they have.
pub(crate) async fn due_cases(
    connection: &mut PgConnection,
    site: SiteCode,
    now: Timestamp,
    waiting: &[(Uuid, u64)],
    max: i64,
) -> Result<Vec<Due>, StoreError> {
    let (cases, sequences) = unzipped(waiting);
    let rows = sqlx::query!(
        r#"SELECT case_id, sequence, origin, next_moment AS "moment!: SqlTimestamp" FROM case_view v
           WHERE site = $1 AND next_moment <= $2::text::timestamptz AND NOT EXISTS (
               SELECT FROM unnest($3::uuid[], $4::bigint[]) AS w (case_id, sequence)
               WHERE w.case_id = v.case_id AND w.sequence = v.sequence
           )
           ORDER BY next_moment, case_id LIMIT $5"#,
        site.as_str(),
        now.to_string(),
        &cases,
        &sequences,
        max,
    )
    .fetch_all(&mut *connection)
    .await
    .map_err(|source| StoreError::Statement("read which cases are due", source))?;
    let due = rows.into_iter().map(|row| Due {
        id: row.case_id,
        subject: format!("{}.{site}.{}.{}", Family::Case, row.origin, row.case_id),
        sequence: row.sequence.unsigned_abs(),
        moment: row.moment.to_jiff(),
    });
    let mut due: Vec<Due> = due.collect();
    due.extend(owing_drafts(connection, site, waiting, max).await?);
    Ok(due)
}

/// Drafts of a site that owe something, which is due since time began: nothing else of a draft ever is.
async fn owing_drafts(
    connection: &mut PgConnection,
    site: SiteCode,
    waiting: &[(Uuid, u64)],
    max: i64,
) -> Result<Vec<Due>, StoreError> {
    let (drafts, sequences) = unzipped(waiting);
    let rows = sqlx::query!(
        "SELECT case_id, sequence, origin FROM draft_view v
         WHERE site = $1 AND open_errands > 0 AND NOT EXISTS (
             SELECT FROM unnest($2::uuid[], $3::bigint[]) AS w (case_id, sequence)
             WHERE w.case_id = v.case_id AND w.sequence = v.sequence
         )
         ORDER BY case_id LIMIT $4",
        site.as_str(),
        &drafts,
        &sequences,
        max,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read which drafts owe something", source))?;
    let drafts = rows.into_iter().map(|row| Due {
        id: row.case_id,
        subject: format!("{}.{site}.{}.{}", Family::Case, row.origin, row.case_id),
        sequence: row.sequence.unsigned_abs(),
        moment: Timestamp::UNIX_EPOCH,
    });
    Ok(drafts.collect())
}

/// The same of what is no case.
pub(crate) async fn due_affairs(
    connection: &mut PgConnection,
    site: SiteCode,
    now: Timestamp,
    waiting: &[(Uuid, u64)],
    max: i64,
) -> Result<Vec<Due>, StoreError> {
    let (ids, sequences) = unzipped(waiting);
    let rows = sqlx::query!(
        r#"SELECT affair_id, family, sequence, origin, next_moment AS "moment!: SqlTimestamp" FROM affair_view v
           WHERE site = $1 AND next_moment <= $2::text::timestamptz AND NOT EXISTS (
               SELECT FROM unnest($3::uuid[], $4::bigint[]) AS w (affair_id, sequence)
               WHERE w.affair_id = v.affair_id AND w.sequence = v.sequence
           )
           ORDER BY next_moment, affair_id LIMIT $5"#,
        site.as_str(),
        now.to_string(),
        &ids,
        &sequences,
        max,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read which affairs are due", source))?;
    let due = rows.into_iter().map(|row| Due {
        id: row.affair_id,
        subject: format!("{}.{site}.{}.{}", row.family, row.origin, row.affair_id),
        sequence: row.sequence.unsigned_abs(),
        moment: row.moment.to_jiff(),
    });
    Ok(due.collect())
}

fn unzipped(waiting: &[(Uuid, u64)]) -> (Vec<Uuid>, Vec<i64>) {
    waiting.iter().map(|(id, sequence)| (*id, sequence.cast_signed())).unzip()
}

/// How much there is to do at a site.
pub(crate) async fn backlog(
    connection: &mut PgConnection,
    store: &Store,
    site: SiteCode,
    now: Timestamp,
) -> Result<Backlog, StoreError> {
    let now = now.to_string();
    let due = sqlx::query!(
        r#"SELECT count(*) AS "overdue!",
               min(next_moment) FILTER (WHERE next_moment > 'epoch') AS "oldest: SqlTimestamp"
           FROM (
               SELECT next_moment FROM case_view WHERE site = $1 AND next_moment <= $2::text::timestamptz
               UNION ALL
               SELECT next_moment FROM affair_view WHERE site = $1 AND next_moment <= $2::text::timestamptz
           ) AS due"#,
        site.as_str(),
        now,
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(|source| StoreError::Statement("count which cases are due", source))?;
    let ahead = sqlx::query!(
        r#"SELECT
               least(
                   (SELECT min(next_moment) FROM case_view
                    WHERE site = $1 AND next_moment > $2::text::timestamptz),
                   (SELECT min(next_moment) FROM affair_view
                    WHERE site = $1 AND next_moment > $2::text::timestamptz)
               ) AS "next: SqlTimestamp",
               (SELECT coalesce(sum(open_errands), 0) FROM case_view
                WHERE site = $1 AND open_errands > 0)
               + (SELECT coalesce(sum(open_errands), 0) FROM draft_view
                  WHERE site = $1 AND open_errands > 0) AS "errands!",
               (SELECT count(*) FROM projection.owed
                WHERE tenant = $3 AND site = $1 AND done_at IS NULL) AS "owed!""#,
        site.as_str(),
        now,
        store.tenant.as_str(),
    )
    .fetch_one(connection)
    .await
    .map_err(|source| StoreError::Statement("count what cases owe", source))?;
    Ok(Backlog {
        overdue: due.overdue.unsigned_abs(),
        oldest: due.oldest.map(SqlTimestamp::to_jiff),
        next: ahead.next.map(SqlTimestamp::to_jiff),
        open_errands: ahead.errands.unsigned_abs(),
        owed: ahead.owed.unsigned_abs(),
    })
}
