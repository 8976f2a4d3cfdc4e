//! Brings the columns that rest on terms and calendar up to the reference data in force, when these have changed since the
//! views were written; and tells every case that runs clocks of a new calendar.

use fengqiao_domain::id::CaseId;
use fengqiao_runtime::Reference;
use fengqiao_runtime::hint::{Hint, Why};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::fold::{CaseRow, Mark, NEVER, difference, marks, standing};
use crate::limits::REFRESH_CASES_MAX;
use crate::store::{
    self, Owed, Store, StoreError, commit, note_made_from, owe, row_error, running_affairs, write_affairs,
    write_gauges,
};

/// The columns of a row that are written anew.
#[derive(Debug, Serialize)]
struct Refreshed<'a> {
    case_id: Uuid,
    next_due_on: Date,
    next_due_clock: Option<&'a str>,
    next_moment: Option<Timestamp>,
}

/// Refreshes what rests on other reference data than that in force. Batch by batch, so that a kill in between begins again
/// and changes nothing twice.
///
/// # Errors
/// If the views cannot be used.
pub(crate) async fn refresh(store: &Store, reference: &Reference) -> Result<(), StoreError> {
    let (mut transaction, version) = store.write().await?;
    let made_from = store::made_from(&mut transaction, &version).await?;
    let told = told_calendar(&mut transaction, store).await?;
    commit(transaction).await?;
    let stale = made_from.is_none_or(|made_from| made_from.reference != reference.digest());
    let changed = told.as_deref().is_some_and(|told| told != &*reference.calendar_digest);
    if stale || changed {
        let cases = every_running_case(store, reference, changed).await?;
        every_running_affair(store, reference).await?;
        tracing::info!(cases, calendar_changed = changed, "the due dates follow new reference data");
    }
    let (mut transaction, version) = store.write().await?;
    note_made_from(&mut transaction, &version, &reference.digest()).await?;
    note_calendar(&mut transaction, store, reference).await?;
    commit(transaction).await
}

async fn every_running_case(
    store: &Store,
    reference: &Reference,
    changed: bool,
) -> Result<usize, StoreError> {
    let mut cases = 0;
    let mut after = Uuid::nil();
    loop {
        let (mut transaction, version) = store.write().await?;
        let mut rows = running_after(&mut transaction, after).await?;
        let Some(last) = rows.last() else {
            commit(transaction).await?;
            return Ok(cases);
        };
        after = last.case_id;
        cases += rows.len();
        write(&mut transaction, &mut rows, reference).await?;
        if changed {
            let owed: Vec<Owed> = rows.iter().map(|row| owed(row, reference)).collect();
            owe(&mut transaction, store, &owed).await?;
        }
        commit(transaction).await?;
        tracing::debug!(%version, cases, "refreshed due dates");
    }
}

async fn every_running_affair(store: &Store, reference: &Reference) -> Result<(), StoreError> {
    let mut after = Uuid::nil();
    loop {
        let (mut transaction, _) = store.write().await?;
        let rows = running_affairs(&mut transaction, after, REFRESH_CASES_MAX).await?;
        let Some(last) = rows.last() else { return commit(transaction).await };
        after = last.affair_id;
        let rows: Vec<_> = rows.into_iter().map(|row| row.under(reference)).collect();
        write_affairs(&mut transaction, &rows).await?;
        commit(transaction).await?;
    }
}

/// Rows with something that runs, locked, so that whoever folds the next event waits.
async fn running_after(connection: &mut PgConnection, after: Uuid) -> Result<Vec<CaseRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v
           WHERE case_id > $1 AND (next_moment IS NOT NULL OR next_due_on < $2::text::date)
           ORDER BY case_id LIMIT $3 FOR UPDATE"#,
        after,
        NEVER.to_string(),
        REFRESH_CASES_MAX,
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

async fn write(
    connection: &mut PgConnection,
    rows: &mut [CaseRow],
    reference: &Reference,
) -> Result<(), StoreError> {
    let marked = |rows: &[CaseRow]| -> Vec<Mark> {
        rows.iter().flat_map(|row| marks(row, &reference.jurisdiction)).collect()
    };
    let before = marked(rows);
    for row in &mut *rows {
        let due = standing(&row.state, reference);
        row.next_due_on = due.next_due_on;
        row.next_due_clock = due.next_due_clock.map(|name| name.to_string());
        row.next_moment = due.next_moment;
    }
    write_gauges(connection, &difference(before, marked(rows), &reference.jurisdiction)).await?;
    let refreshed: Vec<Refreshed> = rows.iter().map(Refreshed::of).collect();
    sqlx::query!(
        "UPDATE case_view v SET next_due_on = r.next_due_on, next_due_clock = r.next_due_clock,
             next_moment = r.next_moment
         FROM jsonb_populate_recordset(NULL::case_view, $1) r WHERE v.case_id = r.case_id",
        Json(&refreshed) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("refresh due dates", source))
}

fn owed(row: &CaseRow, reference: &Reference) -> Owed {
    let calendar = reference.calendar_digest.to_string();
    let case = CaseId::new(row.case_id);
    // One command per case and calendar.
    let command = Uuid::new_v5(&row.case_id, format!("calendar/{calendar}").as_bytes());
    let why = Why::CalendarChanged { calendar };
    let hint = Hint { case, subject: row.subject(), sequence: row.sequence, command: Some(command), why };
    Owed { site: row.site, case, command, hint }
}

async fn told_calendar(connection: &mut PgConnection, store: &Store) -> Result<Option<String>, StoreError> {
    sqlx::query_scalar!(
        "SELECT calendar FROM projection.told_calendar WHERE tenant = $1",
        store.tenant.as_str()
    )
    .fetch_optional(connection)
    .await
    .map_err(|source| StoreError::Statement("read which calendar was told", source))
}

async fn note_calendar(
    connection: &mut PgConnection,
    store: &Store,
    reference: &Reference,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO projection.told_calendar (tenant, calendar) VALUES ($1, $2)
         ON CONFLICT (tenant) DO UPDATE SET calendar = excluded.calendar",
        store.tenant.as_str(),
        &*reference.calendar_digest,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("note which calendar was told", source))
}

// === impl Refreshed ===

impl<'a> Refreshed<'a> {
    fn of(row: &'a CaseRow) -> Self {
        Self {
            case_id: row.case_id,
            next_due_on: row.next_due_on,
            next_due_clock: row.next_due_clock.as_deref(),
            next_moment: row.next_moment,
        }
    }
}
