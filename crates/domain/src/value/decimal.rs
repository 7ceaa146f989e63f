//! Exact numbers with a few decimals: how many of something, and which part of a hundred.
//!
//! On the wire they are texts such as `1.5`, which every reader takes for the same number.

use super::{
    DecimalMark, NotA, as_text_on_the_wire,
    money_text::{Not, scaled},
};
use std::{fmt, str::FromStr};

/// How many of something: hours, pieces, metres. Never negative, with three decimals at most.
///
/// Invariant: at most [`Quantity::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// One of it.
    pub const ONE: Quantity = Quantity(1_000);
    /// A thousand million of it.
    pub const MAX: Quantity = Quantity(1_000_000_000_000);

    /// So many thousandths, or `None` if that is negative or too many.
    pub fn of_thousandths(thousandths: i64) -> Option<Quantity> {
        (0..=Quantity::MAX.0).contains(&thousandths).then_some(Quantity(thousandths))
    }

    /// How many thousandths.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads a quantity as people write it.
    pub fn parse(text: &str, mark: DecimalMark) -> Result<Quantity, NotA> {
        let not = |why| NotA::new(text.trim(), why);
        let thousandths = scaled(&without_blanks(text), mark, 3).map_err(|it| match it {
            Not::ANumber => not("is not a quantity"),
            Not::Exact => not("has more than three decimals"),
            Not::SmallEnough => not("is too much"),
        })?;
        Quantity::of_thousandths(thousandths).ok_or_else(|| not("is too much"))
    }
}

/// A part of a hundred, from 0 to 100 %, with two decimals at most: a discount or a tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u16);

impl Rate {
    /// Nothing of it.
    pub const NONE: Rate = Rate(0);

    /// So many hundredths of a percent, or `None` if that is more than all.
    pub fn of_hundredths(hundredths: u16) -> Option<Rate> {
        (hundredths <= 10_000).then_some(Rate(hundredths))
    }

    /// How many hundredths of a percent.
    pub fn hundredths(self) -> u16 {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_none(&self) -> bool {
        self.0 == 0
    }

    /// Reads a rate as people write it, with its sign or without.
    pub fn parse(text: &str, mark: DecimalMark) -> Result<Rate, NotA> {
        let not = |why| NotA::new(text.trim(), why);
        let number = without_blanks(text);
        let hundredths = scaled(number.trim_end_matches('%'), mark, 2).map_err(|it| match it {
            Not::ANumber | Not::SmallEnough => not("is not a percentage from 0 to 100"),
            Not::Exact => not("has more than two decimals"),
        })?;
        let rate = u16::try_from(hundredths).ok().and_then(Rate::of_hundredths);
        rate.ok_or_else(|| not("is not a percentage from 0 to 100"))
    }
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\'' && *it != '’').collect()
}

/// The number with a point and no noughts at its end: `1.5`.
fn told(scaled: i64, digits: usize, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = format!("{scaled:0>width$}", width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    let part = part.trim_end_matches('0');
    if part.is_empty() { out.write_str(whole) } else { write!(out, "{whole}.{part}") }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        told(self.0, 3, out)
    }
}
impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        told(self.0.into(), 2, out)
    }
}

/// Reads the one spelling that is written. Other spellings of a number would be other texts to a merge.
fn spelt<T: fmt::Display>(text: &str, parse: fn(&str, DecimalMark) -> Result<T, NotA>) -> Result<T, NotA> {
    let value = parse(text, DecimalMark::Point)?;
    if value.to_string() == text { Ok(value) } else { Err(NotA::new(text, "is not spelt as it should be")) }
}

impl FromStr for Quantity {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Quantity, NotA> {
        spelt(text, Quantity::parse)
    }
}
impl FromStr for Rate {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Rate, NotA> {
        spelt(text, Rate::parse)
    }
}
as_text_on_the_wire!(Quantity, "a quantity such as 1.5");
as_text_on_the_wire!(Rate, "a percentage such as 8.1");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_and_rates_are_read_as_they_are_written_and_told_in_one_spelling() {
        use DecimalMark::{Comma, Point};
        let quantity = |text, mark| Quantity::parse(text, mark).map(|it| it.to_string()).ok();
        for (text, mark, told) in [
            ("2", Point, Some("2")),
            ("1.500", Point, Some("1.5")),
            ("1,5", Comma, Some("1.5")),
            ("1.500", Comma, Some("1500")),
            ("0.125", Comma, Some("0.125")),
            ("1 200", Point, Some("1200")),
            ("0.001", Point, Some("0.001")),
            ("0", Point, Some("0")),
            ("1000000000", Point, Some("1000000000")),
            ("1000000001", Point, None),
            ("0.0001", Point, None),
            ("-1", Point, None),
            ("a few", Point, None),
            ("", Point, None),
        ] {
            assert_eq!(quantity(text, mark).as_deref(), told, "{text}");
        }
        let rate = |text, mark| Rate::parse(text, mark).map(|it| it.to_string()).ok();
        for (text, mark, told) in [
            ("25", Point, Some("25")),
            ("8,1 %", Comma, Some("8.1")),
            ("5.50%", Point, Some("5.5")),
            ("100", Point, Some("100")),
            ("100.01", Point, None),
            ("0.001", Point, None),
            ("-5", Point, None),
            ("%", Point, None),
        ] {
            assert_eq!(rate(text, mark).as_deref(), told, "{text}");
        }
    }

    #[test]
    fn w4_one_number_has_one_spelling() {
        for text in ["1.5", "0.001", "0", "12", "1000000000"] {
            assert_eq!(text.parse::<Quantity>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
        for text in ["1.50", "01", "1,5", "1 0", ".5", "1.", "+1", ""] {
            assert!(text.parse::<Quantity>().is_err() && text.parse::<Rate>().is_err(), "{text}");
        }
    }
}
