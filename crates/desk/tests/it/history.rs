//! The history of one record, and the way back from each of its changes.

use crate::room::Browser;
use desk::DeskError;
use domain::{entry::Revision, refusal::Refusal};

#[test]
fn a_record_tells_its_changes_and_each_is_taken_back_unless_something_newer_stands_on_it() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    browser.add(&tab, "acme");
    let zen = browser.add(&tab, "zen");
    browser.run(&tab, tab.to(zen, "Negotiation")).expect("a move");
    browser.run(&tab, tab.to(zen, "Proposal Sent")).expect("another move");

    let mut revisions = |before: Option<Revision>, limit: usize| {
        let told = browser.pool.run_until(tab.desk.history(zen.into(), before, limit)).expect("it is told");
        (told.entries.iter().map(|it| it.0.0).collect::<Vec<_>>(), told.next.is_some())
    };
    assert_eq!(revisions(None, 2), (vec![4, 3], true));
    assert_eq!(revisions(Some(Revision(3)), 2), (vec![2], false));

    let mut take_back = |revision: u64| {
        let outcome = browser.pool.run_until(tab.desk.take_back(Revision(revision), zen.into()));
        browser.settle();
        outcome
    };
    assert!(matches!(take_back(3), Err(DeskError::Refused(Refusal::ChangedSince(_)))));
    assert_eq!(take_back(4), Ok(Some(Revision(5))));
    assert_eq!(tab.board(), "Qualified to Buy: acme | Negotiation: zen");
    assert_eq!(take_back(3), Ok(Some(Revision(6))));
    assert_eq!(take_back(99), Err(DeskError::Forgotten));
    assert_eq!(tab.board(), "Qualified to Buy: zen acme");
}
