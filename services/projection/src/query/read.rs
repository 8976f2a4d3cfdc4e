//! Reads what a query asks for.

use std::str::FromStr;

use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Word};

/// A centre and all below it, the nearer first.
pub(super) fn below(centre: CentreCode, jurisdiction: &Jurisdiction) -> Vec<String> {
    let mut centres = vec![centre];
    let mut next = 0;
    while let Some(centre) = centres.get(next).copied() {
        centres.extend(jurisdiction.children(&centre));
        next += 1;
    }
    centres.iter().map(ToString::to_string).collect()
}

/// A word of a vocabulary, as it is stored; D02 with the words that are known.
pub(super) fn word<W: Word>(text: &str, field: &'static str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    if W::ALL.iter().any(|word| word.as_str() == text) {
        return Ok(Some(text.to_owned()));
    }
    let known: Vec<_> = W::ALL.iter().map(|word| word.as_str()).collect();
    Err(Refusal::new(Code::D02).at(field).because("known", known.join(",")))
}

/// Words of a vocabulary, any of which will do; none for whatever.
pub(super) fn words<W: Word>(texts: &[String], field: &'static str) -> Result<Option<Vec<String>>, Refusal> {
    let words = texts.iter().map(|text| word::<W>(text, field)).collect::<Result<Vec<_>, _>>()?;
    let words: Vec<String> = words.into_iter().flatten().collect();
    Ok((!words.is_empty()).then_some(words))
}

/// What may be left out.
pub(super) fn optional<T: FromStr>(
    text: &str,
    field: &'static str,
    code: Code,
) -> Result<Option<T>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Refusal::new(code).at(field))
}
