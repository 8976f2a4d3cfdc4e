//! What a citizen sees with the query code and the end of their phone number: no personal data. Needs no token.

use std::time::Instant;

use fengqiao_api::person::PersonData;
use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::PartyRole;
use fengqiao_vault::{KeyOwner, QueryCode, Unsealed, Vault};
use secrecy::ExposeSecret as _;
use sqlx::PgConnection;
use sqlx::types::Json;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::persons::PERSON_FIELD;
use super::service::Context;
use super::view;
use crate::fold::{CaseRow, NEVER};
use crate::store::{Access, StoreError, record_access, row_error};

/// Digits of the phone number that are asked for.
const SUFFIX_DIGITS: usize = 4;

pub(super) async fn get_progress(
    context: &Context,
    request: Request<v1::GetProgressRequest>,
) -> Result<v1::GetProgressResponse, QueryError> {
    let request = request.into_inner();
    let code: QueryCode = request.query_code.parse().map_err(|_| Refusal::new(Code::D03).at("query_code"))?;
    let suffix = &request.phone_suffix;
    if suffix.len() != SUFFIX_DIGITS || !suffix.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::new(Code::D03).at("phone_suffix").because("digits", SUFFIX_DIGITS).into());
    }
    let vault = context.vaults.values().next().ok_or(QueryError::NoVault)?;
    let index = vault.blind_query_code(&code).to_string();
    context.tries.count(&index, Instant::now()).map_err(QueryError::TooManyTries)?;

    let mut views = context.store.read().await?;
    // A wrong code and a wrong suffix get one answer, so that neither confirms the other.
    let unknown = || Refusal::new(Code::D08).at("query_code");
    let row = by_query_code(&mut views, &index).await?.ok_or_else(unknown)?;
    if !is_claimant(context, &mut views, &row, suffix).await? {
        return Err(unknown().into());
    }
    context.tries.clear(&index);
    Ok(progress(context, &row))
}

fn progress(context: &Context, row: &CaseRow) -> v1::GetProgressResponse {
    let clock = row.next_due_clock.as_deref().and_then(|name| name.parse::<ClockName>().ok());
    let has_due = row.next_due_on != NEVER;
    v1::GetProgressResponse {
        case_number: row.number.clone(),
        phase_text: row.phase.zh().to_owned(),
        holder_name: view::centre_name(context, row.holder.as_str()),
        received_on: row.state.identity.received_on.to_string(),
        next_step: clock.map(|name| name.zh().to_owned()).unwrap_or_default(),
        due_on: if has_due { row.next_due_on.to_string() } else { String::new() },
    }
}

async fn by_query_code(connection: &mut PgConnection, index: &str) -> Result<Option<CaseRow>, StoreError> {
    let row = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v WHERE query_code_hash = $1 LIMIT 1"#,
        index
    )
    .fetch_optional(connection)
    .await;
    row.map(|row| row.map(|Json(row)| row)).map_err(row_error)
}

/// Whether the phone of a claimant, or of who acts for one, ends so.
async fn is_claimant(
    context: &Context,
    connection: &mut PgConnection,
    row: &CaseRow,
    suffix: &str,
) -> Result<bool, QueryError> {
    let vault = context.vaults.get(&row.site).ok_or(QueryError::NoVault)?;
    let claimants: Vec<Uuid> = row
        .state
        .parties
        .iter()
        .filter(|(_, party)| {
            matches!(party.role, PartyRole::Claimant | PartyRole::Representative | PartyRole::Agent)
        })
        .map(|(id, _)| id.uuid())
        .collect();
    let persons = sqlx::query!(
        "SELECT party_id, person FROM party WHERE case_id = $1 AND party_id = ANY($2)",
        row.case_id,
        &claimants,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read the claimants", source))?;
    let access = Access {
        officer: Uuid::nil(),
        centre: None,
        purpose: "get_progress",
        cases: &[row.case_id],
        party: None,
        reason: None,
    };
    record_access(&context.store.pool, &access).await?;
    for person in persons {
        let owner = KeyOwner::new(row.case_id, person.party_id);
        if ends_with(vault, owner, &person.person, suffix).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn ends_with(vault: &Vault, owner: KeyOwner, sealed: &str, suffix: &str) -> Result<bool, QueryError> {
    let Ok(envelope) = sealed.parse() else { return Ok(false) };
    match vault.unseal(owner, PERSON_FIELD, &envelope).await.map_err(QueryError::Unseal)? {
        Unsealed::Destroyed => Ok(false),
        Unsealed::Plain(plain) => Ok(PersonData::read(plain.expose_secret())
            .is_ok_and(|data| data.phone.as_deref().is_some_and(|phone| phone.ends_with(suffix)))),
    }
}
