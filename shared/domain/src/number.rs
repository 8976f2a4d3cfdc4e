//! Case numbers (案号): county, year, the log's sequence of the registration, check character.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use fengqiao_jurisdiction::SiteCode;

/// ISO 7064 MOD 11-2, the check of the ID card: every single mistyped digit and every swap of neighbours shows.
const CHECK: [char; 11] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'];

/// A staff's number of a case, such as `640221-2026-000123-7`.
///
/// Known at the acknowledgement of the registration and the same after any rebuild, since the sequence is the log's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    site: SiteCode,
    year: i16,
    sequence: u64,
}

/// Text that is no case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Not four parts: county, year, sequence, check.
    #[error("a case number reads COUNTY-YEAR-SEQUENCE-CHECK")]
    Shape,
    /// One character was mistyped or two were swapped.
    #[error("the check character does not fit")]
    Check,
}

impl CaseNumber {
    /// The number of the case registered at `sequence` of the site's log.
    #[must_use]
    pub const fn new(site: SiteCode, year: i16, sequence: u64) -> Self {
        Self { site, year, sequence }
    }

    /// The site whose log holds the case.
    #[must_use]
    pub const fn site(&self) -> &SiteCode {
        &self.site
    }

    /// The log's sequence of the registration.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    fn body(&self) -> String {
        format!("{}-{:04}-{:06}", self.site, self.year, self.sequence)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self.body();
        write!(f, "{body}-{}", check(&body))
    }
}

impl FromStr for CaseNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let mut parts = text.trim().split('-');
        let (Some(site), Some(year), Some(sequence), Some(given), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NumberError::Shape);
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year) || year.len() != 4 || !digits(sequence) || sequence.len() < 6 {
            return Err(NumberError::Shape);
        }
        let number = Self {
            site: site.parse().map_err(|_| NumberError::Shape)?,
            year: year.parse().map_err(|_| NumberError::Shape)?,
            sequence: sequence.parse().map_err(|_| NumberError::Shape)?,
        };
        let mut expected = [0_u8; 4];
        let fits = given.eq_ignore_ascii_case(check(&number.body()).encode_utf8(&mut expected));
        if fits { Ok(number) } else { Err(NumberError::Check) }
    }
}

impl Serialize for CaseNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// ISO 7064 MOD 11-2 over the digits.
fn check(body: &str) -> char {
    let sum = body
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0_u32, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let index = usize::try_from((12 - sum) % 11).unwrap_or_default();
    CHECK.get(index).copied().unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(sequence: u64) -> CaseNumber {
        CaseNumber::new("640221".parse().unwrap(), 2026, sequence)
    }

    proptest! {
        #[test]
        fn a_number_reads_back(sequence in 1_u64..10_000_000_000) {
            let number = number(sequence);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn one_mistyped_digit_is_noticed(sequence in 1_u64..1_000_000, place in 0_usize..6, digit in 0_u8..10) {
            let mut text = number(sequence).to_string().into_bytes();
            let at = text.len() - 3 - place;
            prop_assume!(text[at].is_ascii_digit() && text[at] != b'0' + digit);
            text[at] = b'0' + digit;
            prop_assert_eq!(String::from_utf8(text).unwrap().parse::<CaseNumber>(), Err(NumberError::Check));
        }

        #[test]
        fn any_text_is_answered(text in ".*") { let _ = text.parse::<CaseNumber>(); }
    }
}
