//! What is typed into a form is kept beside the Book, and is nobody's business but the form's.

use crate::room::{Browser, Tab};
use domain::entry::Revision;
use futures::executor::block_on;
use reactive_graph::traits::GetUntracked;
use storage::{Fault, MemoryStore, Store, StoreError};

fn kept(store: &MemoryStore) -> Vec<(String, String)> {
    block_on(store.clone().kept()).expect("a store in memory tells")
}

fn type_in(tab: &Tab, form: &str, text: &str) {
    for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
        tab.desk.keep(form, Some(text[..end].to_owned()));
    }
}

#[test]
fn the_last_word_is_kept_and_those_before_it_that_still_waited_are_not_written() {
    let mut browser = Browser::new();
    let store = browser.store.clone();
    let mine = store.clone();
    let calls = mine.faults();
    let tab = browser.tab_on("a", mine);
    let before = calls.calls();
    type_in(&tab, "log:5", "half a note");
    type_in(&tab, "new lead", "Zoë");
    assert_eq!(tab.desk.pending.get_untracked(), 0, "nothing is being saved");
    browser.settle();
    let text = |it: &str| it.to_owned();
    let expected = vec![(text("log:5"), text("half a note")), (text("new lead"), text("Zoë"))];
    assert_eq!((kept(&store), calls.calls() - before), (expected, 2));

    tab.desk.keep("log:5", None);
    browser.settle();
    assert_eq!(kept(&store), [(text("new lead"), text("Zoë"))]);
}

#[test]
fn a_draft_that_cannot_be_kept_is_no_fault_and_its_next_word_is_kept() {
    let mut browser = Browser::new();
    let store = browser.store.clone();
    let mine = store.clone();
    let faults = mine.faults();
    let tab = browser.tab_on("a", mine);
    faults.next(Fault::Before(StoreError::Full));
    tab.desk.keep("log:5", Some("half".to_owned()));
    browser.settle();
    assert_eq!((tab.desk.fault.get_untracked(), tab.told(), kept(&store)), (None, vec![], vec![]));
    tab.desk.keep("log:5", Some("half a note".to_owned()));
    browser.settle();
    assert_eq!(kept(&store).len(), 1);
}

#[test]
fn a_draft_is_in_nobodys_way() {
    let mut browser = Browser::new();
    let (tab, other) = (browser.tab("a"), browser.tab("b"));
    browser.add(&tab, "zen");
    tab.desk.keep("log:5", Some("half a note".to_owned()));
    browser.settle();
    other.desk.undo();
    let bolt = browser.add(&other, "bolt");
    assert_eq!(browser.run(&tab, tab.to(bolt, "Won")), Ok(Some(Revision(3))));
    assert_eq!(tab.backup(), other.backup());
    assert!(!tab.backup().contains("half a note"));
}

#[test]
fn a_page_whose_clerk_has_gone_keeps_nothing_and_says_nothing() {
    let mut browser = Browser::new();
    let store = browser.store.clone();
    store.faults().at(0, Fault::Before(StoreError::Absent));
    let tab = browser.tab_on("a", store);
    tab.desk.keep("log:5", Some("half a note".to_owned()));
    browser.settle();
    assert_eq!((tab.desk.fault.get_untracked(), tab.told()), (None, vec![]));
}
