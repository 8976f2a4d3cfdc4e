//! What people show to prove who they are, checked at entry: ID numbers, credit codes, passports, phones.

use thiserror::Error;

use crate::vocabulary::DocumentKind;

/// A number that cannot be right. It never carries the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PersonError {
    /// Wrong length or characters.
    #[error("wrong length or characters")]
    Shape,
    /// The check character does not fit.
    #[error("the check character does not fit")]
    Check,
    /// The birth date inside an ID number is none.
    #[error("no such birth date")]
    BirthDate,
}

/// Checks a document's number and gives its one written form: no blanks, capitals.
///
/// # Errors
/// What is wrong with it, without repeating it.
pub fn document_number(kind: DocumentKind, text: &str) -> Result<String, PersonError> {
    let number: String =
        text.chars().filter(|character| !character.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    match kind {
        DocumentKind::IdCard => id_card(&number)?,
        DocumentKind::CreditCode => credit_code(&number)?,
        DocumentKind::Passport => alphanumeric(&number, 5, 12)?,
        // 港澳居民来往内地通行证: H or M and 8 digits; 居住证: 18 digits as an ID card.
        DocumentKind::HongKongMacao if number.len() == 18 => id_card(&number)?,
        DocumentKind::HongKongMacao => letter_and_digits(&number, &['H', 'M'], &[8, 10])?,
        // 台湾居民来往大陆通行证: 8 digits; 居住证: 18 digits as an ID card.
        DocumentKind::Taiwan if number.len() == 18 => id_card(&number)?,
        DocumentKind::Taiwan => digits(&number, &[8, 10])?,
        DocumentKind::Unverified if number.is_empty() => {}
        DocumentKind::Unverified => return Err(PersonError::Shape),
    }
    Ok(number)
}

/// Checks a phone number, mobile or fixed with area code, and gives its digits.
///
/// # Errors
/// [`PersonError::Shape`].
pub fn phone(text: &str) -> Result<String, PersonError> {
    let bare: String = text.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    let number = bare.strip_prefix("+86").unwrap_or(&bare);
    let all_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let mobile = number.len() == 11
        && number.starts_with('1')
        && !matches!(number.as_bytes().get(1), Some(b'0' | b'1' | b'2') | None);
    let fixed = matches!(number.len(), 10..=12) && number.starts_with('0');
    if all_digits && (mobile || fixed) { Ok(number.to_owned()) } else { Err(PersonError::Shape) }
}

/// GB 11643: 17 digits and a check character by ISO 7064 MOD 11-2.
fn id_card(number: &str) -> Result<(), PersonError> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let (body, check) = number.split_at_checked(17).ok_or(PersonError::Shape)?;
    if check.len() != 1 || !body.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PersonError::Shape);
    }
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|index| CHECKS.get(index));
    if expected.is_none_or(|expected| !check.starts_with(*expected)) {
        return Err(PersonError::Check);
    }
    let birth = body.get(6..14).ok_or(PersonError::Shape)?;
    jiff::civil::Date::strptime("%Y%m%d", birth).map_err(|_| PersonError::BirthDate).map(|_| ())
}

/// GB 32100: 17 characters and a check character, MOD 31 over an alphabet without I, O, S, V, Z.
fn credit_code(number: &str) -> Result<(), PersonError> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |character: char| ALPHABET.find(character);
    if number.chars().count() != 18 {
        return Err(PersonError::Shape);
    }
    let mut weight = 1_usize;
    let mut sum = 0_usize;
    for character in number.chars().take(17) {
        sum += value(character).ok_or(PersonError::Shape)? * weight;
        weight = weight * 3 % 31;
    }
    let check = number.chars().last().and_then(value).ok_or(PersonError::Shape)?;
    if (31 - sum % 31) % 31 == check { Ok(()) } else { Err(PersonError::Check) }
}

fn alphanumeric(number: &str, min: usize, max: usize) -> Result<(), PersonError> {
    let fits = (min..=max).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fits { Ok(()) } else { Err(PersonError::Shape) }
}

fn letter_and_digits(number: &str, letters: &[char], lengths: &[usize]) -> Result<(), PersonError> {
    let rest = number.strip_prefix(|first| letters.contains(&first)).ok_or(PersonError::Shape)?;
    digits(rest, lengths)
}

fn digits(number: &str, lengths: &[usize]) -> Result<(), PersonError> {
    let fits = lengths.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(()) } else { Err(PersonError::Shape) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_known_id_number_passes_and_its_check_is_counted() {
        assert_eq!(
            document_number(DocumentKind::IdCard, "11010519491231002x"),
            Ok("11010519491231002X".to_owned())
        );
        assert_eq!(document_number(DocumentKind::IdCard, "110105194912310021"), Err(PersonError::Check));
        assert_eq!(document_number(DocumentKind::IdCard, "1101051949123100"), Err(PersonError::Shape));
    }

    #[test]
    fn an_id_number_must_hold_a_birth_date() {
        assert_eq!(document_number(DocumentKind::IdCard, "110105194913310021"), Err(PersonError::BirthDate));
        assert_eq!(document_number(DocumentKind::IdCard, "110105194902300020"), Err(PersonError::BirthDate));
    }

    #[test]
    fn a_known_credit_code_passes() {
        assert_eq!(
            document_number(DocumentKind::CreditCode, "91350100M000100Y43"),
            Ok("91350100M000100Y43".to_owned())
        );
        assert_eq!(document_number(DocumentKind::CreditCode, "91350100M000100Y44"), Err(PersonError::Check));
        assert_eq!(document_number(DocumentKind::CreditCode, "9135010OM000100Y43"), Err(PersonError::Shape));
    }

    #[test]
    fn documents_of_hong_kong_macao_and_taiwan_pass() {
        assert!(document_number(DocumentKind::HongKongMacao, "H12345678").is_ok());
        assert!(document_number(DocumentKind::Taiwan, "12345678").is_ok());
        assert!(document_number(DocumentKind::Passport, "E12345678").is_ok());
        assert!(document_number(DocumentKind::HongKongMacao, "X12345678").is_err());
    }

    #[test]
    fn phones_are_mobile_or_fixed() {
        assert_eq!(phone("139 5200 0001"), Ok("13952000001".to_owned()));
        assert_eq!(phone("+86-13952000001"), Ok("13952000001".to_owned()));
        assert_eq!(phone("0952-6012345"), Ok("09526012345".to_owned()));
        assert_eq!(phone("12345"), Err(PersonError::Shape));
        assert_eq!(phone("10952000001"), Err(PersonError::Shape));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".*") {
            for kind in DocumentKind::ALL {
                let _ = document_number(*kind, &text);
            }
            let _ = phone(&text);
        }
    }
}
