use std::fmt;
use std::sync::Arc;

use rand::Rng;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::cipher::KEY_BYTES;

/// Wraps the data keys of one site. It lives outside the database whose keys it wraps.
#[derive(Clone)]
pub struct SiteKey(Arc<Zeroizing<[u8; KEY_BYTES]>>);

/// Keys the look-up tokens, command digests and query codes of the whole city.
///
/// It is the same in every vault, because a person registered in one county must be found from another.
#[derive(Clone)]
pub struct LookupKey(Arc<Zeroizing<[u8; KEY_BYTES]>>);

/// Seals the fields of one [`KeyOwner`](crate::KeyOwner).
#[derive(Clone)]
pub(crate) struct DataKey(Arc<Zeroizing<[u8; KEY_BYTES]>>);

/// An unsealed field. It is wiped from memory when dropped and shows nothing in its debug form.
pub struct Plain(Zeroizing<Vec<u8>>);

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is written as {} hexadecimal digits", KEY_BYTES * 2)]
pub struct KeyFormatError;

// === impl SiteKey ===

impl SiteKey {
    /// Reads 64 hexadecimal digits, as `openssl rand -hex 32` prints them.
    pub fn from_hex(text: &SecretString) -> Result<Self, KeyFormatError> {
        key_from_hex(text).map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl From<[u8; KEY_BYTES]> for SiteKey {
    fn from(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiteKey([REDACTED])")
    }
}

// === impl LookupKey ===

impl LookupKey {
    /// Reads 64 hexadecimal digits, as `openssl rand -hex 32` prints them.
    pub fn from_hex(text: &SecretString) -> Result<Self, KeyFormatError> {
        key_from_hex(text).map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl From<[u8; KEY_BYTES]> for LookupKey {
    fn from(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for LookupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookupKey([REDACTED])")
    }
}

// === impl DataKey ===

impl DataKey {
    pub(crate) fn generate() -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        rand::rng().fill_bytes(bytes.as_mut_slice());
        Self(Arc::new(bytes))
    }

    /// `None` unless `bytes` has exactly the length of a key.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(Arc::new(key)))
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

// === impl Plain ===

impl Plain {
    pub(crate) fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// The field as text, or `None` if what was sealed is not UTF-8.
    pub fn expose_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl ExposeSecret<[u8]> for Plain {
    fn expose_secret(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Plain([REDACTED])")
    }
}

fn key_from_hex(text: &SecretString) -> Result<Arc<Zeroizing<[u8; KEY_BYTES]>>, KeyFormatError> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    hex::decode_to_slice(text.expose_secret().trim(), key.as_mut_slice()).map_err(|_| KeyFormatError)?;
    Ok(Arc::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_hexadecimal_digits_of_the_right_number_only() {
        let key = SiteKey::from_hex(&format!("{}\n", "0f".repeat(KEY_BYTES)).into()).unwrap();
        assert_eq!(key.bytes(), &[0x0f; KEY_BYTES]);
        for wrong in [String::new(), "0f".repeat(31), "0f".repeat(33), "0g".repeat(32)] {
            assert_eq!(LookupKey::from_hex(&wrong.into()).unwrap_err(), KeyFormatError);
        }
    }

    #[test]
    fn no_secret_shows_in_its_debug_form() {
        let text = format!(
            "{:?} {:?} {:?}",
            SiteKey::from([0xab; KEY_BYTES]),
            LookupKey::from([0xab; KEY_BYTES]),
            Plain::new(Zeroizing::new(b"Zhang San".to_vec())),
        );
        assert_eq!(text, "SiteKey([REDACTED]) LookupKey([REDACTED]) Plain([REDACTED])");
    }
}
