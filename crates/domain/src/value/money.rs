//! An amount of one currency.

use super::Currency;
use serde::{Deserialize, Serialize};

/// The largest amount, in minor units: 2^53 - 1, so that JavaScript reads it exactly.
pub const MAX_MINOR: i64 = (1 << 53) - 1;

/// An amount in minor units (cents, say) of its currency. Amounts of two currencies are never added.
///
/// Invariant: `minor` lies between `-MAX_MINOR` and `MAX_MINOR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    currency: Currency,
    minor: i64,
}

impl Money {
    /// So many minor units, or `None` beyond what can be kept exactly.
    pub fn new(minor: i64, currency: Currency) -> Option<Money> {
        (-MAX_MINOR..=MAX_MINOR).contains(&minor).then_some(Money { minor, currency })
    }

    /// The amount, in minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The amount in whole units, exactly, with a point: `-1234.50`.
    pub fn amount(self) -> String {
        let digits = self.currency.digits() as usize;
        let (sign, minor) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        let text = format!("{minor:0>width$}", width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// What it is an amount of.
    pub fn currency(self) -> Currency {
        self.currency
    }
}

impl TryFrom<Parts> for Money {
    type Error = &'static str;
    fn try_from(Parts { minor, currency }: Parts) -> Result<Money, &'static str> {
        Money::new(minor, currency).ok_or("an amount beyond 2^53 cannot be kept exactly")
    }
}

impl From<Money> for Parts {
    fn from(Money { minor, currency }: Money) -> Parts {
        Parts { currency, minor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_told_exactly_and_read_again() {
        for (minor, code, text) in [
            (123_450, "EUR", "1234.50"),
            (-5, "EUR", "-0.05"),
            (0, "EUR", "0.00"),
            (8_400_000, "JPY", "8400000"),
            (1_500, "KWD", "1.500"),
            (MAX_MINOR, "USD", "90071992547409.91"),
        ] {
            let money = Money::new(minor, code.parse().expect(code)).expect("small enough");
            assert_eq!(money.amount(), text);
            let read = super::super::parse_amount(text, money.currency(), super::super::DecimalMark::Point);
            assert_eq!(read.expect("an amount"), Some(money));
        }
    }

    #[test]
    fn an_amount_that_javascript_could_not_read_is_refused() {
        assert_eq!(Money::new(MAX_MINOR + 1, Currency::EUR), None);
        let read = |text: &str| serde_json::from_str::<Money>(text);
        assert!(read(r#"{"currency":"EUR","minor":9007199254740991}"#).is_ok());
        assert!(read(r#"{"currency":"EUR","minor":9007199254740992}"#).is_err());
        assert!(read(r#"{"currency":"EUR","minor":1.5}"#).is_err());
        assert!(read(r#"{"currency":"EUR"}"#).is_err());
    }
}
