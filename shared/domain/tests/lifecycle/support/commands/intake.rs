//! Registration, screening, classification, acceptance, notices; proxies, restriction and the end of a key.

use std::collections::BTreeSet;

use fengqiao_domain::command::*;
use fengqiao_domain::event::{AcceptanceDecision, Identification, Recipient};
use fengqiao_domain::id::PartyId;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use super::super::reference::{centre, matter};
use super::super::story::TODAY;
use super::{VILLAGE, claimant, document, respondent, sealed};

/// A person with a document.
pub(crate) fn person(id: PartyId, role: PartyRole) -> NewParty {
    NewParty {
        id,
        role,
        kind: PartyKind::NaturalPerson,
        division: None,
        unit: None,
        identification: Identification { document: DocumentKind::IdCard, reason: None },
        person: sealed(),
    }
}

/// The committee or government of a division.
pub(crate) fn collective(id: PartyId, role: PartyRole, code: &str) -> NewParty {
    NewParty { kind: PartyKind::Collective, division: Some(centre(code)), ..person(id, role) }
}

/// Screened, and nothing found.
pub(crate) fn harmless() -> Screening {
    Screening {
        grade: RiskGrade::Low,
        factors: BTreeSet::new(),
        danger_signs: BTreeSet::new(),
        grave: false,
        review_on: TODAY + 90.days(),
        place: None,
        account: None,
    }
}

/// Screened, and danger seen.
pub(crate) fn dangerous<const N: usize>(signs: [DangerSign; N]) -> Screening {
    Screening { danger_signs: signs.into(), grade: RiskGrade::High, ..harmless() }
}

/// Two households of one village quarrel about a ditch: 6 persons, 18,000.00 yuan, received nine days ago.
pub(crate) fn neighbours() -> RegisterCase {
    RegisterCase {
        channel: Channel::Window,
        received_on: TODAY - 9.days(),
        places: [centre(VILLAGE)].into(),
        headcount: Some(6),
        amount_fen: Some(1_800_000),
        brief: sealed(),
        query_code_hash: "hash".to_owned(),
        external_number: None,
        authority: None,
        parties: vec![person(claimant(), PartyRole::Claimant), person(respondent(), PartyRole::Respondent)],
        screening: Some(harmless()),
    }
}

/// What a form holds so far.
pub(crate) fn begin_form() -> DraftCase {
    DraftCase { channel: Some(Channel::Window), text: sealed() }
}

pub(crate) fn classify(code: &str) -> ClassifyMatter {
    ClassifyMatter {
        matter: matter(code),
        legal_path: None,
        track: None,
        method: None,
        profile: None,
        competent_unit: None,
        powers_needed: None,
        unpaid_workers: None,
        statutory_path: None,
        final_decision: None,
    }
}

/// A quarrel about a ditch: mediation, no power but to mediate.
pub(crate) fn classify_ditch() -> ClassifyMatter {
    classify("0201")
}

pub(crate) fn accept() -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::Accepted, document: None }
}

pub(crate) fn not_accepted(ground: Ground) -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::NotAccepted(ground), document: Some(document()) }
}

pub(crate) fn not_reaccepted(ground: Ground) -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::NotReaccepted(ground), document: Some(document()) }
}

pub(crate) fn serve(notice: Notice) -> ServeNotice {
    ServeNotice { notice, to: Recipient::Parties, means: ServiceMeans::InPerson }
}

pub(crate) fn consent(party: PartyId, subject: ConsentSubject) -> RecordConsent {
    let until = (subject == ConsentSubject::ContinueHere).then(|| TODAY + 7.days());
    RecordConsent { party, subject, given: true, until }
}

pub(crate) fn refusal_of(party: PartyId, subject: ConsentSubject) -> RecordConsent {
    RecordConsent { given: false, until: None, ..consent(party, subject) }
}

/// The security administrator asks for the claimant's key.
pub(crate) fn ask_to_destroy(basis: DestructionBasis) -> RequestKeyDestruction {
    RequestKeyDestruction { party: Some(claimant()), basis, reason: sealed(), document: Some(document()) }
}

/// A second officer countersigns.
pub(crate) const fn destroy(party: PartyId) -> DestroyPersonKey {
    DestroyPersonKey { party: Some(party) }
}

/// A nephew acts for the claimant.
pub(crate) fn appoint_proxy() -> AppointProxy {
    let proxy = person(PartyId::new(Uuid::from_u128(20)), PartyRole::Agent);
    AppointProxy { party: claimant(), proxy, document: Some(document()) }
}

pub(crate) fn restrict() -> RestrictCase {
    RestrictCase { reason: sealed(), until: TODAY + 90.days() }
}
