//! Statuses travel in HTTP/2 trailers, which clients and proxies bound: hyper takes 16 KiB, common proxies 8 to 60 KiB.
//! An explanation inside a status is therefore cut down to what decided.

use prost::Message as _;

use crate::v1::Explanation;

/// Bytes of an explanation inside a status; a third more in the trailer, where it is base64.
pub const EXPLANATION_BYTES_MAX: usize = 5 * 1024;

/// What is left out, step by step, until the rest fits.
const CUTS: [fn(&mut Explanation); 4] = [
    // Rows that are false say nothing that the nearest row and the refusal do not.
    |explanation| explanation.rows.retain(|row| row.truth != "false" || row.table == "gates"),
    |explanation| explanation.rows.iter_mut().for_each(|row| row.cells.clear()),
    |explanation| explanation.facts.retain(|fact| fact.missing),
    |explanation| {
        explanation.rows.clear();
        explanation.facts.clear();
    },
];

/// The explanation, cut down to [`EXPLANATION_BYTES_MAX`].
pub(super) fn fitted(mut explanation: Explanation) -> Explanation {
    for cut in CUTS {
        if explanation.encoded_len() <= EXPLANATION_BYTES_MAX {
            break;
        }
        cut(&mut explanation);
    }
    explanation
}
