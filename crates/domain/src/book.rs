//! The Book: everything we know.
//!
//! Tables of records by kind, and indexes over them that [`Book::apply`] keeps up. Nothing else changes a Book, and
//! whatever a screen shows is a function in [`crate::query`] served from here. A property test compares every index
//! with one built from scratch.
//!
//! # What is not here
//!
//! No rule about what may happen (see [`crate::command`]) and no clock.

mod apply;
mod columns;
mod links;
mod table;

pub(crate) use columns::Exact;
pub use columns::{Column, Columns, Place, Worth};
pub use links::Links;
pub use table::Table;
pub(crate) use table::{IdMap, IdSet};

use crate::{
    defaults,
    record::{
        Activity, Company, Contact, Criterion, Deal, Lead, Pipeline, Reason, Record, Rep, Settings, Source,
        Stage, Status, Tag, Task,
    },
    row::{Key, Row, Stamped},
    value::{Id, Kind, Stamp},
    wire::{Journaled, Past},
};
use std::{collections::BTreeMap, sync::Arc};
use thiserror::Error;

/// A change does not fit the Book: another one was applied before it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0} is not as the change expects it to be")]
pub struct Misfit(pub Key);

macro_rules! book {
    ($($kind:ident $field:ident),*) => {
        /// Everything we know.
        #[derive(Clone, Debug)]
        pub struct Book {
            $($field: Table<$kind>,)*
            /// Sealed and purged rows, by key.
            others: BTreeMap<Key, Row>,
            columns: Columns,
            links: Links,
            newest: Stamp,
        }

        impl Book {
            fn blank() -> Book {
                Book {
                    $($field: Table::default(),)*
                    others: BTreeMap::new(),
                    columns: Columns::default(),
                    links: Links::default(),
                    newest: Stamp::ZERO,
                }
            }

            /// The row under a key.
            pub fn row(&self, key: &Key) -> Option<Row> {
                let here = match key {
                    Key::Other(_) => None,
                    Key::Record(id) => match id.kind {
                        $(Kind::$kind => self.$field.get(Id::new(id.uuid)).map(|it| it.clone().into()),)*
                    },
                };
                here.or_else(|| self.others.get(key).cloned())
            }

            /// Every row: kind by kind, in the order in which they came, then what is sealed or purged.
            pub fn rows(&self) -> Vec<Row> {
                let mut rows = Vec::new();
                $(rows.extend(self.$field.iter().map(|it| Row::from(it.clone())));)*
                rows.extend(self.others.values().cloned());
                rows
            }

            fn all_links(&self) -> Links {
                let mut links = Links::default();
                $(self.$field.live().for_each(|it| links.push(it.record()));)*
                links.sort();
                links
            }

            /// Every row of a kind whose key lies from `from` to before `to`, in order of the keys: what a page holds.
            pub fn range(&self, kind: Kind, from: uuid::Uuid, to: Option<uuid::Uuid>) -> Vec<Row> {
                let mut rows: Vec<Row> = match kind {
                    $(Kind::$kind => self.$field.range(from, to).into_iter().map(|it| it.clone().into()).collect(),)*
                };
                let is_within = |it: uuid::Uuid| it >= from && to.is_none_or(|to| it < to);
                let others = self.others.iter().filter(|(key, _)| match key {
                    Key::Record(id) => id.kind == kind && is_within(id.uuid),
                    Key::Other(_) => false,
                });
                let records = rows.len();
                rows.extend(others.map(|it| it.1.clone()));
                if rows.len() > records {
                    crate::order::sort_by_cached_key(&mut rows, Row::key);
                }
                rows
            }

            /// How many rows say something newer than a stamp.
            pub(crate) fn changed_after(&self, stamp: Stamp) -> usize {
                // So it is when a backup has just been saved, and then nobody shall wait for all to be looked at.
                if self.newest <= stamp {
                    return 0;
                }
                let mut changed = self.others().filter(|it| it.newest() > stamp).count();
                $(changed += self.$field.iter().filter(|it| it.stamps().newest() > stamp).count();)*
                changed
            }

            /// How many records of a kind there are, without those in the trash.
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    $(Kind::$kind => self.$field.len() - self.$field.trashed(),)*
                }
            }

            /// Whether anything lies in the trash.
            pub(crate) fn has_trash(&self) -> bool {
                $(self.$field.trashed() > 0)||*
            }

            fn put(&mut self, row: &Row) {
                match row {
                    $(Row::$kind(it) => self.$field.put(it.clone()),)*
                    Row::Sealed(_) | Row::Purged(..) => {
                        self.others.insert(row.key(), row.clone());
                    }
                }
            }

            fn take(&mut self, row: &Row) {
                match row {
                    $(Row::$kind(it) => self.$field.take(it.id()),)*
                    Row::Sealed(_) | Row::Purged(..) => {
                        self.others.remove(&row.key());
                    }
                }
            }
        }

        $(impl Kept for $kind {
            fn table(book: &Book) -> &Table<$kind> {
                &book.$field
            }
        })*
    };
}

/// A kind that has a table in the Book.
pub trait Kept: Record {
    /// Its table.
    fn table(book: &Book) -> &Table<Self>;
}

book!(
    Settings settings, Rep reps, Source sources, Reason reasons, Status statuses, Criterion criteria, Tag tags,
    Pipeline pipelines, Stage stages, Company companies, Contact contacts, Lead leads, Deal deals, Task tasks,
    Activity activities
);

impl Default for Book {
    fn default() -> Book {
        Book::new()
    }
}

impl Book {
    /// A Book that holds what every copy of the data begins with: the lists and the pipeline of `defaults`.
    pub fn new() -> Book {
        let mut book = Book::blank();
        book.load(&defaults::rows());
        book.finish();
        book
    }

    /// The table of a kind.
    pub fn table<T: Kept>(&self) -> &Table<T> {
        T::table(self)
    }

    /// The record with this id, also if it lies in the trash.
    pub fn get<T: Kept>(&self, id: Id<T>) -> Option<&Arc<Stamped<T>>> {
        T::table(self).get(id)
    }

    /// The record with this id, if it does not lie in the trash.
    pub fn live<T: Kept>(&self, id: Id<T>) -> Option<&Arc<Stamped<T>>> {
        self.get(id).filter(|it| !it.common().is_trashed())
    }

    /// The columns of all boards.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Which records belong to which.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// What this version cannot read, and what was deleted for good.
    pub fn others(&self) -> impl Iterator<Item = &Row> {
        self.others.values()
    }

    /// The newest stamp of all.
    pub fn newest(&self) -> Stamp {
        self.newest
    }

    /// Takes rows as they were stored; [`Book::finish`] must follow before anything is read.
    pub fn load(&mut self, rows: &[Row]) {
        for row in rows {
            self.set(&row.key(), Some(row));
        }
    }

    /// Takes an entry as the journal remembers it, over rows that may be as new already; [`Book::finish`] must follow.
    ///
    /// Entries hold whole records, so replaying one over a newer page ends the same, once all that follow are replayed too.
    pub fn replay(&mut self, entry: &Journaled) {
        for past in &entry.past {
            let Past::Edit(edit) = past else { continue };
            if let Some(key) = edit.key() {
                self.set(&key, edit.after.as_ref());
            }
        }
    }

    fn set(&mut self, key: &Key, row: Option<&Row>) {
        if row.is_some_and(|it| it.stamps().is_some()) {
            // Another version of it gives its place away by itself.
            self.others.remove(key);
        } else if let Some(old) = self.row(key) {
            self.take(&old);
        }
        if let Some(row) = row {
            self.put(row);
            self.see(row);
        }
    }

    /// Builds the indexes over what was loaded.
    pub fn finish(&mut self) {
        let (columns, links) = self.indexes();
        self.columns = columns;
        self.links = links;
    }

    fn indexes(&self) -> (Columns, Links) {
        let mut columns = Columns::default();
        for deal in self.deals.iter() {
            columns.push(deal, self.place(deal));
        }
        columns.sort();
        (columns, self.all_links())
    }

    fn see(&mut self, row: &Row) {
        self.newest = self.newest.max(row.newest());
    }

    /// Where the board shows a deal.
    pub fn place(&self, deal: &Deal) -> Place {
        Place::of(deal, self.stages.get(deal.stage).map(|it| it.pipeline))
    }

    /// Whether every index is as one built from scratch. For tests.
    #[doc(hidden)]
    pub fn is_sound(&self) -> bool {
        let (columns, links) = self.indexes();
        self.columns == columns && self.links == links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::Change,
        record::Source,
        testing::{board, line},
        wire::read_line,
    };

    #[test]
    fn what_is_loaded_takes_the_place_of_what_is_there_whatever_it_is() {
        let book = Book::new();
        let source = book.table::<Source>().iter().next().expect("there are defaults").clone();
        let known = line(&source.clone().into());
        let sealed = read_line(&known.replacen("\"v\":1", "\"v\":9", 1));
        let mut loaded = Book::new();
        loaded.load(std::slice::from_ref(&sealed));
        loaded.finish();
        assert_eq!(loaded.get(source.id), None, "a newer one hides the default");
        assert_eq!(loaded.rows().iter().filter(|it| it.key() == sealed.key()).count(), 1);
        loaded.load(&[source.clone().into()]);
        assert_eq!((loaded.get(source.id), loaded.others().count()), (Some(&source), 0));
    }

    #[test]
    fn a_misfit_names_the_record() {
        let mut book = board::parse("Negotiation: acme");
        let acme = book.get(board::deal("acme")).expect("it is there").clone();
        let change = Change::update(&acme, Deal { name: "Acme".into(), ..acme.record().clone() });
        book.apply(&change).expect("it fits once");
        let misfit = book.apply(&change).expect_err("and not twice");
        assert_eq!(misfit.0, Key::Record(acme.id.into()));
        assert!(misfit.to_string().ends_with("is not as the change expects it to be"));
    }

    #[test]
    fn a_page_is_a_range_of_one_kind_in_order() {
        let book = board::parse("Negotiation: acme bolt zen");
        let from = board::deal("b").uuid();
        let names = |rows: Vec<Row>| -> Vec<String> {
            rows.iter().filter_map(|it| it.get::<Deal>()).map(|it| it.name.to_string()).collect()
        };
        assert_eq!(names(book.range(Kind::Deal, from, None)), ["bolt", "zen"]);
        assert_eq!(names(book.range(Kind::Deal, from, Some(board::deal("zen").uuid()))), ["bolt"]);
    }
}
