//! Bytes as they stand in ids and stamps: two lower-case digits each, in groups with a hyphen between them.
//!
//! Every start reads a dozen of them per record, so there is one table to look in and one answer at the end.

/// What a character is worth as a digit; [`NONE`] for what is none, and so for capitals: one value has one spelling.
const DIGITS: [u8; 256] = {
    let mut digits = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};
/// No digit; it shares no bit with one.
const NONE: u8 = 0xf0;

/// Reads bytes whose digits begin at these places, out of `L` characters that have hyphens in between; nothing if it is not
/// exactly that.
pub(super) fn read<const N: usize, const L: usize>(
    text: &str,
    places: &[u8; N],
    hyphens: &[u8],
) -> Option<[u8; N]> {
    let text: &[u8; L] = text.as_bytes().try_into().ok()?;
    let mut seen = 0;
    let bytes = places.map(|at| {
        let (high, low) =
            (DIGITS[usize::from(text[usize::from(at)])], DIGITS[usize::from(text[usize::from(at) + 1])]);
        seen |= high | low;
        high << 4 | low
    });
    let is_in_groups = hyphens.iter().all(|at| text[usize::from(*at)] == b'-');
    (seen & NONE == 0 && is_in_groups).then_some(bytes)
}
