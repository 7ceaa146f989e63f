//! What happened, as data.
//!
//! A [`Change`] is a set of edits, at most one per record. An edit is the record before and the
//! record after: nothing before is a birth, nothing after is a death. That is the whole idea, and
//! the rest of the house stands on it. The store writes changes, tabs read each other's, undo runs
//! them backwards, and an import is a large one.
//!
//! # Laws
//!
//! For every book `b` and every change `c` that fits it (`docs/spec.md`):
//!
//! - C1. Applying `c` and then `c.inverse()` gives the same values again.
//! - C2. `c.inverse().inverse() == c`.
//! - C3. `squash([c, d])` does to `b` what `c` and then `d` do.
//! - C4. A change that does not fit is refused whole; no edit of it is applied.
//!
//! # What is not here
//!
//! No reasons (see [`crate::command`]), no time and no author (see [`crate::entry`]), and no bytes
//! (see [`crate::wire`]).

use crate::row::{Key, Row, Stamped, Unrow};
use std::sync::Arc;

/// One record before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The record as it was; none if it is new.
    pub before: Option<Row>,
    /// The record as it is; none if it is gone.
    pub after: Option<Row>,
}

impl Edit {
    /// Which record.
    pub fn key(&self) -> Option<Key> {
        self.after.as_ref().or(self.before.as_ref()).map(Row::key)
    }

    /// The record that it makes, if there was none.
    pub fn birth(&self) -> Option<&Row> {
        self.after.as_ref().filter(|_| self.before.is_none())
    }
}

/// Whose stamps the records after a change carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stamping {
    /// They get one fresh stamp when the change becomes an entry.
    #[default]
    Fresh,
    /// They bring their own: a merge, or the undoing of one.
    Given,
}

/// Edits in order of their keys, so that lists come before what refers to them. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    edits: Arc<Vec<Edit>>,
    stamping: Stamping,
}

impl Change {
    /// Nothing happens.
    pub fn none() -> Change {
        Change::default()
    }

    /// These edits, of which those that change nothing are left out. Two edits of one record become one.
    pub fn new(edits: impl IntoIterator<Item = Edit>, stamping: Stamping) -> Change {
        // A plan has many thousands, each somewhere else in the memory: the key of each is looked up once.
        let mut edits: Vec<(Key, Edit)> = edits.into_iter().filter_map(|it| Some((it.key()?, it))).collect();
        if !edits.is_sorted_by(|a, b| a.0 < b.0) {
            edits = joined(edits);
        }
        let edits = edits.into_iter().map(|it| it.1).filter(|it| it.before != it.after);
        Change { edits: Arc::new(edits.collect()), stamping }
    }

    /// A new record.
    pub fn birth(record: impl Into<Row>) -> Change {
        Change::new([Edit { before: None, after: Some(record.into()) }], Stamping::Fresh)
    }

    /// Another version of a record that is there. Its stamps and the registers this version does not know are kept.
    pub fn update<T: Unrow>(before: &Arc<Stamped<T>>, after: T) -> Change
    where
        Row: From<Arc<Stamped<T>>>,
    {
        let after = Arc::new(before.with(after));
        let edit = Edit { before: Some(before.clone().into()), after: Some(after.into()) };
        Change::new([edit], Stamping::Fresh)
    }

    /// This and then that, as one change.
    #[must_use]
    pub fn and(self, then: Change) -> Change {
        Change::squash([self, then])
    }

    /// Several changes, one after the other, as one (C3). One that brings its own stamps makes the whole bring them.
    pub fn squash(changes: impl IntoIterator<Item = Change>) -> Change {
        let mut changes = changes.into_iter().filter(|it| !it.is_empty() || it.stamping == Stamping::Given);
        let (Some(first), second) = (changes.next(), changes.next()) else { return Change::none() };
        let Some(second) = second else { return first };
        let mut stamping = Stamping::Fresh;
        let mut edits = Vec::new();
        for change in [first, second].into_iter().chain(changes) {
            if change.stamping == Stamping::Given {
                stamping = Stamping::Given;
            }
            edits.extend(Arc::unwrap_or_clone(change.edits));
        }
        Change::new(edits, stamping)
    }

    /// Changes of different records, as one. Where two change the same record they say the same.
    pub(crate) fn beside(changes: Vec<Change>) -> Change {
        let stamping = changes.iter().find(|it| !it.is_empty()).map(|it| it.stamping).unwrap_or_default();
        let edits = changes.into_iter().flat_map(|it| Arc::unwrap_or_clone(it.edits));
        let mut edits: Vec<Edit> = edits.collect();
        // Parts of one command mostly come in order.
        if !edits.is_sorted_by(|a, b| a.key() < b.key()) {
            crate::order::sort_by(&mut edits, |a, b| a.key().cmp(&b.key()));
            edits.dedup_by(|a, b| a.key() == b.key());
        }
        Change { edits: Arc::new(edits), stamping }
    }

    /// What takes this back (C1, C2).
    #[must_use]
    pub fn inverse(&self) -> Change {
        let back = |it: &Edit| Edit { before: it.after.clone(), after: it.before.clone() };
        Change { edits: Arc::new(self.edits.iter().map(back).collect()), stamping: self.stamping }
    }

    /// The edits, in order of their keys.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// What happens to one record.
    pub fn edit(&self, key: &Key) -> Option<&Edit> {
        let at = self.edits.binary_search_by(|it| it.key().as_ref().cmp(&Some(key))).ok()?;
        self.edits.get(at)
    }

    /// The same change in parts of so many edits: one after the other they do what it does.
    pub fn parts(&self, size: usize) -> impl Iterator<Item = Change> {
        (0..self.len().div_ceil(size)).map(move |nth| self.part(nth, size))
    }

    /// One of these parts; nothing happens behind the last.
    pub(crate) fn part(&self, nth: usize, size: usize) -> Change {
        let edits = self.edits.chunks(size).nth(nth).unwrap_or_default();
        Change { edits: Arc::new(edits.to_vec()), stamping: self.stamping }
    }

    /// Lets go of the last edits, so many at a time: to free thousands of records takes longer than a page may stand
    /// still. Answers whether there are others; of a change that is shared nothing is freed.
    pub fn let_go(&mut self, count: usize) -> bool {
        let Some(edits) = Arc::get_mut(&mut self.edits) else { return false };
        edits.truncate(edits.len().saturating_sub(count));
        !edits.is_empty()
    }

    /// The same change without what happens to one record.
    #[must_use]
    pub(crate) fn without(mut self, key: &Key) -> Change {
        Arc::make_mut(&mut self.edits).retain(|it| it.key().as_ref() != Some(key));
        self
    }

    pub(crate) fn edits_mut(&mut self) -> &mut [Edit] {
        Arc::make_mut(&mut self.edits).as_mut_slice()
    }

    /// Whose stamps it carries.
    pub fn stamping(&self) -> Stamping {
        self.stamping
    }

    /// Whether nothing happens.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// How many records it touches.
    pub fn len(&self) -> usize {
        self.edits.len()
    }
}

/// Edits in order of their keys, of which two of one record are one.
fn joined(mut edits: Vec<(Key, Edit)>) -> Vec<(Key, Edit)> {
    // Those of one record stay in the order in which they came.
    crate::order::sort_by(&mut edits, |a, b| a.0.cmp(&b.0));
    edits.dedup_by(|next, first| {
        let is_one = next.0 == first.0;
        if is_one {
            first.1.after = next.1.after.take();
        }
        is_one
    });
    edits
}
