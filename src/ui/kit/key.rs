//! How the lists of the kit name what they show.

use std::hash::Hash;

/// An id that fits in 128 bits.
///
/// The machinery of lists, tables and boards knows rows only by these bits, so it is compiled once and
/// not once for each kind of record. `from_bits(id.to_bits())` must be `id`.
pub trait Key: Copy + Eq + Hash + Send + Sync + 'static {
    /// The id, as bits.
    fn to_bits(self) -> u128;
    /// The id that these are the bits of.
    fn from_bits(bits: u128) -> Self;
}

impl Key for u128 {
    fn to_bits(self) -> u128 {
        self
    }

    fn from_bits(bits: u128) -> Self {
        bits
    }
}
