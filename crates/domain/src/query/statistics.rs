//! Figures over closed deals.

use crate::{
    book::Book,
    record::{Deal, Ending, Rep},
    value::{Currency, Id, Percent},
};
use std::collections::BTreeMap;

/// Won and lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many were won.
    pub won: usize,
    /// How many were lost.
    pub lost: usize,
}

impl Score {
    /// The share that was won, in hundredths of a percent, rounded; none if nothing has ended: never a nought.
    pub fn rate(self) -> Option<u32> {
        let all = self.won + self.lost;
        (all > 0).then(|| u32::try_from((self.won * 20_000 / all).div_ceil(2)).unwrap_or(u32::MAX))
    }

    /// The share that was won, in whole percent.
    pub fn percent(self) -> Option<Percent> {
        let all = self.won + self.lost;
        (all > 0).then(|| Percent::clipped(u8::try_from((self.won * 200 / all).div_ceil(2)).unwrap_or(100)))
    }
}

fn ended(book: &Book) -> impl Iterator<Item = (&Deal, Ending)> {
    book.table::<Deal>().live().filter_map(|it| Some((it.record(), it.outcome.as_ref()?.ending)))
}

/// Won against lost, over all closed deals.
pub fn win_rate(book: &Book) -> Score {
    ended(book).fold(Score::default(), |sum, (_, ending)| match ending {
        Ending::Won => Score { won: sum.won + 1, ..sum },
        Ending::Lost => Score { lost: sum.lost + 1, ..sum },
    })
}

/// What deals with this ending were worth, in minor units, by month (`YYYY-MM`) of the day on which they ended, and currency.
pub fn closed_by_month(book: &Book, ending: Ending) -> BTreeMap<(String, Currency), i128> {
    let mut months = BTreeMap::new();
    for (deal, _) in ended(book).filter(|it| it.1 == ending) {
        let day = deal.outcome.as_ref().and_then(|it| it.day);
        if let (Some(day), Some(value)) = (day, deal.value) {
            *months.entry((day.month(), value.currency())).or_default() += i128::from(value.minor());
        }
    }
    months
}

/// What each owner has won in a currency, in minor units, most first.
pub fn most_won(book: &Book, currency: Currency) -> Vec<(Id<Rep>, i128)> {
    let mut sums: BTreeMap<Id<Rep>, i128> = BTreeMap::new();
    for (deal, _) in ended(book).filter(|it| it.1 == Ending::Won) {
        if let (Some(owner), Some(value)) = (deal.owner, deal.value.filter(|it| it.currency() == currency)) {
            *sums.entry(owner).or_default() += i128::from(value.minor());
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|it| (std::cmp::Reverse(it.1), it.0));
    sums
}
