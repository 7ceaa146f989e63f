//! The data as a whole: how much there is, and how much of it no backup has.

use crate::{
    book::Book,
    record::{Company, Contact, Deal, Lead},
    row::Row,
    value::{Kind, Stamp, Timestamp},
    wire::Sealed,
};
use std::sync::Arc;

/// What people count as their data; lists and settings are there from the start.
pub const COUNTED: [Kind; 6] =
    [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company, Kind::Activity, Kind::Task];

/// Whether nobody has written anything worth keeping yet, nor thrown it away.
pub fn is_blank(book: &Book) -> bool {
    let held = [
        book.table::<Lead>().len(),
        book.table::<Deal>().len(),
        book.table::<Contact>().len(),
        book.table::<Company>().len(),
    ];
    held == [0; 4]
}

/// How many records there are, without lists and trash.
pub fn size(book: &Book) -> usize {
    COUNTED.into_iter().map(|it| book.count(it)).sum()
}

/// How many records of any kind say something newer than a stamp, such as that of the last backup.
pub fn changed_after(book: &Book, stamp: Stamp) -> usize {
    book.changed_after(stamp)
}

/// Whether a backup is due when so many records have changed since one was saved, or asked for, so many milliseconds ago: a
/// little after a week, much after a day. Less than that is soon typed again.
pub fn is_backup_due(changed: usize, since: i64) -> bool {
    const LITTLE: usize = 10;
    const MUCH: usize = 100;
    changed >= LITTLE && since >= 7 * Timestamp::DAY || changed >= MUCH && since >= Timestamp::DAY
}

/// What this version cannot read: damaged, or made by a newer one.
pub fn sealed(book: &Book) -> Vec<Arc<Sealed>> {
    let sealed = |it: &Row| if let Row::Sealed(it) = it { Some(it.clone()) } else { None };
    book.others().filter_map(sealed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::{Change, Edit, Stamping},
        value::Node,
        wire::read_line,
    };

    #[test]
    fn what_cannot_be_read_is_listed_and_only_damage_counts_as_such() {
        let mut book = Book::new();
        let newer = r#"{"id":"company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11","v":99,"d":{},"t":{}}"#;
        book.load(&[newer, "{\"id\":", r#"{"id":"quote:1","v":1,"d":{},"t":{}}"#].map(read_line));
        let damaged: Vec<bool> = sealed(&book).iter().map(|it| it.is_damaged()).collect();
        assert_eq!(damaged.len(), 3);
        assert_eq!(damaged.iter().filter(|it| **it).count(), 1);
    }

    #[test]
    fn a_backup_is_due_by_age_and_by_the_number_of_changes() {
        let due = |changed, days| is_backup_due(changed, days * Timestamp::DAY);
        assert_eq!(
            [(9, 400), (10, 6), (99, 6), (100, 0)].map(|(changed, days)| due(changed, days)),
            [false; 4]
        );
        assert_eq!([(10, 7), (100, 1), (5_000, 1)].map(|(changed, days)| due(changed, days)), [true; 3]);
    }

    #[test]
    fn what_is_newer_than_the_backup_is_counted() {
        let mut book = Book::new();
        assert!(is_blank(&book) && size(&book) == 0);
        assert_eq!(
            changed_after(&book, Stamp::ZERO),
            0,
            "the lists that are there from the start are no change"
        );
        let line = |nth: u8, at: u64| {
            let stamp = Stamp::new(at, 0, Node(1));
            read_line(&format!(
                r#"{{"id":"company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e1{nth}","v":1,"d":{{"name":"A"}},"t":{{"*":"{stamp}"}}}}"#
            ))
        };
        let births = [line(1, 10), line(2, 20)].map(|it| Edit { before: None, after: Some(it) });
        book.apply(&Change::new(births, Stamping::Given)).expect("nothing is here yet");
        assert!(!is_blank(&book) && size(&book) == 2);
        assert_eq!(changed_after(&book, Stamp::new(10, 0, Node(1))), 1);
    }
}
