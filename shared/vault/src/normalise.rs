//! One spelling for every way a number is typed, so that equal numbers are found.

use crate::lookup::BlindKind;

const MOBILE_DIGITS: usize = 11;

/// The value as it is digested. What cannot be understood is kept as typed, apart from width, case and dividers: a look-up
/// then still finds the same typing.
pub(crate) fn normalised(kind: BlindKind, value: &str) -> String {
    match kind {
        BlindKind::Phone => phone(value),
        BlindKind::QueryCode => value.to_owned(),
        // The dots within a name are typed in several ways; without them each finds the others.
        BlindKind::IdNumber
        | BlindKind::Passport
        | BlindKind::Permit
        | BlindKind::CreditCode
        | BlindKind::Name => compact(value),
    }
}

/// Letters and digits alone, in half width and upper case.
fn compact(value: &str) -> String {
    value.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Digits as dialled within the country: a mobile number in eleven digits, a fixed one with the 0 of its area code.
fn phone(value: &str) -> String {
    let international = value.chars().map(half_width).find(|c| !c.is_whitespace()) == Some('+');
    let number = compact(value);
    let national = match (number.strip_prefix("0086"), number.strip_prefix("86")) {
        (Some(rest), _) => Some(rest),
        (None, Some(rest)) if international || is_mobile(rest) => Some(rest),
        _ => None,
    };
    match national {
        Some(rest) if is_mobile(rest) || rest.starts_with('0') => rest.to_owned(),
        Some(rest) => format!("0{rest}"),
        None => number,
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE_DIGITS && digits.starts_with('1')
}

/// The ASCII character of a full-width one (U+FF01 to U+FF5E), which Chinese input methods type.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_type_a_mobile_number_gives_the_same_digits() {
        for typed in [
            "13909521234",
            " 139 0952 1234 ",
            "139-0952-1234",
            "+8613909521234",
            "+86 139-0952-1234",
            "008613909521234",
            "8613909521234",
            "１３９０９５２１２３４",
            "＋８６　139 0952 1234",
        ] {
            assert_eq!(normalised(BlindKind::Phone, typed), "13909521234", "{typed:?}");
        }
    }

    #[test]
    fn every_way_to_type_a_fixed_number_gives_the_same_digits() {
        for typed in
            ["0952-2012345", "(0952) 2012345", "+86 952 2012345", "+86 0952 2012345", "0086-952-2012345"]
        {
            assert_eq!(normalised(BlindKind::Phone, typed), "09522012345", "{typed:?}");
        }
    }

    #[test]
    fn a_number_that_merely_begins_with_86_keeps_it() {
        assert_eq!(normalised(BlindKind::Phone, "86123456"), "86123456");
    }

    #[test]
    fn identity_numbers_are_compared_without_case_width_and_dividers() {
        for typed in [
            "64022119800101123x",
            "６４０２２１１９８００１０１１２３Ｘ",
            "640221 19800101 123X",
            "640221-19800101-123x",
        ] {
            assert_eq!(normalised(BlindKind::IdNumber, typed), "64022119800101123X", "{typed:?}");
        }
        assert_eq!(normalised(BlindKind::Passport, "e 1234-5678"), "E12345678");
        assert_eq!(normalised(BlindKind::Permit, "h12345678"), "H12345678");
    }

    #[test]
    fn a_name_is_found_however_its_dots_are_typed() {
        for typed in ["阿依古丽·买买提", "阿依古丽•买买提", " 阿依古丽．买买提", "阿依古丽 买买提"]
        {
            assert_eq!(normalised(BlindKind::Name, typed), "阿依古丽买买提", "{typed:?}");
        }
        assert_eq!(normalised(BlindKind::Name, "ＡＢＣ装饰有限公司"), "ABC装饰有限公司");
    }
}
