//! Two tabs, one Book.

use crate::room::Browser;
use desk::DeskError;
use domain::{command::Edit, refusal::Refusal, value::Text};

#[test]
fn a_change_in_one_tab_is_seen_in_the_other() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let zen = browser.add(&one, "zen");
    assert_eq!(other.board(), "Qualified to Buy: zen");
    browser.run(&other, other.to(zen, "Won")).expect("a deal can be won");
    assert_eq!(one.board(), "Won: zen");
    assert_eq!(one.backup(), other.backup());
}

#[test]
fn a_tab_that_heard_nothing_catches_up_when_it_writes() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    browser.rings.set(false);
    let zen = browser.add(&one, "zen");
    assert_eq!(other.board(), "");
    browser.add(&other, "bolt");
    assert_eq!(other.board(), "Qualified to Buy: bolt zen");
    browser.rings.set(true);
    browser.run(&other, other.to(zen, "Negotiation")).expect("a move");
    assert_eq!(one.board(), "Qualified to Buy: bolt | Negotiation: zen");
    assert_eq!(one.backup(), other.backup());
}

// Case D4.
#[test]
fn a_tab_that_heard_nothing_catches_up_when_somebody_comes_back_to_it() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    browser.rings.set(false);
    browser.add(&one, "zen");
    assert_eq!(other.board(), "");
    for _ in 0..2 {
        other.desk.look_again();
        browser.settle();
        assert_eq!(other.board(), "Qualified to Buy: zen");
    }
    assert_eq!(one.backup(), other.backup());
}

// Case D3.
#[test]
fn two_hundred_moves_of_the_same_cards_lose_and_double_nothing() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let cards: Vec<_> = (0..5).map(|it| browser.add(&one, &format!("c{it}"))).collect();
    let stages = ["Qualified to Buy", "Needs Agreed", "Proposal Sent", "Negotiation", "Won"];
    for step in 0..100 {
        // Both are on their way before either is answered.
        one.desk.send(one.to(cards[step % 5], stages[(step * 3) % 5]));
        other.desk.send(other.to(cards[(step + 2) % 5], stages[(step * 7 + 1) % 5]));
        if step % 10 == 0 {
            browser.settle();
        }
    }
    browser.settle();
    assert_eq!(one.backup(), other.backup());
    let mut names: Vec<String> =
        one.board().split([' ', '|', ':']).filter(|it| it.starts_with('c')).map(str::to_owned).collect();
    names.sort();
    assert_eq!(names, ["c0", "c1", "c2", "c3", "c4"]);
    assert!(one.desk.peek(domain::book::Book::is_sound));
    let again = browser.tab("c");
    assert_eq!(again.backup(), one.backup(), "what is stored is what is shown");
}

// Case D1.
#[test]
fn who_overwrites_a_text_that_changed_meanwhile_is_told_both_values() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let zen = browser.add(&one, "zen");
    let seen = one.desk.peek(|book| book.get(zen).cloned()).expect("it is there");
    let wants = |text: &str| Edit::of(&seen, |it| it.requirements = Text::from(text));
    browser.run(&other, wants("by Friday")).expect("nobody was first");
    let Err(DeskError::Refused(Refusal::ChangedMeanwhile { path, theirs })) =
        browser.run(&one, wants("by Monday"))
    else {
        panic!("the second must be told");
    };
    assert_eq!(path, "requirements");
    let theirs = theirs.get::<domain::record::Deal>().map(|it| it.requirements.to_string());
    assert_eq!(theirs.as_deref(), Some("by Friday"));
    assert_eq!(one.told().len(), 1, "who waits for the answer is not told twice");
}

// Case D2.
#[test]
fn different_fields_of_one_deal_are_both_kept() {
    let mut browser = Browser::new();
    let (one, other) = (browser.tab("a"), browser.tab("b"));
    let zen = browser.add(&one, "zen");
    let seen = one.desk.peek(|book| book.get(zen).cloned()).expect("it is there");
    browser.run(&one, Edit::of(&seen, |it| it.requirements = "fast".into())).expect("an edit");
    browser
        .run(&other, Edit::of(&seen, |it| it.expectations = "cheap".into()))
        .expect("an edit of another field");
    let both = one
        .desk
        .peek(|book| book.get(zen).map(|it| (it.requirements.to_string(), it.expectations.to_string())));
    assert_eq!(both, Some(("fast".to_owned(), "cheap".to_owned())));
}
