//! Bytes as ids and stamps spell them: two lower-case digits each.
//!
//! Every start reads a dozen ids of each record, and every import writes as many, so eight digits are read or written at
//! once, and without a branch.

/// A one in each of eight bytes.
const EACH: u64 = u64::MAX / 255;

/// Reads four bytes whose digits stand in two groups of four, which begin at `A` and at `B`; nothing if that is not what is
/// there. The places are known when it is compiled, so that none is checked.
pub(super) fn four<const A: usize, const B: usize, const L: usize>(text: &[u8; L]) -> Option<u32> {
    let digits =
        [[text[A], text[A + 1], text[A + 2], text[A + 3]], [text[B], text[B + 1], text[B + 2], text[B + 3]]];
    let digits = u64::from(u32::from_be_bytes(digits[0])) << 32 | u64::from(u32::from_be_bytes(digits[1]));
    let letters = digits >> 6 & EACH;
    let values = (digits & (EACH * 0x0f)) + letters * 9;
    // Spelled anew it must be the same: so nothing else is taken for a digit, no capital either.
    if spelled(values) != digits || values & (EACH * 0xf0) != 0 {
        return None;
    }
    let pairs = (values | values >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    u32::try_from((fours | fours >> 16) & 0xffff_ffff).ok()
}

/// Writes four bytes, the first of which is at `N`, as [`four`] reads them.
pub(super) fn put_four<const N: usize, const A: usize, const B: usize, const M: usize, const L: usize>(
    bytes: &[u8; M],
    text: &mut [u8; L],
) {
    let fours = u64::from(u32::from_be_bytes([bytes[N], bytes[N + 1], bytes[N + 2], bytes[N + 3]]));
    let fours = (fours | fours << 16) & 0x0000_ffff_0000_ffff;
    let pairs = (fours | fours << 8) & 0x00ff_00ff_00ff_00ff;
    let values = (pairs | pairs << 4) & (EACH * 0x0f);
    let digits = spelled(values).to_be_bytes();
    text[A..A + 4].copy_from_slice(&digits[..4]);
    text[B..B + 4].copy_from_slice(&digits[4..]);
}

/// Eight digits, of eight values below 16.
fn spelled(values: u64) -> u64 {
    let letters = (values + EACH * 6) >> 4 & EACH;
    values + EACH * u64::from(b'0') + letters * u64::from(b'a' - b'0' - 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_and_the_letters_up_to_f_are_digits() {
        for byte in 0..=u8::MAX {
            let digit = char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
            for at in 0..8 {
                let mut text = *b"-0000-0000-";
                let place = [1, 2, 3, 4, 6, 7, 8, 9][at];
                text[place] = byte;
                assert_eq!(four::<1, 6, 11>(&text), digit.map(|it| it << (28 - at * 4)), "{byte:#x} at {at}");
            }
        }
        assert_eq!(four::<0, 4, 8>(b"0192f0c1"), Some(0x0192_f0c1));
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for number in (0..=u32::MAX).step_by(65_537) {
            let mut text = *b"-....-....-";
            put_four::<0, 1, 6, _, _>(&number.to_be_bytes(), &mut text);
            assert_eq!((four::<1, 6, 11>(&text), text[5]), (Some(number), b'-'));
            assert_eq!(String::from_utf8_lossy(&text).replace('-', ""), format!("{number:08x}"));
        }
    }
}
