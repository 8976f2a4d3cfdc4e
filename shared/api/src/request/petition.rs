//! Written opinions, other legal paths, recusal.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    ApproveOpinion, DraftOpinion, RecordRecusal, RecordRedirectResult, RedirectCase,
};
use fengqiao_domain::event::{OpinionText, Recused};

use super::Desk;
use super::limits::LINE_CHARS_MAX;
use super::parse::{code, id, line, malformed, narrative, optional, optional_date, word};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn draft_opinion(request: v1::DraftOpinionRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let claim = secrets.of_case("claim", narrative(request.claim, "claim")?);
    let facts = secrets.of_case("facts", narrative(request.facts, "facts")?);
    let reasons = secrets.of_case("reasons", narrative(request.reasons, "reasons")?);
    let conclusion = secrets.of_case("conclusion", narrative(request.conclusion, "conclusion")?);
    let legal_basis = secrets.of_case("legal_basis", narrative(request.legal_basis, "legal_basis")?);
    let supported = request.supported;
    let result = optional(&request.result, "result", word)?;
    Ok(secrets.prepared(move |envelopes| {
        let text = OpinionText {
            claim: envelopes.of(claim)?,
            facts: envelopes.of(facts)?,
            reasons: envelopes.of(reasons)?,
            conclusion: envelopes.of(conclusion)?,
            legal_basis: envelopes.of(legal_basis)?,
        };
        Some(DraftOpinion { text, supported, result })
    }))
}

pub(super) fn approve_opinion(request: v1::ApproveOpinionRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ApproveOpinion { number: line(&request.paper_number, "paper_number", LINE_CHARS_MAX)? }.into())
}

pub(super) fn record_recusal(request: v1::RecordRecusalRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let officer = optional(&request.officer_id, "officer_id", id)?;
    let unit = optional(&request.unit, "unit", code)?.map(Recused::Unit);
    let centre = optional(&request.centre, "centre", code)?.map(Recused::Centre);
    let officer = officer.map(if request.is_head { Recused::Head } else { Recused::Officer });
    let mut named = [officer, unit, centre].into_iter().flatten();
    let whom = named.next().ok_or_else(|| Refusal::missing("officer_id"))?;
    if named.next().is_some() {
        return Err(malformed("officer_id"));
    }
    let command = RecordRecusal {
        whom,
        ground: word(&request.ground, "ground")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn redirect_case(request: v1::RedirectCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = RedirectCase {
        path: word(&request.path, "path")?,
        body: line(&request.body, "body", LINE_CHARS_MAX)?,
        ground: line(&request.ground, "ground", LINE_CHARS_MAX)?,
        accepted_on: optional_date(&request.accepted_on, "accepted_on")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn record_redirect_result(
    request: v1::RecordRedirectResultRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = RecordRedirectResult {
        result: word(&request.result, "result")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}
