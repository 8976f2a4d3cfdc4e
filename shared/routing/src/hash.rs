use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// SHA-256 over the canonical form of a rule set, written as 64 hexadecimal digits.
///
/// The canonical form holds what bears meaning: ids, dates, descriptions, sources, conditions in their one spelling and
/// outputs, in the order of the rows. Spacing, the order of keys and what an editor keeps for itself do not change it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RuleSetHash([u8; 32]);

/// Text that is not 64 hexadecimal digits.
#[derive(Debug, Error)]
#[error("not a rule set hash of 64 hexadecimal digits")]
pub struct BadRuleSetHash(#[source] hex::FromHexError);

// === impl RuleSetHash ===

impl RuleSetHash {
    pub(crate) fn of(canonical: &[u8]) -> Self {
        Self(Sha256::digest(canonical).into())
    }
}

impl FromStr for RuleSetHash {
    type Err = BadRuleSetHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(BadRuleSetHash)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for RuleSetHash {
    type Error = BadRuleSetHash;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RuleSetHash> for String {
    fn from(hash: RuleSetHash) -> Self {
        hash.to_string()
    }
}

impl std::fmt::Display for RuleSetHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::fmt::Debug for RuleSetHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RuleSetHash({self})")
    }
}
