//! What must hold of a paper that is put into a deal: it says what it is.
//!
//! Only what the command writes is looked at, so that what another version or a file has brought stops nobody from
//! working with the rest of the deal.

use crate::{
    record::{Deal, Enclosed, Enclosures, LineItem},
    refusal::Refusal,
    row::Row,
};
use serde::{Serialize, de::DeserializeOwned};

/// Refuses what an edit writes into a deal and should not.
pub(super) fn check(row: &Row, paths: &[&str]) -> Result<(), Refusal> {
    let Row::Deal(deal) = row else { return Ok(()) };
    paths.iter().filter_map(|it| it.split_once('/')).try_for_each(|(group, key)| one(deal, group, key))
}

fn one(deal: &Deal, group: &str, key: &str) -> Result<(), Refusal> {
    match group {
        "milestones" => opened(&deal.milestones, key)?.map_or(Ok(()), |it| named(&it.name)),
        "lines" => opened(&deal.lines, key)?.map_or(Ok(()), |it| line(&it)),
        "files" => opened(&deal.files, key)?.map_or(Ok(()), |it| named(&it.address)),
        _ => Ok(()),
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

fn named(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::NoName) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::Book,
        command::Edit,
        entry::Entry,
        merge, query,
        record::{FileLink, LineItem, Milestone},
        testing::{Device, board, line},
        value::{Currency, ElementId, MAX_MINOR, Money, Quantity, Rate},
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
            let line = LineItem { discount, name: name.into(), price, quantity, tax };
            put(&book, |it| it.lines.insert(ID, Enclosed::of(&line)))
        };
        assert_eq!(refused(line("Lockers", Quantity::ONE), &book), None);
        assert_eq!(refused(line("Lockers", Quantity::MAX), &book), Some(Refusal::TooMuch));
        assert_eq!(refused(line("", Quantity::ONE), &book), Some(Refusal::NoName));
    }

    #[test]
    fn m6_two_who_add_a_line_each_keep_both() {
        let mut here = board::parse("Negotiation: acme");
        let mut there = here.clone();
        let price = Money::new(100, Currency::EUR).expect("small");
        for (book, key) in [(&mut here, 1), (&mut there, 2)] {
            let id = ElementId(uuid::Uuid::from_u128(key.into()));
            let (discount, tax, name) = (Rate::NONE, None, "Lockers".into());
            let line = LineItem { discount, name, price, quantity: Quantity::ONE, tax };
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
