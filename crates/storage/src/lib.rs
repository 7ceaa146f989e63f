//! Where the Book is kept: a port of a few verbs, and two stores that answer it.
//!
//! [`MemoryStore`] is the twin that tests trust, because the same acceptance suite runs on it and on
//! [`IndexedDbStore`] in a browser.
//!
//! # What each verb means
//!
//! is told by [`acceptance`], which every store must pass.
//!
//! # What is not here
//!
//! No decision about what is written (crate `desk`) and no form of a record (`domain::wire`).

pub mod acceptance;
mod course;
mod indexeddb;
mod memory;
mod retention;
mod sieve;
mod striker;

pub use course::{Course, Unasked};
pub use indexeddb::{IndexedDbStore, Opened, StoreEvent};
pub use memory::{Fault, Faults, MemoryStore, later};
pub use retention::Retention;

use domain::{
    book::Book,
    change::{Change, Edit},
    entry::{Entry, Head, Revision},
    row::{Key, Row},
    value::{Node, RecordId, Timestamp},
    wire::{Journaled, Past},
};
use thiserror::Error;

/// An entry of more edits than this can be called off while it is written. If more records than these come or go in it, it is
/// written to pages at once, and the journal only names the new ones.
pub const LARGE: usize = 1_000;
/// Up to so many that only change wait in the journal to be folded, as those of small entries do: they lie all over the pages
/// of their kind, and to write all of those takes twice as long.
const CHANGED: usize = 20_000;

/// Whether an entry is written to pages at once.
fn goes_to_pages(change: &Change) -> bool {
    let comes_or_goes = |it: &&Edit| it.before.is_none() || it.after.is_none();
    change.len() > CHANGED || change.edits().iter().filter(comes_or_goes).count() > LARGE
}

/// What a store says when it has handed over everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Where the journal stands.
    pub revision: Revision,
    /// Which copy of the data this is.
    pub node: Node,
}

/// A store of one Book. One thread, no `Send`: it lives inside the clerk's task and is never shared.
#[allow(async_fn_in_trait, reason = "never a public trait object; see above")]
pub trait Store {
    /// Hands over the whole Book, in the order in which it must be taken: rows of pages, then the entries that were
    /// written since. A row that comes twice replaces the one before.
    async fn load(&self, take: &mut dyn FnMut(Batch)) -> Result<Loaded, StoreError>;

    /// Writes one entry, if the store still stands at `expected`; all of it or none of it. `book` is the Book at
    /// `expected`; most large entries rewrite pages of it.
    ///
    /// Fails with [`StoreError::Conflict`] if another tab was first. An entry that is already written where it belongs
    /// is answered as written, so that one whose fate is not known can be committed again.
    ///
    /// A large entry is called off by its course, with [`StoreError::Cancelled`]. A small one is not asked about.
    async fn commit(
        &self,
        expected: Revision,
        entry: &Entry,
        book: &Book,
        course: &dyn Course,
    ) -> Result<Revision, StoreError>;

    /// What happened after `revision`, oldest first; `None` if that cannot be told entry by entry, because it is no
    /// longer remembered, it is too much, or a record of it was deleted for good. Then the Book must be loaded anew.
    async fn since(&self, revision: Revision) -> Result<Option<Vec<(Revision, Journaled)>>, StoreError>;

    /// The heads of the last entries, newest first, at most `limit`.
    async fn heads(&self, limit: usize) -> Result<Vec<(Revision, Head)>, StoreError>;

    /// One entry as the journal remembers it; `None` if it does not. Of one that takes long to read `course` is asked on
    /// the way; after a no it is [`StoreError::Cancelled`].
    async fn entry(&self, revision: Revision, course: &dyn Course) -> Result<Option<Journaled>, StoreError>;

    /// What happened to one record, newest first: at most `limit` entries, those before an entry or the last ones.
    ///
    /// One call looks through a stretch of the journal, so that it neither holds everything in memory nor keeps others
    /// waiting; the answer says where to go on.
    async fn history(&self, of: RecordId, before: Option<Revision>, limit: usize)
    -> Result<Told, StoreError>;

    /// Rewrites a few pages from `book`, which must stand at `expected`, so that the next load has less to replay; and
    /// strikes what was deleted for good out of a few entries, which keep its id.
    /// Answers whether there is more to do. A conflict is no error here: it answers true, and nothing was written.
    async fn fold(&self, expected: Revision, book: &Book) -> Result<bool, StoreError>;

    /// Keeps a text beside the Book under a name, or forgets it: what was typed and not yet sent. It is no part of the
    /// Book: no revision tells of it, and no backup holds it.
    async fn keep(&self, name: &str, text: Option<&str>) -> Result<(), StoreError>;

    /// Every text that is kept beside the Book with its name, in any order.
    async fn kept(&self) -> Result<Vec<(String, String)>, StoreError>;

    /// Makes the store anew, empty, where it was taken away while it was open. One that is there is left as it is.
    async fn renew(&self) -> Result<(), StoreError>;
}

/// What a journal tells of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The entries that touched it, newest first, each as far as it did.
    pub entries: Vec<(Revision, Journaled)>,
    /// Where to go on: before this entry. None once everything was looked through.
    pub next: Option<Revision>,
    /// When the first entry was written that is remembered, if there were others before it.
    pub since: Option<Timestamp>,
}

/// A piece of the Book on its way in.
#[derive(Clone, Debug)]
pub enum Batch {
    /// Rows of pages: each takes the place of what is there under its key.
    Rows(Vec<Row>),
    /// An entry of the journal, or a piece of a long one, to be applied after all pages.
    Entry(Journaled),
}

/// Which records an entry touched.
fn touched(entry: &Journaled) -> impl Iterator<Item = Key> {
    entry.past.iter().filter_map(Past::key)
}

/// Why a store could not do it. Each asks the user for something else.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// Another tab wrote first; catch up and decide again.
    #[error("another tab was first")]
    Conflict,
    /// It was called off before it was written.
    #[error("it was called off")]
    Cancelled,
    /// There is no storage here: a private mode, a sandbox, a setting.
    #[error("this browser gives no storage")]
    Absent,
    /// Another tab holds the database at an older version.
    #[error("another tab holds the database")]
    Blocked,
    /// A newer version of the app has taken the database over.
    #[error("a newer version is open in another tab")]
    Superseded,
    /// The database was written by a newer version than this one.
    #[error("the data was written by a newer version")]
    Newer,
    /// The browser gave no space.
    #[error("the browser gave no space")]
    Full,
    /// The browser closed the connection, and opening it again did not help.
    #[error("the browser closed the database")]
    Closed,
    /// What is stored cannot be read.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
    /// Anything else, as the browser told it.
    #[error("{0}")]
    Other(String),
}
