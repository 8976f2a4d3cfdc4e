//! Parties: what identifies a person goes under the person's own key.

use zeroize::Zeroizing;

use fengqiao_domain::command::NewParty;
use fengqiao_domain::event::Identification;
use fengqiao_domain::id::PartyId;
use fengqiao_domain::person::{self, PersonError};
use fengqiao_domain::vocabulary::{DocumentKind, PartyKind, PartyRole};
use fengqiao_domain::{Code, Refusal};
use fengqiao_jurisdiction::{CentreCode, UnitCode};

use super::Desk;
use super::limits::{ADDRESS_CHARS_MAX, LINE_CHARS_MAX, NAME_CHARS_MAX, NUMBER_CHARS_MAX};
use super::parse::{code, line, malformed, optional, optional_secret, secret, word};
use super::prepared::{Envelopes, SecretOwner, Secrets, Slot};
use crate::person::{PersonData, Tokens};
use crate::v1;

/// A party without its person, who is still to be sealed.
pub(super) struct OpenParty {
    id: PartyId,
    role: PartyRole,
    kind: PartyKind,
    division: Option<CentreCode>,
    unit: Option<UnitCode>,
    identification: Identification,
    person: Slot,
}

/// A document shown, with its number; none with an unverified party.
struct Shown {
    identification: Identification,
    number: Option<String>,
}

impl OpenParty {
    /// Reads a party at `path`, such as `parties[0]`.
    pub(super) fn read(
        input: v1::PartyInput,
        path: &str,
        id: PartyId,
        desk: &Desk<'_>,
        secrets: &mut Secrets,
    ) -> Result<Self, Refusal> {
        let at = |field: &str| format!("{path}.{field}");
        let role = word(&input.role, &at("role"))?;
        let kind = word(&input.kind, &at("kind"))?;
        let division = optional(&input.division, &at("division"), code)?;
        let unit = optional(&input.unit, &at("unit"), code)?;
        let name = secret(input.name, &at("name"), NAME_CHARS_MAX)?;
        let address = optional_secret(input.address, &at("address"), ADDRESS_CHARS_MAX)?;
        let phone = phone(Zeroizing::new(input.phone), &at("phone"))?;
        let Shown { identification, number } = shown(input.identification, &at("identification"))?;
        let tokens = Tokens {
            phone: phone.as_deref().map(|phone| desk.lookup.phone(phone)),
            document: number.as_deref().map(|number| desk.lookup.document(identification.document, number)),
        };
        let person = PersonData {
            name: name.to_string(),
            document_number: number,
            phone,
            address: address.map(|address| address.to_string()),
            tokens,
        };
        let text = person.write().map_err(|_| malformed(path))?;
        let person = secrets.keep(SecretOwner::Party(id), "person", text);
        Ok(Self { id, role, kind, division, unit, identification, person })
    }

    /// The party with its sealed person.
    pub(super) fn sealed(self, envelopes: &Envelopes) -> Option<NewParty> {
        Some(NewParty {
            id: self.id,
            role: self.role,
            kind: self.kind,
            division: self.division,
            unit: self.unit,
            identification: self.identification,
            person: envelopes.of(self.person)?,
        })
    }
}

/// The digits of a phone number; D05 for one that cannot be right.
fn phone(text: Zeroizing<String>, field: &str) -> Result<Option<String>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    person::phone(text.trim()).map(Some).map_err(|error| unlikely(error, field))
}

/// How the party showed who they are: a document with its number, or the reason why there is none.
fn shown(input: Option<v1::IdentificationInput>, path: &str) -> Result<Shown, Refusal> {
    let at = |field: &str| format!("{path}.{field}");
    let input = input.ok_or_else(|| Refusal::missing(path))?;
    let document: DocumentKind = word(&input.document, &at("document"))?;
    let number = Zeroizing::new(input.number);
    if number.chars().count() > NUMBER_CHARS_MAX {
        return Err(unlikely(PersonError::Shape, &at("number")).because("document", document));
    }
    if document == DocumentKind::Unverified {
        if !number.trim().is_empty() {
            return Err(unlikely(PersonError::Shape, &at("number")).because("document", document));
        }
        let reason = line(&input.reason, &at("reason"), LINE_CHARS_MAX)?;
        return Ok(Shown { identification: Identification { document, reason: Some(reason) }, number: None });
    }
    if !input.reason.trim().is_empty() {
        return Err(malformed(&at("reason")).because("document", document));
    }
    if number.trim().is_empty() {
        return Err(Refusal::missing(at("number")));
    }
    let number = person::document_number(document, &number)
        .map_err(|error| unlikely(error, &at("number")).because("document", document))?;
    Ok(Shown { identification: Identification { document, reason: None }, number: Some(number) })
}

/// D05 with what is wrong, never with the number.
fn unlikely(error: PersonError, field: &str) -> Refusal {
    let problem = match error {
        PersonError::Shape => "shape",
        PersonError::Check => "check",
        PersonError::BirthDate => "birth_date",
    };
    Refusal::new(Code::D05).at(field).because("problem", problem)
}
