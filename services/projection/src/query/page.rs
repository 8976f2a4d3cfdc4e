//! Pages by key: a page begins behind the last row of the one before, wherever rows were added meanwhile.

use fengqiao_domain::refusal::{Code, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::limits::PAGE_TOKEN_BYTES_MAX;

/// Bytes of the digest that ties a token to its filters.
const TIE_BYTES: usize = 8;

/// The size asked for, within its bounds; 0 stands for the default.
pub(super) const fn size(asked: u32, default: u32, max: u32) -> u32 {
    match asked {
        0 => default,
        asked if asked > max => max,
        asked => asked,
    }
}

/// The rows to ask for: one more than the page tells whether another follows.
pub(super) const fn rows_wanted(size: u32) -> i64 {
    size as i64 + 1
}

/// The rows of a page, and the token of the next one; empty if none follows.
pub(super) fn cut<R, K: Serialize>(
    mut rows: Vec<R>,
    size: u32,
    filters: &impl Serialize,
    key: impl Fn(&R) -> K,
) -> (Vec<R>, String) {
    let shown = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let next = rows.last().filter(|_| more).map(|last| token(&key(last), filters));
    (rows, next.unwrap_or_default())
}

/// Writes a token that goes on behind `key` under the same filters.
fn token<K: Serialize>(key: &K, filters: &impl Serialize) -> String {
    serde_json::to_vec(&(tie(filters), key)).map(hex::encode).unwrap_or_default()
}

/// Reads a token; none for the first page.
///
/// # Errors
/// D03 for one that was not made here, or for other filters.
pub(super) fn key<K: DeserializeOwned>(token: &str, filters: &impl Serialize) -> Result<Option<K>, Refusal> {
    let refused = || Refusal::new(Code::D03).at("page_token");
    if token.is_empty() {
        return Ok(None);
    }
    if token.len() > PAGE_TOKEN_BYTES_MAX {
        return Err(refused());
    }
    let bytes = hex::decode(token).map_err(|_| refused())?;
    let (found, key): (String, K) = serde_json::from_slice(&bytes).map_err(|_| refused())?;
    if found == tie(filters) { Ok(Some(key)) } else { Err(refused()) }
}

fn tie(filters: &impl Serialize) -> String {
    let digest = Sha256::digest(serde_json::to_vec(filters).unwrap_or_default());
    hex::encode(digest.get(..TIE_BYTES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_on_under_the_same_filters_alone() {
        let token = token(&("2026-03-01", 7), &("640221", true));
        assert_eq!(key::<(String, u32)>(&token, &("640221", true)), Ok(Some(("2026-03-01".to_owned(), 7))));
        assert!(key::<(String, u32)>(&token, &("640205", true)).is_err());
        assert_eq!(key::<(String, u32)>("", &()), Ok(None));
        for forged in ["zz", "00", &"ab".repeat(200)] {
            assert!(key::<(String, u32)>(forged, &()).is_err(), "{forged}");
        }
    }

    #[test]
    fn a_size_is_within_its_bounds() {
        assert_eq!((size(0, 50, 200), size(7, 50, 200), size(900, 50, 200)), (50, 7, 200));
    }
}
