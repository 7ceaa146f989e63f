//! From when to when, and from how much to how much.

use crate::{
    query::{Standpoint, first_of_month, last_of_month},
    value::{Currency, Day, DecimalMark, Money, NotA, parse_amount},
};
use std::{fmt, str::FromStr};

/// Some days of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// From the one to the other, both among them; none has no end.
    Between(Option<Day>, Option<Day>),
    /// Those before today.
    Past,
    /// Those of the month that is now.
    ThisMonth,
    /// Today and so many days before it.
    Last(u16),
    /// Today and so many days after it.
    Next(u16),
    /// There is no day.
    Missing,
}

impl Days {
    /// The first and the last of the days, as seen from a standpoint; nothing if no day is meant.
    pub(super) fn ends(self, at: &Standpoint) -> Option<(Option<Day>, Option<Day>)> {
        let today = at.today;
        Some(match self {
            Days::Between(from, to) => (from, to),
            Days::Past => (None, Some(today.plus_days(-1))),
            Days::ThisMonth => (first_of_month(today), last_of_month(today)),
            Days::Last(days) => (Some(today.plus_days(-i64::from(days))), Some(today)),
            Days::Next(days) => (Some(today), Some(today.plus_days(days.into()))),
            Days::Missing => return None,
        })
    }
}

impl fmt::Display for Days {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |it: &Option<Day>| it.map(|it| it.to_string()).unwrap_or_default();
        match self {
            Days::Between(from, to) => write!(out, "{}..{}", text(from), text(to)),
            Days::Past => out.write_str("past"),
            Days::ThisMonth => out.write_str("this-month"),
            Days::Last(days) => write!(out, "last-{days}"),
            Days::Next(days) => write!(out, "next-{days}"),
            Days::Missing => out.write_str("none"),
        }
    }
}
impl FromStr for Days {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Days, NotA> {
        let not = || NotA::new(text, "says no days");
        let end = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
        match text {
            "past" => Ok(Days::Past),
            "this-month" => Ok(Days::ThisMonth),
            "none" => Ok(Days::Missing),
            _ => {
                if let Some((from, to)) = text.split_once("..") {
                    let (from, to): (Option<Day>, Option<Day>) = (end(from)?, end(to)?);
                    let is_order = from.is_none_or(|from| to.is_none_or(|to| from <= to));
                    return if is_order && (from, to) != (None, None) {
                        Ok(Days::Between(from, to))
                    } else {
                        Err(not())
                    };
                }
                if let Some(days) = text.strip_prefix("last-") {
                    return days.parse().map(Days::Last).map_err(|_| not());
                }
                if let Some(days) = text.strip_prefix("next-") {
                    return days.parse().map(Days::Next).map_err(|_| not());
                }
                text.parse().map(|it| Days::Between(Some(it), Some(it)))
            }
        }
    }
}

/// Amounts of one currency, because two do not compare (D10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amounts {
    /// From the one to the other, in minor units, both among them; none has no end.
    Between(Currency, Option<i64>, Option<i64>),
    /// There is no amount.
    Missing,
}

impl Amounts {
    pub(super) fn hold(self, value: Option<Money>) -> bool {
        match (self, value) {
            (Amounts::Missing, value) => value.is_none(),
            (Amounts::Between(..), None) => false,
            (Amounts::Between(currency, from, to), Some(it)) => {
                it.currency() == currency
                    && from.is_none_or(|from| it.minor() >= from)
                    && to.is_none_or(|to| it.minor() <= to)
            }
        }
    }
}

impl fmt::Display for Amounts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amounts::Missing => out.write_str("none"),
            Amounts::Between(currency, from, to) => {
                let text = |it: &Option<i64>| {
                    it.and_then(|it| Money::new(it, *currency)).map(Money::amount).unwrap_or_default()
                };
                write!(out, "{}..{} {currency}", text(from), text(to))
            }
        }
    }
}
impl FromStr for Amounts {
    type Err = NotA;
    /// Reads `1000..5000 EUR`, `1000.. EUR`, `..5000 EUR`.
    fn from_str(text: &str) -> Result<Amounts, NotA> {
        if text == "none" {
            return Ok(Amounts::Missing);
        }
        let not = || NotA::new(text, "says no amounts of one currency");
        let (span, currency) = text.rsplit_once(' ').ok_or_else(not)?;
        let (from, to) = span.split_once("..").ok_or_else(not)?;
        let currency: Currency = currency.parse().map_err(|_| not())?;
        let end = |text: &str| {
            let money = parse_amount(text, currency, DecimalMark::Point).map_err(|_| not())?;
            money.map_or(
                Ok(None),
                |it| if it.currency() == currency { Ok(Some(it.minor())) } else { Err(not()) },
            )
        };
        let (from, to) = (end(from)?, end(to)?);
        let is_order = from.is_none_or(|from| to.is_none_or(|to| from <= to));
        let says = is_order && (from, to) != (None, None);
        if says { Ok(Amounts::Between(currency, from, to)) } else { Err(not()) }
    }
}
