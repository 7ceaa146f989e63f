//! The start of a tab.

use crate::room::Browser;
use desk::State;
use reactive_graph::traits::GetUntracked;

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

#[test]
fn a_large_entry_is_loaded_anew_by_the_other_tabs() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    browser.add(&one, "zen");
    let label = domain::entry::Label::of(domain::entry::Verb::Imported, "leads.csv");
    let rows = (0..storage::LARGE + 5).map(|it| {
        use domain::record::{Lead, LeadStatus, Record};
        let status = LeadStatus { status: domain::defaults::NEW, ..LeadStatus::default() };
        Lead {
            first_name: format!("lead {it}").into(),
            status,
            ..Lead::blank(domain::value::Id::new(crate::room::fresh()))
        }
    });
    let edits = rows.map(|it| domain::change::Edit { before: None, after: Some(it.into()) });
    let change = domain::change::Change::new(edits, domain::change::Stamping::Fresh);
    browser.run(&one, domain::command::Adopt { label, change }).expect("an import");
    assert_eq!(other.backup(), one.backup());

    one.desk.undo();
    browser.settle();
    assert_eq!(
        one.desk.peek(|book| book.count(domain::value::Kind::Lead)),
        0,
        "one undo takes all of it back"
    );
    assert_eq!(one.first_column(), 1);
    assert_eq!(other.backup(), one.backup());
}
