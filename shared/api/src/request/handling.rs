//! Classification, acceptance, notices, dispatch, handlers.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    AssignHandler, ClassifyMatter, DecideAcceptance, DispatchCase, ObjectToDispatch, RecordConsent,
    RecordInvestigation, RuleOnObjection, ServeNotice, SignCase,
};
use fengqiao_domain::event::{AcceptanceDecision, Addressee, Recipient};

use super::Desk;
use super::limits::LINE_CHARS_MAX;
use super::parse::{
    code, codes, date, id, ids, line, malformed, narrative, optional, optional_date, unknown, word, words,
};
use super::prepared::{Prepared, Secrets};
use crate::v1;

/// The written forms of an acceptance decision.
const DECISIONS: [&str; 3] = ["accepted", "not_accepted", "not_reaccepted"];

pub(super) fn classify_matter(request: v1::ClassifyMatterRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(classification(request)?.into())
}

/// Reads what the matter is.
pub(super) fn classification(request: v1::ClassifyMatterRequest) -> Result<ClassifyMatter, Refusal> {
    let powers_needed = request.powers_needed.map(|list| codes(&list.codes, "powers_needed")).transpose()?;
    Ok(ClassifyMatter {
        matter: code(&request.matter, "matter")?,
        legal_path: optional(&request.legal_path, "legal_path", word)?,
        track: optional(&request.track, "track", word)?,
        method: optional(&request.method, "method", word)?,
        profile: optional(&request.profile, "profile", word)?,
        competent_unit: optional(&request.competent_unit, "competent_unit", code)?,
        powers_needed,
        unpaid_workers: request.unpaid_workers,
        statutory_path: optional(&request.statutory_path, "statutory_path", word)?,
        final_decision: optional(&request.final_decision, "final_decision", word)?,
    })
}

pub(super) fn decide_acceptance(
    request: v1::DecideAcceptanceRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let decision = match request.decision.as_str() {
        "" => return Err(Refusal::missing("decision")),
        "accepted" if request.ground.is_empty() => AcceptanceDecision::Accepted,
        // Whoever accepts has no ground to refuse.
        "accepted" => return Err(malformed("ground")),
        "not_accepted" => AcceptanceDecision::NotAccepted(word(&request.ground, "ground")?),
        "not_reaccepted" => AcceptanceDecision::NotReaccepted(word(&request.ground, "ground")?),
        other => return Err(unknown(other, "decision", DECISIONS.into_iter())),
    };
    let document = optional(&request.document_id, "document_id", id)?;
    Ok(DecideAcceptance { decision, document }.into())
}

pub(super) fn serve_notice(request: v1::ServeNoticeRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let party = optional(&request.party_id, "party_id", id)?;
    let command = ServeNotice {
        notice: word(&request.notice, "notice")?,
        to: party.map_or(Recipient::Parties, Recipient::Party),
        means: word(&request.means, "means")?,
    };
    Ok(command.into())
}

pub(super) fn record_consent(request: v1::RecordConsentRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = RecordConsent {
        party: id(&request.party_id, "party_id")?,
        subject: word(&request.subject, "subject")?,
        given: request.given,
        until: optional_date(&request.until, "until")?,
    };
    Ok(command.into())
}

pub(super) fn dispatch_case(request: v1::DispatchCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = DispatchCase {
        to: code(&request.to_unit, "to_unit")?,
        mode: word(&request.mode, "mode")?,
        due: optional_date(&request.due, "due")?,
    };
    Ok(command.into())
}

pub(super) fn sign_case(_: v1::SignCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(SignCase {}.into())
}

pub(super) fn object_to_dispatch(
    request: v1::ObjectToDispatchRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let unit = optional(&request.proposed_unit, "proposed_unit", code)?.map(Addressee::Unit);
    let centre = optional(&request.proposed_centre, "proposed_centre", code)?.map(Addressee::Centre);
    if unit.is_some() && centre.is_some() {
        return Err(malformed("proposed_centre"));
    }
    let ground = line(&request.ground, "ground", LINE_CHARS_MAX)?;
    Ok(ObjectToDispatch { ground, proposed: unit.or(centre) }.into())
}

pub(super) fn rule_on_objection(
    request: v1::RuleOnObjectionRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let reason = line(&request.reason, "reason", LINE_CHARS_MAX)?;
    Ok(RuleOnObjection { upheld: request.upheld, reason }.into())
}

pub(super) fn assign_handler(request: v1::AssignHandlerRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let officer = id(&request.officer_id, "officer_id")?;
    let duty = line(&request.duty, "duty", LINE_CHARS_MAX)?;
    let due = date(&request.due, "due")?;
    let plan = secrets.of_case("plan", narrative(request.plan, "plan")?);
    Ok(secrets.prepared(move |envelopes| {
        Some(AssignHandler { officer, duty, due, plan: envelopes.of(plan)?, instead_of: None })
    }))
}

pub(super) fn record_investigation(
    request: v1::RecordInvestigationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let kind = word(&request.kind, "kind")?;
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    let covers = words(&request.covers, "covers")?;
    let documents = ids(&request.document_ids, "document_ids")?;
    Ok(secrets.prepared(move |envelopes| {
        Some(RecordInvestigation { kind, text: envelopes.of(text)?, covers, documents })
    }))
}
