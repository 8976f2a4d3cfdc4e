//! Pauses, suspensions and extensions.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    DecideExtension, PauseClock, RequestExtension, ResumeClock, ResumeHandling, SuspendHandling,
};

use super::Desk;
use super::parse::{date, id, malformed, narrative, optional, optional_narrative, word};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn pause_clock(request: v1::PauseClockRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = PauseClock {
        clock: word(&request.clock, "clock")?,
        reason: word(&request.reason, "reason")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn resume_clock(request: v1::ResumeClockRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ResumeClock { clock: word(&request.clock, "clock")? }.into())
}

pub(super) fn suspend_handling(
    request: v1::SuspendHandlingRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = SuspendHandling {
        reason: word(&request.reason, "reason")?,
        document: optional(&request.document_id, "document_id", id)?,
        review_on: date(&request.review_on, "review_on")?,
    };
    Ok(command.into())
}

pub(super) fn resume_handling(_: v1::ResumeHandlingRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ResumeHandling {}.into())
}

pub(super) fn request_extension(
    request: v1::RequestExtensionRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let clock = word(&request.clock, "clock")?;
    let days = u16::try_from(request.days).map_err(|_| malformed("days"))?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| {
        Some(RequestExtension { clock, days, reason: envelopes.of(reason)?, document })
    }))
}

pub(super) fn decide_extension(
    request: v1::DecideExtensionRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let granted = request.granted;
    let reason = optional_narrative(request.reason, "reason")?.map(|text| secrets.of_case("reason", text));
    Ok(secrets
        .prepared(move |envelopes| Some(DecideExtension { granted, reason: envelopes.of_optional(reason)? })))
}
