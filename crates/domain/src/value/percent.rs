//! A share of a hundred.

use super::NotA;
use serde::{Deserialize, Serialize};

/// Whole percent, from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

impl Percent {
    /// Nothing of it.
    pub const NONE: Percent = Percent(0);
    /// All of it.
    pub const ALL: Percent = Percent(100);

    /// Whole percent, clipped to 100.
    pub const fn clipped(value: u8) -> Percent {
        Percent(if value > 100 { 100 } else { value })
    }

    /// The number.
    pub fn value(self) -> u8 {
        self.0
    }

    /// Reads "60", "60 %" or "60.0"; a part of a percent is rounded down.
    pub fn parse(text: &str) -> Result<Percent, NotA> {
        let not = || NotA::new(text, "is not a percentage from 0 to 100");
        let number = text.trim().trim_end_matches('%').trim_end();
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, ""));
        if whole.is_empty() || !whole.bytes().chain(part.bytes()).all(|it| it.is_ascii_digit()) {
            return Err(not());
        }
        whole.parse::<u8>().ok().filter(|it| *it <= 100).map(Percent).ok_or_else(not)
    }
}

impl TryFrom<u8> for Percent {
    type Error = &'static str;
    fn try_from(value: u8) -> Result<Percent, &'static str> {
        if value > 100 { Err("a percentage is from 0 to 100") } else { Ok(Percent(value)) }
    }
}

impl From<Percent> for u8 {
    fn from(it: Percent) -> u8 {
        it.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_read_with_or_without_its_sign() {
        for (text, value) in [("60", 60), ("60 %", 60), ("0%", 0), ("100", 100), ("12.9", 12), (" 7 ", 7)] {
            assert_eq!(Percent::parse(text).expect(text).value(), value);
        }
        for text in ["", "%", "101", "-1", "six", "1.x", "999999"] {
            assert!(Percent::parse(text).is_err(), "{text}");
        }
    }
}
