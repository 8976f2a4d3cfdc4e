//! The codes by which divisions, units, matters and powers are known. Each is safe as one token of a
//! NATS subject: no dot, no blank, no wildcard.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest code made of digits.
const DIGITS_MAX: usize = 12;

/// The longest code made of letters, in bytes.
pub const SLUG_BYTES_MAX: usize = 48;

/// Text that is not a code of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text:?} is not a {kind}; expected {expected}")]
pub struct CodeError {
    /// The name of the type.
    pub kind: &'static str,
    /// What was read.
    pub text: String,
    /// The shape that was expected.
    pub expected: &'static str,
}

/// Up to twelve digits, held in place so that a code is `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Digits {
    bytes: [u8; DIGITS_MAX],
    len: usize,
}

impl Digits {
    fn new(text: &str, lengths: &[usize]) -> Option<Self> {
        if !lengths.contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut bytes = [0; DIGITS_MAX];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes, len: text.len() })
    }

    /// Only ASCII digits are ever stored, so the empty text stands for nothing that can be built.
    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn first(&self, len: usize) -> Self {
        let len = len.min(self.len);
        let mut bytes = self.bytes;
        bytes.iter_mut().skip(len).for_each(|byte| *byte = 0);
        Self { bytes, len }
    }
}

macro_rules! written_as_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;

            fn try_from(text: String) -> Result<Self, CodeError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }
    };
}

macro_rules! digit_code {
    ($(#[$meta:meta])* $name:ident, $lengths:expr, $expected:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Digits);

        impl $name {
            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                Digits::new(text, &$lengths).map(Self).ok_or_else(|| CodeError {
                    kind: stringify!($name),
                    text: text.to_owned(),
                    expected: $expected,
                })
            }
        }

        written_as_text!($name);
    };
}

macro_rules! slug_code {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the code.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                if is_slug(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(CodeError {
                        kind: stringify!($name),
                        text: text.to_owned(),
                        expected: "1 to 48 lower-case letters, digits, '_' and '-', not starting with a sign",
                    })
                }
            }
        }

        written_as_text!($name);
    };
}

fn is_slug(text: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    text.len() <= SLUG_BYTES_MAX
        && text.bytes().all(allowed)
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

digit_code! {
    /// The code of a division (行政区划代码) and of the centre that serves it: 6 digits for a city or county
    /// (GB/T 2260), 9 for a township, 12 for a village.
    CentreCode, [6, 9, 12], "6, 9 or 12 digits"
}

digit_code! {
    /// Where the log of a case is kept (数据站点): the 6-digit code of a county, or of the city itself.
    SiteCode, [6], "6 digits"
}

digit_code! {
    /// The code of a kind of dispute (事项类别代码): two digits per rank of the catalogue.
    MatterCode, [2, 4, 6], "2, 4 or 6 digits"
}

slug_code! {
    /// The code of a unit (承办单位代码): by rule the centre's code, a hyphen and the kind.
    UnitCode
}

slug_code! {
    /// The kind of a unit (单位类别), such as `water`, the bureau of water affairs.
    UnitKind
}

slug_code! {
    /// The code of a power in the list of powers (权力清单).
    PowerCode
}

slug_code! {
    /// The name of a tenant: one city's installation (租户).
    TenantCode
}

slug_code! {
    /// Who published a list of codes (代码来源), such as `mca`, the Ministry of Civil Affairs.
    SourceCode
}

slug_code! {
    /// What an officer types to sign in at a local run (账号).
    AccountName
}

impl CentreCode {
    /// The site that keeps the log of cases born at this centre: a township's or village's code begins with
    /// its county's, so the first six digits name it.
    #[must_use]
    pub fn site(&self) -> SiteCode {
        SiteCode(self.0.first(6))
    }

    /// Whether this code begins with the digits of `other`.
    #[must_use]
    pub fn starts_with(&self, other: &Self) -> bool {
        self.as_str().starts_with(other.as_str())
    }
}

impl SiteCode {
    /// The centre whose county or city this site is.
    #[must_use]
    pub fn centre(&self) -> CentreCode {
        CentreCode(self.0)
    }
}

impl MatterCode {
    /// The entry one rank up; none for an entry of two digits.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        (self.0.len > 2).then(|| Self(self.0.first(self.0.len - 2)))
    }
}

impl UnitCode {
    /// The code of the one unit of `kind` that is seated at `centre` by rule.
    ///
    /// # Errors
    /// When both together are longer than [`SLUG_BYTES_MAX`].
    pub fn by_rule(centre: &CentreCode, kind: &UnitKind) -> Result<Self, CodeError> {
        format!("{centre}-{kind}").parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centre_code_has_six_nine_or_twelve_digits() {
        for text in ["640200", "640221100", "640221100001"] {
            let code: CentreCode = text.parse().unwrap();
            assert_eq!(code.as_str(), text);
            assert_eq!(serde_json::to_string(&code).unwrap(), format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<CentreCode>(&format!("\"{text}\"")).unwrap(), code);
        }
        for text in ["", "64022", "6402211", "64022a", "640221.100", "6402211000011", "六四〇二二一"] {
            assert!(text.parse::<CentreCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_site_of_a_village_is_its_county() {
        let village: CentreCode = "640221100001".parse().unwrap();
        assert_eq!(village.site(), "640221".parse().unwrap());
        assert_eq!(village.site().centre(), "640221".parse().unwrap());
    }

    #[test]
    fn the_parent_of_a_matter_drops_two_digits() {
        let matter: MatterCode = "0201".parse().unwrap();
        assert_eq!(matter.parent(), Some("02".parse().unwrap()));
        assert_eq!(matter.parent().unwrap().parent(), None);
    }

    #[test]
    fn no_code_can_break_a_subject() {
        for text in ["", "a.b", "a b", "*", ">", "Water", "-water", "水务", "a\u{0}", &"a".repeat(49)] {
            assert!(text.parse::<UnitCode>().is_err(), "{text:?}");
            assert!(text.parse::<PowerCode>().is_err(), "{text:?}");
        }
        assert!("640221-water".parse::<UnitCode>().is_ok());
    }
}
