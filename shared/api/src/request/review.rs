//! Review and re-check.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{RecordRecheckResult, RecordReviewResult, RequestRecheck, RequestReview};
use fengqiao_domain::event::Reviewed;
use fengqiao_domain::id::OpinionId;

use super::Desk;
use super::limits::LINE_CHARS_MAX;
use super::parse::{id, line, narrative, optional, word};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn request_review(request: v1::RequestReviewRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let party = id(&request.party_id, "party_id")?;
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| Some(RequestReview { party, text: envelopes.of(text)?, document })))
}

pub(super) fn request_recheck(request: v1::RequestRecheckRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let party = id(&request.party_id, "party_id")?;
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| Some(RequestRecheck { party, text: envelopes.of(text)?, document })))
}

pub(super) fn record_review_result(
    request: v1::RecordReviewResultRequest,
    desk: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let reviewed =
        reviewed(&request.result, &request.paper_number, request.supported, &request.document_id, desk)?;
    Ok(RecordReviewResult { reviewed }.into())
}

pub(super) fn record_recheck_result(
    request: v1::RecordRecheckResultRequest,
    desk: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let reviewed =
        reviewed(&request.result, &request.paper_number, request.supported, &request.document_id, desk)?;
    Ok(RecordRecheckResult { reviewed }.into())
}

/// What an organ outside the platform decided; its opinion gets its id here.
fn reviewed(
    result: &str,
    number: &str,
    supported: bool,
    document_id: &str,
    desk: &Desk<'_>,
) -> Result<Reviewed, Refusal> {
    Ok(Reviewed {
        result: word(result, "result")?,
        opinion: OpinionId::new(desk.command.derive("opinion", 0)),
        number: line(number, "paper_number", LINE_CHARS_MAX)?,
        supported,
        linked_case: None,
        document: optional(document_id, "document_id", id)?,
    })
}
