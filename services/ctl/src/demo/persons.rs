//! The parties of the stories. Nobody of these names exists; the numbers are well formed and belong to nobody.

use fengqiao_api::v1;

use super::texts::Texts;
use crate::error::Error;

/// A made-up person, by the keys of their texts.
struct Person {
    name: &'static str,
    address: &'static str,
    id_card: &'static str,
    phone: &'static str,
}

const UPSTREAM: Person = Person {
    name: "persons.upstream",
    address: "persons.upstream_address",
    id_card: "640221197001010010",
    phone: "13900000001",
};
const DOWNSTREAM: Person = Person {
    name: "persons.downstream",
    address: "persons.downstream_address",
    id_card: "640221196803150029",
    phone: "13900000002",
};
const EAST: Person = Person {
    name: "persons.east",
    address: "persons.east_address",
    id_card: "640221197506200039",
    phone: "13900000003",
};
const WEST: Person = Person {
    name: "persons.west",
    address: "persons.west_address",
    id_card: "640221198111080049",
    phone: "13900000004",
};

/// The household that gets no water, against the one that holds it back.
pub(super) fn of_irrigation(texts: &Texts) -> Result<Vec<v1::PartyInput>, Error> {
    Ok(vec![DOWNSTREAM.party(texts, "claimant")?, UPSTREAM.party(texts, "respondent")?])
}

/// Two families over a path.
pub(super) fn of_danger(texts: &Texts) -> Result<Vec<v1::PartyInput>, Error> {
    Ok(vec![EAST.party(texts, "claimant")?, WEST.party(texts, "respondent")?])
}

impl Person {
    fn party(&self, texts: &Texts, role: &str) -> Result<v1::PartyInput, Error> {
        Ok(v1::PartyInput {
            role: role.to_owned(),
            kind: "natural_person".to_owned(),
            name: texts.get(self.name, &[])?,
            identification: Some(v1::IdentificationInput {
                document: "id_card".to_owned(),
                number: self.id_card.to_owned(),
                reason: String::new(),
            }),
            phone: self.phone.to_owned(),
            address: texts.get(self.address, &[])?,
            division: String::new(),
            unit: String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use fengqiao_domain::person::{document_number, phone};
    use fengqiao_domain::vocabulary::DocumentKind;

    use super::*;

    #[test]
    fn every_number_is_well_formed() {
        for person in [UPSTREAM, DOWNSTREAM, EAST, WEST] {
            assert_eq!(document_number(DocumentKind::IdCard, person.id_card).unwrap(), person.id_card);
            assert_eq!(phone(person.phone).unwrap(), person.phone);
        }
    }
}
