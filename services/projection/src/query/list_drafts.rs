//! Drafts: one's own, and for a station's head or a window's clerk all of their centre's.

use fengqiao_api::request::CaseRef;
use fengqiao_api::v1;
use fengqiao_domain::id::CaseId;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::vocabulary::Role;
use fengqiao_vault::{KeyOwner, SealedItem, Unsealed};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::page;
use super::read::{below, optional};
use super::reader::Reader;
use super::service::Context;
use super::view::{self, centre_name};
use crate::fold::DraftRow;
use crate::limits::{DRAFT_PAGE_DEFAULT, DRAFT_PAGE_MAX};
use crate::store::{Access, StoreError, record_access, row_error};

/// The field under which the text is sealed.
const TEXT_FIELD: &str = "draft";
/// Who reads the drafts of all colleagues.
const HEADS: &[Role] = &[Role::StationHead, Role::Clerk];
/// Who sees that there are drafts, to have what was given up destroyed, and reads none.
const STEWARDS: &[Role] = &[Role::SecurityAdministrator, Role::Auditor];

/// What is asked for, read and checked. A page token is tied to it.
#[derive(Debug, Serialize)]
struct Filters {
    centres: Vec<String>,
    /// One officer's drafts alone.
    author: Option<Uuid>,
    case: Option<Uuid>,
    saved_by: Option<Date>,
    /// Whether the reader reads them.
    readable: bool,
}

/// The last row of a page.
type Key = (Date, Uuid);

pub(super) async fn list_drafts(
    context: &Context,
    request: Request<v1::ListDraftsRequest>,
) -> Result<v1::ListDraftsResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let filters = Filters::read(context, &reader, &request)?;
    let size = page::size(request.page_size, DRAFT_PAGE_DEFAULT, DRAFT_PAGE_MAX);
    let after: Option<Key> = page::key(&request.page_token, &filters)?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let rows = select(&mut views, &filters, after, size).await?;
    drop(views);
    let (rows, next_page_token) = page::cut(rows, size, &filters, |row| (row.saved_on, row.case_id));
    if filters.readable && !rows.is_empty() {
        let cases: Vec<Uuid> = rows.iter().map(|row| row.case_id).collect();
        let access = Access {
            officer: reader.officer.id,
            centre: Some(reader.actor.centre.as_str()),
            purpose: "list_drafts",
            cases: &cases,
            party: None,
            reason: None,
        };
        record_access(&context.store.pool, &access).await?;
    }
    let mut drafts = Vec::with_capacity(rows.len());
    for row in &rows {
        let text = if filters.readable { text(context, row).await? } else { String::new() };
        drafts.push(draft_view(context, row, text));
    }
    Ok(v1::ListDraftsResponse { drafts, next_page_token })
}

async fn select(
    connection: &mut PgConnection,
    filters: &Filters,
    after: Option<Key>,
    size: u32,
) -> Result<Vec<DraftRow>, StoreError> {
    let (after_saved, after_case) = after.map(|(saved, case)| (saved.to_string(), case)).unzip();
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<DraftRow>" FROM draft_view v
           WHERE origin = ANY($1) AND NOT erased
             AND ($2::uuid IS NULL OR author = $2)
             AND ($3::uuid IS NULL OR case_id = $3)
             AND ($4::text IS NULL OR saved_on <= $4::text::date)
             AND ($5::text IS NULL OR (saved_on, case_id) > ($5::text::date, $6::uuid))
           ORDER BY saved_on, case_id LIMIT $7"#,
        &filters.centres,
        filters.author,
        filters.case,
        filters.saved_by.map(|date| date.to_string()),
        after_saved,
        after_case,
        page::rows_wanted(size),
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

/// What the client kept; empty where the site's vault is not within reach, or does not open it.
async fn text(context: &Context, row: &DraftRow) -> Result<String, QueryError> {
    let (Some(vault), Ok(envelope)) = (context.vaults.get(&row.site), row.text.parse()) else {
        return Ok(String::new());
    };
    let owner = KeyOwner::new(row.case_id, CaseId::new(row.case_id).draft_key());
    let item = SealedItem { owner, field: TEXT_FIELD, envelope: &envelope };
    let opened = vault.unseal_many(&[item]).await.map_err(QueryError::Unseal)?;
    Ok(match opened.into_iter().next() {
        Some(Ok(Unsealed::Plain(plain))) => plain.expose_text().unwrap_or_default().to_owned(),
        Some(Err(error)) => {
            tracing::error!(%owner, %error, "an envelope does not open");
            String::new()
        }
        Some(Ok(Unsealed::Destroyed)) | None => String::new(),
    })
}

fn draft_view(context: &Context, row: &DraftRow, text: String) -> v1::DraftView {
    v1::DraftView {
        case_id: row.case_id.to_string(),
        centre: row.origin.to_string(),
        centre_name: centre_name(context, row.origin.as_str()),
        author: row.author.to_string(),
        channel: row.state.channel.map(|channel| channel.to_string()).unwrap_or_default(),
        drafted_on: row.state.drafted_on.to_string(),
        saved_on: row.saved_on.to_string(),
        text,
        position: view::position_of(context, row.site, row.sequence),
    }
}

// === impl Filters ===

impl Filters {
    /// # Errors
    /// A03 for another centre than one's own, unless the reader administers security or audit above it.
    fn read(context: &Context, reader: &Reader, request: &v1::ListDraftsRequest) -> Result<Self, Refusal> {
        let has = |roles: &[Role]| roles.iter().any(|role| reader.actor.roles.contains(role));
        let jurisdiction = context.jurisdiction();
        let centre = reader.centre_or_own(&request.centre, jurisdiction)?;
        let steward = has(STEWARDS);
        if !steward && centre != reader.actor.centre {
            return Err(Refusal::new(Code::A03).at("centre").because("centre", centre));
        }
        let heads = steward || (has(HEADS) && reader.actor.unit.is_none());
        let case = match request.case.as_str() {
            "" => None,
            text => match CaseRef::parse(text, "case")? {
                CaseRef::Id(id) => Some(id.uuid()),
                // What has a number is no draft.
                CaseRef::Number(_) => return Err(Refusal::new(Code::D08).at("case")),
            },
        };
        Ok(Self {
            centres: if steward { below(centre, jurisdiction) } else { vec![centre.to_string()] },
            author: (!heads).then_some(reader.officer.id),
            case,
            saved_by: optional(&request.saved_by, "saved_by", Code::D04)?,
            readable: !steward,
        })
    }
}
