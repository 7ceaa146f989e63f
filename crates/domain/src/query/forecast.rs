//! What the open deals are worth, and when that is expected to come in.
//!
//! Only open deals count: what was lost brings nothing, and what was won has come. Sums are exact until they are told, so
//! that the parts of a forecast are the sums over the columns of all boards, and rounded once.
//!
//! # What is not here
//!
//! What was won: see [`super::Takings`].

use super::{Days, first_of_month, last_of_month, probability};
use crate::{
    book::{Book, Exact, Place, Worth},
    order,
    record::Deal,
    value::{Currency, Day, Percent},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// How many months have a part of their own, this one among them.
const MONTHS: usize = 5;

/// When an open deal is expected to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It should have by now.
    Late,
    /// In the month that begins on this day; of this month what is not late.
    Month(Day),
    /// On this day or later.
    Later(Day),
    /// On no known day.
    NoDay,
}

impl When {
    /// The days that are meant, for a filter.
    pub fn days(self, today: Day) -> Days {
        match self {
            When::Late => Days::Past,
            When::Month(first) => Days::Between(Some(first.max(today)), last_of_month(first)),
            When::Later(first) => Days::Between(Some(first), None),
            When::NoDay => Days::Missing,
        }
    }
}

/// What open deals will bring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    exact: Exact,
}

impl Expected {
    /// How many deals they are.
    pub fn deals(self) -> usize {
        self.exact.deals
    }

    /// What they are worth, in minor units.
    pub fn sum(self) -> i128 {
        self.exact.sum
    }

    /// What they are worth by their probability, rounded as a column of the board rounds it.
    pub fn weighted(self) -> i128 {
        self.exact.weighted()
    }
}

/// What the open deals of one currency will bring, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Late, then this month and those after it, then what is later and on no known day; each is there, also with nothing
    /// in it.
    pub parts: Vec<(When, Expected)>,
    /// How many open deals are not in it, because they have a value in another currency, or none.
    pub left_out: usize,
}

/// What the open deals of a currency will bring, by when they are expected to close.
pub fn forecast(book: &Book, currency: Currency, today: Day) -> Forecast {
    let mut sums = [Expected::default(); MONTHS + 3];
    let mut left_out = 0;
    for deal in book.table::<Deal>().live().filter(|it| it.is_open()) {
        let Some(value) = deal.value.filter(|it| it.currency() == currency) else {
            left_out += 1;
            continue;
        };
        let sum = i128::from(value.minor());
        let percents = sum * i128::from(probability(book, deal).value());
        sums[place(deal.expected_close, today)].exact.add(Exact { deals: 1, sum, percents });
    }
    Forecast { parts: whens(today).zip(sums).collect(), left_out }
}

/// The parts of a forecast, in order.
fn whens(today: Day) -> impl Iterator<Item = When> {
    let next = |day: &Day| last_of_month(*day).map(|it| it.plus_days(1));
    let mut months: Vec<Day> = std::iter::successors(first_of_month(today), next).take(MONTHS + 1).collect();
    // The calendar ends in a quarter of a million years.
    let later = months.pop().unwrap_or(today);
    let months = months.into_iter().map(When::Month);
    std::iter::once(When::Late).chain(months).chain([When::Later(later), When::NoDay])
}

/// Which of the parts a day belongs to.
fn place(close: Option<Day>, today: Day) -> usize {
    let month = |day: Day| {
        let (year, month, _) = day.parts();
        i64::from(year) * 12 + i64::from(month)
    };
    match close {
        None => MONTHS + 2,
        Some(day) if day < today => 0,
        Some(day) => usize::try_from(month(day) - month(today)).unwrap_or(MONTHS).min(MONTHS) + 1,
    }
}

/// What all open deals are worth, of every pipeline, by currency: `first` first, then by code.
pub fn open_worth(book: &Book, first: Currency) -> Vec<Worth> {
    let mut sums = BTreeMap::<Currency, Exact>::new();
    for place in book.columns().places() {
        let Place::Open(stage) = place else { continue };
        let likely = book.get(stage).map_or(Percent::NONE, |it| it.probability);
        let worth = book.columns().get(place).exact_worth(likely);
        worth.for_each(|(currency, it)| sums.entry(currency).or_default().add(it));
    }
    let mut worth: Vec<Worth> = sums.into_iter().map(|(currency, it)| it.rounded(currency)).collect();
    order::sort_by_key(&mut worth, |it| (it.currency != first, it.currency));
    worth
}

/// The currency of which there is most to tell: the usual one if a deal has its value in it, else that of most deals, and
/// none as long as no deal has a value.
pub fn leading_currency(book: &Book, usual: Currency) -> Option<Currency> {
    let mut counts = BTreeMap::<Currency, usize>::new();
    for place in book.columns().places() {
        let worth = book.columns().get(place).exact_worth(Percent::NONE);
        worth.for_each(|(currency, it)| *counts.entry(currency).or_default() += it.deals);
    }
    counts.into_iter().max_by_key(|it| (it.0 == usual, it.1, Reverse(it.0))).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        query::{Filter, Standpoint, Trait, board, column_head, count, default_pipeline},
        record::{Outcome, StageKind},
        testing::{Device, Seeded, board as notation},
        value::{Kind, Money},
    };

    const USUAL: Currency = Currency::EUR;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn change(book: &mut Book, name: &str, edit: impl FnOnce(&mut Deal)) {
        let mut deal = book.get(notation::deal(name)).expect("it is there").record().clone();
        edit(&mut deal);
        notation::put(book, [deal.into()]);
    }

    /// Deals, each with what it is worth and when it closes.
    fn scene(deals: &[(&str, i64, Option<&str>)]) -> Book {
        let names: Vec<&str> = deals.iter().map(|it| it.0).collect();
        let mut book = notation::parse(&format!("Negotiation: {}", names.join(" ")));
        for (name, minor, close) in deals {
            change(&mut book, name, |it| {
                it.value = Money::new(*minor, USUAL);
                it.expected_close = close.map(day);
            });
        }
        book
    }

    fn told(book: &Book, today: &str) -> Vec<(When, i128, i128)> {
        let told = forecast(book, USUAL, day(today)).parts;
        told.into_iter().map(|(when, it)| (when, it.sum(), it.weighted())).collect()
    }

    #[test]
    fn d19_an_open_deal_counts_in_the_month_in_which_it_is_expected_to_close() {
        let book = scene(&[
            ("acme", 100, Some("2026-11-09")),
            ("bolt", 200, Some("2026-11-10")),
            ("cube", 400, Some("2026-11-30")),
            ("dodo", 800, Some("2026-12-01")),
            ("eel", 1_600, Some("2027-03-31")),
            ("fig", 3_200, Some("2027-04-01")),
            ("gnu", 6_400, None),
        ]);
        let month = |text| When::Month(day(text));
        assert_eq!(
            told(&book, "2026-11-10"),
            [
                (When::Late, 100, 80),
                (month("2026-11-01"), 600, 480),
                (month("2026-12-01"), 800, 640),
                (month("2027-01-01"), 0, 0),
                (month("2027-02-01"), 0, 0),
                (month("2027-03-01"), 1_600, 1_280),
                (When::Later(day("2027-04-01")), 3_200, 2_560),
                (When::NoDay, 6_400, 5_120),
            ]
        );
    }

    #[test]
    fn d19_what_is_lost_or_won_is_in_no_forecast_whatever_its_probability_says() {
        let mut book = notation::parse("Negotiation: acme | Won: bolt | Lost: cube");
        for name in ["acme", "bolt", "cube"] {
            change(&mut book, name, |it| {
                it.value = Money::new(100, USUAL);
                it.probability = Some(Percent::ALL);
                it.expected_close = Some(day("2026-11-20"));
            });
        }
        let sum: i128 = told(&book, "2026-11-10").iter().map(|it| it.1).sum();
        assert_eq!(sum, 100);
        assert_eq!(open_worth(&book, USUAL), [Worth { currency: USUAL, sum: 100, weighted: 100 }]);
    }

    #[test]
    fn d19_what_has_no_value_or_another_currency_is_told_as_left_out() {
        let mut book = scene(&[("acme", 100, None), ("bolt", 200, None), ("cube", 300, None)]);
        change(&mut book, "bolt", |it| it.value = Money::new(200, Currency::USD));
        change(&mut book, "cube", |it| it.value = None);
        let told = forecast(&book, USUAL, day("2026-11-10"));
        assert_eq!((told.left_out, told.parts.iter().map(|it| it.1.deals()).sum()), (2, 1));
    }

    #[test]
    fn d19_the_parts_of_a_forecast_are_the_open_sums_of_the_board_and_what_their_lists_find() {
        let today = day("2026-11-10");
        let at = Standpoint { today, ..Standpoint::utc(Device::new(1).now(), Device::new(1).me()) };
        for seed in 0..40 {
            let book = random(seed);
            let heads = board(&book, default_pipeline(&book));
            let heads: Vec<_> = heads.into_iter().filter_map(|it| column_head(&book, it, None)).collect();
            let open: Vec<_> = heads.iter().filter(|it| it.kind == StageKind::Open).collect();
            for Worth { currency, sum, weighted } in open_worth(&book, USUAL) {
                let of_column = open.iter().flat_map(|it| &it.worth).filter(|it| it.currency == currency);
                let (all, rounded) =
                    of_column.fold((0, 0), |it, worth| (it.0 + worth.sum, it.1 + worth.weighted));
                let parts = forecast(&book, currency, today).parts;
                assert_eq!((all, parts.iter().map(|it| it.1.sum()).sum::<i128>()), (sum, sum), "seed {seed}");
                // Each column was rounded by itself, the whole once.
                assert!((0..i128::from(4_u8)).contains(&(weighted - rounded)), "seed {seed}");
                let percents: i128 = parts.iter().map(|it| it.1.exact.percents).sum();
                assert_eq!(percents / 100, weighted, "seed {seed}");
            }
            let parts = [USUAL, Currency::USD].map(|it| forecast(&book, it, today));
            for (nth, (when, _)) in parts[0].parts.iter().enumerate() {
                let filter =
                    Filter { close: Some(when.days(today)), is: vec![Trait::Open], ..Filter::default() };
                let deals: usize = parts.iter().map(|it| it.parts[nth].1.deals()).sum();
                assert_eq!(count(&book, Kind::Deal, &filter, &at), deals, "seed {seed}, {when:?}");
            }
        }
    }

    /// Deals in all columns, worth something in euros or dollars, some with a probability of their own.
    fn random(seed: u64) -> Book {
        let names: Vec<String> = (0..30).map(|it| format!("d{it}")).collect();
        let mut book = notation::parse(&format!(
            "Qualified to Buy: {} | Proposal Sent: {} | Negotiation: {} | Won: {} | Lost: {}",
            names[..8].join(" "),
            names[8..16].join(" "),
            names[16..22].join(" "),
            names[22..26].join(" "),
            names[26..].join(" ")
        ));
        let mut seeded = Seeded::new(seed);
        for name in &names {
            let currency = seeded.one(&[USUAL, Currency::USD]);
            let minor = i64::try_from(seeded.below(1_000_000)).expect("small");
            let own = (!seeded.once_in(3)).then(|| u8::try_from(seeded.below(101)).expect("small"));
            let days = i64::try_from(seeded.below(300)).expect("small") - 60;
            let close = (!seeded.once_in(5)).then(|| day("2026-11-10").plus_days(days));
            change(&mut book, name, |it| {
                it.value = Money::new(minor, currency);
                it.probability = own.map(Percent::clipped);
                it.expected_close = close;
                it.outcome = it.outcome.take().map(|it| Outcome { day: close, ..it });
            });
        }
        book
    }

    #[test]
    fn what_is_worth_most_telling_is_in_the_usual_currency_or_else_in_that_of_most_deals() {
        let mut book = scene(&[("acme", 100, None), ("bolt", 200, None), ("cube", 300, None)]);
        assert_eq!(leading_currency(&book, USUAL), Some(USUAL));
        assert_eq!(leading_currency(&book, Currency::USD), Some(USUAL));
        change(&mut book, "acme", |it| it.value = Money::new(1_000_000, Currency::USD));
        assert_eq!(leading_currency(&book, Currency::USD), Some(Currency::USD), "one is enough");
        let other = "CHF".parse().expect("a currency");
        let most = leading_currency(&book, other);
        assert_eq!(most, Some(USUAL), "two amounts do not compare, numbers of deals do");
        assert_eq!(leading_currency(&Book::new(), USUAL), None);
    }
}
