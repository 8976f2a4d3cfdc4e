//! Withdrawal, explanation, follow-up, rating, closing and opening again.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    CloseCase, Rate, RecordExplanation, RecordFollowUp, ReopenCase, ReopenHandling, WithdrawCase,
};

use super::Desk;
use super::parse::{id, narrative, optional, optional_narrative, word, words};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn withdraw_case(request: v1::WithdrawCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let party = id(&request.party_id, "party_id")?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets
        .prepared(move |envelopes| Some(WithdrawCase { party, reason: envelopes.of(reason)?, document })))
}

pub(super) fn record_explanation(
    request: v1::RecordExplanationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| Some(RecordExplanation { text: envelopes.of(text)?, document })))
}

pub(super) fn record_follow_up(
    request: v1::RecordFollowUpRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = RecordFollowUp {
        round: word(&request.round, "round")?,
        performed: request.performed,
        rebound: request.rebound,
    };
    Ok(command.into())
}

pub(super) fn rate(request: v1::RateRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let rating = word(&request.rating, "rating")?;
    let words = optional_narrative(request.words, "words")?.map(|text| secrets.of_case("words", text));
    Ok(secrets.prepared(move |envelopes| Some(Rate { rating, words: envelopes.of_optional(words)? })))
}

pub(super) fn close_case(request: v1::CloseCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = CloseCase {
        main_outcome: word(&request.main_outcome, "main_outcome")?,
        other_outcomes: words(&request.other_outcomes, "other_outcomes")?,
    };
    Ok(command.into())
}

pub(super) fn reopen_handling(request: v1::ReopenHandlingRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ReopenHandling { reason: word(&request.reason, "reason")? }.into())
}

pub(super) fn reopen_case(request: v1::ReopenCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ReopenCase { reason: word(&request.reason, "reason")? }.into())
}
