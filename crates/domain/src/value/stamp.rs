//! When a register was written, in a way that two devices agree on.

use super::{NotA, Timestamp, as_text_on_the_wire, hex};
use std::{fmt, str::FromStr};

/// Which copy of the data wrote: a random number made with the database and never exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Node(pub u32);

/// A reading of a hybrid logical clock: 48 bits of milliseconds, a 16-bit counter, a 32-bit node.
///
/// It compares as its text does, so text order is time order. The zero stamp is that of the defaults in
/// the code: every edit beats it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp([u8; 12]);

impl Stamp {
    /// The stamp of what every copy of the data begins with.
    pub const ZERO: Stamp = Stamp([0; 12]);

    /// How far a stamp may lie ahead of the clock before it is not taken silently, in milliseconds.
    pub const TRUSTED_AHEAD: i64 = Timestamp::DAY;

    /// The stamp made of its three parts. Milliseconds beyond 48 bits are clipped.
    pub fn new(millis: u64, counter: u16, node: Node) -> Stamp {
        let mut bytes = [0; 12];
        bytes[..6].copy_from_slice(&millis.min((1 << 48) - 1).to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(&counter.to_be_bytes());
        bytes[8..].copy_from_slice(&node.0.to_be_bytes());
        Stamp(bytes)
    }

    /// The next stamp of `node`: later than `newest`, and not before `now`.
    ///
    /// A clock that was put back changes nothing: the counter carries on from the newest stamp.
    pub fn next(now: Timestamp, newest: Stamp, node: Node) -> Stamp {
        let now = u64::try_from(now.0).unwrap_or(0);
        let (millis, counter) = (newest.millis(), newest.counter());
        if now > millis {
            Stamp::new(now, 0, node)
        } else if counter < u16::MAX {
            Stamp::new(millis, counter + 1, node)
        } else {
            Stamp::new(millis + 1, 0, node)
        }
    }

    /// The clock's part, in milliseconds.
    pub fn millis(self) -> u64 {
        self.0[..6].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    fn counter(self) -> u16 {
        u16::from_be_bytes([self.0[6], self.0[7]])
    }

    /// Which copy of the data gave it.
    pub fn node(self) -> Node {
        Node(u32::from_be_bytes([self.0[8], self.0[9], self.0[10], self.0[11]]))
    }

    /// The moment it was given.
    pub fn at(self) -> Timestamp {
        Timestamp(i64::try_from(self.millis()).unwrap_or(i64::MAX))
    }

    /// The same counter and node at another reading of the clock, in milliseconds.
    pub(crate) fn brought_back_to(self, millis: u64) -> Stamp {
        let mut stamp = Stamp::new(millis, self.counter(), Node(0));
        stamp.0[8..].copy_from_slice(&self.0[8..]);
        stamp
    }

    /// Whether it lies further ahead of `now` than a wrong clock should be trusted.
    pub fn is_far_ahead(self, now: Timestamp) -> bool {
        self.at().0 - now.0 > Stamp::TRUSTED_AHEAD
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'-'; 26];
        hex::put_four::<0, 0, 4, _, _>(&self.0, &mut text);
        hex::put_four::<4, 8, 13, _, _>(&self.0, &mut text);
        hex::put_four::<8, 18, 22, _, _>(&self.0, &mut text);
        out.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Stamp {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Stamp, NotA> {
        let read = |text: &[u8; 26]| {
            let is_grouped = [text[12], text[17]] == [b'-'; 2];
            let fours =
                [hex::four::<0, 4, 26>(text)?, hex::four::<8, 13, 26>(text)?, hex::four::<18, 22, 26>(text)?];
            let bytes = fours.map(u32::to_be_bytes);
            is_grouped.then(|| std::array::from_fn(|at| bytes[at / 4][at % 4]))
        };
        let bytes = text.as_bytes().try_into().ok().and_then(read);
        bytes.map(Stamp).ok_or_else(|| NotA::new(text, "is not a stamp"))
    }
}
as_text_on_the_wire!(Stamp, "a stamp");

#[cfg(test)]
mod tests {
    use super::*;

    const A: Node = Node(0x9f3a_1c2b);

    #[test]
    fn a_stamp_reads_as_it_is_written_and_text_order_is_time_order() {
        let stamps = [
            Stamp::ZERO,
            Stamp::new(1, 0, A),
            Stamp::new(1, 1, Node(0)),
            Stamp::new(1, 1, A),
            Stamp::new(0x0192_f0c1_7d2a, 3, A),
        ];
        let texts = stamps.map(|it| it.to_string());
        assert_eq!(texts[4], "0192f0c17d2a-0003-9f3a1c2b");
        assert!(texts.is_sorted() && stamps.is_sorted());
        for (stamp, text) in stamps.iter().zip(&texts) {
            assert_eq!(text.parse(), Ok(*stamp));
        }
    }

    // Case F1.
    #[test]
    fn the_next_stamp_is_later_even_when_the_clock_goes_back() {
        let first = Stamp::next(Timestamp(1000), Stamp::ZERO, A);
        let second = Stamp::next(Timestamp(5), first, A);
        assert!(second > first);
        assert_eq!(second.millis(), 1000);
        let full = Stamp::new(1000, u16::MAX, A);
        assert!(Stamp::next(Timestamp(1000), full, A) > full);
    }

    #[test]
    fn a_day_ahead_is_too_far() {
        let now = Timestamp(1_700_000_000_000);
        let ahead =
            |ms: i64| Stamp::new(u64::try_from(now.0 + ms).expect("after 1970"), 0, A).is_far_ahead(now);
        assert!(!ahead(Timestamp::DAY));
        assert!(ahead(Timestamp::DAY + 1));
    }

    #[test]
    fn what_is_not_a_stamp_is_refused() {
        for text in [
            "",
            "0192f0c17d2a-0003-9f3a1c2",
            "0192f0c17d2a_0003-9f3a1c2b",
            "0192F0C17D2A-0003-9f3a1c2b",
            "é192f0c17d2a-0003-9f3a1c2",
        ] {
            assert!(text.parse::<Stamp>().is_err(), "{text}");
        }
    }
}
