//! Large entries, and folding.

use super::tab::{Tab, births, deal, find, id, removal, rename};
use crate::{LARGE, Store};
use domain::{
    change::{Change, Edit, Stamping},
    entry::Revision,
    row::Row,
    wire::Journaled,
};

const MANY: u64 = LARGE as u64 + 500;

/// The road of every import.
pub async fn a_large_entry_is_loaded_and_edited_and_folded<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..MANY, 300)).await;
    let found = find(&open, &tab.book).await;
    assert_eq!(found.replayed, 0, "a large entry lies in pages");
    for number in [0, 1, 700, MANY - 1] {
        tab.write(rename(&tab.book, number, "Another name")).await;
    }
    tab.write(births([MANY], 300)).await;
    assert_eq!(find(&open, &tab.book).await.replayed, 5);
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
}

/// Otherwise a load would replay an old record over a newer page.
pub async fn a_large_entry_takes_what_was_not_folded_along<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..50, 3_000)).await;
    tab.tidy().await;
    let mut writer = Tab::open(open().await, "b").await;
    writer.write(rename(&writer.book, 10, "Small, and then large")).await;
    writer.write(rename(&writer.book, 40, "Small")).await;
    writer.write(removal(&writer.book, 20)).await;
    // The tab that writes the large one learned of the small ones from the other.
    tab.catch_up().await;
    let renamed = rename(&tab.book, 10, "Large");
    tab.write(renamed.and(births(1_000..1_000 + MANY, 10))).await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    writer.catch_up().await;
    writer.write(rename(&writer.book, 10, "Small again")).await;
    let found = find(&open, &writer.book).await;
    assert_eq!((found.replayed, found.revision), (1, Revision(6)));
}

/// They lie all over the pages, which are left to the fold: until then whoever loads replays them, and other tabs are told.
/// A few new records may be among them.
pub async fn thousands_of_changes_wait_to_be_folded<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..MANY, 300)).await;
    let mut other = Tab::open(open().await, "b").await;
    let changes = Change::squash((0..MANY).map(|it| rename(&tab.book, it, "Another name")));
    let entry = tab.write(changes.and(births([MANY], 300))).await;
    assert!(find(&open, &tab.book).await.replayed > 0, "they are in no page yet");
    let told = other.store.since(other.revision).await;
    assert_eq!(told, Ok(Some(vec![(Revision(2), Journaled::from(&entry))])));

    assert!(tab.fold().await, "so much is not folded in one go");
    other.catch_up().await;
    other.write(rename(&other.book, 5, "After it")).await;
    find(&open, &other.book).await;
    tab.catch_up().await;
    tab.tidy().await;
    assert_eq!(find(&open, &other.book).await.replayed, 0);
}

/// Loading is quicker.
pub async fn more_than_twenty_thousand_changes_are_not_told<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..7_000, 0)).await;
    for name in ["One", "Two", "Three"] {
        tab.write(Change::squash((0..7_000).map(|it| rename(&tab.book, it, name)))).await;
    }
    for (revision, is_told) in [(1, false), (2, true), (4, true)] {
        let told = tab.store.since(Revision(revision)).await.expect("a sound store answers");
        assert_eq!(told.is_some(), is_told, "since {revision}");
    }
}

/// Removals, changes and births at once, as a backup that takes everything's place.
pub async fn everything_can_be_replaced_at_once<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..MANY, 200)).await;
    tab.write(births([MANY], 200)).await;
    let edits = (0..MANY).map(|number| {
        let before: Row = tab.book.get(id(number)).expect("the deal is there").clone().into();
        let after = (number % 3 == 0).then(|| deal(number, 700).into());
        Edit { before: Some(before), after }
    });
    let replacement = Change::new(edits, Stamping::Given).and(births(MANY + 1..MANY + 300, 500));
    tab.write(replacement).await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    let everything = tab.book.table::<domain::record::Deal>().iter();
    let edits: Vec<Edit> =
        everything.map(|it| Edit { before: Some(it.clone().into()), after: None }).collect();
    tab.write(Change::new(edits, Stamping::Fresh)).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
    tab.write(births([1], 10)).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
}

/// And it is over at once.
pub async fn folding_nothing_changes_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    assert!(!tab.fold().await);
    find(&open, &tab.book).await;
    tab.write(births([1], 10)).await;
    tab.tidy().await;
    assert!(!tab.fold().await);
    let found = find(&open, &tab.book).await;
    assert_eq!((found.replayed, found.revision), (0, Revision(1)));
}

/// Whoever folds; also a tab that wrote none of it.
pub async fn folding_keeps_the_book_and_leaves_nothing_to_replay<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    for number in 0..30 {
        tab.write(births([number], 1_000)).await;
    }
    let other = find(&open, &tab.book).await;
    assert_eq!(other.replayed, 30);
    other.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    tab.write(rename(&tab.book, 12, "Another name")).await;
    assert_eq!(find(&open, &tab.book).await.replayed, 1);
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    // Records that grow and shrink move the borders of pages.
    for (number, bytes) in [(3, 40_000), (4, 40_000), (5, 40_000), (4, 0), (3, 10)] {
        let before = tab.book.get(id(number)).expect("the deal is there").clone();
        tab.write(Change::update(&before, deal(number, bytes))).await;
        tab.tidy().await;
        find(&open, &tab.book).await;
    }
}

/// The tab may be closed after any of them.
pub async fn a_fold_that_stops_half_way_costs_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..300, 2_000)).await;
    tab.tidy().await;
    tab.write(Change::squash((0..300).map(|it| rename(&tab.book, it, "Another name")))).await;
    assert!(tab.fold().await, "so much is not folded in one go");
    find(&open, &tab.book).await;
    tab.write(rename(&tab.book, 1, "In a page by now")).await;
    tab.write(removal(&tab.book, 2)).await;
    tab.write(rename(&tab.book, 299, "Not in a page yet")).await;
    find(&open, &tab.book).await;
    assert!(tab.fold().await);
    let mut other = find(&open, &tab.book).await;
    other.write(rename(&other.book, 1, "Once more")).await;
    find(&open, &other.book).await;
    tab.catch_up().await;
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
}

/// It asks to be called again, because there is something to fold.
pub async fn a_fold_at_another_revision_writes_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births([1], 10)).await;
    let stale = Tab::open(open().await, "b").await;
    tab.write(births([2], 10)).await;
    assert!(stale.fold().await);
    let found = find(&open, &tab.book).await;
    assert_eq!(found.replayed, 2);
    tab.tidy().await;
    find(&open, &tab.book).await;
}
