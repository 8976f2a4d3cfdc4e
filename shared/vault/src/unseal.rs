use std::collections::BTreeSet;

use crate::envelope::Envelope;
use crate::keys::{KeyError, KeyState};
use crate::open::Vault;
use crate::owner::KeyOwner;
use crate::seal::field_aad;
use crate::secret::Plain;

/// The most fields unsealed in one call.
pub const UNSEAL_ITEMS_MAX: usize = 1_000;

/// One sealed field of a page.
#[derive(Clone, Copy, Debug)]
pub struct SealedItem<'a> {
    /// Whose data it is.
    pub owner: KeyOwner,
    /// The field's name.
    pub field: &'a str,
    /// What was sealed.
    pub envelope: &'a Envelope,
}

/// A field after unsealing.
#[derive(Debug)]
pub enum Unsealed {
    /// The field as it was sealed.
    Plain(Plain),
    /// The person's key was destroyed: nobody can read the field any more.
    Destroyed,
}

/// Why a field was not unsealed.
#[derive(Debug, thiserror::Error)]
pub enum UnsealError {
    /// The envelope was changed, or belongs to another owner or field.
    #[error("the field {field:?} of {owner} is not what was sealed for it")]
    Tampered {
        /// Whose data was asked for.
        owner: KeyOwner,
        /// The field that was asked for.
        field: String,
    },
    /// The vault never had this key, or its backup is older than the envelope.
    #[error("the vault holds no key of {owner}")]
    UnknownKey {
        /// Whose key it would be.
        owner: KeyOwner,
    },
    /// More than [`UNSEAL_ITEMS_MAX`] fields in one call.
    #[error("{items} fields in one call; at most {UNSEAL_ITEMS_MAX} are unsealed together")]
    TooMany {
        /// How many were given.
        items: usize,
    },
    /// The key could not be had.
    #[error("could not get the key to unseal with")]
    Key(#[from] KeyError),
}

// === impl Vault ===

impl Vault {
    /// Unseals one field.
    pub async fn unseal(
        &self,
        owner: KeyOwner,
        field: &str,
        envelope: &Envelope,
    ) -> Result<Unsealed, UnsealError> {
        let keys = self.keys_for_unsealing(BTreeSet::from([owner])).await?;
        open_under(keys.get(&owner), &SealedItem { owner, field, envelope })
    }

    /// Unseals a page of fields, in order, with one query for all keys that are not at hand.
    ///
    /// One bad field does not hide the others: the outer error means that no key could be read at all.
    pub async fn unseal_many(
        &self,
        items: &[SealedItem<'_>],
    ) -> Result<Vec<Result<Unsealed, UnsealError>>, UnsealError> {
        if items.len() > UNSEAL_ITEMS_MAX {
            return Err(UnsealError::TooMany { items: items.len() });
        }
        let keys = self.keys_for_unsealing(items.iter().map(|item| item.owner).collect()).await?;
        Ok(items.iter().map(|item| open_under(keys.get(&item.owner), item)).collect())
    }
}

fn open_under(key: Option<&KeyState>, item: &SealedItem<'_>) -> Result<Unsealed, UnsealError> {
    let SealedItem { owner, field, envelope } = *item;
    let key = match key {
        Some(KeyState::Live(key)) => key,
        Some(KeyState::Destroyed) => return Ok(Unsealed::Destroyed),
        None => return Err(UnsealError::UnknownKey { owner }),
    };
    let aad = field_aad(envelope.algorithm, owner, field, envelope.context);
    match envelope.algorithm.keyed(key.bytes()).open(&envelope.nonce, &aad, &envelope.ciphertext) {
        Ok(plain) => Ok(Unsealed::Plain(Plain::new(plain))),
        Err(_) => Err(UnsealError::Tampered { owner, field: field.to_owned() }),
    }
}
