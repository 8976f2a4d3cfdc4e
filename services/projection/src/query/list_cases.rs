//! Cases by filter: a centre's queue, or a part of the tree. Sorted by the nearest due date.

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::{Channel, RiskGrade, Verdict};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Word};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use tonic::Request;
use uuid::Uuid;

use super::answer::QueryError;
use super::at_least::at_least;
use super::page;
use super::persons::unveil;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::fold::CaseRow;
use crate::limits::{LIST_PAGE_DEFAULT, LIST_PAGE_MAX};
use crate::store::{StoreError, row_error};

/// What is asked for, read and checked. A page token is tied to it.
#[derive(Debug, Serialize)]
struct Filters {
    centre: CentreCode,
    subtree: bool,
    incoming: bool,
    phases: Option<Vec<String>>,
    verdict: Option<String>,
    due_by: Option<Date>,
    matter: Option<String>,
    channel: Option<String>,
    risk: Option<String>,
    handler: Option<Uuid>,
}

/// The last row of a page.
type Key = (Date, Uuid);

pub(super) async fn list_cases(
    context: &Context,
    request: Request<v1::ListCasesRequest>,
) -> Result<v1::ListCasesResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let jurisdiction = context.jurisdiction();
    let centre = reader.centre_or_own(&request.centre, jurisdiction)?;
    let filters = Filters::read(&request, centre)?;
    let size = page::size(request.page_size, LIST_PAGE_DEFAULT, LIST_PAGE_MAX);
    let after: Option<Key> = page::key(&request.page_token, &filters)?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let centres = centres(&filters, jurisdiction);
    let mut rows = select(&mut views, &filters, &centres, after, size).await?;
    let shown = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let next_page_token = match rows.last() {
        Some(last) if more => page::token(&(last.next_due_on, last.case_id), &filters),
        _ => String::new(),
    };
    let unveiled = unveil(context, &mut views, &reader, "list_cases", &rows).await?;
    let cases = rows.iter().map(|row| case_view(context, row, &unveiled)).collect();
    Ok(v1::ListCasesResponse { cases, next_page_token })
}

async fn select(
    connection: &mut PgConnection,
    filters: &Filters,
    centres: &[String],
    after: Option<Key>,
    size: u32,
) -> Result<Vec<CaseRow>, StoreError> {
    let (after_due, after_case) = after.map(|(due, case)| (due.to_string(), case)).unzip();
    let rows = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v
           WHERE CASE WHEN $1 THEN escalation_to = ANY($2) AND escalation = 'requested' ELSE holder = ANY($2) END
             AND ($3::text[] IS NULL OR phase = ANY($3))
             AND ($4::text IS NULL OR verdict = $4)
             AND ($5::text IS NULL OR next_due_on <= $5::text::date)
             AND ($6::text IS NULL OR matter LIKE $6 || '%')
             AND ($7::text IS NULL OR channel = $7)
             AND ($8::text IS NULL OR risk = $8)
             AND ($9::uuid IS NULL OR handler = $9)
             AND ($10::text IS NULL OR (next_due_on, case_id) > ($10::text::date, $11::uuid))
           ORDER BY next_due_on, case_id LIMIT $12"#,
        filters.incoming,
        centres,
        filters.phases.as_deref(),
        filters.verdict.as_deref(),
        filters.due_by.map(|date| date.to_string()),
        filters.matter.as_deref(),
        filters.channel.as_deref(),
        filters.risk.as_deref(),
        filters.handler,
        after_due,
        after_case,
        // One more than the page tells whether another follows.
        i64::from(size) + 1,
    )
    .fetch_all(connection)
    .await;
    rows.map(|rows| rows.into_iter().map(|Json(row)| row).collect()).map_err(row_error)
}

fn centres(filters: &Filters, jurisdiction: &Jurisdiction) -> Vec<String> {
    if filters.subtree { below(filters.centre, jurisdiction) } else { vec![filters.centre.to_string()] }
}

/// A centre and all below it.
pub(super) fn below(centre: CentreCode, jurisdiction: &Jurisdiction) -> Vec<String> {
    let mut centres = vec![centre];
    let mut next = 0;
    while let Some(centre) = centres.get(next).copied() {
        centres.extend(jurisdiction.children(&centre));
        next += 1;
    }
    centres.iter().map(ToString::to_string).collect()
}

// === impl Filters ===

impl Filters {
    fn read(request: &v1::ListCasesRequest, centre: CentreCode) -> Result<Self, Refusal> {
        let phases = request.phases.iter().map(|text| word::<PhaseName>(text, "phases"));
        let phases: Vec<String> = phases.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let due_by = optional(&request.due_by, "due_by", Code::D04)?;
        let handler = optional(&request.handler, "handler", Code::D03)?;
        let matter = optional::<fengqiao_jurisdiction::MatterCode>(&request.matter, "matter", Code::D02)?;
        Ok(Self {
            centre,
            subtree: request.subtree,
            incoming: request.incoming_escalations,
            phases: (!phases.is_empty()).then_some(phases),
            verdict: word::<Verdict>(&request.verdict, "verdict")?,
            due_by,
            matter: matter.map(|code| code.to_string()),
            channel: word::<Channel>(&request.channel, "channel")?,
            risk: word::<RiskGrade>(&request.risk, "risk")?,
            handler,
        })
    }
}

/// A word of a vocabulary, as it is stored; D02 with the words that are known.
pub(super) fn word<W: Word>(text: &str, field: &'static str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    if W::ALL.iter().any(|word| word.as_str() == text) {
        return Ok(Some(text.to_owned()));
    }
    let known: Vec<_> = W::ALL.iter().map(|word| word.as_str()).collect();
    Err(Refusal::new(Code::D02).at(field).because("known", known.join(",")))
}

pub(super) fn optional<T: std::str::FromStr>(
    text: &str,
    field: &'static str,
    code: Code,
) -> Result<Option<T>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Refusal::new(code).at(field))
}
