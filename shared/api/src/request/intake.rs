//! Registration, parties, facts, risk and danger.

use fengqiao_domain::command::{
    AppointProxy, ApproveVoid, AssessRisk, CorrectFacts, DraftCase, HandleDanger, LinkParty, RegisterCase,
    ReportDanger, RequestVoid, RestrictCase, Screening,
};
use fengqiao_domain::id::PartyId;
use fengqiao_domain::{Refusal, Sealed};

use super::limits::{BRIEF_CHARS_MAX, CODES_MAX, DRAFT_CHARS_MAX, PARTIES_MAX, REFERENCE_CHARS_MAX};
use super::parse::{
    at_most, code, codes, date, id, line, narrative, optional, optional_narrative, reference, secret, word,
    words,
};
use super::party::OpenParty;
use super::prepared::{Envelopes, Prepared, SecretOwner, Secrets, Slot};
use super::{Desk, correction};
use crate::v1;

/// Characters of one code of a factor sheet.
const FACTOR_CHARS_MAX: usize = 48;

/// A factor sheet whose account is still to be sealed.
struct OpenScreening {
    sheet: Screening,
    account: Option<Slot>,
}

impl OpenScreening {
    fn read(input: v1::ScreeningInput, secrets: &mut Secrets) -> Result<Self, Refusal> {
        at_most(input.factors.len(), CODES_MAX, "screening.factors")?;
        let factors = input
            .factors
            .iter()
            .enumerate()
            .map(|(index, factor)| line(factor, &format!("screening.factors[{index}]"), FACTOR_CHARS_MAX))
            .collect::<Result<_, _>>()?;
        let sheet = Screening {
            grade: word(&input.grade, "screening.grade")?,
            factors,
            danger_signs: words(&input.danger_signs, "screening.danger_signs")?,
            grave: input.grave,
            review_on: date(&input.review_on, "screening.review_on")?,
            place: optional(&input.place, "screening.place", code)?,
            account: None,
        };
        let account = optional_narrative(input.account, "screening.account")?;
        Ok(Self { sheet, account: account.map(|text| secrets.of_case("account", text)) })
    }

    fn sealed(self, envelopes: &Envelopes) -> Option<Screening> {
        Some(Screening { account: envelopes.of_optional(self.account)?, ..self.sheet })
    }
}

/// A registration whose texts are still to be sealed.
pub(super) struct OpenRegistration {
    form: RegisterCase,
    brief: Slot,
    parties: Vec<OpenParty>,
    screening: Option<OpenScreening>,
}

impl OpenRegistration {
    pub(super) fn read(
        request: v1::RegisterCaseRequest,
        desk: &Desk<'_>,
        secrets: &mut Secrets,
    ) -> Result<Self, Refusal> {
        let brief = secrets.of_case("brief", secret(request.brief, "brief", BRIEF_CHARS_MAX)?);
        let form = RegisterCase {
            channel: word(&request.channel, "channel")?,
            received_on: date(&request.received_on, "received_on")?,
            places: codes(&request.places, "places")?,
            headcount: request.headcount,
            amount_fen: request.amount_fen,
            brief: Sealed::from_envelope(String::new()),
            query_code_hash: desk.query_code_hash.to_owned(),
            external_number: optional(&request.external_number, "external_number", |text, field| {
                reference(text, field, REFERENCE_CHARS_MAX)
            })?,
            authority: optional(&request.authority_document_id, "authority_document_id", id)?,
            parties: Vec::new(),
            screening: None,
        };
        at_most(request.parties.len(), PARTIES_MAX, "parties")?;
        let mut parties = Vec::with_capacity(request.parties.len());
        for (index, input) in request.parties.into_iter().enumerate() {
            let id = PartyId::new(desk.command.derive("party", index));
            parties.push(OpenParty::read(input, &format!("parties[{index}]"), id, desk, secrets)?);
        }
        let screening = request.screening.map(|input| OpenScreening::read(input, secrets)).transpose()?;
        Ok(Self { form, brief, parties, screening })
    }

    pub(super) fn sealed(self, envelopes: &Envelopes) -> Option<RegisterCase> {
        Some(RegisterCase {
            brief: envelopes.of(self.brief)?,
            parties: self.parties.into_iter().map(|party| party.sealed(envelopes)).collect::<Option<_>>()?,
            screening: match self.screening {
                None => None,
                Some(screening) => Some(screening.sealed(envelopes)?),
            },
            ..self.form
        })
    }
}

pub(super) fn draft_case(request: v1::DraftCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let channel = optional(&request.channel, "channel", word)?;
    let text = secrets.keep(SecretOwner::Draft, "draft", secret(request.text, "text", DRAFT_CHARS_MAX)?);
    Ok(secrets.prepared(move |envelopes| Some(DraftCase { channel, text: envelopes.of(text)? })))
}

pub(super) fn register_case(request: v1::RegisterCaseRequest, desk: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let registration = OpenRegistration::read(request, desk, &mut secrets)?;
    Ok(secrets.prepared(move |envelopes| registration.sealed(envelopes)))
}

pub(super) fn appoint_proxy(request: v1::AppointProxyRequest, desk: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let party = id(&request.party_id, "party_id")?;
    let input = request.proxy.ok_or_else(|| Refusal::missing("proxy"))?;
    let proxy_id = PartyId::new(desk.command.derive("party", 0));
    let proxy = OpenParty::read(input, "proxy", proxy_id, desk, &mut secrets)?;
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(secrets
        .prepared(move |envelopes| Some(AppointProxy { party, proxy: proxy.sealed(envelopes)?, document })))
}

pub(super) fn restrict_case(request: v1::RestrictCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let reason = secrets.of_case("reason", narrative(request.reason, "reason")?);
    let until = date(&request.until, "until")?;
    Ok(secrets.prepared(move |envelopes| Some(RestrictCase { reason: envelopes.of(reason)?, until })))
}

pub(super) fn link_party(request: v1::LinkPartyRequest, desk: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let replaces: Option<PartyId> = optional(&request.replaces_party_id, "replaces_party_id", id)?;
    let input = request.party.ok_or_else(|| Refusal::missing("party"))?;
    // Corrected data goes under the key of the person it is about, so that one destruction reaches all of it.
    let id = replaces.unwrap_or_else(|| PartyId::new(desk.command.derive("party", 0)));
    let party = OpenParty::read(input, "party", id, desk, &mut secrets)?;
    Ok(secrets.prepared(move |envelopes| Some(LinkParty { replaces, party: party.sealed(envelopes)? })))
}

pub(super) fn correct_facts(request: v1::CorrectFactsRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let corrections = correction::read(request.corrections, &mut secrets)?;
    Ok(secrets.prepared(move |envelopes| {
        Some(CorrectFacts { corrections: correction::sealed(corrections, envelopes)? })
    }))
}

pub(super) fn request_void(request: v1::RequestVoidRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(RequestVoid { reason: word(&request.reason, "reason")? }.into())
}

pub(super) fn approve_void(_: v1::ApproveVoidRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ApproveVoid {}.into())
}

pub(super) fn assess_risk(request: v1::AssessRiskRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let input = request.screening.ok_or_else(|| Refusal::missing("screening"))?;
    let screening = OpenScreening::read(input, &mut secrets)?;
    Ok(secrets.prepared(move |envelopes| Some(AssessRisk { screening: screening.sealed(envelopes)? })))
}

pub(super) fn report_danger(request: v1::ReportDangerRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let signs = words(&request.signs, "signs")?;
    let place = optional(&request.place, "place", code)?;
    let account =
        optional_narrative(request.account, "account")?.map(|text| secrets.of_case("account", text));
    Ok(secrets.prepared(move |envelopes| {
        Some(ReportDanger { signs, place, account: envelopes.of_optional(account)? })
    }))
}

pub(super) fn handle_danger(request: v1::HandleDangerRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let danger = optional(&request.danger_id, "danger_id", id)?;
    let cleared_signs = words(&request.cleared_signs, "cleared_signs")?;
    let measures = secrets.of_case("measures", narrative(request.measures, "measures")?);
    let police_reference = optional(&request.police_reference, "police_reference", |text, field| {
        reference(text, field, REFERENCE_CHARS_MAX)
    })?;
    Ok(secrets.prepared(move |envelopes| {
        Some(HandleDanger { danger, cleared_signs, measures: envelopes.of(measures)?, police_reference })
    }))
}
