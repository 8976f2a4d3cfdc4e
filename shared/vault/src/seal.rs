use std::collections::BTreeSet;

use uuid::Uuid;

use crate::cipher::{Algorithm, CipherError};
use crate::envelope::Envelope;
use crate::framing::framed;
use crate::keys::{KeyError, KeyState};
use crate::open::Vault;
use crate::owner::KeyOwner;
use crate::secret::DataKey;
use crate::wrapping::{CURRENT, random_nonce};

/// The longest field that is sealed: some 21,000 Chinese characters.
pub const PLAIN_BYTES_MAX: usize = 64 * 1024;

/// The longest field name.
pub const FIELD_BYTES_MAX: usize = 64;

/// The most fields sealed in one call.
pub const SEAL_ITEMS_MAX: usize = 256;

const FIELD_LABEL: &str = "fengqiao.vault.field.v1";

/// One field to be sealed.
#[derive(Clone, Copy)]
pub struct SealItem<'a> {
    /// Whose data it is.
    pub owner: KeyOwner,
    /// The field's name, which says nothing about the person.
    pub field: &'a str,
    /// The field's content.
    pub plain: &'a [u8],
}

/// Why a field was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The person's key was destroyed and is never made again.
    #[error("the key of {owner} was destroyed")]
    Destroyed {
        /// Whose key it was.
        owner: KeyOwner,
    },
    /// The field is longer than [`PLAIN_BYTES_MAX`].
    #[error("the field {field:?} has {bytes} bytes; at most {PLAIN_BYTES_MAX} are sealed")]
    TooLong {
        /// The field's name.
        field: String,
        /// Its length.
        bytes: usize,
    },
    /// The field's name is empty or longer than [`FIELD_BYTES_MAX`].
    #[error("a field name has 1 to {FIELD_BYTES_MAX} bytes, not {bytes}")]
    FieldName {
        /// The length of the name.
        bytes: usize,
    },
    /// More than [`SEAL_ITEMS_MAX`] fields in one call.
    #[error("{items} fields in one call; at most {SEAL_ITEMS_MAX} are sealed together")]
    TooMany {
        /// How many were given.
        items: usize,
    },
    /// The key could not be had.
    #[error("could not get the key to seal with")]
    Key(#[from] KeyError),
    /// The cipher refused.
    #[error("could not seal the field {field:?}")]
    Cipher {
        /// The field's name.
        field: String,
        /// The cipher's answer.
        source: CipherError,
    },
}

// === impl Vault ===

impl Vault {
    /// Seals one field. Its key is made on first use and is committed before this returns.
    ///
    /// `context` is the id of the command that carries the field. The same text sealed twice gives two envelopes.
    pub async fn seal(
        &self,
        owner: KeyOwner,
        field: &str,
        context: Uuid,
        plain: &[u8],
    ) -> Result<Envelope, SealError> {
        check(&SealItem { owner, field, plain })?;
        let keys = self.keys_for_sealing(BTreeSet::from([owner])).await?;
        seal_under(keys.get(&owner), owner, field, context, plain)
    }

    /// Seals several fields, in order. All missing keys are made in one round trip to the database; either all fields
    /// are sealed or none.
    pub async fn seal_all(&self, context: Uuid, items: &[SealItem<'_>]) -> Result<Vec<Envelope>, SealError> {
        if items.len() > SEAL_ITEMS_MAX {
            return Err(SealError::TooMany { items: items.len() });
        }
        items.iter().try_for_each(check)?;
        let keys = self.keys_for_sealing(items.iter().map(|item| item.owner).collect()).await?;
        let seal = |item: &SealItem<'_>| {
            seal_under(keys.get(&item.owner), item.owner, item.field, context, item.plain)
        };
        items.iter().map(seal).collect()
    }
}

/// What an envelope is bound to besides its key: a field cannot be passed off as another one, nor as part of another command.
pub(crate) fn field_aad(algorithm: Algorithm, owner: KeyOwner, field: &str, context: Uuid) -> Vec<u8> {
    let parts: [&[u8]; 5] = [
        algorithm.id().as_bytes(),
        owner.scope.as_bytes(),
        owner.person.as_bytes(),
        field.as_bytes(),
        context.as_bytes(),
    ];
    framed(FIELD_LABEL, &parts)
}

fn check(item: &SealItem<'_>) -> Result<(), SealError> {
    if item.field.is_empty() || item.field.len() > FIELD_BYTES_MAX {
        return Err(SealError::FieldName { bytes: item.field.len() });
    }
    if item.plain.len() > PLAIN_BYTES_MAX {
        return Err(SealError::TooLong { field: item.field.to_owned(), bytes: item.plain.len() });
    }
    Ok(())
}

fn seal_under(
    key: Option<&KeyState>,
    owner: KeyOwner,
    field: &str,
    context: Uuid,
    plain: &[u8],
) -> Result<Envelope, SealError> {
    let key: &DataKey = match key {
        Some(KeyState::Live(key)) => key,
        Some(KeyState::Destroyed) => return Err(SealError::Destroyed { owner }),
        None => return Err(KeyError::Contended { owner }.into()),
    };
    let nonce = random_nonce();
    let ciphertext = CURRENT
        .keyed(key.bytes())
        .seal(&nonce, &field_aad(CURRENT, owner, field, context), plain)
        .map_err(|source| SealError::Cipher { field: field.to_owned(), source })?;
    Ok(Envelope { algorithm: CURRENT, context, nonce, ciphertext })
}
