use std::fmt;
use std::str::FromStr;

/// Crockford's base 32: no I, L, O or U, so that a code read over the telephone is not mistaken.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA_SYMBOLS: u32 = 9;
const SYMBOLS: usize = 10;
const SYMBOL_BITS: u32 = 5;
const SYMBOL_MASK: u8 = 0x1F;

/// The code on the citizen's receipt (查询码): nine symbols derived from the case and one that checks them.
///
/// It opens the citizen's view of a case, so it is treated as a secret: its debug form shows nothing, and it is stored only
/// as a [`BlindIndex`](crate::BlindIndex). 45 bits are not proof against unlimited guessing; whoever answers a code limits attempts.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

/// Why a text is not a query code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryCodeError {
    /// The number of symbols is wrong.
    #[error("a query code has {SYMBOLS} symbols")]
    Length,
    /// A character is none of the alphabet.
    #[error("a query code consists of digits and letters other than U")]
    Symbol,
    /// A symbol was mistyped, or two were exchanged.
    #[error("the query code was mistyped")]
    Check,
}

// === impl QueryCode ===

impl QueryCode {
    /// The first 45 bits of a digest, most significant first, and their check symbol.
    pub(crate) fn from_digest(digest: [u8; 32]) -> Self {
        let bits = digest.iter().take(8).fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut symbols: Vec<u8> = (0..DATA_SYMBOLS)
            .map(|n| (bits >> (u64::BITS - SYMBOL_BITS * (n + 1))) as u8 & SYMBOL_MASK)
            .collect();
        symbols.push(times_two(remainder(&symbols)));
        Self::from_symbols(&symbols)
    }

    /// The ten symbols, without a divider.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_symbols(symbols: &[u8]) -> Self {
        Self(
            symbols
                .iter()
                .filter_map(|symbol| ALPHABET.get(usize::from(*symbol)))
                .copied()
                .map(char::from)
                .collect(),
        )
    }
}

impl fmt::Display for QueryCode {
    /// In two groups of five, as printed on the receipt.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(SYMBOLS / 2).unwrap_or((&self.0, ""));
        write!(f, "{first}-{second}")
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode([REDACTED])")
    }
}

impl FromStr for QueryCode {
    type Err = QueryCodeError;

    /// Reads a code as people type it: any case, with spaces or hyphens, O for 0, and I or L for 1.
    fn from_str(text: &str) -> Result<Self, QueryCodeError> {
        let typed = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        // One symbol more than a code has is enough to know that it is too long.
        let symbols =
            typed.take(SYMBOLS + 1).map(symbol).collect::<Option<Vec<u8>>>().ok_or(QueryCodeError::Symbol)?;
        if symbols.len() != SYMBOLS {
            return Err(QueryCodeError::Length);
        }
        if remainder(&symbols) != 0 {
            return Err(QueryCodeError::Check);
        }
        Ok(Self::from_symbols(&symbols))
    }
}

fn symbol(typed: char) -> Option<u8> {
    let canonical = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET.iter().position(|symbol| char::from(*symbol) == canonical)?;
    u8::try_from(position).ok()
}

/// The value at 2 of the polynomial over GF(32) whose coefficients are the symbols; 0 for a valid code.
///
/// Each place has its own weight, a different power of 2, and the field has no divisors of zero: so one wrong symbol always
/// shows, and so does any exchange of two different ones.
fn remainder(symbols: &[u8]) -> u8 {
    symbols.iter().fold(0, |value, symbol| times_two(value) ^ symbol)
}

/// Twice `value` in GF(32) modulo x⁵ + x² + 1, under which 2 generates the field.
fn times_two(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0x20 == 0 { doubled } else { doubled ^ 0x25 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_read_back_as_people_type_it(digest: [u8; 32]) {
            let code = QueryCode::from_digest(digest);
            prop_assert_eq!(code.as_str().len(), SYMBOLS);
            prop_assert_eq!(&code.to_string().parse::<QueryCode>().unwrap(), &code);
            let sloppy = code.as_str().to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(&format!(" {} {}", &sloppy[..3], &sloppy[3..]).parse::<QueryCode>().unwrap(), &code);
        }

        #[test]
        fn one_wrong_symbol_or_two_exchanged_ones_always_show(digest: [u8; 32], at in 0..SYMBOLS, with in 0..SYMBOLS, other in 0usize..32) {
            let code = QueryCode::from_digest(digest);
            let mut wrong = code.as_str().as_bytes().to_vec();
            wrong[at] = ALPHABET[other];
            let mut exchanged = code.as_str().as_bytes().to_vec();
            exchanged.swap(at, with);
            for typed in [wrong, exchanged].map(|bytes| String::from_utf8(bytes).unwrap()) {
                let expected = if typed == code.as_str() { Ok(code.clone()) } else { Err(QueryCodeError::Check) };
                prop_assert_eq!(typed.parse::<QueryCode>(), expected);
            }
        }

        #[test]
        fn any_text_is_refused_or_is_a_code(text in ".{0,14}") {
            if let Ok(code) = text.parse::<QueryCode>() {
                prop_assert_eq!(code.to_string().parse::<QueryCode>().unwrap(), code);
            }
        }
    }

    #[test]
    fn a_code_that_cannot_be_one_says_why() {
        assert_eq!("12345".parse::<QueryCode>().unwrap_err(), QueryCodeError::Length);
        assert_eq!("1234567890A".parse::<QueryCode>().unwrap_err(), QueryCodeError::Length);
        assert_eq!("U234567890".parse::<QueryCode>().unwrap_err(), QueryCodeError::Symbol);
    }

    #[test]
    fn the_debug_form_shows_no_code() {
        assert_eq!(format!("{:?}", QueryCode::from_digest([7; 32])), "QueryCode([REDACTED])");
    }
}
