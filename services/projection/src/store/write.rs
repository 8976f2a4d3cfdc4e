//! Writes what a batch changes. Called within the transaction that also moves the position.

use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::affairs::write_affairs;
use super::copy;
use super::open::StoreError;
use super::standing;
use super::version::Version;
use crate::fold::{CaseRow, Changes, CounterRow, DraftRow, GaugeRow, LedgerRow, ParkedRow, PartyRow};
use crate::limits::ROWS_PER_STATEMENT_MAX;

/// The look-up tokens of the parties that a batch links: what stood there before for them is replaced.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) parties: Vec<(Uuid, Uuid)>,
    pub(crate) tokens: Vec<LookupRow>,
}

/// One row of `lookup`.
#[derive(Debug, Serialize)]
pub(crate) struct LookupRow {
    pub(crate) token: String,
    pub(crate) case_id: Uuid,
    pub(crate) party_id: Uuid,
    pub(crate) is_name: bool,
}

/// Writes all tables.
pub(crate) async fn write(
    connection: &mut PgConnection,
    version: &Version,
    stream: &str,
    changes: &Changes,
    tokens: Tokens,
) -> Result<(), StoreError> {
    copy::timeline(connection, &changes.timeline).await?;
    for rows in changes.cases.chunks(ROWS_PER_STATEMENT_MAX) {
        cases(connection, rows).await?;
    }
    for rows in changes.drafts.chunks(ROWS_PER_STATEMENT_MAX) {
        drafts(connection, rows).await?;
    }
    registered(connection, &changes.registered).await?;
    for rows in changes.affairs.chunks(ROWS_PER_STATEMENT_MAX) {
        write_affairs(connection, rows).await?;
    }
    for rows in changes.parties.chunks(ROWS_PER_STATEMENT_MAX) {
        parties(connection, rows).await?;
    }
    for rows in changes.ledger.chunks(ROWS_PER_STATEMENT_MAX) {
        ledger(connection, rows).await?;
    }
    for rows in changes.counters.chunks(ROWS_PER_STATEMENT_MAX) {
        counters(connection, rows).await?;
    }
    write_gauges(connection, &changes.gauges).await?;
    copy::occurrences(connection, &changes.occurrences).await?;
    standing::end(connection, &changes.ended).await?;
    standing::begin(connection, &changes.begun).await?;
    lookups(connection, tokens).await?;
    parked(connection, version, stream, &changes.parked).await
}

async fn cases(connection: &mut PgConnection, rows: &[CaseRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO case_view SELECT * FROM jsonb_populate_recordset(NULL::case_view, $1)
         ON CONFLICT (case_id) DO UPDATE SET
             sequence = excluded.sequence, chain_digest = excluded.chain_digest, holder = excluded.holder,
             level = excluded.level, phase = excluded.phase, verdict = excluded.verdict, matter = excluded.matter,
             risk = excluded.risk, handler = excluded.handler, escalation = excluded.escalation,
             escalation_to = excluded.escalation_to, rating = excluded.rating, closed_on = excluded.closed_on,
             external_number = excluded.external_number, slip = excluded.slip,
             slip_unanswered = excluded.slip_unanswered, leader = excluded.leader,
             stages = excluded.stages, next_due_on = excluded.next_due_on,
             next_due_clock = excluded.next_due_clock, next_moment = excluded.next_moment,
             open_errands = excluded.open_errands, seen_by = excluded.seen_by, state = excluded.state",
        Json(rows) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write cases", source))
}

async fn drafts(connection: &mut PgConnection, rows: &[DraftRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO draft_view SELECT * FROM jsonb_populate_recordset(NULL::draft_view, $1)
         ON CONFLICT (case_id) DO UPDATE SET
             sequence = excluded.sequence, chain_digest = excluded.chain_digest, saved_on = excluded.saved_on,
             erased = excluded.erased, open_errands = excluded.open_errands, text = excluded.text,
             state = excluded.state",
        Json(rows) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write drafts", source))
}

/// A draft that is a case now is none any more.
async fn registered(connection: &mut PgConnection, cases: &[Uuid]) -> Result<(), StoreError> {
    if cases.is_empty() {
        return Ok(());
    }
    sqlx::query!("DELETE FROM draft_view WHERE case_id = ANY($1)", cases)
        .execute(connection)
        .await
        .map(drop)
        .map_err(|source| StoreError::Statement("delete drafts that were registered", source))
}

async fn parties(connection: &mut PgConnection, rows: &[PartyRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO party SELECT * FROM jsonb_populate_recordset(NULL::party, $1)
         ON CONFLICT (case_id, party_id) DO UPDATE SET person = excluded.person",
        Json(rows) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write parties", source))
}

async fn ledger(connection: &mut PgConnection, rows: &[LedgerRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO ledger SELECT * FROM jsonb_populate_recordset(NULL::ledger, $1)",
        Json(rows) as _
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write the ledgers", source))
}

async fn counters(connection: &mut PgConnection, rows: &[CounterRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO counter AS c SELECT * FROM jsonb_populate_recordset(NULL::counter, $1)
         ON CONFLICT (centre, day, counter, site) DO UPDATE
         SET own = c.own + excluded.own, subtree = c.subtree + excluded.subtree",
        Json(rows) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("add to the counters", source))
}

/// Adds to the gauges, and clears those that came back to nothing: it must not matter how entries were batched.
pub(crate) async fn write_gauges(connection: &mut PgConnection, rows: &[GaugeRow]) -> Result<(), StoreError> {
    for rows in rows.chunks(ROWS_PER_STATEMENT_MAX) {
        sqlx::query!(
            "INSERT INTO gauge AS g SELECT * FROM jsonb_populate_recordset(NULL::gauge, $1)
             ON CONFLICT (centre, gauge, detail, level, day, site) DO UPDATE
             SET own = g.own + excluded.own, subtree = g.subtree + excluded.subtree",
            Json(rows) as _,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("add to the gauges", source))?;
        sqlx::query!(
            "DELETE FROM gauge g USING jsonb_populate_recordset(NULL::gauge, $1) r
             WHERE (g.centre, g.gauge, g.detail, g.level, g.day, g.site)
                 = (r.centre, r.gauge, r.detail, r.level, r.day, r.site)
               AND g.own = 0 AND g.subtree = 0",
            Json(rows) as _,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("clear the gauges", source))?;
    }
    Ok(())
}

async fn lookups(connection: &mut PgConnection, tokens: Tokens) -> Result<(), StoreError> {
    if tokens.parties.is_empty() {
        return Ok(());
    }
    let (cases, parties): (Vec<Uuid>, Vec<Uuid>) = tokens.parties.into_iter().unzip();
    sqlx::query!(
        "DELETE FROM lookup l USING unnest($1::uuid[], $2::uuid[]) AS w (case_id, party_id)
         WHERE l.case_id = w.case_id AND l.party_id = w.party_id",
        &cases,
        &parties,
    )
    .execute(&mut *connection)
    .await
    .map_err(|source| StoreError::Statement("replace look-up tokens", source))?;
    sqlx::query!(
        "INSERT INTO lookup SELECT * FROM jsonb_populate_recordset(NULL::lookup, $1) ON CONFLICT DO NOTHING",
        Json(&tokens.tokens) as _,
    )
    .execute(connection)
    .await
    .map(drop)
    .map_err(|source| StoreError::Statement("write look-up tokens", source))
}

async fn parked(
    connection: &mut PgConnection,
    version: &Version,
    stream: &str,
    rows: &[ParkedRow],
) -> Result<(), StoreError> {
    for row in rows {
        sqlx::query!(
            "INSERT INTO projection.parked (views, stream, sequence, case_id, subject, error)
             VALUES ($1, $2, $3, $4, $5, $6)",
            version.as_str(),
            stream,
            row.sequence.cast_signed(),
            row.case_id,
            row.subject,
            row.error,
        )
        .execute(&mut *connection)
        .await
        .map_err(|source| StoreError::Statement("park a decision", source))?;
    }
    Ok(())
}
