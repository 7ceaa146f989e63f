//! What must hold of a paper that is put into a deal: it says what it is, and a quote that was sent stays as it was.
//!
//! Only what the command writes is looked at, so that what another version or a file has brought stops nobody from
//! working with the rest of the deal.

use super::check::named;
use crate::{
    book::Book,
    query,
    record::{Deal, Enclosed, Enclosures, LineItem, Quote},
    refusal::Refusal,
    row::Row,
    value::ElementId,
};
use serde::{Serialize, de::DeserializeOwned};

/// Refuses what an edit writes into a deal and should not.
pub(super) fn check(book: &Book, before: &Row, after: &Row, paths: &[&str]) -> Result<(), Refusal> {
    let (Row::Deal(before), Row::Deal(deal)) = (before, after) else { return Ok(()) };
    let mut paths = paths.iter().filter_map(|it| it.split_once('/'));
    paths.try_for_each(|(group, key)| one(book, before, deal, group, key))
}

fn one(book: &Book, before: &Deal, deal: &Deal, group: &str, key: &str) -> Result<(), Refusal> {
    match group {
        "milestones" => opened(&deal.milestones, key)?.map_or(Ok(()), |it| named(&it.name)),
        "lines" => opened(&deal.lines, key)?.map_or(Ok(()), |it| line(&it)),
        "files" => opened(&deal.files, key)?.map_or(Ok(()), |it| named(&it.address)),
        "quotes" => {
            let was = key.parse().ok().and_then(|it| before.quotes.get(&it));
            opened(&deal.quotes, key)?.map_or(Ok(()), |it| quote(book, deal, key, was, &it))
        }
        _ => Ok(()),
    }
}

/// A draft offers something and has a number of its own. Whatever was sent keeps everything but its status.
fn quote(
    book: &Book,
    deal: &Deal,
    key: &str,
    was: Option<&Enclosed<Quote>>,
    now: &Quote,
) -> Result<(), Refusal> {
    let was = was.map(|it| it.open().ok_or(Refusal::Newer)).transpose()?;
    if let Some(sent) = was.as_ref().filter(|it| !it.is_draft()) {
        let is_same = *sent == Quote { status: sent.status, ..now.clone() };
        return if is_same && !now.is_draft() { Ok(()) } else { Err(Refusal::QuoteSent) };
    }
    named(&now.number)?;
    now.lines.iter().try_for_each(line)?;
    if now.totals().and_then(|it| it.total()).is_none() {
        return Err(Refusal::NoTotal);
    }
    let id = key.parse().map(|it: ElementId| (deal.id, it));
    let is_other = was.is_none_or(|it| it.number != now.number);
    match id.ok().filter(|_| is_other).and_then(|it| query::same_number(book, &now.number, it)) {
        Some(by) => Err(Refusal::NumberTaken { by: by.into() }),
        None => Ok(()),
    }
}

fn line(line: &LineItem) -> Result<(), Refusal> {
    named(&line.name)?;
    if line.is_exact() { Ok(()) } else { Err(Refusal::TooMuch) }
}

/// What was written under a key; nothing if that was taken out.
fn opened<T: Serialize + DeserializeOwned>(all: &Enclosures<T>, key: &str) -> Result<Option<T>, Refusal> {
    let written = key.parse().ok().and_then(|it| all.get(&it));
    written.map(|it| Enclosed::open(it).ok_or(Refusal::Newer)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::Book,
        command::Edit,
        entry::Entry,
        merge, query,
        record::{FileLink, LineItem, Milestone, QuoteStatus},
        testing::{Device, Worker, board, line},
        value::{Currency, ElementId, MAX_MINOR, Money, Quantity, Rate, Text},
        wire::{Raw, read_line},
    };

    const ID: ElementId = ElementId(uuid::Uuid::from_u128(1));

    fn milestone(name: &str) -> Milestone {
        Milestone { name: name.into(), ..Milestone::default() }
    }

    fn put(book: &Book, change: impl FnOnce(&mut Deal)) -> Edit {
        Edit::of(book.get(board::deal("acme")).expect("it is there"), change)
    }

    fn refused(edit: Edit, book: &Book) -> Option<Refusal> {
        let outcome: Result<Entry, Refusal> = Device::new(1).decide(book, edit);
        outcome.err()
    }

    #[test]
    fn d16_what_is_put_into_a_deal_says_what_it_is() {
        let book = board::parse("Negotiation: acme");
        let named = |name| put(&book, |it| it.milestones.insert(ID, Enclosed::of(&milestone(name))));
        assert_eq!(refused(named(" "), &book), Some(Refusal::NoName));
        assert_eq!(refused(named("Signed"), &book), None);
        let file = |address: &str| {
            let file = FileLink { address: address.into(), name: "Contract".into() };
            put(&book, |it| it.files.insert(ID, Enclosed::of(&file)))
        };
        assert_eq!(refused(file(""), &book), Some(Refusal::NoName));
        assert_eq!(refused(file("files.example/contract"), &book), None);
    }

    #[test]
    fn d16_a_line_that_comes_to_more_than_can_be_kept_exactly_is_refused() {
        let book = board::parse("Negotiation: acme");
        let line = |name: &str, quantity| {
            let (discount, tax) = (Rate::NONE, None);
            let price = Money::new(MAX_MINOR, Currency::EUR).expect("just small enough");
            let line = LineItem { discount, name: name.into(), price, quantity, rank: None, tax };
            put(&book, |it| it.lines.insert(ID, Enclosed::of(&line)))
        };
        assert_eq!(refused(line("Lockers", Quantity::ONE), &book), None);
        assert_eq!(refused(line("Lockers", Quantity::MAX), &book), Some(Refusal::TooMuch));
        assert_eq!(refused(line("", Quantity::ONE), &book), Some(Refusal::NoName));
    }

    fn draft(number: &str, prices: &[Money]) -> Quote {
        let item = |price: &Money| {
            let (discount, name, tax) = (Rate::NONE, "Lockers".into(), None);
            LineItem { discount, name, price: *price, quantity: Quantity::ONE, rank: None, tax }
        };
        Quote {
            date: "2026-11-21".parse().expect("a day"),
            lines: prices.iter().map(item).collect(),
            number: number.into(),
            status: QuoteStatus::Draft,
            text: Text::EMPTY,
            valid_until: None,
        }
    }

    fn euros(minor: i64) -> Money {
        Money::new(minor, Currency::EUR).expect("not too much")
    }

    fn quoted(book: &Book, deal: &str, quote: &Quote) -> Edit {
        let deal = book.get(board::deal(deal)).expect("it is there");
        Edit::of(deal, |it| it.quotes.insert(ID, Enclosed::of(quote)))
    }

    #[test]
    fn d17_a_quote_has_a_number_of_its_own_and_offers_something_that_has_a_total() {
        let mut book = board::parse("Negotiation: acme bolt");
        let dollars = Money::new(100, Currency::USD).expect("small");
        for (quote, why) in [
            (draft(" ", &[euros(100)]), Refusal::NoName),
            (draft("1", &[]), Refusal::NoTotal),
            (draft("1", &[euros(100), dollars]), Refusal::NoTotal),
            (draft("1", &[euros(MAX_MINOR), euros(MAX_MINOR)]), Refusal::NoTotal),
        ] {
            assert_eq!(refused(quoted(&book, "acme", &quote), &book), Some(why), "{quote:?}");
        }
        let edit = quoted(&book, "acme", &draft("2026-001", &[euros(100)]));
        Device::new(1).does(&mut book, edit);
        let taken = Refusal::NumberTaken { by: board::deal("acme").into() };
        let same = quoted(&book, "bolt", &draft("2026-001 ", &[euros(100)]));
        assert_eq!(refused(same, &book), Some(taken));
        assert_eq!(refused(quoted(&book, "bolt", &draft("2026-002", &[euros(100)])), &book), None);
        // Its own number is nobody else's.
        assert_eq!(refused(quoted(&book, "acme", &draft("2026-001", &[euros(200)])), &book), None);
    }

    #[test]
    fn d17_a_quote_that_was_sent_keeps_all_but_its_status_and_what_the_deal_sells_may_change() {
        let mut book = board::parse("Negotiation: acme");
        let does = |book: &mut Book, edit: Edit| drop(Device::new(1).does(book, edit));
        let sent = Quote { status: QuoteStatus::Sent, ..draft("1", &[euros(100)]) };
        let edit = quoted(&book, "acme", &draft("1", &[euros(90)]));
        does(&mut book, edit);
        let edit = quoted(&book, "acme", &sent);
        does(&mut book, edit);
        for other in [
            draft("1", &[euros(100)]),
            Quote { lines: draft("1", &[euros(200)]).lines, ..sent.clone() },
            Quote { number: "2".into(), ..sent.clone() },
            Quote { text: "x".into(), status: QuoteStatus::Accepted, ..sent.clone() },
            Quote { valid_until: "2027-01-01".parse().ok(), ..sent.clone() },
        ] {
            assert_eq!(refused(quoted(&book, "acme", &other), &book), Some(Refusal::QuoteSent), "{other:?}");
        }
        for status in [QuoteStatus::Accepted, QuoteStatus::Sent, QuoteStatus::Declined] {
            let edit = quoted(&book, "acme", &Quote { status, ..sent.clone() });
            does(&mut book, edit);
        }
        let lines = draft("", &[euros(7)]).lines;
        let edit = put(&book, |it| it.lines.insert(ID, Enclosed::of(&lines[0])));
        does(&mut book, edit);
        let kept = book.get(board::deal("acme")).and_then(|it| it.quotes.get(&ID)?.open());
        assert_eq!(kept.map(|it| it.lines), Some(sent.lines));
        let edit = put(&book, |it| drop(it.quotes.remove(&ID)));
        does(&mut book, edit);
    }

    #[test]
    fn d17_whatever_is_done_by_edits_a_quote_that_was_sent_offers_what_it_did() {
        for seed in 0..6 {
            let mut worker = Worker::new(1, seed);
            let mut seen = 0;
            for _ in 0..600 {
                let (command, outcome) = worker.decide();
                let Ok(entry) = outcome else { continue };
                let before = worker.book.clone();
                worker.apply(&entry);
                if !matches!(command, crate::command::Command::Edit(_)) {
                    continue;
                }
                for deal in before.table::<Deal>().iter() {
                    let Some(now) = worker.book.get(deal.id) else { continue };
                    for (id, was) in deal.quotes.iter().filter_map(|(id, it)| Some((id, it.open()?))) {
                        let now = now.quotes.get(id).and_then(Enclosed::open);
                        if let Some(now) = now.filter(|_| !was.is_draft()) {
                            seen += 1;
                            assert!(!now.is_draft() && now == Quote { status: now.status, ..was });
                        }
                    }
                }
            }
            assert!(seen > 0, "no quote was sent with seed {seed}");
        }
    }

    // A conversion is undone only while nobody has written more into the deal that it made: of a quote that was sent,
    // somebody knows.
    #[test]
    fn d17_a_conversion_whose_deal_has_a_quote_is_not_undone() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut crate::record::Lead| it.company_name = "Acme".into());
        let lead = book.get(lead).expect("it is there").record().clone();
        let proposal = query::conversion(&book, &lead, &|| device.uuid());
        let converted = device.does(&mut book, proposal);
        let deal = book.table::<Deal>().iter().next().cloned().expect("it was made");
        let undo = |book: &Book| {
            let entry = std::sync::Arc::new(crate::wire::Journaled::from(&converted));
            let revert = crate::command::Revert { revision: crate::entry::Revision(1), entry };
            device.decide(book, revert).map(|_| ())
        };
        assert_eq!(undo(&book), Ok(()));
        let sent = Quote { status: QuoteStatus::Sent, ..draft("1", &[euros(100)]) };
        device.does(&mut book, Edit::of(&deal, |it| it.quotes.insert(ID, Enclosed::of(&sent))));
        assert!(matches!(undo(&book), Err(Refusal::ChangedSince(_))));
    }

    #[test]
    fn m6_two_who_add_a_line_each_keep_both() {
        let mut here = board::parse("Negotiation: acme");
        let mut there = here.clone();
        let price = Money::new(100, Currency::EUR).expect("small");
        for (book, key) in [(&mut here, 1), (&mut there, 2)] {
            let id = ElementId(uuid::Uuid::from_u128(key.into()));
            let (discount, tax, name) = (Rate::NONE, None, "Lockers".into());
            let line = LineItem { discount, name, price, quantity: Quantity::ONE, rank: None, tax };
            let edit = put(book, |it| it.lines.insert(id, Enclosed::of(&line)));
            Device::new(key).does(book, edit);
        }
        let plan = merge::plan(&here, &there.rows(), Device::new(1).now());
        here.apply(&plan.change).expect("it was made of this Book");
        let deal = here.get(board::deal("acme")).expect("it is there");
        assert_eq!(query::totals(deal).map(|it| it.amounts.total()), Ok(200));
    }

    #[test]
    fn x6_what_cannot_be_read_is_kept_and_stops_nobody() {
        let mut book = board::parse("Negotiation: acme");
        let mut raw = Raw::parse(&line(&book.get(board::deal("acme")).expect("it is there").clone().into()))
            .expect("a record");
        for (key, json) in [(1, r#"{"name":"Signed","newer":[1]}"#), (2, r#"{"title":"other"}"#)] {
            let id = ElementId(uuid::Uuid::from_u128(key));
            raw.data.insert(format!("milestones/{id}"), json.to_owned());
        }
        board::put(&mut book, [read_line(&raw.to_line())]);
        let deal = book.get(board::deal("acme")).expect("it reads");
        let names: Vec<_> =
            deal.milestones.values().map(|it| it.open().map(|it| it.name.to_string())).collect();
        assert_eq!(names, [Some("Signed".to_owned()), None]);
        assert_eq!(refused(put(&book, |it| it.name = "Acme".into()), &book), None);
        let edit = put(&book, |it| it.name = "Acme".into());
        Device::new(1).does(&mut book, edit);
        let kept = line(&book.get(board::deal("acme")).expect("it is there").clone().into());
        assert!(kept.contains(r#"{"name":"Signed","newer":[1]}"#) && kept.contains(r#"{"title":"other"}"#));
    }
}
