//! What is left of the past of a record that was deleted for good.

use super::tab::{Tab, births, deal, expect_same, find, id, removal, rename};
use crate::{LARGE, Store, Unasked};
use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Entry, Label, Revision, Verb},
    row::{Key, Row},
    value::Stamp,
    wire::{Journaled, Past},
};

fn key(number: u64) -> Key {
    Row::from(deal(number, 0)).key()
}

/// Deletes deals for good, as a purge does.
async fn purge<S: Store>(tab: &mut Tab<S>, numbers: &[u64]) {
    let gone = |book: &Book, number: u64| Edit {
        before: book.row(&key(number)),
        after: Some(Row::Purged(key(number), Stamp::ZERO)),
    };
    let edits: Vec<Edit> = numbers.iter().map(|it| gone(&tab.book, *it)).collect();
    let Entry { mut head, change, .. } = tab.entry(Change::new(edits, Stamping::Fresh));
    head.label = Label::of(Verb::Purged, "Secret");
    assert!(tab.try_to_write(&Entry { head, change }).await.is_ok());
}

/// Everything that the journal remembers.
async fn journal<S: Store>(tab: &Tab<S>) -> Vec<Journaled> {
    let mut entries = Vec::new();
    for revision in 1..=tab.revision.0 {
        let entry = tab.store.entry(Revision(revision), &Unasked).await.expect("a sound store answers");
        entries.push(entry.expect("it is remembered"));
    }
    entries
}

/// Neither its entries nor that of the purge say more than its id; those of others say what they said, also where one
/// entry is about both, and in its order.
pub async fn what_was_deleted_for_good_is_struck_from_the_journal<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births([1, 2], 70_000)).await;
    tab.write(rename(&tab.book, 1, "Secret")).await;
    tab.write(rename(&tab.book, 2, "Another")).await;
    tab.write(rename(&tab.book, 1, "Secret and more").and(rename(&tab.book, 2, "Third"))).await;
    let large = births(100..200 + LARGE as u64, 200);
    tab.write(rename(&tab.book, 1, "Secret").and(large).and(rename(&tab.book, 2, "Fourth"))).await;
    let before = journal(&tab).await;
    purge(&mut tab, &[1]).await;
    let other = find(&open, &tab.book).await;
    tab.tidy().await;
    let after = journal(&tab).await;
    for (before, after) in before.iter().zip(&after) {
        let gone = |it: &Past| if it.key() == Some(key(1)) { Past::Gone(key(1)) } else { it.clone() };
        assert_eq!(after.past, before.past.iter().map(gone).collect::<Vec<_>>());
        assert_eq!((after.is_large, after.head.stamp), (before.is_large, before.head.stamp));
    }
    assert_eq!(after[5].past, [Past::Gone(key(1))]);
    assert!(after.iter().all(|it| !format!("{it:?}").contains("Secret")));

    let told = tab.store.history(id(1).into(), None, 10).await.expect("a sound store tells");
    assert!(told.entries.iter().all(|it| it.1.past == [Past::Gone(key(1))]));
    assert_eq!(told.entries.len(), 5);
    assert_eq!(tab.store.since(Revision(5)).await, Ok(None), "what is not told whole is not told");
    assert_eq!(other.store.since(other.revision).await, Ok(Some(vec![])));
    find(&open, &tab.book).await;
}

/// Every step is taken by a tab that has just been opened, and while it is under way more is deleted.
pub async fn striking_goes_on_where_it_stopped<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births([1, 2, 3, 4], 300)).await;
    for turn in 0..600_usize {
        let number = [1_u64, 3, 2, 4][if turn % 20 < 2 { turn % 20 } else { 2 + turn % 2 }];
        let change = rename(&tab.book, number, &format!("Name {turn}"));
        tab.write(change).await;
    }
    tab.tidy().await;
    purge(&mut tab, &[1]).await;
    let mut steps = 0;
    while find(&open, &tab.book).await.fold().await {
        steps += 1;
        if steps == 5 {
            tab.write(removal(&tab.book, 4)).await;
            purge(&mut tab, &[3]).await;
        }
        assert!(steps < 10_000, "it comes to an end");
    }
    assert!(steps > 6, "not everything at once");
    let is_of = |it: &Past, number| it.key() == Some(key(number));
    let past: Vec<Past> = journal(&tab).await.into_iter().flat_map(|it| it.past).collect();
    for gone in [1, 3] {
        assert!(past.iter().filter(|it| is_of(it, gone)).all(|it| matches!(it, Past::Gone(_))));
    }
    for kept in [2, 4] {
        assert!(past.iter().filter(|it| is_of(it, kept)).all(|it| matches!(it, Past::Edit(_))));
    }
    assert_eq!(past.len(), 4 + 600 + 3);
    expect_same(&find(&open, &tab.book).await.book, &tab.book);
}
