//! The plain text of one party, as it is sealed in one piece and as a view opens it again.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// Personal data of one party (个人信息): one JSON object under the key of (case, party).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonData {
    pub name: String,
    /// In its one written form, see [`fengqiao_domain::person::document_number`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Digits alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub tokens: Tokens,
}

/// Blind indexes, by which a person is found without opening anything. They are sealed too: whoever holds the log alone
/// cannot tell that two cases share a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl PersonData {
    /// The text to seal.
    ///
    /// # Errors
    /// None in practice: every field has a JSON form.
    pub fn write(&self) -> Result<Zeroizing<String>, serde_json::Error> {
        serde_json::to_string(self).map(Zeroizing::new)
    }

    /// Reads what was sealed.
    ///
    /// # Errors
    /// If it is no such object. The error never quotes the text.
    pub fn read(text: &[u8]) -> Result<Self, NotAPerson> {
        serde_json::from_slice(text).map_err(|_| NotAPerson)
    }
}

/// Sealed text that is no person. It carries no source, because a JSON error may quote the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed text is not a person's data")]
pub struct NotAPerson;

impl Drop for PersonData {
    fn drop(&mut self) {
        self.name.zeroize();
        self.document_number.zeroize();
        self.phone.zeroize();
        self.address.zeroize();
    }
}

impl fmt::Debug for PersonData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonData(..)")
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(..)")
    }
}
