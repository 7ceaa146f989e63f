//! What takes long is called off, or it is too late for that.

use crate::room::{Browser, Tab, fresh};
use desk::{DeskError, UnderWay};
use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::{Add, Adopt, Bulk, Command, Deed},
    entry::{Label, Verb},
    query,
    record::{Lead, LeadStatus, Priority, Record, StatusKind},
    value::{Id, Kind, RecordId},
};
use futures::{FutureExt, executor::block_on};
use reactive_graph::traits::GetUntracked;
use std::{cell::RefCell, rc::Rc};

/// More than one part, and more than a store writes without asking.
const MANY: usize = 2 * storage::LARGE;

/// When somebody thinks better of it.
#[derive(Clone, Copy, Debug)]
enum When {
    Deciding,
    Writing,
    TooLate,
}

impl When {
    /// Whether the moment has come.
    fn has_come(self, it: &UnderWay<Label>) -> bool {
        match self {
            When::Deciding => true,
            When::Writing => it.can_cancel && it.percent.value() > 40,
            When::TooLate => !it.can_cancel,
        }
    }
}

fn lead(name: &str) -> Lead {
    let status = query::status_of_kind(&Book::new(), StatusKind::Open).expect("a default");
    let status = LeadStatus { status, ..LeadStatus::default() };
    Lead { first_name: name.into(), status, ..Lead::blank(Id::new(fresh())) }
}

fn import() -> Adopt {
    let births = (0..MANY).map(|_| Edit { before: None, after: Some(lead("Bo").into()) });
    let label = Label::of(Verb::Imported, "them.csv").with(&MANY.to_string());
    Adopt { label, change: Change::new(births, Stamping::Fresh) }
}

fn leads(tab: &Tab) -> Vec<RecordId> {
    tab.desk.peek(|book| book.table::<Lead>().iter().map(|it| it.id.into()).collect())
}

fn priority(tab: &Tab) -> Bulk {
    Bulk { of: leads(tab), deed: Deed::Priority(Some(Priority::High)), leaves_out: false }
}

/// Lets everything happen, and calls off what is under way once the moment has come. What was told of it on the way.
fn watched(browser: &mut Browser, tab: &Tab, when: Option<When>) -> Vec<UnderWay<Label>> {
    let told: Rc<RefCell<Vec<UnderWay<Label>>>> = Rc::default();
    let heard = told.clone();
    browser.look_on(tab, move |desk| {
        let Some(it) = desk.long.under_way.get_untracked() else { return };
        if when.is_some_and(|when| when.has_come(&it)) {
            desk.cancel();
        }
        let mut heard = heard.borrow_mut();
        if heard.last() != Some(&it) {
            heard.push(it);
        }
    });
    told.take()
}

/// Everything that a tab has and can do.
fn all(tab: &Tab) -> (String, desk::History, usize) {
    (tab.backup(), tab.desk.history.get_untracked(), tab.desk.pending.get_untracked())
}

/// Whatever is done by a call of the desk: called off at each moment it never was, and after that it can be done; too late
/// is too late.
fn check(prepare: impl Fn(&mut Browser, &Tab), act: impl Fn(&Tab), says: &str) {
    for when in [When::Deciding, When::Writing, When::TooLate] {
        let mut browser = Browser::new();
        let (tab, other) = (browser.tab("a"), browser.tab("b"));
        prepare(&mut browser, &tab);
        let (before, revision) = (all(&tab), heads(&browser));
        tab.told();

        act(&tab);
        let told = watched(&mut browser, &tab, Some(when));
        assert_eq!(tab.desk.long.under_way.get_untracked(), None);
        assert_eq!(tab.desk.fault.get_untracked(), None);
        if matches!(when, When::TooLate) {
            assert_eq!(tab.told(), [says]);
        } else {
            assert_eq!(told.len(), told.iter().filter(|it| it.number == told[0].number).count());
            assert!(all(&tab) == before, "{when:?}");
            assert_eq!(heads(&browser), revision, "{when:?}: nothing was written");
            assert_eq!(tab.told(), Vec::<String>::new(), "whoever called it off knows");
            assert!(other.backup() == before.0);
            act(&tab);
            watched(&mut browser, &tab, None);
            assert_eq!(tab.told(), [says], "{when:?}");
        }
        assert!(tab.backup() != before.0);
        assert!(tab.desk.peek(Book::is_sound));
        let (done, counts_done) = (tab.backup(), counts(&tab));
        assert!(other.backup() == done, "other tabs hear of it as of anything");
        assert!(browser.tab("c").backup() == done, "and it is written");
        // The way back and forth leads through the same states as if nothing had been called off.
        tab.told();
        let is_undo = says.starts_with("undone");
        for turns_back in [!is_undo, is_undo, !is_undo, is_undo] {
            if turns_back { tab.desk.undo() } else { tab.desk.redo() }
        }
        browser.settle();
        assert_eq!(tab.told().len(), 4, "each of them was done");
        assert!(counts(&tab) == counts_done && tab.desk.peek(Book::is_sound));
    }
}

/// How many leads there are, and how many of them are urgent.
fn counts(tab: &Tab) -> (usize, usize) {
    tab.desk.peek(|book| {
        let leads = book.table::<Lead>().iter();
        leads.fold((0, 0), |(all, urgent), it| (all + 1, urgent + usize::from(it.priority.is_some())))
    })
}

fn heads(browser: &Browser) -> usize {
    use storage::Store;
    block_on(browser.store.heads(100)).expect("a store in memory tells").len()
}

fn send(tab: &Tab, command: impl Into<Command>) {
    tab.desk.send(command);
}

#[test]
fn an_import_can_be_called_off_until_it_is_written() {
    check(|_, _| (), |tab| send(tab, import()), "imported");
}

#[test]
fn so_can_an_undo() {
    let prepare = |browser: &mut Browser, tab: &Tab| drop(browser.run(tab, import()));
    check(prepare, |tab| tab.desk.undo(), "undone imported");
}

#[test]
fn so_can_a_redo() {
    let prepare = |browser: &mut Browser, tab: &Tab| {
        browser.run(tab, import()).expect("an import");
        browser.run(tab, priority(tab)).expect("they are there");
        tab.desk.undo();
        browser.settle();
    };
    check(prepare, |tab| tab.desk.redo(), "redone prioritized");
}

#[test]
fn so_can_a_deed_on_thousands() {
    let prepare = |browser: &mut Browser, tab: &Tab| drop(browser.run(tab, import()));
    check(prepare, |tab| send(tab, priority(tab)), "prioritized");
}

#[test]
fn whoever_waits_is_told_that_it_was_called_off() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    for when in [When::Deciding, When::Writing] {
        let mut answer = Box::pin(tab.desk.run(import()));
        assert_eq!((&mut answer).now_or_never(), None);
        watched(&mut browser, &tab, Some(when));
        assert_eq!(answer.now_or_never(), Some(Err(DeskError::Cancelled)));
    }
    let mut answer = Box::pin(tab.desk.run(import()));
    assert_eq!((&mut answer).now_or_never(), None);
    watched(&mut browser, &tab, Some(When::TooLate));
    assert!(matches!(answer.now_or_never(), Some(Ok(Some(_)))));
    assert_eq!(leads(&tab).len(), MANY);
}

#[test]
fn how_far_it_is_is_told_by_its_name_and_never_goes_back() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    send(&tab, import());
    let told = watched(&mut browser, &tab, None);
    assert_eq!(told[0].what, import().label);
    let percents: Vec<u8> = told.iter().map(|it| it.percent.value()).collect();
    assert!(percents.len() > 8 && percents.is_sorted(), "{percents:?}");
    assert!(percents[0] < 10 && percents.last() > Some(&80), "{percents:?}");
    let last = told.iter().rposition(|it| it.can_cancel);
    assert!(
        told.iter().take_while(|it| it.can_cancel).count() == last.map_or(0, |it| it + 1),
        "once too late, always"
    );

    send(&tab, priority(&tab));
    let told = watched(&mut browser, &tab, None);
    assert_eq!(told[0].what.many.map(|it| (it.count, it.kind)), Some((MANY, Kind::Lead)));
    tab.desk.undo();
    let told = watched(&mut browser, &tab, None);
    assert_eq!((told[0].what.verb, &*told[0].what.detail), (Verb::Undone, "prioritized"));
}

#[test]
fn an_ordinary_deed_tells_nothing_and_cannot_be_called_off() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    tab.desk.cancel();
    send(&tab, Add(vec![lead("Bo").into()]));
    tab.desk.cancel();
    assert_eq!(watched(&mut browser, &tab, Some(When::Deciding)), []);
    assert_eq!(leads(&tab).len(), 1);
}

#[test]
fn what_comes_after_what_was_called_off_is_done() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    send(&tab, import());
    send(&tab, Add(vec![lead("Ana").into()]));
    watched(&mut browser, &tab, Some(When::Writing));
    assert_eq!((tab.told(), leads(&tab).len()), (vec!["added".to_owned()], 1));
}

/// It is decided in parts and written at once, so that the last question is the desk's own.
#[test]
fn what_is_written_without_asking_can_be_called_off_while_it_is_decided() {
    let mut browser = Browser::new();
    let tab = browser.tab("a");
    browser.run(&tab, Add((0..600).map(|_| lead("Bo").into()).collect())).expect("leads can be added");
    for when in [When::Deciding, When::TooLate] {
        send(&tab, priority(&tab));
        let told = watched(&mut browser, &tab, Some(when));
        assert!(told.len() > 1, "{told:?}");
    }
    assert_eq!((tab.told(), counts(&tab)), (vec!["added".to_owned(), "prioritized".to_owned()], (600, 600)));
}
