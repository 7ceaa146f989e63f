//! The store in a browser: IndexedDB, by a thin layer of our own.
//!
//! # What lies where
//!
//! A database has three object stores.
//!
//! - `meta` has one record of the Book, `state`: the revision, up to where entries lie in pages, and which copy of the
//!   data it is, and what is still to be struck out of the journal. Beside it lie the drafts of forms, under `draft:` and a name.
//! - `journal` has what happened, under `[revision, part]`. Part nought is the head of an entry; the others are the
//!   rest of its text, cut into values. The line end between head and rest stands in neither: who joins them adds it.
//! - `pages` has what is, under `[kind, lowest id, part]`: lines of records, in order of their ids.
//!
//! Texts are UTF-8 bytes, of which a value holds at most 60 KB, squeezed where that is worth it. A load reads the pages and
//! replays the entries that came after them; [`Store::fold`] brings pages up to date when there is time. Entries hold whole
//! records, so replaying one over a page that is newer ends the same, and a crash between any two transactions costs nothing.
//!
//! # Why by hand
//!
//! What a user's data hangs on is told by a browser in small print: that a damaged database was thrown away, that an
//! abort was for lack of space, that a connection was closed. The wrappers hide one or the other.
//!
//! # What is not here
//!
//! No form of a record (`domain::wire`), and no JavaScript value leaves this module.

mod beside;
mod commit;
mod connection;
mod fault;
mod fold;
mod history;
mod journal;
mod knowledge;
mod layout;
mod load;
mod open;
mod pace;
mod packing;
mod request;
mod state;
mod strike;
mod transaction;
mod value;

use crate::{Batch, Course, Loaded, Retention, Store, StoreError, Told};
use connection::Connection;
use domain::{
    book::Book,
    entry::{Entry, Head, Revision},
    row::Key,
    value::{Node, RecordId},
    wire::{self, Journaled},
};
use fault::Failure;
use knowledge::Knowledge;
use layout::{Layout, Run};
use state::State;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use transaction::{Mode, Transaction};

/// What happens to a store while nobody asks anything of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// A newer version of the app took the database over. This tab cannot write any more.
    Superseded,
    /// The browser closed the database, or another tab deletes it.
    Closed,
    /// Opening waits for another tab, which holds an older version. It goes on by itself when that tab is closed.
    Blocked,
}

type Listener = Rc<dyn Fn(StoreEvent)>;

/// A store that was opened.
pub struct Opened {
    /// The store.
    pub store: IndexedDbStore,
    /// It was made just now: this is a first visit, or the browser has lost everything.
    pub is_new: bool,
    /// The browser found it damaged and threw everything away; in its words. No other sign is given.
    pub data_loss: Option<String>,
}

/// A store in IndexedDB.
pub struct IndexedDbStore {
    name: String,
    tell: Listener,
    retention: Retention,
    connection: RefCell<Option<Rc<Connection>>>,
    is_superseded: Rc<Cell<bool>>,
    /// Which copy of the data it is, once that was read.
    node: Cell<Option<u32>>,
    /// What is remembered of the database, once that was loaded.
    knowledge: RefCell<Option<Knowledge>>,
}

impl IndexedDbStore {
    /// Opens the database of this name, or makes it, as the copy `fresh`, which should be random.
    ///
    /// Waits while another tab holds an older version, and tells so at once. `tell` is called from then on, too.
    pub async fn open(
        name: &str,
        fresh: Node,
        tell: impl Fn(StoreEvent) + 'static,
    ) -> Result<Opened, StoreError> {
        IndexedDbStore::open_with(name, fresh, Retention::default(), tell).await
    }

    /// The same with a journal that keeps so much of the past.
    pub async fn open_with(
        name: &str,
        fresh: Node,
        retention: Retention,
        tell: impl Fn(StoreEvent) + 'static,
    ) -> Result<Opened, StoreError> {
        let store = IndexedDbStore {
            name: name.to_owned(),
            tell: Rc::new(tell),
            retention,
            connection: RefCell::default(),
            is_superseded: Rc::default(),
            node: Cell::default(),
            knowledge: RefCell::default(),
        };
        let (_, upgrade) = store.connect(Some(fresh)).await?;
        Ok(Opened { store, is_new: upgrade.is_new, data_loss: upgrade.data_loss })
    }

    /// Deletes the database of this name and everything in it. If another tab does not let go of it, that is
    /// [`StoreError::Blocked`], and it is deleted when that tab is closed.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        Ok(open::delete(name).await?)
    }

    async fn connect(&self, fresh: Option<Node>) -> Result<(Rc<Connection>, open::Upgrade), Failure> {
        let found = open::open(&self.name, wire::FORMAT, fresh, self.tell.clone()).await?;
        let connection = Rc::new(Connection::new(found.db, self.is_superseded.clone(), self.tell.clone()));
        *self.connection.borrow_mut() = Some(connection.clone());
        Ok((connection, found.upgrade))
    }

    /// Makes the database anew, as the same copy of the data: it goes on with what this page still has.
    async fn make_anew(&self) -> Result<(), Failure> {
        if self.is_superseded.get() {
            return Err(StoreError::Superseded.into());
        }
        self.disconnect();
        self.knowledge.take();
        self.connect(self.node.get().map(Node)).await.map(drop)
    }

    /// Gives the connection up; the next call opens another one.
    fn disconnect(&self) {
        self.connection.take();
    }

    /// Begins a transaction and reads where everything stands. If the connection turns out to be lost, it is opened
    /// once more.
    async fn enter(&self, stores: &[&str], mode: Mode) -> Result<(Transaction, State), Failure> {
        let mut entered = self.try_to_enter(stores, mode).await;
        if entered.as_ref().is_err_and(Failure::is_lost) {
            self.disconnect();
            entered = self.try_to_enter(stores, mode).await;
        }
        entered
    }

    async fn try_to_enter(&self, stores: &[&str], mode: Mode) -> Result<(Transaction, State), Failure> {
        if self.is_superseded.get() {
            return Err(StoreError::Superseded.into());
        }
        let held = self.connection.borrow().clone();
        let connection = match held {
            Some(it) => it,
            // It must be there: an empty one in its place would look as if everything had been saved.
            None => self.connect(None).await?.0,
        };
        let tx = connection.begin(stores, mode)?;
        let state = tx.state().await?;
        if self.node.get().is_some_and(|it| it != state.node) {
            return Err(StoreError::Closed.into()); // Another database was made in its place.
        }
        self.node.set(Some(state.node));
        Ok((tx, state))
    }

    /// What is remembered of the database as of a revision. It is read again if something was missed; nothing if the
    /// store does not stand there.
    async fn knowledge_at(&self, revision: Revision) -> Result<Option<Knowledge>, Failure> {
        let known = || self.knowledge.borrow().clone().filter(|it| it.known == revision);
        if let Some(known) = known() {
            return Ok(Some(known));
        }
        load::load(self, &mut |_| {}).await?;
        Ok(known())
    }

    /// Remembers which records entries touched. If one before was missed, nothing is remembered any more.
    fn learn(&self, entries: impl IntoIterator<Item = (Revision, impl IntoIterator<Item = Key>)>) {
        let mut knowledge = self.knowledge.borrow_mut();
        for (revision, keys) in entries {
            match &mut *knowledge {
                Some(it) if revision <= it.known => {}
                Some(it) if revision == it.known.next() => it.learn(revision, keys),
                _ => *knowledge = None,
            }
        }
    }

    /// Remembers that these pages were written as of a revision, up to where everything lies in pages, and how all lie.
    fn put_away(&self, runs: &[Run], revision: Revision, folded: Revision, layout: Layout) {
        if let Some(it) = &mut *self.knowledge.borrow_mut() {
            it.put_away(runs, revision);
            it.forget(folded);
            it.layout = layout;
        }
    }
}

impl Store for IndexedDbStore {
    async fn load(&self, take: &mut dyn FnMut(Batch)) -> Result<Loaded, StoreError> {
        Ok(load::load(self, take).await?)
    }

    async fn commit(
        &self,
        expected: Revision,
        entry: &Entry,
        book: &Book,
        course: &dyn Course,
    ) -> Result<Revision, StoreError> {
        Ok(commit::commit(self, expected, entry, book, course).await?)
    }

    async fn since(&self, revision: Revision) -> Result<Option<Vec<(Revision, Journaled)>>, StoreError> {
        Ok(journal::since(self, revision).await?)
    }

    async fn heads(&self, limit: usize) -> Result<Vec<(Revision, Head)>, StoreError> {
        Ok(journal::heads(self, limit).await?)
    }

    async fn entry(&self, revision: Revision, course: &dyn Course) -> Result<Option<Journaled>, StoreError> {
        Ok(journal::entry(self, revision, course).await?)
    }

    async fn history(
        &self,
        of: RecordId,
        before: Option<Revision>,
        limit: usize,
    ) -> Result<Told, StoreError> {
        Ok(history::history(self, of, before, limit).await?)
    }

    async fn fold(&self, expected: Revision, book: &Book) -> Result<bool, StoreError> {
        Ok(fold::fold(self, expected, book).await?)
    }

    async fn keep(&self, name: &str, text: Option<&str>) -> Result<(), StoreError> {
        Ok(beside::keep(self, name, text).await?)
    }

    async fn renew(&self) -> Result<(), StoreError> {
        Ok(self.make_anew().await?)
    }

    async fn kept(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(beside::kept(self).await?)
    }
}
