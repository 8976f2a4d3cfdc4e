//! The look-up tokens of the parties that a batch links, unsealed from their envelopes.

use fengqiao_api::person::PersonData;
use fengqiao_vault::{
    BlindKind, Envelope, KeyOwner, SealedItem, UNSEAL_ITEMS_MAX, UnsealError, Unsealed, Vault,
};
use secrecy::ExposeSecret as _;

use crate::fold::PartyRow;
use crate::query::PERSON_FIELD;
use crate::store::{LookupRow, StoreError, Tokens};

/// Unseals the tokens, with one query of the vault for [`UNSEAL_ITEMS_MAX`] parties. Who cannot be read has none.
///
/// # Errors
/// If the vault does not answer: then the batch is tried again.
pub(crate) async fn unseal(vault: &Vault, parties: &[PartyRow]) -> Result<Tokens, StoreError> {
    let mut tokens = Tokens::default();
    for page in parties.chunks(UNSEAL_ITEMS_MAX) {
        tokens.parties.extend(page.iter().map(|row| (row.case_id, row.party_id)));
        let sealed: Vec<(&PartyRow, Envelope)> =
            page.iter().filter_map(|row| Some((row, row.person.parse().ok()?))).collect();
        let items: Vec<SealedItem<'_>> = sealed.iter().map(|(row, envelope)| item(row, envelope)).collect();
        let unsealed = vault.unseal_many(&items).await.map_err(StoreError::Tokens)?;
        for ((row, _), unsealed) in sealed.iter().zip(unsealed) {
            tokens.tokens.extend(of_person(vault, row, unsealed)?);
        }
    }
    Ok(tokens)
}

fn item<'a>(row: &PartyRow, envelope: &'a Envelope) -> SealedItem<'a> {
    SealedItem { owner: KeyOwner::new(row.case_id, row.party_id), field: PERSON_FIELD, envelope }
}

fn of_person(
    vault: &Vault,
    row: &PartyRow,
    unsealed: Result<Unsealed, UnsealError>,
) -> Result<Vec<LookupRow>, StoreError> {
    match unsealed {
        Ok(Unsealed::Plain(plain)) => {
            let Ok(person) = PersonData::read(plain.expose_secret()) else {
                tracing::error!(case = %row.case_id, party = %row.party_id, "a party's data has another shape");
                return Ok(Vec::new());
            };
            let name = vault.blind(BlindKind::Name, &person.name).to_string();
            let numbers = [&person.tokens.phone, &person.tokens.document].into_iter().flatten().cloned();
            let numbers = numbers.map(|token| (token, false));
            let found = numbers.chain([(name, true)]).map(|(token, is_name)| LookupRow {
                token,
                case_id: row.case_id,
                party_id: row.party_id,
                is_name,
            });
            Ok(found.collect())
        }
        Ok(Unsealed::Destroyed) => Ok(Vec::new()),
        Err(error @ (UnsealError::Tampered { .. } | UnsealError::UnknownKey { .. })) => {
            tracing::error!(case = %row.case_id, party = %row.party_id, %error, "a party cannot be looked up");
            Ok(Vec::new())
        }
        Err(error @ (UnsealError::Key(_) | UnsealError::TooMany { .. })) => Err(StoreError::Tokens(error)),
    }
}
