use std::fmt;
use std::str::FromStr;

use hmac::digest::Key;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use crate::framing::framed;
use crate::normalise::normalised;
use crate::open::Vault;
use crate::query_code::QueryCode;
use crate::secret::LookupKey;

const BLIND_LABEL: &str = "fengqiao.vault.blind-index.v1";
const RECEIPT_LABEL: &str = "fengqiao.vault.receipt.v1";
const QUERY_CODE_LABEL: &str = "fengqiao.vault.query-code.v1";
const CHECK_LABEL: &str = "fengqiao.vault.lookup-key-check.v1";

/// 128 bits: among a billion values the chance of one collision stays below 2⁻⁶⁸.
const BLIND_INDEX_BYTES: usize = 16;

/// What a looked-up value is. Equal texts of different kinds have different indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlindKind {
    /// A mobile or fixed telephone number (电话).
    Phone,
    /// An 18-digit citizen identity number (公民身份号码).
    IdNumber,
    /// A passport number (护照).
    Passport,
    /// The number of a permit of a resident of Hong Kong, Macao or Taiwan (港澳台居民证件).
    Permit,
    /// A unified social credit code (统一社会信用代码).
    CreditCode,
    /// The full name of a person or an organisation (姓名、名称), which many may share.
    Name,
    /// The code by which a citizen asks for the case (查询码).
    QueryCode,
}

/// Finds equal values without saying what they are: a keyed digest of the normalised value, written in hexadecimal digits.
///
/// Without the city's look-up key nobody can try values against it, although phone numbers are few enough to be tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlindIndex([u8; BLIND_INDEX_BYTES]);

/// The text is not a blind index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a blind index is written as {} hexadecimal digits", BLIND_INDEX_BYTES * 2)]
pub struct BlindIndexError;

/// HMAC-SHA-256 (RFC 2104) under the look-up key.
#[derive(Clone)]
pub(crate) struct LookupHasher(Hmac<Sha256>);

// === impl Vault ===

impl Vault {
    /// The index under which a value is stored and looked up. Spaces, hyphens, case, full-width digits and the prefix of
    /// the country make no difference; whether the value is valid is not looked at.
    pub fn blind(&self, kind: BlindKind, value: &str) -> BlindIndex {
        self.inner.lookup.blind(kind, value)
    }

    /// The index of a query code, so that the code itself need not be stored.
    pub fn blind_query_code(&self, code: &QueryCode) -> BlindIndex {
        self.inner.lookup.blind(BlindKind::QueryCode, code.as_str())
    }

    /// The citizen's code for a case. It is derived, so it can be told again and is nowhere stored; without the look-up
    /// key it cannot be guessed from the case.
    pub fn query_code(&self, scope: Uuid) -> QueryCode {
        QueryCode::from_digest(self.inner.lookup.digest(QUERY_CODE_LABEL, &[scope.as_bytes()]))
    }

    /// A keyed digest of a command's bytes, so that the log can tell a repeated command from another one under the same
    /// id without holding its content. It is the same in every vault of the city.
    pub fn receipt_digest(&self, command: &[u8]) -> [u8; 32] {
        self.inner.lookup.digest(RECEIPT_LABEL, &[command])
    }
}

// === impl LookupHasher ===

impl LookupHasher {
    pub(crate) fn new(key: &LookupKey) -> Self {
        // A key shorter than the hash's block is padded with zeros (RFC 2104, section 2).
        let mut block = Key::<Hmac<Sha256>>::default();
        block.iter_mut().zip(key.bytes()).for_each(|(to, from)| *to = *from);
        let hasher = Self(Hmac::new(&block));
        block.as_mut_slice().zeroize();
        hasher
    }

    pub(crate) fn check_value(&self) -> [u8; 32] {
        self.digest(CHECK_LABEL, &[])
    }

    pub(crate) fn verifies(&self, check_value: &[u8]) -> bool {
        let mut hmac = self.0.clone();
        hmac.update(&framed(CHECK_LABEL, &[]));
        hmac.verify_slice(check_value).is_ok()
    }

    fn blind(&self, kind: BlindKind, value: &str) -> BlindIndex {
        let value = Zeroizing::new(normalised(kind, value));
        let digest = self.digest(BLIND_LABEL, &[kind.name().as_bytes(), value.as_bytes()]);
        let mut index = [0; BLIND_INDEX_BYTES];
        index.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        BlindIndex(index)
    }

    fn digest(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut hmac = self.0.clone();
        hmac.update(&framed(label, parts));
        hmac.finalize().into_bytes().into()
    }
}

// === impl BlindKind ===

impl BlindKind {
    /// Part of what is digested: renaming one would lose every index of that kind.
    const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::IdNumber => "id-number",
            Self::Passport => "passport",
            Self::Permit => "permit",
            Self::CreditCode => "credit-code",
            Self::Name => "name",
            Self::QueryCode => "query-code",
        }
    }
}

// === impl BlindIndex ===

impl BlindIndex {
    /// The 16 bytes, for a column of an index.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for BlindIndex {
    /// An index links one person's cases to each other, so it is kept out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex([REDACTED])")
    }
}

impl FromStr for BlindIndex {
    type Err = BlindIndexError;

    fn from_str(text: &str) -> Result<Self, BlindIndexError> {
        let mut bytes = [0; BLIND_INDEX_BYTES];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| BlindIndexError)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<&[u8]> for BlindIndex {
    type Error = BlindIndexError;

    fn try_from(bytes: &[u8]) -> Result<Self, BlindIndexError> {
        bytes.try_into().map(Self).map_err(|_| BlindIndexError)
    }
}

impl Serialize for BlindIndex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlindIndex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hasher(byte: u8) -> LookupHasher {
        LookupHasher::new(&LookupKey::from([byte; 32]))
    }

    #[test]
    fn the_digest_is_hmac_sha_256_of_the_framed_parts() {
        let mut expected = <Hmac<Sha256> as KeyInit>::new_from_slice(&[1; 32]).unwrap();
        expected.update(&framed("label", &[b"part"]));
        let expected: [u8; 32] = expected.finalize().into_bytes().into();
        assert_eq!(hasher(1).digest("label", &[b"part"]), expected);
    }

    #[test]
    fn an_index_depends_on_the_key_the_kind_and_the_normalised_value() {
        let index = hasher(1).blind(BlindKind::Phone, "13909521234");
        assert_eq!(index, hasher(1).blind(BlindKind::Phone, "+86 139-0952-1234"));
        assert_ne!(index, hasher(1).blind(BlindKind::Phone, "13909521235"));
        assert_ne!(index, hasher(1).blind(BlindKind::IdNumber, "13909521234"));
        assert_ne!(index, hasher(2).blind(BlindKind::Phone, "13909521234"));
    }

    #[test]
    fn an_index_is_read_back_from_its_text_its_json_and_its_bytes() {
        let index = hasher(1).blind(BlindKind::CreditCode, "91640221MA75XXXX1Y");
        assert_eq!(index.to_string().parse(), Ok(index));
        assert_eq!(
            serde_json::from_str::<BlindIndex>(&serde_json::to_string(&index).unwrap()).unwrap(),
            index
        );
        assert_eq!(BlindIndex::try_from(index.as_bytes()), Ok(index));
        assert_eq!("12".parse::<BlindIndex>(), Err(BlindIndexError));
        assert!(!format!("{index:?}").contains(&index.to_string()[..4]));
    }
}
