//! Sessions, agreements, performance, failure.

use jiff::civil::Date;

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    ConcludeAgreement, DeclareFailure, HoldSession, NewObligation, PutIntoEffect, RecordPerformance,
};
use fengqiao_domain::id::PartyId;

use super::Desk;
use super::limits::OBLIGATIONS_MAX;
use super::parse::{at_most, code, date, id, narrative, optional, word};
use super::prepared::{Envelopes, Prepared, Secrets, Slot};
use crate::v1;

/// What one party will owe, still to be sealed.
pub(super) struct OpenObligation {
    debtor: PartyId,
    what: Slot,
    amount_fen: Option<u64>,
    due: Date,
}

impl OpenObligation {
    /// Reads an obligation at `path`, such as `obligations[0]`.
    pub(super) fn read(
        input: v1::ObligationInput,
        path: &str,
        secrets: &mut Secrets,
    ) -> Result<Self, Refusal> {
        let at = |field: &str| format!("{path}.{field}");
        let debtor = id(&input.debtor_party_id, &at("debtor_party_id"))?;
        let what = secrets.of_case("obligation", narrative(input.what, &at("what"))?);
        let due = date(&input.due, &at("due"))?;
        Ok(Self { debtor, what, amount_fen: input.amount_fen, due })
    }

    /// The obligation with its sealed text.
    pub(super) fn sealed(self, envelopes: &Envelopes) -> Option<NewObligation> {
        let Self { debtor, what, amount_fen, due } = self;
        Some(NewObligation { debtor, what: envelopes.of(what)?, amount_fen, due })
    }
}

pub(super) fn hold_session(request: v1::HoldSessionRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let mode = word(&request.mode, "mode")?;
    let outcome = word(&request.outcome, "outcome")?;
    let attendance = secrets.of_case("attendance", narrative(request.attendance, "attendance")?);
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| {
        Some(HoldSession { mode, outcome, attendance: envelopes.of(attendance)?, document })
    }))
}

pub(super) fn conclude_agreement(
    request: v1::ConcludeAgreementRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let form = word(&request.form, "form")?;
    let terms = secrets.of_case("terms", narrative(request.terms, "terms")?);
    let place = code(&request.place, "place")?;
    at_most(request.obligations.len(), OBLIGATIONS_MAX, "obligations")?;
    let mut open = Vec::with_capacity(request.obligations.len());
    for (index, input) in request.obligations.into_iter().enumerate() {
        open.push(OpenObligation::read(input, &format!("obligations[{index}]"), &mut secrets)?);
    }
    Ok(secrets.prepared(move |envelopes| {
        let obligations = open.into_iter().map(|owed| owed.sealed(envelopes)).collect::<Option<_>>()?;
        Some(ConcludeAgreement { form, terms: envelopes.of(terms)?, place, obligations })
    }))
}

pub(super) fn put_into_effect(request: v1::PutIntoEffectRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = PutIntoEffect {
        signed_by_parties: request.signed_by_parties,
        signed_by_mediator: request.signed_by_mediator,
        sealed_by_committee: request.sealed_by_committee,
    };
    Ok(command.into())
}

pub(super) fn record_performance(
    request: v1::RecordPerformanceRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = RecordPerformance {
        obligation: optional(&request.obligation_id, "obligation_id", id)?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn declare_failure(request: v1::DeclareFailureRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(DeclareFailure { ground: word(&request.ground, "ground")? }.into())
}
