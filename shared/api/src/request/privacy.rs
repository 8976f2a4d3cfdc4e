//! The end of personal data.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{DestroyPersonKey, RequestKeyDestruction};

use super::Desk;
use super::parse::{id, narrative, optional, word};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn request_key_destruction(
    request: v1::RequestKeyDestructionRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let party = optional(&request.party_id, "party_id", id)?;
    let basis = word(&request.basis, "basis")?;
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| {
        Some(RequestKeyDestruction { party, basis, reason: envelopes.of(reason)?, document })
    }))
}

pub(super) fn destroy_person_key(
    request: v1::DestroyPersonKeyRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    Ok(DestroyPersonKey { party: optional(&request.party_id, "party_id", id)? }.into())
}
