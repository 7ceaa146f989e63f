//! Other tabs, other versions, and callers that give up.

use super::raw::{self, NODE, Tab, births, rename};
use domain::wire::FORMAT;
use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};
use storage::{IndexedDbStore, Store, StoreError, StoreEvent, Unasked};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_database_is_new_once() {
    let name = "a_database_is_new_once";
    for is_new in [true, false] {
        let opened = IndexedDbStore::open(name, NODE, |_| {}).await.expect("it opens");
        assert_eq!((opened.is_new, opened.data_loss), (is_new, None));
    }
}

#[wasm_bindgen_test]
async fn a_newer_version_takes_the_database_over() {
    let name = "a_newer_version_takes_the_database_over";
    let mut tab = Tab::open(name).await;
    tab.write(births([1], 10)).await.expect("it is written");
    let newer = raw::open(name, FORMAT + 1).await;
    assert_eq!(*tab.told.borrow(), [StoreEvent::Superseded]);
    assert_eq!(tab.write(births([2], 10)).await, Err(StoreError::Superseded));
    assert_eq!(tab.store.heads(1).await, Err(StoreError::Superseded));
    newer.close();
    assert_eq!(tab.write(births([2], 10)).await, Err(StoreError::Superseded));
    assert_eq!(IndexedDbStore::open(name, NODE, |_| {}).await.err(), Some(StoreError::Newer));
}

#[wasm_bindgen_test]
async fn a_database_that_was_deleted_is_not_made_anew() {
    let name = "a_database_that_was_deleted_is_not_made_anew";
    let mut tab = Tab::open(name).await;
    tab.write(births([1], 10)).await.expect("it is written");
    IndexedDbStore::delete(name).await.expect("the tab lets go of it");
    assert_eq!(*tab.told.borrow(), [StoreEvent::Closed]);
    assert_eq!(tab.write(births([2], 10)).await, Err(StoreError::Closed));
    assert!(!raw::names().await.iter().any(|it| it == name), "an empty one would look as if all were well");
    // Nor is another one taken for it.
    let other = IndexedDbStore::open(name, domain::value::Node(8), |_| {}).await.expect("it opens");
    assert!(other.is_new);
    assert_eq!(tab.write(births([2], 10)).await, Err(StoreError::Closed));
    assert_eq!(other.store.heads(10).await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn a_database_that_was_deleted_is_made_anew_when_it_is_asked_for_and_takes_what_the_page_has() {
    let name = "a_database_that_was_deleted_is_made_anew_when_it_is_asked_for";
    let mut tab = Tab::open(name).await;
    tab.write(births([1], 10)).await.expect("it is written");
    IndexedDbStore::delete(name).await.expect("the tab lets go of it");
    assert_eq!(tab.write(births([2], 10)).await, Err(StoreError::Closed));
    tab.store.renew().await.expect("it is made");
    assert_eq!(tab.store.heads(10).await, Ok(vec![]));
    let all = tab.entry(births([1], 10));
    let nothing = domain::book::Book::new();
    let first = tab.store.commit(domain::entry::Revision(0), &all, &nothing, &Unasked).await;
    assert_eq!(first, Ok(domain::entry::Revision(1)));
    // One that is there is left as it is.
    tab.store.renew().await.expect("it is there");
    assert_eq!(tab.store.heads(10).await.map(|it| it.len()), Ok(1));
}

#[wasm_bindgen_test]
async fn deleting_what_a_deaf_tab_holds_is_told_and_comes_later() {
    let name = "deleting_what_a_deaf_tab_holds_is_told_and_comes_later";
    drop(Tab::open(name).await);
    let deaf = raw::open(name, FORMAT).await;
    assert_eq!(IndexedDbStore::delete(name).await, Err(StoreError::Blocked));
    deaf.close();
    assert!(IndexedDbStore::open(name, NODE, |_| {}).await.expect("it opens").is_new);
}

#[wasm_bindgen_test]
async fn a_handle_that_nobody_waits_for_any_more_is_closed() {
    let name = "a_handle_that_nobody_waits_for_any_more_is_closed";
    assert!(give_up(0, IndexedDbStore::open(name, NODE, |_| {})).await.is_none());
    assert!(give_up(1, IndexedDbStore::open(name, NODE, |_| {})).await.is_none());
    // A handle that were still open would be deaf.
    assert_eq!(IndexedDbStore::delete(name).await, Ok(()));
}

#[wasm_bindgen_test]
async fn an_entry_that_is_given_up_half_way_is_whole_or_not_there() {
    let name = "an_entry_that_is_given_up_half_way_is_whole_or_not_there";
    let mut tab = Tab::open(name).await;
    tab.write(births(0..300, 2_000)).await.expect("it is written");
    tab.tidy().await;
    for large in [false, true] {
        for polls in 0.. {
            let mut tab = Tab::open(name).await;
            let before = tab.rows();
            let other = format!("Name {large} {polls}");
            let rename = rename(&tab.book, 3, &other);
            let from = 1_000 + polls as u64 * 1_100;
            let entry = tab.entry(if large { rename.and(births(from..from + 1_100, 500)) } else { rename });
            let answer = give_up(polls, tab.store.commit(tab.revision, &entry, &tab.book, &Unasked)).await;
            tab.book.apply(&entry.change).expect("the entry was made for this book");
            let found = Tab::open(name).await.rows();
            assert!(found == tab.rows() || answer.is_none() && found == before, "after {polls} polls");
            if answer.is_some() {
                assert!(polls > 2, "a commit takes its time");
                break;
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_fold_that_is_given_up_half_way_costs_nothing() {
    let name = "a_fold_that_is_given_up_half_way_costs_nothing";
    let mut tab = Tab::open(name).await;
    tab.write(births(0..300, 2_000)).await.expect("it is written");
    for polls in 0.. {
        let answer = give_up(polls, tab.store.fold(tab.revision, &tab.book)).await;
        assert!(Tab::open(name).await.rows() == tab.rows(), "after {polls} polls");
        if answer == Some(Ok(false)) {
            break;
        }
    }
}

/// Asks a future so many times, and then drops it.
pub(crate) async fn give_up<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(None);
        }
        polled += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(it) => Poll::Ready(Some(it)),
            // The last time nothing need come to pass first.
            Poll::Pending if polled == polls => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
