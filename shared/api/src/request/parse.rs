//! Reading single fields. An answer repeats a code at most, never free text, a date or a number.

use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use zeroize::Zeroizing;

use fengqiao_domain::person;
use fengqiao_domain::vocabulary::DocumentKind;
use fengqiao_domain::{Code, Refusal};
use fengqiao_jurisdiction::Word;

use super::limits::{CODES_MAX, ECHO_CHARS_MAX, ECHO_DIGITS_MAX, NARRATIVE_CHARS_MAX};

/// Digits of a mobile number, the shortest number that names a person.
const PHONE_DIGITS: usize = 11;
/// `2026-02-24`.
const DATE_CHARS: usize = 10;
/// `01890a5d-ac96-774b-bcce-b302099a8057`.
const UUID_CHARS: usize = 36;

/// D03.
pub(super) fn malformed(field: &str) -> Refusal {
    Refusal::new(Code::D03).at(field)
}

/// D03 for a list that is too long.
pub(super) fn at_most(count: usize, max: usize, field: &str) -> Result<(), Refusal> {
    if count <= max { Ok(()) } else { Err(malformed(field).because("max", max)) }
}

/// A field that may be empty.
pub(super) fn optional<T>(
    text: &str,
    field: &str,
    read: impl FnOnce(&str, &str) -> Result<T, Refusal>,
) -> Result<Option<T>, Refusal> {
    if text.is_empty() { Ok(None) } else { read(text, field).map(Some) }
}

/// D02, with the code if it can be no personal data, and with the codes that are known.
pub(super) fn unknown<'a>(text: &str, field: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let refusal = Refusal::new(Code::D02).at(field).because("known", known.collect::<Vec<_>>().join(","));
    let is_code =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.len() <= ECHO_CHARS_MAX && digits <= ECHO_DIGITS_MAX && text.bytes().all(is_code) {
        refusal.because("code", text)
    } else {
        refusal
    }
}

/// A word of a closed vocabulary: D01 if empty, D02 if unknown.
pub(super) fn word<W: Word>(text: &str, field: &str) -> Result<W, Refusal> {
    if text.is_empty() {
        return Err(Refusal::missing(field));
    }
    W::ALL
        .iter()
        .copied()
        .find(|word| word.as_str() == text)
        .ok_or_else(|| unknown(text, field, W::ALL.iter().map(|word| word.as_str())))
}

/// A set, each element read by itself and named by its index.
fn set<T: Ord>(
    texts: &[String],
    field: &str,
    read: impl Fn(&str, &str) -> Result<T, Refusal>,
) -> Result<BTreeSet<T>, Refusal> {
    at_most(texts.len(), CODES_MAX, field)?;
    texts.iter().enumerate().map(|(index, text)| read(text, &format!("{field}[{index}]"))).collect()
}

/// A set of words.
pub(super) fn words<W: Word + Ord>(texts: &[String], field: &str) -> Result<BTreeSet<W>, Refusal> {
    set(texts, field, word)
}

/// A set of codes.
pub(super) fn codes<C: FromStr + Ord>(texts: &[String], field: &str) -> Result<BTreeSet<C>, Refusal> {
    set(texts, field, code)
}

/// A set of ids.
pub(super) fn ids<T: FromStr + Ord>(texts: &[String], field: &str) -> Result<BTreeSet<T>, Refusal> {
    set(texts, field, id)
}

/// A code of the reference data: D01 if empty, D03 if it cannot be one. Whether it exists is the domain's question.
///
/// The domain repeats a code that does not exist, so what is a phone or an ID number is stopped here.
pub(super) fn code<C: FromStr>(text: &str, field: &str) -> Result<C, Refusal> {
    if text.is_empty() {
        return Err(Refusal::missing(field));
    }
    if names_a_person(text) {
        return Err(malformed(field));
    }
    text.parse().map_err(|_| malformed(field))
}

/// An id in the hyphenated form of a UUID.
pub(super) fn id<T: FromStr>(text: &str, field: &str) -> Result<T, Refusal> {
    match text.len() {
        0 => Err(Refusal::missing(field)),
        UUID_CHARS => text.parse().map_err(|_| malformed(field)),
        _ => Err(malformed(field)),
    }
}

/// A civil date of Asia/Shanghai, written as `2026-02-24` alone.
pub(super) fn date(text: &str, field: &str) -> Result<Date, Refusal> {
    match text.len() {
        0 => Err(Refusal::missing(field)),
        DATE_CHARS => Date::strptime("%Y-%m-%d", text).map_err(|_| malformed(field)),
        _ => Err(malformed(field)),
    }
}

/// A date that may be left out.
pub(super) fn optional_date(text: &str, field: &str) -> Result<Option<Date>, Refusal> {
    optional(text, field, date)
}

/// Text to be sealed: D01 if blank, D03 if too long or with control characters other than line breaks and tabs.
pub(super) fn secret(text: String, field: &str, max: usize) -> Result<Zeroizing<String>, Refusal> {
    let text = Zeroizing::new(text);
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Refusal::missing(field));
    }
    at_most(trimmed.chars().count(), max, field)?;
    if trimmed.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t')) {
        return Err(malformed(field));
    }
    Ok(Zeroizing::new(trimmed.to_owned()))
}

/// Text to be sealed that may be left out.
pub(super) fn optional_secret(
    text: String,
    field: &str,
    max: usize,
) -> Result<Option<Zeroizing<String>>, Refusal> {
    if text.trim().is_empty() { Ok(None) } else { secret(text, field, max).map(Some) }
}

/// A narrative.
pub(super) fn narrative(text: String, field: &str) -> Result<Zeroizing<String>, Refusal> {
    secret(text, field, NARRATIVE_CHARS_MAX)
}

/// A narrative that may be left out.
pub(super) fn optional_narrative(text: String, field: &str) -> Result<Option<Zeroizing<String>>, Refusal> {
    optional_secret(text, field, NARRATIVE_CHARS_MAX)
}

/// One line that events carry as it is: no control characters, and no phone or ID number.
pub(super) fn line(text: &str, field: &str, max: usize) -> Result<String, Refusal> {
    let text = reference(text, field, max)?;
    if names_a_person(&text) { Err(malformed(field).because("personal", true)) } else { Ok(text) }
}

/// A line that may be left out.
pub(super) fn optional_line(text: &str, field: &str, max: usize) -> Result<Option<String>, Refusal> {
    optional(text.trim(), field, |text, field| line(text, field, max))
}

/// The number of a paper or a ticket elsewhere. It may look like any number, so its digits are not judged.
pub(super) fn reference(text: &str, field: &str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::missing(field));
    }
    at_most(text.chars().count(), max, field)?;
    if text.chars().any(char::is_control) { Err(malformed(field)) } else { Ok(text.to_owned()) }
}

/// Whether a text holds what is surely a mobile or an ID number.
fn names_a_person(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_alphanumeric()).any(|run| {
        (run.len() == PHONE_DIGITS && person::phone(run).is_ok())
            || person::document_number(DocumentKind::IdCard, run).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use fengqiao_domain::vocabulary::Channel;

    use super::*;

    #[test]
    fn an_unknown_word_is_answered_with_the_known_ones_and_with_itself() {
        let refusal = word::<Channel>("pigeon", "channel").unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::D02, Some("channel")));
        assert_eq!(refusal.facts["code"], "pigeon");
        assert_eq!(
            refusal.facts["known"],
            "window,grid,hotline,letter,visit,online,from_above,referral,sweep"
        );
    }

    #[test]
    fn what_may_name_a_person_is_not_repeated() {
        for text in ["张三", "13952000001", "11010519491231002x", "Zhang San"] {
            assert!(!word::<Channel>(text, "channel").unwrap_err().facts.contains_key("code"), "{text}");
        }
    }

    #[test]
    fn a_date_has_one_written_form() {
        assert!(date("2026-02-24", "due").is_ok());
        for text in ["20260224", "2026-2-24", "2026-02-30", "2026-02-24T10:00", "24.02.2026", "２０２６-02"]
        {
            assert_eq!(date(text, "due").unwrap_err().code, Code::D03, "{text}");
        }
    }

    #[test]
    fn a_line_that_events_carry_names_nobody_by_number() {
        assert!(line("核实水表并更换", "duty", 500).is_ok());
        for text in ["联系13952000001核实", "身份证11010519491231002X"] {
            let refusal = line(text, "duty", 500).unwrap_err();
            assert_eq!(refusal.code, Code::D03, "{text}");
            assert!(refusal.facts.contains_key("personal"));
        }
    }

    #[test]
    fn lengths_count_characters_and_blank_text_is_missing() {
        assert!(secret("字".repeat(4_000), "brief", 4_000).is_ok());
        assert_eq!(secret("字".repeat(4_001), "brief", 4_000).unwrap_err().facts["max"], "4000");
        assert_eq!(secret(" \n ".to_owned(), "brief", 4_000).unwrap_err().code, Code::D01);
        assert_eq!(secret("a\u{0}b".to_owned(), "brief", 4_000).unwrap_err().code, Code::D03);
    }
}
