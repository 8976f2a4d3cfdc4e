//! Cases of a person, by phone, document number or full name. What was typed is digested at once and recorded nowhere.

use fengqiao_api::request::NAME_CHARS_MAX;
use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_vault::{BlindKind, Vault};
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::persons::unveil;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::limits::FOUND_CASES_MAX;
use crate::store::{self, Access, StoreError, record_access};

/// A document's number is looked up as any kind of document: who looks does not always know which was shown.
const DOCUMENTS: [BlindKind; 4] =
    [BlindKind::IdNumber, BlindKind::Passport, BlindKind::Permit, BlindKind::CreditCode];

pub(super) async fn find_by_person(
    context: &Context,
    request: Request<v1::FindByPersonRequest>,
) -> Result<v1::FindByPersonResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    if request.phone.is_empty() && request.document_number.is_empty() && request.name.is_empty() {
        return Err(Refusal::missing("phone").into());
    }
    if request.name.chars().count() > NAME_CHARS_MAX {
        return Err(Refusal::new(Code::D03).at("name").because("chars_max", NAME_CHARS_MAX).into());
    }
    at_least(context, &request.at_least).await?;
    // The look-up key is the city's, so every vault gives the same tokens.
    let vault = context.vaults.values().next().ok_or(QueryError::NoVault)?;
    let tokens = tokens(vault, &request);

    let mut views = context.store.read().await?;
    let found = sqlx::query_scalar!(
        "SELECT DISTINCT l.case_id FROM lookup l JOIN case_view v USING (case_id)
         WHERE l.token = ANY($1) AND v.seen_by @> ARRAY[$2::text] LIMIT $3",
        &tokens,
        reader.actor.centre.as_str(),
        FOUND_CASES_MAX,
    )
    .fetch_all(&mut *views)
    .await
    .map_err(|source| StoreError::Statement("look a person up", source))?;
    record(context, &reader, &found).await?;
    let mut rows = store::cases(&mut views, &found).await?;
    rows.sort_by_key(|row| (row.next_due_on, row.case_id));
    let unveiled = unveil(context, &mut views, &reader, "find_by_person", &rows).await?;
    let cases = rows.iter().map(|row| case_view(context, row, &unveiled)).collect();
    Ok(v1::FindByPersonResponse { cases })
}

/// A look-up that finds nobody tells something too, so it is recorded as well.
async fn record(context: &Context, reader: &Reader, found: &[Uuid]) -> Result<(), StoreError> {
    let centre = Some(reader.actor.centre.as_str());
    let access = Access {
        officer: reader.officer.id,
        centre,
        purpose: "look_up",
        cases: found,
        party: None,
        reason: None,
    };
    record_access(&context.store.pool, &access).await
}

fn tokens(vault: &Vault, request: &v1::FindByPersonRequest) -> Vec<String> {
    let phone = (!request.phone.is_empty()).then(|| vault.blind(BlindKind::Phone, &request.phone));
    let number = &request.document_number;
    let documents = DOCUMENTS.iter().filter(|_| !number.is_empty()).map(|kind| vault.blind(*kind, number));
    let name = (!request.name.is_empty()).then(|| vault.blind(BlindKind::Name, &request.name));
    phone.into_iter().chain(documents).chain(name).map(|token| token.to_string()).collect()
}
