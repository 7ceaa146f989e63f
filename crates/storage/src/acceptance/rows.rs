//! Rows of every sort.

use super::tab::{Tab, births, deal, find, id, removal};
use crate::Store;
use domain::{
    change::{Change, Edit, Stamping},
    defaults,
    record::{Common, Deal, Stage, Trashed},
    row::{Key, Row},
    value::{Stamp, Timestamp},
    wire,
};

fn edit(before: Option<Row>, after: Option<Row>) -> Change {
    Change::new([Edit { before, after }], Stamping::Given)
}

/// A note may be as long as a book, and characters are not torn where it is cut.
pub async fn a_record_may_be_larger_than_a_value<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..4, 1_000)).await;
    for bytes in [61_000, 200_003, 59_999, 65_537, 100, 1_000_001, 0] {
        let before = tab.book.get(id(2)).expect("the deal is there").clone();
        tab.write(Change::update(&before, deal(2, bytes))).await;
        find(&open, &tab.book).await;
        tab.tidy().await;
        assert_eq!(find(&open, &tab.book).await.replayed, 0);
    }
}

/// Sealed: newer than this code, or of a kind that it does not know.
pub async fn trashed_sealed_and_purged_rows_are_kept<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..10, 100)).await;
    let trashed = Some(Trashed { at: Timestamp(5), by: None });
    let before = tab.book.get(id(1)).expect("the deal is there").clone();
    let common = Common { trashed, ..before.common.clone() };
    tab.write(Change::update(&before, Deal { common, ..Deal::clone(&before) })).await;

    let newer = r#"{"id":"deal:0192f0c1-7d2a-7000-8000-000000000002","v":99,"d":{"mood":"blue"},"t":{"*":"000000000001-0000-00000001"}}"#;
    let unknown = r#"{"id":"quote:0192f0c1-7d2a-7000-8000-000000000002","v":1,"d":{"name":"A quote"},"t":{"*":"000000000001-0000-00000001"}}"#;
    let (newer, unknown) = (wire::read_line(newer), wire::read_line(unknown));
    assert!(matches!((&newer, &unknown), (Row::Sealed(_), Row::Sealed(_))));
    tab.write(edit(tab.book.row(&newer.key()), Some(newer))).await;
    tab.write(edit(None, Some(unknown))).await;
    let stamp = Stamp::new(7, 0, domain::value::Node(1));
    let purged = Row::Purged(Key::Record(id(3).into()), stamp);
    tab.write(edit(tab.book.row(&purged.key()), Some(purged))).await;
    // One of those that every copy begins with.
    let stage = tab.book.get(defaults::LOST).expect("a default is there").clone();
    tab.write(Change::update(&stage, Stage { name: "Gone elsewhere".into(), ..Stage::clone(&stage) })).await;
    assert_eq!(tab.book.others().count(), 3);

    find(&open, &tab.book).await;
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    tab.write(births(100..2_000, 10)).await;
    find(&open, &tab.book).await;
}

/// Line feeds, quotes, JSON that is no record, nothing at all.
pub async fn what_could_not_be_read_is_kept_whatever_is_in_it<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    for text in ["", "null", "{", "[1,\n2]", "\"a\"", "a\nb\r\n\u{1f600}", "unreadable:"] {
        let quoted = quoted(text);
        let row = wire::read_line(&quoted);
        let Row::Sealed(sealed) = &row else { panic!("{text} is no record") };
        assert_eq!(sealed.found(), text);
        tab.write(edit(None, Some(row))).await;
    }
    find(&open, &tab.book).await;
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    tab.write(births(0..2_000, 10)).await;
    let mut found = find(&open, &tab.book).await;
    let gone: Vec<Row> = found.book.others().cloned().collect();
    assert_eq!(gone.len(), 7);
    for row in gone {
        found.write(edit(Some(row), None)).await;
    }
    found.tidy().await;
    assert_eq!(find(&open, &found.book).await.book.others().count(), 0);
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for it in text.chars() {
        match it {
            '"' | '\\' => quoted.extend(['\\', it]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            it => quoted.push(it),
        }
    }
    quoted.push('"');
    quoted
}

/// A line that is not there any more must not come back from a page or from the journal.
pub async fn what_was_removed_stays_removed<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(0..60, 3_000)).await;
    tab.write(removal(&tab.book, 5)).await;
    find(&open, &tab.book).await;
    tab.tidy().await;
    for number in 20..50 {
        tab.write(removal(&tab.book, number)).await;
    }
    find(&open, &tab.book).await;
    tab.tidy().await;
    assert_eq!(find(&open, &tab.book).await.replayed, 0);
    tab.write(births([5, 30], 10)).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
}

/// An import may bring ids that are older than any that is here, or made by someone else's rule.
pub async fn ids_may_come_in_any_order<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    tab.write(births(500..540, 3_000)).await;
    tab.tidy().await;
    tab.write(births(0..40, 3_000)).await;
    tab.tidy().await;
    find(&open, &tab.book).await;
    let any = [0_u128, 1, u128::MAX, u128::MAX / 2]
        .map(|it| Deal { id: domain::value::Id::fixed(it), ..deal(0, 3_000) });
    for deal in any {
        tab.write(Change::birth(deal)).await;
        find(&open, &tab.book).await;
        tab.tidy().await;
        find(&open, &tab.book).await;
    }
    tab.write(births((600..600 + 2 * 1_100).rev(), 10)).await;
    find(&open, &tab.book).await;
}
