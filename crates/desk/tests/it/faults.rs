//! A store that fails leaves the Book as it was, and says so.

use crate::room::Browser;
use desk::{DeskError, State};
use reactive_graph::traits::GetUntracked;
use storage::{Fault, MemoryStore, StoreError};

fn browser_with_faults() -> (Browser, MemoryStore) {
    let browser = Browser::new();
    let store = browser.store.clone();
    (browser, store)
}

#[test]
fn what_could_not_be_written_is_not_shown() {
    let (mut browser, store) = browser_with_faults();
    let faults = store.faults();
    let tab = browser.tab_on("a", store);
    let zen = browser.add(&tab, "zen");
    let before = tab.backup();

    faults.next(Fault::Before(StoreError::Full));
    let outcome = browser.run(&tab, tab.to(zen, "Won"));
    assert_eq!(outcome, Err(DeskError::Store(StoreError::Full)));
    assert_eq!(tab.backup(), before);
    assert_eq!(tab.desk.fault.get_untracked(), Some(StoreError::Full));

    browser.run(&tab, tab.to(zen, "Won")).expect("the same again works");
    assert_eq!(tab.desk.fault.get_untracked(), None, "what works again is no fault any more");
}

#[test]
fn nobody_waits_so_the_user_is_told() {
    let (mut browser, store) = browser_with_faults();
    let faults = store.faults();
    let tab = browser.tab_on("a", store);
    let zen = browser.add(&tab, "zen");
    tab.told();
    faults.next(Fault::Before(StoreError::Full));
    tab.desk.send(tab.to(zen, "Won"));
    browser.settle();
    assert_eq!(tab.told(), ["not written: the browser gave no space"]);
    assert_eq!(tab.desk.pending.get_untracked(), 0);
}

#[test]
fn a_store_that_was_closed_is_looked_at_again_and_then_is_no_fault() {
    let (mut browser, store) = browser_with_faults();
    let faults = store.faults();
    let tab = browser.tab_on("a", store);
    faults.next(Fault::Before(StoreError::Closed));
    tab.desk.check();
    browser.settle();
    assert_eq!(tab.desk.fault.get_untracked(), Some(StoreError::Closed));
    tab.desk.check();
    browser.settle();
    assert_eq!(tab.desk.fault.get_untracked(), None);
}

#[test]
fn a_store_that_was_taken_away_is_written_back_from_the_page() {
    let (mut browser, _) = browser_with_faults();
    let tab = browser.tab("a");
    let zen = browser.add(&tab, "zen");
    browser.run(&tab, tab.to(zen, "Won")).expect("a move");
    let before = tab.backup();
    browser.store.lose();

    let label = domain::entry::Label::of(domain::entry::Verb::Imported, "this page");
    let answer = tab.desk.write_back(label);
    let written = browser.pool.run_until(answer);
    assert_eq!(written, Ok(Some(domain::entry::Revision(1))));
    browser.settle();
    assert_eq!(tab.backup(), before);
    assert_eq!(browser.tab("b").backup(), before, "whoever opens the store now finds all of it");
    browser.add(&tab, "bolt");
    assert_eq!(tab.board(), "Qualified to Buy: bolt | Won: zen");
}

/// A1 of the desk: every call of a journey fails in turn, until the journey makes fewer calls than that.
// Case A1.
#[test]
fn a_journey_with_every_fault_at_every_call_ends_before_or_after_each_step() {
    for fault in [Fault::Before(StoreError::Other("no".to_owned())), Fault::After(StoreError::Closed)] {
        for call in 0.. {
            let (mut browser, store) = browser_with_faults();
            let faults = store.faults();
            faults.at(call, fault.clone());
            let tab = browser.tab_on("a", store);
            if tab.desk.state.get_untracked() != State::Ready {
                let again = browser.tab("a");
                assert_eq!(again.board(), "", "nothing was written by failing to open");
                continue;
            }
            let journey = browser_journey(&mut browser, &tab);
            browser.settle();
            let again = browser.tab("b");
            // What was acknowledged is there; what failed is there as a whole or not at all.
            assert!(again.desk.peek(domain::book::Book::is_sound));
            if journey {
                assert_eq!(again.board(), "Won: zen", "{fault:?} at {call}");
            }
            if faults.calls() <= call {
                break;
            }
        }
    }
}

/// Adds a deal, moves it, wins it; answers whether each step was acknowledged.
fn browser_journey(browser: &mut Browser, tab: &crate::room::Tab) -> bool {
    use domain::{
        command::Add,
        record::{Company, Deal, Member, Record},
        value::Id,
    };
    let (company, deal) = (Id::new(crate::room::fresh()), Id::new(crate::room::fresh()));
    let rows = vec![
        Company { name: "zen".into(), ..Company::blank(company) }.into(),
        Deal {
            name: "zen".into(),
            companies: [(company, Member)].into_iter().collect(),
            ..Deal::blank(deal)
        }
        .into(),
    ];
    browser.run(tab, Add(rows)).is_ok()
        && browser.run(tab, tab.to(deal, "Negotiation")).is_ok()
        && browser.run(tab, tab.to(deal, "Won")).is_ok()
}

#[test]
fn an_outcome_that_stays_unknown_is_found_out_by_the_next_command() {
    let (mut browser, store) = browser_with_faults();
    let faults = store.faults();
    let tab = browser.tab_on("a", store);
    let zen = browser.add(&tab, "zen");
    faults.next(Fault::After(StoreError::Closed));
    assert!(browser.run(&tab, tab.to(zen, "Negotiation")).is_err());
    assert_eq!(tab.board(), "Qualified to Buy: zen", "not shown, because it is not known");

    browser.add(&tab, "bolt");
    assert_eq!(tab.board(), "Qualified to Buy: bolt | Negotiation: zen", "it had been written after all");
}

#[test]
fn a_page_whose_clerk_has_gone_says_so() {
    let (mut browser, store) = browser_with_faults();
    store.faults().at(0, Fault::Before(StoreError::Newer));
    let tab = browser.tab_on("a", store);
    assert_eq!(tab.desk.state.get_untracked(), State::Closed(StoreError::Newer));
    tab.desk.undo();
    browser.settle();
    assert_eq!(tab.told(), ["the page no longer writes"]);
}
