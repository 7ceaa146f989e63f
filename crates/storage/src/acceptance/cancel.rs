//! Large entries that are called off.

use super::tab::{Tab, births, expect_same, find, rename};
use crate::{Course, LARGE, Store, StoreError, Unasked};
use domain::{change::Change, entry::Revision};
use std::cell::RefCell;

/// Somebody who waits for a while.
struct Patience {
    /// So many questions are answered with yes.
    lasts: usize,
    heard: RefCell<Vec<(usize, usize)>>,
}

impl Patience {
    fn of(lasts: usize) -> Patience {
        Patience { lasts, heard: RefCell::default() }
    }
}

impl Course for Patience {
    fn goes_on(&self, done: usize, of: usize) -> bool {
        let mut heard = self.heard.borrow_mut();
        heard.push((done, of));
        heard.len() <= self.lasts
    }
}

/// An entry with a change, births and what waits to be folded.
fn large<S: Store>(tab: &Tab<S>) -> Change {
    rename(&tab.book, 3, "Mine").and(births(100..LARGE as u64 + 600, 300))
}

async fn with_a_tail<S: Store>(open: &impl AsyncFn() -> S, births: Change) -> Tab<S> {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births).await;
    tab.tidy().await;
    tab.write(rename(&tab.book, 7, "Not in a page yet")).await;
    tab
}

/// At whichever question; and then it can be written as if nothing had happened.
pub async fn a_large_entry_that_is_called_off_leaves_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = with_a_tail(&open, births(0..40, 2_000)).await;
    let change = large(&tab);
    call_off(&open, &mut tab, change).await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    // What the store remembers of its pages is what is in them.
    tab.write(rename(&tab.book, 101, "After it")).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
}

/// Also where they wait in the journal.
pub async fn thousands_of_changes_that_are_called_off_leave_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let many = 0..LARGE as u64 + 500;
    let mut tab = with_a_tail(&open, births(many.clone(), 20)).await;
    let change = Change::squash(many.map(|it| rename(&tab.book, it, "Another name")));
    call_off(&open, &mut tab, change).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
}

/// Calls a change off at the first question, then at the second, and so on, until it is written.
async fn call_off<S: Store>(open: &impl AsyncFn() -> S, tab: &mut Tab<S>, change: Change) {
    let (heads, entry) = (tab.store.heads(10).await, tab.entry(change));
    for lasts in 0.. {
        let patience = Patience::of(lasts);
        let answer = tab.try_to_write_on(&entry, &patience).await;
        if answer != Err(StoreError::Cancelled) {
            assert_eq!(answer, Ok(Revision(3)));
            assert!(lasts > 3, "it was asked about more than once");
            return;
        }
        assert_eq!(patience.heard.borrow().len(), lasts + 1, "after a no nothing more is asked");
        let found = find(open, &tab.book).await;
        assert_eq!((found.revision, found.replayed), (Revision(2), 1));
        assert_eq!(found.store.heads(10).await, heads);
        assert_eq!(found.store.since(Revision(2)).await, Ok(Some(Vec::new())), "no other tab hears of it");
        assert_eq!(found.store.entry(Revision(3), &Unasked).await, Ok(None));
    }
}

/// More of it is done each time, and all of it only at the end: after that nobody is asked.
pub async fn a_large_entry_is_asked_about_until_it_is_done<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = with_a_tail(&open, births(0..40, 2_000)).await;
    let patience = Patience::of(usize::MAX);
    let entry = tab.entry(large(&tab));
    assert_eq!(tab.try_to_write_on(&entry, &patience).await, Ok(Revision(3)));
    let heard = patience.heard.take();
    assert!(heard.iter().all(|it| it.1 == heard[0].1), "{heard:?}");
    assert!(heard.is_sorted(), "{heard:?}");
    let last = heard.iter().position(|it| it.0 == it.1);
    assert_eq!(last, Some(heard.len() - 1), "{heard:?}");
    // Small things that are called off in between change nothing of that: the tab goes on with what it knows.
    assert_eq!(tab.try_to_write_on(&tab.entry(births([9_000], 10)), &Patience::of(0)).await, Ok(Revision(4)));
    expect_same(&find(&open, &tab.book).await.book, &tab.book);
}

/// It is written, or it conflicts, whatever is wanted.
pub async fn what_is_small_or_elsewhere_is_not_asked_about<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let mut stale = Tab::open(open().await, "b").await;
    let unwanted = Patience::of(0);
    let small = tab.entry(births(0..LARGE as u64, 20));
    assert_eq!(tab.try_to_write_on(&small, &unwanted).await, Ok(Revision(1)));
    let (book, large) = (tab.book.clone(), tab.write(births(2_000..LARGE as u64 + 2_100, 20)).await);
    let again = tab.store.commit(Revision(1), &large, &book, &unwanted).await;
    assert_eq!(again, Ok(Revision(2)), "it is written already");
    let other = stale.entry(births(5_000..LARGE as u64 + 5_100, 20));
    assert_eq!(stale.try_to_write_on(&other, &unwanted).await, Err(StoreError::Conflict));
    assert_eq!(unwanted.heard.take(), []);
    find(&open, &tab.book).await;
}

/// Reading it is called off at whichever question, and reads nothing else.
pub async fn a_large_entry_is_read_as_long_as_it_is_wanted<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..LARGE as u64 + 600, 20)).await;
    let entry = tab.store.entry(tab.revision, &Unasked).await;
    assert!(matches!(&entry, Ok(Some(it)) if it.is_large));
    for lasts in 0.. {
        let patience = Patience::of(lasts);
        let answer = tab.store.entry(tab.revision, &patience).await;
        if answer != Err(StoreError::Cancelled) {
            assert!(answer == entry && lasts > 3, "it was asked about more than once");
            return;
        }
        let heard = patience.heard.borrow();
        assert_eq!(heard.len(), lasts + 1, "after a no nothing more is asked");
        assert!(heard.is_sorted_by_key(|it| it.0) && heard.iter().all(|it| it.0 < it.1), "{heard:?}");
    }
}
