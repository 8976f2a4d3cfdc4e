//! Requests to rise, their answers, and every other change of holder.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    AcceptEscalation, AppealRefusal, DesignateJurisdiction, RefuseEscalation, RequestEscalation, ReturnDown,
    RuleOnAppeal, TakeOver, WithdrawEscalation,
};

use super::limits::LINE_CHARS_MAX;
use super::parse::{code, line, narrative, optional, optional_narrative, word, words};
use super::prepared::{Prepared, Secrets};
use super::{Desk, correction};
use crate::v1;

pub(super) fn request_escalation(
    request: v1::RequestEscalationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let to = optional(&request.to, "to", code)?;
    let help_wanted = words(&request.help_wanted, "help_wanted")?;
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    Ok(secrets
        .prepared(move |envelopes| Some(RequestEscalation { to, help_wanted, text: envelopes.of(text)? })))
}

pub(super) fn accept_escalation(
    request: v1::AcceptEscalationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let reason = optional_narrative(request.reason, "reason")?.map(|text| secrets.of_case("reason", text));
    Ok(secrets.prepared(move |envelopes| Some(AcceptEscalation { reason: envelopes.of_optional(reason)? })))
}

pub(super) fn refuse_escalation(
    request: v1::RefuseEscalationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let corrections = correction::read(request.corrections, &mut secrets)?;
    let reason = optional_narrative(request.reason, "reason")?.map(|text| secrets.of_case("reason", text));
    Ok(secrets.prepared(move |envelopes| {
        let corrections = correction::sealed(corrections, envelopes)?;
        Some(RefuseEscalation { corrections, reason: envelopes.of_optional(reason)? })
    }))
}

pub(super) fn withdraw_escalation(
    _: v1::WithdrawEscalationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    Ok(WithdrawEscalation {}.into())
}

pub(super) fn appeal_refusal(_: v1::AppealRefusalRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(AppealRefusal {}.into())
}

pub(super) fn rule_on_appeal(request: v1::RuleOnAppealRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let ruling = word(&request.ruling, "ruling")?;
    let corrections = correction::read(request.corrections, &mut secrets)?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    Ok(secrets.prepared(move |envelopes| {
        let corrections = correction::sealed(corrections, envelopes)?;
        Some(RuleOnAppeal { ruling, corrections, reason: envelopes.of(reason)? })
    }))
}

pub(super) fn take_over(request: v1::TakeOverRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    Ok(secrets.prepared(move |envelopes| Some(TakeOver { reason: envelopes.of(reason)? })))
}

pub(super) fn return_down(request: v1::ReturnDownRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let code = word(&request.code, "code")?;
    let checklist = words(&request.checklist, "checklist")?;
    let corrections = correction::read(request.corrections, &mut secrets)?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    Ok(secrets.prepared(move |envelopes| {
        let corrections = correction::sealed(corrections, envelopes)?;
        Some(ReturnDown { code, checklist, corrections, reason: envelopes.of(reason)? })
    }))
}

pub(super) fn designate_jurisdiction(
    request: v1::DesignateJurisdictionRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = DesignateJurisdiction {
        holder: code(&request.holder, "holder")?,
        substantive_owner: optional(&request.substantive_owner, "substantive_owner", code)?,
        ground: line(&request.ground, "ground", LINE_CHARS_MAX)?,
    };
    Ok(command.into())
}
