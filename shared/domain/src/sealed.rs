//! Personal data, as the case sees it: closed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Personal data sealed outside the domain: an opaque envelope.
///
/// The domain can neither open nor make one, so no clear text can reach an event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl Sealed {
    /// Takes over the envelope that the vault made.
    #[must_use]
    pub const fn from_envelope(envelope: String) -> Self {
        Self(envelope)
    }

    /// The envelope, for the vault to open.
    #[must_use]
    pub fn envelope(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(..)")
    }
}
