//! Slips.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{AnswerSlip, IssueSlip, LiftSlip};
use fengqiao_domain::event::Addressee;

use super::Desk;
use super::parse::{code, id, narrative, optional, word};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn issue_slip(request: v1::IssueSlipRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = IssueSlip {
        colour: word(&request.colour, "colour")?,
        fault: word(&request.fault, "fault")?,
        to: optional(&request.to_unit, "to_unit", code)?.map(Addressee::Unit),
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn answer_slip(request: v1::AnswerSlipRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let slip = optional(&request.slip_id, "slip_id", id)?;
    let measures = secrets.of_case("measures", narrative(request.measures, "measures")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets
        .prepared(move |envelopes| Some(AnswerSlip { slip, measures: envelopes.of(measures)?, document })))
}

pub(super) fn lift_slip(request: v1::LiftSlipRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let slip = optional(&request.slip_id, "slip_id", id)?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| Some(LiftSlip { slip, reason: envelopes.of(reason)?, document })))
}
