//! What lies in the trash.

use super::name_of;
use crate::{
    book::Book,
    record::Rep,
    row::Row,
    value::{Id, Kind, RecordId, Timestamp},
};

/// A record in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discarded {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// When it was put there.
    pub at: Timestamp,
    /// By whom, if it is known.
    pub by: Option<Id<Rep>>,
    /// How many live records of each kind name it: restoring it ties them together again.
    pub hanging: Vec<(Kind, usize)>,
}

/// What lies in the trash, what was put there last first.
pub fn trash(book: &Book) -> Vec<Discarded> {
    if !book.has_trash() {
        return Vec::new();
    }
    let kinds = [Kind::Company, Kind::Contact, Kind::Lead, Kind::Deal, Kind::Task, Kind::Activity];
    let discarded = |row: &Row| {
        let (id, trashed) = (row.id()?, row.common()?.trashed?);
        let hanging = kinds.map(|kind| (kind, book.links().to(id, kind).len()));
        let hanging = hanging.into_iter().filter(|it| it.1 > 0).collect();
        Some(Discarded { id, name: name_of(row), at: trashed.at, by: trashed.by, hanging })
    };
    let mut trash: Vec<Discarded> = book.rows().iter().filter_map(discarded).collect();
    trash.sort_by_key(|it| std::cmp::Reverse((it.at, it.id)));
    trash
}

/// How many records lie in the trash.
pub fn trash_size(book: &Book) -> usize {
    if book.has_trash() { book.rows().iter().filter(|it| it.is_trashed()).count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Restore, Trash},
        record::{Company, Lead},
        testing::Device,
    };

    #[test]
    fn h4_the_trash_tells_when_and_by_whom_what_was_put_there_last_first() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        assert_eq!((trash(&book), trash_size(&book)), (Vec::new(), 0));
        device.does(&mut book, Trash(vec![company.into()]));
        let first = device.now();
        device.does(&mut book, Trash(vec![lead.into()]));
        let told: Vec<_> = trash(&book).into_iter().map(|it| (it.name, it.at, it.by)).collect();
        let me = Some(device.me());
        assert_eq!(told, [("Bo".to_owned(), device.now(), me), ("Acme".to_owned(), first, me)]);
        device.does(&mut book, Restore(vec![lead.into(), company.into()]));
        assert_eq!(trash_size(&book), 0);
    }
}
