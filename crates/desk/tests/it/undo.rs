//! Undo and redo are read from the journal.

use crate::room::Browser;
use domain::{
    command::{Bulk, Deed},
    entry::Verb,
    record::{Deal, Priority},
};
use reactive_graph::traits::GetUntracked;

#[test]
fn what_was_done_is_undone_last_first() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    browser.add(&tab, "acme");
    let zen = browser.add(&tab, "zen");
    browser.run(&tab, tab.to(zen, "Negotiation")).expect("a move");
    assert_eq!(tab.board(), "Qualified to Buy: acme | Negotiation: zen");

    tab.desk.undo();
    browser.settle();
    assert_eq!(tab.board(), "Qualified to Buy: zen acme");
    tab.desk.undo();
    tab.desk.undo();
    browser.settle();
    assert_eq!(tab.board(), "");
    assert_eq!(tab.told().last().map(String::as_str), Some("undone added"));
}

#[test]
fn undo_and_redo_survive_a_reload() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let zen = browser.add(&tab, "zen");
    browser.run(&tab, tab.to(zen, "Negotiation")).expect("a move");
    browser.run(&tab, tab.to(zen, "Won")).expect("a deal can be won");
    tab.desk.undo();
    browser.settle();
    let before = tab.backup();
    drop(tab);

    let tab = browser.tab("a");
    assert_eq!(tab.backup(), before);
    let history = tab.desk.history.get_untracked();
    assert_eq!(history.next_undo().map(|it| it.label.verb), Some(Verb::Moved));
    tab.desk.redo();
    browser.settle();
    assert_eq!(tab.board(), "Won: zen");
    for _ in 0..3 {
        tab.desk.undo();
    }
    browser.settle();
    assert_eq!(tab.board(), "", "back to nothing, across the reload");
    for _ in 0..3 {
        tab.desk.redo();
    }
    browser.settle();
    assert_eq!(tab.board(), "Won: zen", "and all the way forward again");
}

/// What was taken back of one record is a deed of its own: undo takes that back, and goes on to what was before.
#[test]
fn undo_goes_on_past_what_was_taken_back_of_one_record() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let (acme, zen) = (browser.add(&tab, "acme"), browser.add(&tab, "zen"));
    let of = vec![acme.into(), zen.into()];
    let high = Bulk { of, deed: Deed::Priority(Some(Priority::High)), leaves_out: false };
    let done = browser.run(&tab, high).expect("two deals are there").expect("they had no priority");
    browser.pool.run_until(tab.desk.take_back(done, acme.into())).expect("nothing stands on it");
    let priorities = || tab.desk.peek(|book| [acme, zen].map(|it| book.get::<Deal>(it)?.priority));
    assert_eq!(priorities(), [None, Some(Priority::High)]);
    for shown in [[Some(Priority::High); 2], [None; 2]] {
        tab.desk.undo();
        browser.settle();
        assert_eq!(priorities(), shown);
    }
    for shown in [[Some(Priority::High); 2], [None, Some(Priority::High)]] {
        tab.desk.redo();
        browser.settle();
        assert_eq!(priorities(), shown);
    }
    (0..4).for_each(|_| tab.desk.undo());
    browser.settle();
    assert_eq!(tab.board(), "");
}

#[test]
fn something_new_forgets_what_could_be_done_again() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let zen = browser.add(&tab, "zen");
    browser.run(&tab, tab.to(zen, "Negotiation")).expect("a move");
    tab.desk.undo();
    browser.settle();
    browser.run(&tab, tab.to(zen, "Needs Agreed")).expect("a move");
    tab.desk.redo();
    browser.settle();
    assert_eq!(tab.board(), "Needs Agreed: zen");
}

#[test]
fn a_tab_undoes_only_what_it_did_itself() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    browser.add(&one, "acme");
    browser.add(&other, "zen");
    one.desk.undo();
    browser.settle();
    assert_eq!(one.board(), "Qualified to Buy: zen");
    assert_eq!(other.board(), "Qualified to Buy: zen");
}

#[test]
fn what_somebody_changed_since_is_not_undone_over_them() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let zen = browser.add(&one, "zen");
    browser.run(&one, one.to(zen, "Needs Agreed")).expect("a move");
    browser.run(&other, other.to(zen, "Negotiation")).expect("a move");
    one.told();

    one.desk.undo();
    browser.settle();
    assert_eq!(one.board(), "Negotiation: zen");
    let told = one.told();
    assert!(told.len() == 1 && told[0].contains("was changed since"), "{told:?}");
}

#[test]
fn a_record_that_another_tab_changed_unheard_is_not_taken_away_again() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let zen = browser.add(&one, "zen");
    one.told();
    browser.rings.set(false);
    browser.run(&other, other.to(zen, "Negotiation")).expect("a move");

    one.desk.undo();
    browser.settle();
    assert_eq!(one.board(), "Negotiation: zen");
    let told = one.told();
    assert!(told.len() == 1 && told[0].contains("was changed since"), "{told:?}");
}

#[test]
fn an_entry_can_be_undone_by_its_own_toast() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    let acme = browser.add(&tab, "acme");
    let zen = browser.add(&tab, "zen");
    let moved = browser.run(&tab, tab.to(acme, "Negotiation")).expect("a move").expect("it was written");
    browser.run(&tab, tab.to(zen, "Needs Agreed")).expect("a move");

    tab.desk.undo_entry(moved);
    browser.settle();
    assert_eq!(tab.board(), "Qualified to Buy: acme | Needs Agreed: zen");
}

#[test]
fn undo_with_nothing_to_undo_does_nothing() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    tab.desk.undo();
    tab.desk.redo();
    browser.settle();
    assert_eq!(tab.told(), Vec::<String>::new());
    assert_eq!(tab.desk.pending.get_untracked(), 0);
}
