//! How cases stood, evening by evening.

use sqlx::PgConnection;
use sqlx::types::Json;

use super::open::StoreError;
use crate::fold::{EndedRow, StandingRow};
use crate::limits::ROWS_PER_STATEMENT_MAX;

/// Ends what cases no longer stand as. What began on the same day never stood an evening, and goes.
pub(super) async fn end(connection: &mut PgConnection, rows: &[EndedRow]) -> Result<(), StoreError> {
    for rows in rows.chunks(ROWS_PER_STATEMENT_MAX) {
        sqlx::query!(
            "WITH r AS (SELECT * FROM jsonb_to_recordset($1)
                 AS r (case_id uuid, stand text, thing text, detail text, centre text, day date)),
             gone AS (DELETE FROM standing s USING r
                 WHERE (s.case_id, s.stand, s.thing, s.detail, s.centre)
                     = (r.case_id, r.stand, r.thing, r.detail, r.centre) AND s.since = r.day)
             UPDATE standing s SET until = r.day FROM r
             WHERE (s.case_id, s.stand, s.thing, s.detail, s.centre)
                 = (r.case_id, r.stand, r.thing, r.detail, r.centre)
               AND s.until = '9999-12-31' AND s.since < r.day",
            Json(rows) as _,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("end how cases stood", source))?;
    }
    Ok(())
}

/// Begins what cases stand as. What ended on the same day went on all the time, as far as evenings tell.
pub(super) async fn begin(connection: &mut PgConnection, rows: &[StandingRow]) -> Result<(), StoreError> {
    for rows in rows.chunks(ROWS_PER_STATEMENT_MAX) {
        sqlx::query!(
            "WITH r AS (SELECT * FROM jsonb_populate_recordset(NULL::standing, $1)),
             again AS (UPDATE standing s SET until = r.until FROM r
                 WHERE (s.case_id, s.stand, s.thing, s.detail, s.centre)
                     = (r.case_id, r.stand, r.thing, r.detail, r.centre) AND s.until = r.since
                 RETURNING s.case_id, s.stand, s.thing, s.detail, s.centre, r.since)
             INSERT INTO standing SELECT r.* FROM r WHERE NOT EXISTS (
                 SELECT FROM again a WHERE (a.case_id, a.stand, a.thing, a.detail, a.centre, a.since)
                     = (r.case_id, r.stand, r.thing, r.detail, r.centre, r.since))",
            Json(rows) as _,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("begin how cases stand", source))?;
    }
    Ok(())
}
