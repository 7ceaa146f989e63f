//! Figures over closed deals.

use crate::{
    book::Book,
    query::{Share, status_kind},
    record::{Deal, Ending, Lead, Reason, Rep, StatusKind},
    value::{Currency, Id},
};
use std::collections::BTreeMap;

fn ended(book: &Book) -> impl Iterator<Item = (&Deal, Ending)> {
    book.table::<Deal>().live().filter_map(|it| Some((it.record(), it.outcome.as_ref()?.ending)))
}

/// Won against won and lost, over all closed deals.
pub fn win_rate(book: &Book) -> Share {
    let mut share = Share::default();
    ended(book).for_each(|it| share.count(it.1 == Ending::Won));
    share
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

/// How often each reason stands: with leads that are disqualified now, and with deals that were lost or won.
pub fn reasons_given(book: &Book) -> BTreeMap<Id<Reason>, usize> {
    let is_turned_away = |it: &&Lead| status_kind(book, it) == StatusKind::Disqualified;
    let leads = book.table::<Lead>().live().map(|it| it.record()).filter(is_turned_away);
    let deals = ended(book).filter_map(|(it, _)| it.outcome.as_ref()?.reason);
    let mut given = BTreeMap::new();
    for reason in leads.filter_map(|it| it.status.reason).chain(deals) {
        *given.entry(reason).or_default() += 1;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit, SetStatus, Trash},
        defaults,
        query::listed,
        record::{Outcome, ReasonUse, Status},
        testing::{Device, board},
        value::{Day, Money, Percent},
    };

    #[test]
    fn d13_the_win_rate_is_won_against_ended_rounded_once_and_never_a_nought_for_nothing() {
        let book = board::parse("Negotiation: acme | Won: bolt cube | Lost: zen");
        assert_eq!(win_rate(&book), Share { some: 2, all: 3 });
        assert_eq!(win_rate(&book).rate(), Some(6_667));
        assert_eq!(win_rate(&board::parse("Negotiation: acme")).rate(), None);
        assert_eq!(Share { some: 4_238, all: 6_711 }.rate(), Some(6_315));
        // 63.495 %: rounded twice it would be 64.
        let share = Share { some: 12_699, all: 20_000 };
        assert_eq!((share.rate(), share.percent().map(Percent::value)), (Some(6_350), Some(63)));
        assert_eq!(Share { some: 1, all: 2 }.percent().map(Percent::value), Some(50));
    }

    #[test]
    fn d10_closed_deals_are_summed_by_month_owner_and_currency() {
        let (device, mut book) = (Device::new(1), board::parse("Won: acme bolt cube | Lost: zen"));
        let rep = device.adds(&mut book, |it: &mut Rep| it.name = "Eva".into());
        for (name, minor, currency, day) in [
            ("acme", 100, Currency::EUR, Day::new(2026, 3, 31)),
            ("bolt", 20, Currency::EUR, Day::new(2026, 3, 1)),
            ("cube", 3, Currency::USD, Day::new(2026, 4, 1)),
            ("zen", 5, Currency::EUR, None),
        ] {
            let deal = book.get(board::deal(name)).expect("it is there");
            let mut closed = deal.record().clone();
            (closed.value, closed.owner) = (Money::new(minor, currency), Some(rep));
            closed.outcome = closed.outcome.map(|it| Outcome { day, ..it });
            board::put(&mut book, [closed.into()]);
        }
        let months = closed_by_month(&book, Ending::Won);
        let expected =
            [(("2026-03".to_owned(), Currency::EUR), 120), (("2026-04".to_owned(), Currency::USD), 3)];
        assert_eq!(months.into_iter().collect::<Vec<_>>(), expected);
        assert_eq!(closed_by_month(&book, Ending::Lost).len(), 0, "on no day, in no month");
        assert_eq!(most_won(&book, Currency::EUR), [(rep, 120)]);
        device.does(&mut book, Trash(vec![board::deal("acme").into()]));
        assert_eq!(most_won(&book, Currency::EUR), [(rep, 20)]);
        let bolt = book.get(board::deal("bolt")).expect("it is there").clone();
        device.does(&mut book, Edit::of(&bolt, |it| it.owner = None));
        assert_eq!(most_won(&book, Currency::EUR), []);
    }

    #[test]
    fn a_reason_is_counted_with_what_is_turned_away_or_lost_now() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt cube"));
        for step in ["acme to Lost because Price", "bolt to Lost because Price"] {
            let step = board::step(&book, step);
            device.does(&mut book, step);
        }
        let reason = |used_for| listed::<Reason>(&book).into_iter().find(|it| it.used_for == used_for);
        let reason = reason(ReasonUse::Disqualify).expect("a default").id;
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let set = |status, reason| SetStatus { lead, status, reason, note: "x".into() };
        let statuses = listed::<Status>(&book);
        let away = statuses.iter().find(|it| it.kind == StatusKind::Disqualified).expect("a default").id;
        device.does(&mut book, set(away, Some(reason)));
        let given = |book: &Book| {
            let given = reasons_given(book);
            let named = |it: &Reason| (it.name.to_string(), given.get(&it.id).copied().unwrap_or_default());
            let all: Vec<_> =
                listed::<Reason>(book).iter().map(|it| named(it)).filter(|it| it.1 > 0).collect();
            all
        };
        let no_fit = book.get(reason).expect("it is there").name.to_string();
        let price = |count| ("Price".to_owned(), count);
        assert_eq!(given(&book), [(no_fit, 1), price(2)]);
        device.does(&mut book, set(defaults::NEW, None));
        device.does(&mut book, Trash(vec![board::deal("bolt").into()]));
        assert_eq!(given(&book), [price(1)], "one was taken up again, one lies in the trash");
    }
}
