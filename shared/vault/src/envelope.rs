use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::cipher::{Algorithm, NONCE_BYTES};

/// The first part of every envelope; another layout of the parts gets another one.
const VERSION: &str = "v1";

/// A sealed field as one line of text: `v1.A256GCM.<context>.<nonce>.<ciphertext>`, the last three in base64url.
///
/// It says how it was sealed but not whose it is: opening it needs the owner and the field name again, so an envelope
/// moved to another person or field does not open.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    pub(crate) algorithm: Algorithm,
    pub(crate) context: Uuid,
    pub(crate) nonce: [u8; NONCE_BYTES],
    pub(crate) ciphertext: Vec<u8>,
}

/// Why a text is not an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The number of parts differs from five.
    #[error("an envelope has five parts divided by dots")]
    Parts,
    /// The version is not one this build can read.
    #[error("the version of the envelope is unknown")]
    Version,
    /// The algorithm is not one this build can open.
    #[error("the algorithm of the envelope is unknown")]
    Algorithm,
    /// A part is not canonical base64url, or not of its fixed length.
    #[error("the {0} of the envelope is malformed")]
    Part(&'static str),
}

// === impl Envelope ===

impl Envelope {
    /// The cipher that sealed it.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The id of the command it was sealed for.
    pub fn context(&self) -> Uuid {
        self.context
    }
}

impl fmt::Display for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [context, nonce, ciphertext] =
            [self.context.as_bytes().as_slice(), &self.nonce, &self.ciphertext]
                .map(|part| URL_SAFE_NO_PAD.encode(part));
        write!(f, "{VERSION}.{}.{context}.{nonce}.{ciphertext}", self.algorithm.id())
    }
}

impl FromStr for Envelope {
    type Err = EnvelopeError;

    fn from_str(text: &str) -> Result<Self, EnvelopeError> {
        let mut parts = text.split('.');
        let (Some(version), Some(algorithm), Some(context), Some(nonce), Some(ciphertext), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(EnvelopeError::Parts);
        };
        if version != VERSION {
            return Err(EnvelopeError::Version);
        }
        Ok(Self {
            algorithm: Algorithm::from_id(algorithm).ok_or(EnvelopeError::Algorithm)?,
            context: Uuid::from_bytes(fixed(context, "context")?),
            nonce: fixed(nonce, "nonce")?,
            ciphertext: decoded(ciphertext, "ciphertext")?,
        })
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("algorithm", &self.algorithm)
            .field("context", &self.context)
            .field("ciphertext_bytes", &self.ciphertext.len())
            .finish_non_exhaustive()
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

fn decoded(text: &str, part: &'static str) -> Result<Vec<u8>, EnvelopeError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| EnvelopeError::Part(part))
}

fn fixed<const N: usize>(text: &str, part: &'static str) -> Result<[u8; N], EnvelopeError> {
    decoded(text, part)?.try_into().map_err(|_| EnvelopeError::Part(part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn envelopes() -> impl Strategy<Value = Envelope> {
        (any::<[u8; 16]>(), any::<[u8; NONCE_BYTES]>(), prop::collection::vec(any::<u8>(), 0..200)).prop_map(
            |(context, nonce, ciphertext)| Envelope {
                algorithm: Algorithm::Aes256Gcm,
                context: Uuid::from_bytes(context),
                nonce,
                ciphertext,
            },
        )
    }

    proptest! {
        #[test]
        fn an_envelope_survives_text_and_json(envelope in envelopes()) {
            let text = envelope.to_string();
            prop_assert_eq!(&text.parse::<Envelope>().unwrap(), &envelope);
            let json = serde_json::to_string(&envelope).unwrap();
            prop_assert_eq!(&json, &format!("\"{}\"", text));
            prop_assert_eq!(serde_json::from_str::<Envelope>(&json).unwrap(), envelope);
        }

        #[test]
        fn any_text_is_refused_or_read_back_exactly(text in "(v1|v2)?[.](A256GCM|X)?[.A-Za-z0-9_=-]{0,80}") {
            if let Ok(envelope) = text.parse::<Envelope>() {
                prop_assert_eq!(envelope.to_string(), text);
            }
        }

        #[test]
        fn any_change_of_one_character_gives_another_envelope_or_none(envelope in envelopes(), at: prop::sample::Index, by in 1u8..127) {
            let mut bytes = envelope.to_string().into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = (bytes[at] + by) % 128;
            if let Ok(changed) = String::from_utf8(bytes).unwrap().parse::<Envelope>() {
                prop_assert_ne!(changed, envelope);
            }
        }
    }

    #[test]
    fn each_part_is_checked_and_named() {
        let parse = |text: &str| text.parse::<Envelope>().unwrap_err();
        let (context, nonce) = ("A".repeat(22), "A".repeat(16));
        assert_eq!(parse("v1.A256GCM"), EnvelopeError::Parts);
        assert_eq!(parse(&format!("v1.A256GCM.{context}.{nonce}.AA.AA")), EnvelopeError::Parts);
        assert_eq!(parse(&format!("v2.A256GCM.{context}.{nonce}.AA")), EnvelopeError::Version);
        assert_eq!(parse(&format!("v1.ROT13.{context}.{nonce}.AA")), EnvelopeError::Algorithm);
        assert_eq!(parse(&format!("v1.A256GCM.AAAA.{nonce}.AA")), EnvelopeError::Part("context"));
        assert_eq!(parse(&format!("v1.A256GCM.{context}.AAAA.AA")), EnvelopeError::Part("nonce"));
        assert_eq!(parse(&format!("v1.A256GCM.{context}.{nonce}.A=")), EnvelopeError::Part("ciphertext"));
    }

    #[test]
    fn the_debug_form_shows_neither_nonce_nor_ciphertext() {
        let envelope = Envelope {
            algorithm: Algorithm::Aes256Gcm,
            context: Uuid::nil(),
            nonce: [0xAB; NONCE_BYTES],
            ciphertext: vec![0xCD; 20],
        };
        assert_eq!(
            format!("{envelope:?}"),
            "Envelope { algorithm: Aes256Gcm, context: 00000000-0000-0000-0000-000000000000, ciphertext_bytes: 20, .. }"
        );
    }
}
