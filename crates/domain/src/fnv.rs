//! FNV-1a, 64 bit: what tells texts apart and finds damage. It is not meant to find malice (see `docs/design.md`).
//!
//! Sums of it stand in files, in journals and in ids, so it stays as it is.

/// The sum of nothing.
pub(crate) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The sum of a text.
pub(crate) fn of(text: &str) -> u64 {
    add(EMPTY, text.as_bytes())
}

/// The sum of what `sum` is of and of these bytes behind it.
pub(crate) fn add(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sums are those of the authors' test vectors.
    #[test]
    fn the_sums_are_those_that_others_compute_and_are_carried_on_from_part_to_part() {
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(add(of("foo"), b"bar"), of("foobar"));
    }
}
