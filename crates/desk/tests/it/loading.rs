//! The start of a tab.

use crate::room::{Browser, Tab, fresh, seen};
use desk::State;
use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::{Adopt, Bulk, Deed},
    defaults,
    entry::{Label, Verb},
    query,
    record::{Lead, LeadStatus, Priority, Record},
    value::{Id, Kind},
};
use reactive_graph::traits::GetUntracked;
use std::collections::BTreeSet;

#[test]
fn a_new_tab_shows_what_the_others_wrote() {
    let mut browser = Browser::new();
    let one = browser.tab("a");
    let zen = browser.add(&one, "zen");
    browser.run(&one, one.to(zen, "Proposal Sent")).expect("a move");
    let other = browser.tab("b");
    assert_eq!(other.desk.state.get_untracked(), State::Ready);
    assert_eq!(other.backup(), one.backup());
    assert_eq!(other.desk.history.get_untracked().next_undo(), None, "another tab's steps are not its own");
    assert_eq!(other.name(), "b");
}

/// An import of so many leads.
fn many(count: usize) -> Adopt {
    let lead = |nth: usize| {
        let status = LeadStatus { status: defaults::NEW, ..LeadStatus::default() };
        Lead { first_name: format!("lead {nth}").into(), status, ..Lead::blank(Id::new(fresh())) }
    };
    let edits = (0..count).map(|it| Edit { before: None, after: Some(lead(it).into()) });
    let label = Label::of(Verb::Imported, "leads.csv");
    Adopt { label, change: Change::new(edits, Stamping::Fresh) }
}

#[test]
fn whoever_looks_while_thousands_come_or_go_sees_all_of_them_or_none() {
    let mut browser = Browser::new();
    let one = browser.tab("a");
    browser.add(&one, "zen");
    let few = one.desk.peek(query::size);
    seen();
    browser.run(&one, many(3_500)).expect("an import");
    assert_eq!(seen(), BTreeSet::from([few, few + 3_500]));
    one.desk.undo();
    browser.settle();
    assert_eq!(seen(), BTreeSet::from([few, few + 3_500]));
    assert_eq!(one.desk.peek(query::size), few);
    assert!(one.desk.peek(Book::is_sound));
}

#[test]
fn of_thousands_that_could_not_be_written_nothing_is_there() {
    let mut browser = Browser::new();
    let one = browser.tab("a");
    browser.add(&one, "zen");
    let before = one.backup();
    let import = many(3_500);
    let first = import.change.edits()[0].after.clone();
    browser.store.lose();
    assert!(browser.run(&one, import).is_err());
    assert_eq!(one.backup(), before);
    assert_eq!(one.desk.peek(|book| book.row(&first.expect("a lead").key())), None);
}

#[test]
fn thousands_of_changes_are_seen_by_the_other_tabs_all_at_once() {
    let mut browser = Browser::new();
    let one = browser.tab("a");
    browser.run(&one, many(3_500)).expect("an import");
    let of = one.desk.peek(|book| book.table::<Lead>().iter().map(|it| it.id.into()).collect());
    let other = browser.tab("b");
    let hot = |tab: &Tab| {
        tab.desk
            .peek(|book| book.table::<Lead>().iter().filter(|it| it.priority == Some(Priority::High)).count())
    };
    let deed = Deed::Priority(Some(Priority::High));
    browser.run(&one, Bulk { of, deed, leaves_out: false }).expect("leads that are there");
    assert_eq!(hot(&other), 3_500);
    assert_eq!(other.backup(), one.backup());
    assert!(other.desk.peek(Book::is_sound));
    one.desk.undo();
    browser.settle();
    assert_eq!((hot(&one), hot(&other)), (0, 0));
    assert_eq!(other.backup(), one.backup());
}

#[test]
fn a_large_entry_is_loaded_anew_by_the_other_tabs() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    browser.add(&one, "zen");
    browser.run(&one, many(storage::LARGE + 5)).expect("an import");
    assert_eq!(other.backup(), one.backup());

    one.desk.undo();
    browser.settle();
    assert_eq!(one.desk.peek(|book| book.count(Kind::Lead)), 0, "one undo takes all of it back");
    assert_eq!(one.first_column(), 1);
    assert_eq!(other.backup(), one.backup());
}
