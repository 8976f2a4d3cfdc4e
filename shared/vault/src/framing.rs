//! Joins values into bytes to be authenticated, so that no two different lists give the same bytes.

/// `label` and `parts`, each behind its length in eight bytes.
///
/// Without the lengths, moving a byte from one part to the next would leave the joined bytes, and so the tag, unchanged.
/// The label keeps one use of a key apart from every other.
pub(crate) fn framed(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes =
        Vec::with_capacity(8 + label.len() + parts.iter().map(|part| 8 + part.len()).sum::<usize>());
    for part in std::iter::once(&label.as_bytes()).chain(parts) {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::framed;

    #[test]
    fn a_byte_moved_between_parts_changes_the_frame() {
        assert_ne!(framed("l", &[b"ab", b"c"]), framed("l", &[b"a", b"bc"]));
        assert_ne!(framed("la", &[b"b"]), framed("l", &[b"ab"]));
        assert_ne!(framed("l", &[b"", b"a"]), framed("l", &[b"a", b""]));
    }
}
