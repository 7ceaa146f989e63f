//! A line of a deal: so many of something at a price, and what it comes to.
//!
//! All of it is computed in whole minor units, exactly. Every amount that is shown is rounded once, halves away from
//! nought, so that a line of minus ten is the opposite of one of ten; and what stands below the lines is the sum of what
//! stands in them, so that whoever adds it up by hand comes to the same.

use crate::value::{Currency, Money, Quantity, Rank, Rate, Text};
use serde::{Deserialize, Serialize};

/// So many of a product or of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineItem {
    /// Which part of it is taken off.
    #[serde(default, skip_serializing_if = "Rate::is_none")]
    pub discount: Rate,
    /// What it is.
    pub name: Text,
    /// What one of it costs, without tax. It may be negative, for what is given back.
    pub price: Money,
    /// How many of it.
    pub quantity: Quantity,
    /// Its place among those of its deal, once somebody has chosen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
    /// Which tax comes on top, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Rate>,
}

impl LineItem {
    /// What it comes to.
    pub fn amounts(&self) -> Amounts {
        let exact = i128::from(self.quantity.thousandths()) * i128::from(self.price.minor());
        let kept = 10_000 - i128::from(self.discount.hundredths());
        let (gross, net) = (rounded(exact, 1_000), rounded(exact * kept, 10_000_000));
        let tax = rounded(net * i128::from(self.tax.unwrap_or_default().hundredths()), 10_000);
        Amounts { gross, discount: gross - net, tax }
    }

    /// Whether what it comes to can be kept exactly.
    pub fn is_exact(&self) -> bool {
        let Amounts { gross, .. } = self.amounts();
        let total = self.amounts().total();
        [gross, total].into_iter().all(|it| money(it, self.price.currency()).is_some())
    }
}

/// What a line, or several of them, come to: minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Before the discount.
    pub gross: i128,
    /// What is taken off.
    pub discount: i128,
    /// What comes on top.
    pub tax: i128,
}

impl Amounts {
    /// Without tax: what is earned.
    pub fn net(self) -> i128 {
        self.gross - self.discount
    }

    /// With tax: what is paid.
    pub fn total(self) -> i128 {
        self.net() + self.tax
    }
}

/// What lines of one currency come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The currency of every line.
    pub currency: Currency,
    /// The sums of the lines.
    pub amounts: Amounts,
    /// Whether any line says what its tax is.
    pub is_taxed: bool,
}

impl Totals {
    /// The sums of some lines; nothing of none, and nothing where they are not all of one currency.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a LineItem>) -> Option<Totals> {
        let mut totals: Option<Totals> = None;
        for line in lines {
            let currency = line.price.currency();
            let all = totals.get_or_insert(Totals { currency, amounts: Amounts::default(), is_taxed: false });
            if all.currency != currency {
                return None;
            }
            let one = line.amounts();
            all.amounts.gross += one.gross;
            all.amounts.discount += one.discount;
            all.amounts.tax += one.tax;
            all.is_taxed |= line.tax.is_some();
        }
        totals
    }

    /// What is earned, as an amount that can be kept.
    pub fn net(&self) -> Option<Money> {
        money(self.amounts.net(), self.currency)
    }

    /// What is paid, as an amount that can be kept.
    pub fn total(&self) -> Option<Money> {
        money(self.amounts.total(), self.currency)
    }
}

fn money(minor: i128, currency: Currency) -> Option<Money> {
    Money::new(i64::try_from(minor).ok()?, currency)
}

/// The nearest whole number to a fraction; of two that are as near, the one farther from nought.
fn rounded(value: i128, by: i128) -> i128 {
    let nearest = (value.abs() + by / 2) / by;
    if value < 0 { -nearest } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing::Seeded, value::MAX_MINOR};

    fn item(quantity: &str, price: i64, discount: &str, tax: Option<&str>) -> LineItem {
        LineItem {
            discount: discount.parse().expect("a rate"),
            name: "x".into(),
            price: Money::new(price, Currency::EUR).expect("small"),
            quantity: quantity.parse().expect("a quantity"),
            rank: None,
            tax: tax.map(|it| it.parse().expect("a rate")),
        }
    }

    #[test]
    fn d16_a_line_is_quantity_times_price_less_discount_and_its_tax_is_of_that() {
        for (it, net, tax) in [
            (item("2", 120_000, "0", None), 240_000, 0),
            (item("1.5", 9_999, "0", Some("25")), 14_999, 3_750),
            (item("3", 3_333, "10", Some("8.1")), 8_999, 729),
            (item("0.5", 1, "0", None), 1, 0),
            (item("0.5", -1, "0", None), -1, 0),
            (item("0.499", 1, "0", None), 0, 0),
            (item("7", 100, "100", Some("19")), 0, 0),
            (item("0", 100, "0", Some("19")), 0, 0),
        ] {
            let amounts = it.amounts();
            assert_eq!((amounts.net(), amounts.tax), (net, tax), "{it:?}");
        }
    }

    #[test]
    fn d16_what_stands_below_the_lines_is_the_sum_of_what_stands_in_them() {
        let mut seeded = Seeded::new(7);
        let below =
            |seeded: &mut Seeded, limit: usize| i64::try_from(seeded.below(limit)).unwrap_or_default();
        for _ in 0..2_000 {
            let line = |seeded: &mut Seeded| LineItem {
                discount: Rate::of_hundredths(u16::try_from(seeded.below(10_001)).unwrap_or_default())
                    .unwrap_or_default(),
                name: "x".into(),
                price: Money::new(below(seeded, 1_000_000) - 500_000, Currency::EUR).expect("small"),
                rank: None,
                quantity: Quantity::of_thousandths(below(seeded, 100_000)).expect("few"),
                tax: if seeded.once_in(2) { Rate::of_hundredths(2_500) } else { None },
            };
            let lines: Vec<LineItem> = (0..5).map(|_| line(&mut seeded)).collect();
            let totals = Totals::of(&lines).expect("one currency");
            let sum = |of: fn(Amounts) -> i128| lines.iter().map(|it| of(it.amounts())).sum::<i128>();
            assert_eq!(totals.amounts.net(), sum(Amounts::net));
            assert_eq!(totals.amounts.total(), sum(Amounts::total));
            for line in &lines {
                let amounts = line.amounts();
                // Never farther than half a unit from the exact amount.
                let exact = i128::from(line.quantity.thousandths())
                    * i128::from(line.price.minor())
                    * (10_000 - i128::from(line.discount.hundredths()));
                assert!((amounts.net() * 10_000_000 - exact).abs() * 2 <= 10_000_000, "{line:?}");
                let opposite = Money::new(-line.price.minor(), Currency::EUR).expect("small");
                let back = LineItem { price: opposite, ..line.clone() }.amounts();
                assert_eq!(
                    (back.gross, back.discount, back.tax),
                    (-amounts.gross, -amounts.discount, -amounts.tax)
                );
            }
        }
    }

    #[test]
    fn d10_lines_of_two_currencies_have_no_sum() {
        let dollars = Money::new(100, Currency::USD).expect("small");
        let lines = [item("1", 100, "0", None), LineItem { price: dollars, ..item("1", 1, "0", None) }];
        assert_eq!(Totals::of(&lines), None);
        assert_eq!(Totals::of(&[]), None);
        assert_eq!(Totals::of(&lines[..1]).and_then(|it| it.net()), Money::new(100, Currency::EUR));
    }

    #[test]
    fn the_largest_line_there_can_be_is_computed_and_known_not_to_be_exact() {
        let large = item("1000000000", MAX_MINOR, "0.01", Some("100"));
        assert!(large.amounts().total() > i128::from(MAX_MINOR) && !large.is_exact());
        assert!(item("1", MAX_MINOR, "0", None).is_exact());
        assert!(!item("1", MAX_MINOR, "0", Some("1")).is_exact());
    }
}
