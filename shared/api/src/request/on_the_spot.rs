//! 即接即办: a registration, a classification and an oral agreement in one request.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::SettleOnTheSpot;
use fengqiao_domain::id::PartyId;

use super::intake::OpenRegistration;
use super::limits::OBLIGATIONS_MAX;
use super::mediation::OpenObligation;
use super::parse::{at_most, code, id, narrative, optional};
use super::prepared::{Prepared, Secrets};
use super::{Desk, handling};
use crate::v1;

pub(super) fn settle_on_the_spot(
    request: v1::SettleOnTheSpotRequest,
    desk: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let parties = request.registration.as_ref().map_or(0, |registration| registration.parties.len());
    let registration = request
        .registration
        .map(|registration| OpenRegistration::read(registration, desk, &mut secrets))
        .transpose()?;
    let classification =
        handling::classification(request.classification.ok_or_else(|| Refusal::missing("classification"))?)?;
    // The account is the handler's plan and the record of the session at once; each has an envelope of its own.
    let account = narrative(request.account, "account")?;
    let plan = secrets.of_case("plan", account.clone());
    let attendance = secrets.of_case("attendance", account);
    let terms = secrets.of_case("terms", narrative(request.terms, "terms")?);
    let place = code(&request.place, "place")?;
    at_most(request.obligations.len(), OBLIGATIONS_MAX, "obligations")?;
    let mut obligations = Vec::with_capacity(request.obligations.len());
    for (index, mut input) in request.obligations.into_iter().enumerate() {
        if let Ok(position) = input.debtor_party_id.parse::<usize>()
            && position < parties
        {
            input.debtor_party_id = PartyId::new(desk.command.derive("party", position)).to_string();
        }
        obligations.push(OpenObligation::read(input, &format!("obligations[{index}]"), &mut secrets)?);
    }
    let performed = request.performed;
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets.prepared(move |envelopes| {
        let registration = match registration {
            None => None,
            Some(registration) => Some(Box::new(registration.sealed(envelopes)?)),
        };
        let obligations =
            obligations.into_iter().map(|owed| owed.sealed(envelopes)).collect::<Option<_>>()?;
        Some(SettleOnTheSpot {
            registration,
            classification,
            plan: envelopes.of(plan)?,
            attendance: envelopes.of(attendance)?,
            terms: envelopes.of(terms)?,
            place,
            obligations,
            performed,
            document,
        })
    }))
}
