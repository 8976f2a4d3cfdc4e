//! 查重: compares a filing with earlier ones, by what can be compared without opening anything, and tells the case what was
//! found. Nothing is merged by it.

use std::collections::{BTreeMap, BTreeSet};

use fengqiao_domain::id::CaseId;
use fengqiao_domain::similarity::{DUPLICATE_DAYS, Likeness, Summary, likeness};
use fengqiao_domain::vocabulary::{CaseKind, PartyRole};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::hint::{Hint, Why};
use jiff::ToSpan as _;
use jiff::civil::Date;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::fold::CaseRow;
use crate::limits::{CANDIDATES_MAX, LIKE_FILINGS_MAX, SCREENED_PER_ROUND_MAX};
use crate::store::{self, Owed, Store, StoreError, commit, owe, row_error, screened, to_screen};

/// Days within which cases of one kind against one respondent are a heap.
const CLUSTER_DAYS: i64 = 30;

/// Screens filings of a site that were not screened yet, each in a transaction with what it leads to; says how many.
pub(crate) async fn screen(store: &Store, site: SiteCode) -> Result<usize, StoreError> {
    let (mut transaction, version) = store.write().await?;
    let cases = to_screen(&mut transaction, store, site, SCREENED_PER_ROUND_MAX).await?;
    if cases.is_empty() {
        commit(transaction).await?;
        return Ok(0);
    }
    let positions = store::positions(&mut transaction, &version).await?;
    let read_at: BTreeMap<SiteCode, u64> = positions
        .values()
        .filter_map(|stored| Some((stored.site.parse().ok()?, stored.position.sequence)))
        .collect();
    let mut owed = Vec::new();
    for row in store::cases(&mut transaction, &cases).await? {
        owed.extend(compare(&mut transaction, &row, &read_at).await?);
    }
    owe(&mut transaction, store, &owed).await?;
    screened(&mut transaction, store, &cases).await?;
    commit(transaction).await?;
    Ok(cases.len())
}

async fn compare(
    connection: &mut PgConnection,
    row: &CaseRow,
    read_at: &BTreeMap<SiteCode, u64>,
) -> Result<Vec<Owed>, StoreError> {
    if !is_filing(row) {
        return Ok(Vec::new());
    }
    let mut others = like_filings(connection, row).await?;
    others.retain(is_filing);
    let mut ids: Vec<Uuid> = others.iter().map(|other| other.case_id).collect();
    ids.push(row.case_id);
    let tokens = tokens(connection, &ids).await?;
    let own = summary(row, &tokens);
    let mut candidates: Vec<Likeness> =
        others.iter().filter_map(|other| likeness(&own, &summary(other, &tokens))).collect();
    let since = own.received_on.saturating_sub(DUPLICATE_DAYS.days());
    let near = others.iter().filter(|other| other.state.identity.received_on >= since);
    let near: BTreeSet<Uuid> = near.map(|other| other.case_id).collect();
    let like = candidates.iter().filter(|found| near.contains(&found.case.uuid())).count();
    candidates.sort_by_key(|found| (std::cmp::Reverse(found.score), found.case));
    candidates.truncate(CANDIDATES_MAX);
    let like_cases = cluster(connection, row, &own).await?;

    let found = &row.state.found;
    let mut owed = Vec::new();
    if !candidates.is_empty() || !found.candidates.is_empty() {
        owed.push(owed_for(
            row,
            "duplicate",
            Why::Duplicate {
                candidates,
                filings_90d: u32::try_from(like + 1).unwrap_or(u32::MAX),
                read_at: read_at.clone(),
            },
        ));
    }
    if like_cases > 1 || found.like_cases_30d > 1 {
        owed.push(owed_for(
            row,
            "cluster",
            Why::Cluster { like_cases_30d: like_cases, read_at: read_at.clone() },
        ));
    }
    Ok(owed)
}

/// A review has the parties of the case that it reviews, and a merged case lives on in another: neither is a filing to be
/// compared.
fn is_filing(row: &CaseRow) -> bool {
    row.state.identity.kind == CaseKind::Matter && row.state.merged_into().is_none()
}

/// One command per kind and state of the case: what is compared again at the same sequence is owed once.
fn owed_for(row: &CaseRow, kind: &str, why: Why) -> Owed {
    let case = CaseId::new(row.case_id);
    let command = Uuid::new_v5(&row.case_id, format!("{kind}/{}", row.sequence).as_bytes());
    Owed {
        site: row.site,
        case,
        command,
        hint: Hint { case, subject: row.subject(), sequence: row.sequence, command: Some(command), why },
    }
}

/// Earlier filings that share a person or a number elsewhere with this one, the latest first. A matter and a place alone make
/// no likeness, so nothing is looked up by them.
async fn like_filings(connection: &mut PgConnection, row: &CaseRow) -> Result<Vec<CaseRow>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v
           WHERE case_id IN (
               SELECT l.case_id FROM lookup mine JOIN lookup l USING (token)
               WHERE mine.case_id = $1 AND NOT mine.is_name
               UNION SELECT case_id FROM case_view WHERE external_number = $2
           ) AND (v.registered_on, v.number) < ($3::text::date, $4::text)
           ORDER BY v.registered_on DESC, v.number DESC LIMIT $5"#,
        row.case_id,
        row.external_number.as_deref(),
        row.registered_on.to_string(),
        row.number.as_str(),
        LIKE_FILINGS_MAX,
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// Blind tokens by case and party.
async fn tokens(
    connection: &mut PgConnection,
    cases: &[Uuid],
) -> Result<BTreeMap<(Uuid, Uuid), BTreeSet<String>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT token, case_id, party_id FROM lookup WHERE case_id = ANY($1) AND NOT is_name",
        cases
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read look-up tokens", source))?;
    let mut tokens: BTreeMap<(Uuid, Uuid), BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        tokens.entry((row.case_id, row.party_id)).or_default().insert(row.token);
    }
    Ok(tokens)
}

fn summary(row: &CaseRow, tokens: &BTreeMap<(Uuid, Uuid), BTreeSet<String>>) -> Summary {
    let of = |role: PartyRole| {
        let parties = row.state.parties_as(role).filter_map(|(id, _)| tokens.get(&(row.case_id, id.uuid())));
        parties.flatten().cloned().collect()
    };
    Summary {
        case: CaseId::new(row.case_id),
        claimants: of(PartyRole::Claimant),
        respondents: of(PartyRole::Respondent),
        matter: row.matter,
        places: row.state.stated.places.clone(),
        received_on: row.state.identity.received_on,
        channel: row.channel,
        external_number: row.external_number.clone(),
        closed_on: row.closed_on,
    }
}

/// Cases of this matter against one of these respondents within 30 days, this one included.
async fn cluster(connection: &mut PgConnection, row: &CaseRow, own: &Summary) -> Result<u32, StoreError> {
    let Some(matter) = row.matter.filter(|_| !own.respondents.is_empty()) else { return Ok(1) };
    let respondents: Vec<String> = own.respondents.iter().cloned().collect();
    let since: Date = own.received_on.saturating_sub(CLUSTER_DAYS.days());
    let others = sqlx::query_scalar!(
        r#"SELECT count(DISTINCT v.case_id) AS "count!" FROM lookup l JOIN case_view v USING (case_id)
           WHERE l.token = ANY($1) AND v.matter = $2 AND v.case_id <> $3
             AND v.registered_on BETWEEN $4::text::date AND $5::text::date
             AND v.state #>> ARRAY['parties', l.party_id::text, 'role'] = $6"#,
        &respondents,
        matter.to_string(),
        row.case_id,
        since.to_string(),
        row.registered_on.to_string(),
        PartyRole::Respondent.to_string(),
    )
    .fetch_one(connection)
    .await
    .map_err(|source| StoreError::Statement("count like cases", source))?;
    Ok(u32::try_from(others + 1).unwrap_or(u32::MAX))
}
