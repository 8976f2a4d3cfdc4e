//! What is left of personal data for those who need not know all of it.

const HIDDEN: char = '*';
/// What a name shows: the family name, which is one character for nearly everyone.
const NAME_SHOWN: usize = 1;
/// What a number shows at its beginning and its end.
const NUMBER_SHOWN: (usize, usize) = (3, 4);
/// Shorter numbers would show too much of themselves.
const NUMBER_MIN: usize = 10;
/// Stars of a name, so that its length is not told.
const NAME_STARS: usize = 2;

/// 王小明 → 王**.
pub(super) fn name(name: &str) -> String {
    name.chars().take(NAME_SHOWN).chain(std::iter::repeat_n(HIDDEN, NAME_STARS)).collect()
}

/// 13952000001 → 139****0001.
pub(super) fn number(number: &str) -> String {
    let length = number.chars().count();
    let (head, tail) = if length < NUMBER_MIN { (0, 0) } else { NUMBER_SHOWN };
    let shown = |index: usize| index < head || index >= length - tail;
    number.chars().enumerate().map(|(index, c)| if shown(index) { c } else { HIDDEN }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_first_character_and_not_its_length() {
        assert_eq!(name("王小明"), "王**");
        assert_eq!(name("欧阳某某"), "欧**");
        assert_eq!(name(""), "**");
    }

    #[test]
    fn a_number_keeps_three_and_four_digits_if_it_is_long_enough() {
        assert_eq!(number("13952000001"), "139****0001");
        assert_eq!(number("11010519491231002X"), "110***********002X");
        assert_eq!(number("12345678"), "********");
        assert_eq!(number(""), "");
    }
}
