//! What happened, when, and what was refused.

use super::tab::{NOW, Tab, births, find, id, rename};
use crate::{LARGE, Store, StoreError, Unasked};
use domain::{
    entry::{Entry, Revision},
    value::Timestamp,
    wire::{Journaled, Past},
};

/// Nothing is in it, and asking for anything is no error.
pub async fn an_empty_store_has_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let tab = Tab::open(open().await, "a").await;
    assert_eq!((tab.revision, tab.replayed), (Revision(0), 0));
    assert_eq!(tab.store.since(Revision(0)).await, Ok(Some(vec![])));
    assert_eq!(tab.store.heads(10).await, Ok(vec![]));
    assert_eq!(tab.store.entry(Revision(0), &Unasked).await, Ok(None));
    assert_eq!(tab.store.entry(Revision(1), &Unasked).await, Ok(None));
    find(&open, &tab.book).await;
}

/// The copy of the data stays the same copy, too.
pub async fn what_was_committed_is_loaded<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let node = tab.store.load(&mut |_| {}).await.expect("loads").node;
    tab.write(births(0..3, 100)).await;
    tab.write(rename(&tab.book, 1, "Another name")).await;
    let other = find(&open, &tab.book).await;
    assert_eq!((other.revision, other.replayed), (Revision(2), 2));
    assert_eq!(other.store.load(&mut |_| {}).await.expect("loads").node, node);
}

/// The first is kept as it was.
pub async fn of_two_entries_at_one_revision_the_second_conflicts<S: Store>(open: impl AsyncFn() -> S) {
    let mut first = Tab::open(open().await, "a").await;
    let mut second = Tab::open(open().await, "b").await;
    // The same stamp and the same deal: two tabs of one copy, in the same millisecond.
    let entry = second.entry(births([7], 10));
    first.write(births([7], 10)).await;
    assert_eq!(second.try_to_write(&entry).await, Err(StoreError::Conflict));
    find(&open, &first.book).await;
    second.catch_up().await;
    second.write(births([8], 10)).await;
    find(&open, &second.book).await;
}

/// Also if it would have rewritten pages.
pub async fn a_refused_entry_leaves_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut first = Tab::open(open().await, "a").await;
    first.write(births(0..40, 2_000)).await;
    let mut stale = Tab::open(open().await, "b").await;
    first.write(rename(&first.book, 3, "Mine")).await;
    let heads = first.store.heads(10).await;
    for count in [1, LARGE as u64 + 1] {
        let entry = stale.entry(births(100..100 + count, 50));
        assert_eq!(stale.try_to_write(&entry).await, Err(StoreError::Conflict));
        let found = find(&open, &first.book).await;
        assert_eq!(found.store.heads(10).await, heads);
    }
    first.tidy().await;
    find(&open, &first.book).await;
}

/// So whoever does not know how a commit ended asks again. Once something else stands in its place, it conflicts.
pub async fn an_entry_that_is_written_already_is_not_written_again<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    for change in [births([1], 100), births(10..LARGE as u64 + 20, 20)] {
        let (before, book) = (tab.revision, tab.book.clone());
        let entry = tab.write(change).await;
        for _ in 0..2 {
            assert_eq!(tab.store.commit(before, &entry, &book, &Unasked).await, Ok(before.next()));
        }
        find(&open, &tab.book).await;
    }
    let (before, book) = (tab.revision, tab.book.clone());
    let entry = tab.write(births([5_000], 100)).await;
    tab.write(births([5_001], 100)).await;
    assert_eq!(
        tab.store.commit(before, &entry, &book, &Unasked).await,
        Ok(before.next()),
        "another entry came after it"
    );
    let other = Tab::open(open().await, "b").await.entry(births([5_002], 100));
    assert_eq!(tab.store.commit(before, &other, &book, &Unasked).await, Err(StoreError::Conflict));
    assert_eq!(tab.store.heads(10).await.expect("heads").len(), 4);
}

/// From any revision that is remembered, and nothing from the newest.
pub async fn what_came_since_is_told_in_order<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let mut entries: Vec<(Revision, Journaled)> = Vec::new();
    for number in 1..=12 {
        let entry = tab.write(births([number], 90_000)).await;
        entries.push((Revision(number), Journaled::from(&entry)));
    }
    tab.tidy().await;
    for revision in [0_usize, 7, 11, 12] {
        let told = tab.store.since(Revision(revision as u64)).await;
        assert_eq!(told, Ok(Some(entries[revision..].to_vec())));
    }
}

/// What came before a large entry is, and what came after it.
pub async fn what_cannot_be_told_entry_by_entry_is_not_told<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let mut late = Tab::open(open().await, "b").await;
    tab.write(births([1], 10)).await;
    tab.write(births(10..LARGE as u64 + 20, 20)).await;
    tab.write(births([2], 10)).await;
    for (revision, is_told) in [(0, false), (1, false), (2, true), (3, true), (4, false), (1_000, false)] {
        let told = tab.store.since(Revision(revision)).await.expect("a sound store answers");
        assert_eq!(told.is_some(), is_told, "since {revision}");
    }
    late.catch_up().await;
    late.write(births([3], 10)).await;
    find(&open, &late.book).await;
}

/// Also of entries that are large, or longer than a value.
pub async fn heads_come_newest_first_up_to_the_limit<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let mut expected = Vec::new();
    let changes = [births([1], 10), births([2], 150_000), births(10..LARGE as u64 + 20, 20), births([3], 10)];
    for change in changes {
        let entry = tab.write(change).await;
        expected.insert(0, (tab.revision, entry.head));
    }
    for limit in [0, 1, 3, 4, 100] {
        let heads = tab.store.heads(limit).await.expect("a sound store answers");
        assert_eq!(heads, expected[..limit.min(4)]);
    }
}

/// Whole records before and after.
pub async fn an_entry_comes_back_as_it_was<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let mut entries: Vec<Entry> = vec![tab.write(births(0..5, 30_000)).await];
    entries.push(tab.write(rename(&tab.book, 2, "Another name")).await);
    let other = Tab::open(open().await, "b").await;
    for (at, entry) in entries.iter().enumerate() {
        let found = other.store.entry(Revision(at as u64 + 1), &Unasked).await;
        assert_eq!(found, Ok(Some(Journaled::from(entry))));
    }
    assert_eq!(other.store.entry(Revision(3), &Unasked).await, Ok(None));
}

/// Its other edits come back whole, because undoing it needs them.
pub async fn a_large_entry_comes_back_with_its_births_named<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..20, 5_000)).await;
    let renamed = rename(&tab.book, 4, "Another name");
    let entry = tab.write(renamed.and(births(100..LARGE as u64 + 200, 10))).await;
    let found = tab
        .store
        .entry(tab.revision, &Unasked)
        .await
        .expect("a sound store answers")
        .expect("it is remembered");
    assert!(found.is_large);
    assert_eq!(found.past.len(), entry.change.len());
    for (found, edit) in found.past.iter().zip(entry.change.edits()) {
        match found {
            Past::Birth(key, _) => assert_eq!((Some(key), &edit.before), (edit.key().as_ref(), &None)),
            Past::Edit(found) => assert_eq!((found, edit.before.is_some()), (edit, true)),
            Past::Gone(key) => panic!("{key} was not deleted for good"),
        }
    }
}

/// The store keeps [`super::RETENTION`] of the past. Nothing goes while it is among the last entries, or young, or not
/// folded; and whatever goes, the Book stays.
pub async fn the_journal_forgets_only_what_nothing_holds<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    for number in 1..=10 {
        tab.write(births([number], 1_500)).await;
    }
    tab.tidy().await;
    assert_eq!(remembered_entries(&tab).await, 10, "they are young");
    let sleeper = Tab::open(open().await, "b").await;

    tab.now = NOW + 2 * Timestamp::DAY;
    for number in 11..=13 {
        tab.write(births([number], 1_500)).await;
    }
    assert_eq!(remembered_entries(&tab).await, 13, "nothing was folded yet");
    tab.tidy().await;
    assert_eq!(remembered_entries(&tab).await, 5, "these are the last");
    for (revision, is_told) in [(0, false), (7, false), (8, true), (12, true)] {
        assert_eq!(
            tab.store.since(Revision(revision)).await.expect("answers").is_some(),
            is_told,
            "since {revision}"
        );
    }
    assert_eq!(tab.store.entry(Revision(8), &Unasked).await, Ok(None));
    let told = tab.store.history(id(1).into(), None, 10).await.expect("answers");
    assert_eq!(
        (told.entries.len(), told.next, told.since),
        (0, None, Some(Timestamp(NOW))),
        "its birth is forgotten, and from when on one remembers is told"
    );
    find(&open, &tab.book).await;

    tab.now = NOW + 4 * Timestamp::DAY;
    for number in 21..=32 {
        tab.write(births([number], 0)).await;
    }
    tab.now = NOW + 6 * Timestamp::DAY;
    tab.write(births([33], 0)).await;
    tab.tidy().await;
    let kept = remembered_entries(&tab).await;
    assert!((6..=13).contains(&kept), "more than the last, as far as the bytes reach: {kept}");
    assert_eq!(sleeper.store.since(sleeper.revision).await, Ok(None), "it slept for too long");
    find(&open, &tab.book).await;
}

async fn remembered_entries<S: Store>(tab: &Tab<S>) -> usize {
    let heads = tab.store.heads(1_000).await.expect("a sound store answers");
    for (at, (revision, _)) in heads.iter().enumerate() {
        assert_eq!(revision.0, tab.revision.0 - at as u64, "none is missing in between");
    }
    heads.len()
}
