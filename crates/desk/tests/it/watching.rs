//! Whoever looks at a part of the Book is told of changes there, and of no others.

use crate::room::Browser;
use desk::Topic;
use domain::{book::Place, query, value::Kind};
use reactive_graph::{computed::Memo, owner::Owner, traits::GetUntracked};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

#[test]
fn a_column_is_read_again_only_when_it_changed() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let (acme, zen) = (browser.add(&tab, "acme"), browser.add(&tab, "zen"));
    let desk = tab.desk;
    let owner = Owner::new();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = runs.clone();
    let first = desk.peek(|book| query::first_stage(book).expect("a stage"));
    let column = owner.with(|| {
        Memo::new(move |_| {
            counted.fetch_add(1, Relaxed);
            desk.read(&[Topic::Column(Place::Open(first))], |book| {
                book.columns().get(Place::Open(first)).len()
            })
        })
    });
    assert_eq!((column.get_untracked(), runs.load(Relaxed)), (2, 1));

    browser.run(&tab, tab.to(zen, "Negotiation")).expect("a move out of it");
    assert_eq!((column.get_untracked(), runs.load(Relaxed)), (1, 2));
    browser.run(&tab, tab.to(zen, "Proposal Sent")).expect("a move elsewhere");
    assert_eq!((column.get_untracked(), runs.load(Relaxed)), (1, 2), "it was not told");
    browser.run(&tab, tab.to(acme, "Proposal Sent")).expect("a move out of it");
    assert_eq!((column.get_untracked(), runs.load(Relaxed)), (0, 3));
}

#[test]
fn a_table_is_read_again_only_when_its_kind_changed() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let zen = browser.add(&tab, "zen");
    let desk = tab.desk;
    let owner = Owner::new();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = runs.clone();
    let companies = owner.with(|| {
        Memo::new(move |_| {
            counted.fetch_add(1, Relaxed);
            desk.read(&[Topic::Table(Kind::Company)], |book| book.count(Kind::Company))
        })
    });
    assert_eq!(companies.get_untracked(), 1);
    browser.run(&tab, tab.to(zen, "Won")).expect("a deal can be won");
    assert_eq!((companies.get_untracked(), runs.load(Relaxed)), (1, 1));
    browser.add(&tab, "bolt");
    assert_eq!((companies.get_untracked(), runs.load(Relaxed)), (2, 2));
}
