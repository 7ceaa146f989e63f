//! What happened to one record.

use super::tab::{Tab, births, deal, id, removal, rename};
use crate::{LARGE, Store, Told};
use domain::{change::Edit, entry::Revision, row::Row, value::RecordId, wire::Past};

/// Everything that is told of a record, asked for so many at a time.
async fn all<S: Store>(tab: &Tab<S>, number: u64, limit: usize) -> Told {
    let of = RecordId::from(id(number));
    let mut told = tab.store.history(of, None, limit).await.expect("a sound store tells");
    while let Some(next) = told.next {
        let more = tab.store.history(of, Some(next), limit).await.expect("a sound store tells");
        assert!(more.entries.len() <= limit, "no more than was asked for");
        assert!(more.next.is_none_or(|it| it < next), "it comes to an end");
        told.entries.extend(more.entries);
        told.next = more.next;
    }
    told
}

fn revisions(told: &Told) -> Vec<u64> {
    told.entries.iter().map(|it| it.0.0).collect()
}

/// Only what was done to it, also if others were changed with it, or name it; and nothing of what is not there.
pub async fn what_happened_to_one_record_is_told_newest_first<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let first = tab.write(births(1..=3, 50)).await;
    let named = format!("like {}", id(1).uuid().hyphenated());
    tab.write(rename(&tab.book, 2, &named)).await;
    let second = tab.write(rename(&tab.book, 1, "Another").and(rename(&tab.book, 3, "Third"))).await;
    tab.write(births([4], 150_000)).await;
    let third = tab.write(removal(&tab.book, 1)).await;
    tab.tidy().await;
    for limit in [1, 2, 10] {
        let told = all(&tab, 1, limit).await;
        assert_eq!((revisions(&told), told.since), (vec![5, 3, 1], None));
        for ((_, found), written) in told.entries.iter().zip([&third, &second, &first]) {
            assert_eq!(found.head, written.head);
            let key = Row::from(deal(1, 0)).key();
            let expected: Vec<Past> =
                written.change.edit(&key).into_iter().cloned().map(Past::Edit).collect();
            assert_eq!(found.past, expected);
        }
    }
    assert_eq!(revisions(&all(&tab, 4, 10).await), [4]);
    assert_eq!(all(&tab, 9, 10).await, Told::default());
    let none = tab.store.history(id(1).into(), Some(Revision(1)), 10).await;
    assert_eq!(none, Ok(Told::default()));
}

/// However many entries about others lie in between.
pub async fn a_long_journal_is_told_stretch_by_stretch<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births([1, 2], 10)).await;
    for number in 0..600 {
        tab.write(rename(&tab.book, 2, &format!("Other {number}"))).await;
    }
    tab.write(rename(&tab.book, 1, "Another")).await;
    let told = tab.store.history(id(1).into(), None, 10).await.expect("a sound store tells");
    assert_eq!(revisions(&told), [602]);
    assert!(told.next.is_some(), "it did not look through everything");
    assert_eq!(revisions(&all(&tab, 1, 10).await), [602, 1]);
    assert_eq!(revisions(&all(&tab, 2, 7).await).len(), 601);
}

/// A birth that is only named, and an edit that is long enough to be cut into parts.
pub async fn a_large_entry_tells_of_one_record_without_the_others<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births([5], 70_000)).await;
    let born = births(100..LARGE as u64 + 200, 10);
    tab.write(rename(&tab.book, 5, "Another name").and(born)).await;
    let told = all(&tab, 5, 10).await;
    assert_eq!(revisions(&told), [2, 1]);
    assert!(matches!(&told.entries[0].1.past[..], [Past::Edit(Edit { before: Some(_), after: Some(_) })]));
    let told = all(&tab, 150, 10).await;
    assert!(matches!(&told.entries[..], [(Revision(2), it)] if matches!(it.past[..], [Past::Birth(..)])));
}
