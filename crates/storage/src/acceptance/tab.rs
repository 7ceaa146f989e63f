//! A tab, as far as a store can see it: a handle, a Book, and the revision it stands at.

use crate::{Batch, Course, Store, StoreError, Unasked};
use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    defaults,
    entry::{Entry, Head, Label, Revision, Verb},
    record::{Deal, Record},
    row::Row,
    value::{Id, Node, Stamp, Text, Timestamp},
};

/// A moment in 2026.
pub(super) const NOW: i64 = 1_790_000_000_000;

pub(super) struct Tab<S> {
    pub(super) store: S,
    pub(super) book: Book,
    pub(super) revision: Revision,
    /// The clock.
    pub(super) now: i64,
    /// How many entries the last load had to replay.
    pub(super) replayed: usize,
    name: Text,
    node: Node,
}

impl<S: Store> Tab<S> {
    /// Opens a tab and loads.
    pub(super) async fn open(store: S, name: &str) -> Tab<S> {
        let (book, revision, node) = (Book::new(), Revision::default(), Node::default());
        let mut tab = Tab { store, book, revision, now: NOW, replayed: 0, name: name.into(), node };
        tab.load().await;
        tab
    }

    pub(super) async fn load(&mut self) {
        let (mut book, mut replayed) = (Book::new(), 0);
        let mut take = |batch| match batch {
            Batch::Rows(rows) => book.load(&rows),
            Batch::Entry(entry) => {
                replayed += 1;
                book.replay(&entry);
            }
        };
        let loaded = self.store.load(&mut take).await.expect("a sound store loads");
        book.finish();
        assert!(book.is_sound(), "the indexes over what was loaded");
        (self.book, self.revision, self.node, self.replayed) = (book, loaded.revision, loaded.node, replayed);
    }

    /// What a change becomes in this tab, now.
    pub(super) fn entry(&self, change: Change) -> Entry {
        let head = Head {
            stamp: Stamp::next(Timestamp(self.now), self.book.newest(), self.node),
            by: None,
            tab: self.name.clone(),
            label: Label::of(Verb::Edited, "something"),
            undoes: None,
            given: false,
        };
        Entry::new(head, change)
    }

    pub(super) async fn try_to_write(&mut self, entry: &Entry) -> Result<Revision, StoreError> {
        self.try_to_write_on(entry, &Unasked).await
    }

    /// The same on a course.
    pub(super) async fn try_to_write_on(
        &mut self,
        entry: &Entry,
        course: &dyn Course,
    ) -> Result<Revision, StoreError> {
        let revision = self.store.commit(self.revision, entry, &self.book, course).await?;
        self.book.apply(&entry.change).expect("the entry was made for this book");
        self.revision = revision;
        Ok(revision)
    }

    pub(super) async fn write(&mut self, change: Change) -> Entry {
        let entry = self.entry(change);
        let before = self.revision;
        assert_eq!(self.try_to_write(&entry).await, Ok(before.next()));
        entry
    }

    /// Learns what other tabs wrote.
    pub(super) async fn catch_up(&mut self) {
        let Some(entries) = self.store.since(self.revision).await.expect("a sound store tells") else {
            return self.load().await;
        };
        for (revision, entry) in entries {
            assert_eq!(revision, self.revision.next());
            let change = entry.into_change().expect("no large entry is told");
            self.book.apply(&change).expect("entries are told in order");
            self.revision = revision;
        }
    }

    /// One fold; whether there is more to do.
    pub(super) async fn fold(&self) -> bool {
        self.store.fold(self.revision, &self.book).await.expect("a sound store folds")
    }

    /// Folds until there is nothing to do; how many folds that took.
    pub(super) async fn tidy(&self) -> usize {
        let mut folds = 1;
        while self.fold().await {
            folds += 1;
            assert!(folds < 10_000, "folding comes to an end");
        }
        folds
    }
}

/// Opens a tab and expects it to find this Book.
pub(super) async fn find<S: Store>(open: &impl AsyncFn() -> S, book: &Book) -> Tab<S> {
    let tab = Tab::open(open().await, "finder").await;
    expect_same(&tab.book, book);
    tab
}

pub(super) fn expect_same(found: &Book, expected: &Book) {
    let sorted = |book: &Book| {
        let mut rows = book.rows();
        rows.sort_by_cached_key(Row::key);
        rows
    };
    let (found, expected) = (sorted(found), sorted(expected));
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len(), "records");
}

pub(super) fn id(number: u64) -> Id<Deal> {
    Id::fixed(0x0192_f0c1_7d2a_7000_8000_0000_0000_0000 + u128::from(number))
}

/// A deal of so many bytes, roughly.
pub(super) fn deal(number: u64, bytes: usize) -> Deal {
    let name = format!("Deal {number}").as_str().into();
    Deal { name, stage: defaults::QUALIFIED_TO_BUY, requirements: text(bytes), ..Deal::blank(id(number)) }
}

/// A text of so many bytes in which a character is one, two, three or four of them.
pub(super) fn text(bytes: usize) -> Text {
    let mut text = "aé€𝄞\n\"".repeat(bytes / 12);
    text.push_str(&"z".repeat(bytes % 12));
    text.as_str().into()
}

/// New deals of so many bytes.
pub(super) fn births(numbers: impl IntoIterator<Item = u64>, bytes: usize) -> Change {
    let birth = |number| Edit { before: None, after: Some(deal(number, bytes).into()) };
    Change::new(numbers.into_iter().map(birth), Stamping::Fresh)
}

/// Another name for a deal that is there.
pub(super) fn rename(book: &Book, number: u64, name: &str) -> Change {
    let before = book.get(id(number)).expect("the deal is there");
    Change::update(before, Deal { name: name.into(), ..Deal::clone(before) })
}

/// A deal is no more.
pub(super) fn removal(book: &Book, number: u64) -> Change {
    let before = book.get(id(number)).expect("the deal is there");
    Change::new([Edit { before: Some(before.clone().into()), after: None }], Stamping::Fresh)
}
