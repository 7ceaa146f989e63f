//! What was won in a time: what it is worth, month by month, and how long it took.
//!
//! A deal is won in the month in which it was, whenever it was opened.

use super::{Standpoint, first_of_month};
use crate::{
    book::Book,
    order,
    record::{Deal, Ending},
    value::{Currency, Day, Timestamp},
};
use std::collections::BTreeMap;

/// Won deals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Won {
    /// How many they are.
    pub deals: usize,
    /// What they are worth, in minor units of each currency. Those without a value are in none.
    pub worth: BTreeMap<Currency, i128>,
}

impl Won {
    /// What they are worth in one currency.
    pub fn sum(&self, currency: Currency) -> i128 {
        self.worth.get(&currency).copied().unwrap_or_default()
    }

    fn add(&mut self, deal: &Deal) {
        self.deals += 1;
        if let Some(value) = deal.value {
            *self.worth.entry(value.currency()).or_default() += i128::from(value.minor());
        }
    }
}

/// What was won in a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takings {
    /// All of it.
    pub all: Won,
    /// By the first day of the month, where anything was won. What was won on no known day is in none.
    pub months: BTreeMap<Day, Won>,
    /// How many days it took from the day on which a deal was made to the one on which it was won: the middle one.
    pub days: Option<i64>,
}

/// What was won since a day; all where none is given.
///
/// Deals that were won before they were written down here tell nothing of how long it took.
pub fn takings(book: &Book, since: Option<Day>, at: &Standpoint) -> Takings {
    let mut told = Takings::default();
    let (mut dates, mut took) = (Dates { at, begun: BTreeMap::new() }, Vec::new());
    for deal in book.table::<Deal>().live() {
        let Some(outcome) = deal.outcome.as_ref().filter(|it| it.ending == Ending::Won) else { continue };
        if since.is_some_and(|since| outcome.day.is_none_or(|it| it < since)) {
            continue;
        }
        told.all.add(deal);
        let Some(day) = outcome.day else { continue };
        if let Some(month) = first_of_month(day) {
            told.months.entry(month).or_default().add(deal);
        }
        let days = dates.of(deal.common.created).days_until(day);
        if days >= 0 {
            took.push(days);
        }
    }
    told.days = median(took);
    told
}

/// The middle one of numbers that are not negative; of two in the middle what lies between them, rounded up.
fn median(mut numbers: Vec<i64>) -> Option<i64> {
    order::sort_by_key(&mut numbers, |it| *it);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    let lower = if numbers.len().is_multiple_of(2) { *numbers.get(middle.checked_sub(1)?)? } else { upper };
    Some(lower + (upper - lower + 1) / 2)
}

/// Days as they begin where somebody looks. A zone is asked once a day, not once a deal.
struct Dates<'a> {
    at: &'a Standpoint,
    begun: BTreeMap<Day, Timestamp>,
}

impl Dates<'_> {
    /// The day on which a moment lies.
    fn of(&mut self, moment: Timestamp) -> Day {
        // In Greenwich it may be the next one already, or still the one before.
        let there = Day::of_utc(moment);
        let next = there.plus_days(1);
        if moment < self.begin(there) {
            there.plus_days(-1)
        } else if moment >= self.begin(next) {
            next
        } else {
            there
        }
    }

    fn begin(&mut self, day: Day) -> Timestamp {
        let midnight = self.at.midnight;
        *self.begun.entry(day).or_insert_with(|| midnight(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::Outcome,
        testing::{Device, board},
        value::Money,
    };

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn at() -> Standpoint {
        let device = Device::new(1);
        Standpoint::utc(device.now(), device.me())
    }

    /// Won deals: what each is worth, when it was made, and when it was won.
    fn scene(deals: &[(&str, Option<Money>, &str, Option<&str>)]) -> Book {
        let names: Vec<&str> = deals.iter().map(|it| it.0).collect();
        let mut book = board::parse(&format!("Negotiation: open | Won: {} | Lost: zen", names.join(" ")));
        for (name, value, created, won) in deals {
            let mut deal = book.get(board::deal(name)).expect("it is there").record().clone();
            deal.value = *value;
            deal.common.created = Timestamp(Day::midnight_utc(day(created)).0 + 60_000);
            deal.outcome = deal.outcome.map(|it| Outcome { day: won.map(day), ..it });
            board::put(&mut book, [deal.into()]);
        }
        book
    }

    fn money(minor: i64, currency: Currency) -> Option<Money> {
        Money::new(minor, currency)
    }

    #[test]
    fn d21_what_was_won_is_summed_by_the_month_of_its_day_and_by_currency() {
        let book = scene(&[
            ("acme", money(100, Currency::EUR), "2026-01-01", Some("2026-03-31")),
            ("bolt", money(20, Currency::EUR), "2026-01-01", Some("2026-03-01")),
            ("cube", money(3, Currency::USD), "2026-01-01", Some("2026-03-02")),
            ("dodo", None, "2026-01-01", Some("2026-04-01")),
            ("eel", money(5, Currency::EUR), "2026-01-01", None),
        ]);
        let told = takings(&book, None, &at());
        assert_eq!((told.all.deals, told.all.sum(Currency::EUR), told.all.sum(Currency::USD)), (5, 125, 3));
        let months: Vec<_> = told.months.iter().map(|(month, it)| (month.to_string(), it.deals)).collect();
        assert_eq!(months, [("2026-03-01".to_owned(), 3), ("2026-04-01".to_owned(), 1)]);
        let sums = told.months.values().map(|it| [Currency::EUR, Currency::USD].map(|of| it.sum(of)));
        assert_eq!(sums.collect::<Vec<_>>(), [[120, 3], [0, 0]], "no two currencies are added");
        let since = takings(&book, Some(day("2026-03-02")), &at());
        assert_eq!((since.all.deals, since.all.sum(Currency::EUR)), (3, 100), "on no day is not since");
        assert_eq!(takings(&Book::new(), None, &at()), Takings::default());
    }

    #[test]
    fn d21_the_time_to_win_is_the_middle_one_from_the_day_of_birth_to_the_day_of_winning() {
        let won = |deals: &[(&str, &str, Option<&str>)]| {
            let deals: Vec<_> = deals.iter().map(|it| (it.0, None, it.1, it.2)).collect();
            takings(&scene(&deals), None, &at()).days
        };
        let (acme, bolt) =
            (("acme", "2026-03-01", Some("2026-03-04")), ("bolt", "2026-03-01", Some("2026-03-31")));
        assert_eq!(won(&[acme]), Some(3));
        assert_eq!(won(&[acme, bolt]), Some(17), "16.5 is rounded up");
        assert_eq!(won(&[acme, bolt, ("cube", "2026-03-01", Some("2026-03-11"))]), Some(10));
        assert_eq!(
            won(&[acme, ("cube", "2026-03-01", Some("2026-02-01"))]),
            Some(3),
            "won before it was made"
        );
        assert_eq!(won(&[("cube", "2026-03-01", None)]), None);
        assert_eq!(won(&[("cube", "2026-03-01", Some("2026-03-01"))]), Some(0));
    }

    #[test]
    fn d21_a_deal_was_made_on_the_day_that_the_clock_on_the_wall_showed() {
        let book = scene(&[("acme", None, "2026-03-01", Some("2026-03-04"))]);
        let days = |midnight| takings(&book, None, &Standpoint { midnight, ..at() }).days;
        let later: fn(Day) -> Timestamp = |day| Timestamp(Day::midnight_utc(day).0 + 3_600_000);
        let earlier: fn(Day) -> Timestamp = |day| Timestamp(Day::midnight_utc(day).0 - 86_000_000);
        assert_eq!((days(later), days(earlier)), (Some(4), Some(3)));
        let east: fn(Day) -> Timestamp = |day| Timestamp(Day::midnight_utc(day).0 - 86_399_000);
        assert_eq!(days(east), Some(2));
    }
}
