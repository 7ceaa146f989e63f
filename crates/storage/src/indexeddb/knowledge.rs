//! What a handle remembers of the database, so that a fold need not read the journal.

use super::layout::{Layout, Run};
use domain::{entry::Revision, row::Key};
use std::collections::{BTreeMap, BTreeSet};

/// Which records wait to be folded, and where pages lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Knowledge {
    /// Up to where in the journal this is known.
    pub(super) known: Revision,
    /// The records that entries touched since they were folded last, and the last of these entries.
    dirty: BTreeMap<Key, Revision>,
    /// What was found where it does not belong, as after damage, and the pages where it was found. A page loses what
    /// was found there as soon as it is rewritten, so they are all rewritten together.
    strays: BTreeSet<Key>,
    /// The pages.
    pub(super) layout: Layout,
}

impl Knowledge {
    /// Of a database with these pages.
    pub(super) fn new(layout: Layout) -> Knowledge {
        Knowledge { layout, ..Knowledge::default() }
    }

    /// These do not lie where they belong, or there something does not belong.
    pub(super) fn find(&mut self, strays: BTreeSet<Key>) {
        self.strays = strays;
    }

    /// An entry touched these records.
    pub(super) fn learn(&mut self, revision: Revision, keys: impl IntoIterator<Item = Key>) {
        self.known = self.known.max(revision);
        self.dirty.extend(keys.into_iter().map(|it| (it, revision)));
    }

    /// Everything up to here lies in pages, whoever put it there.
    pub(super) fn forget(&mut self, folded: Revision) {
        self.dirty.retain(|_, it| *it > folded);
    }

    /// Whether nothing waits.
    pub(super) fn is_tidy(&self) -> bool {
        self.dirty.is_empty() && self.strays.is_empty()
    }

    /// All that waits.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Key> {
        self.strays.iter().chain(self.dirty.keys())
    }

    /// The pages to rewrite next: those of the strays together, or else a few.
    pub(super) fn next_runs(&self, layout: &Layout, limit: usize) -> Vec<Run> {
        if self.strays.is_empty() {
            layout.runs(self.dirty.keys().cloned(), limit)
        } else {
            layout.runs(self.strays.iter().cloned(), usize::MAX)
        }
    }

    /// These pages were written as of a revision.
    pub(super) fn put_away(&mut self, runs: &[Run], revision: Revision) {
        let is_here = |key: &Key| runs.iter().any(|it| it.holds(key));
        self.dirty.retain(|key, touched| *touched > revision || !is_here(key));
        self.strays.retain(|it| !is_here(it));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{record::Deal, value::Id};

    fn key(number: u128) -> Key {
        Key::Record(Id::<Deal>::fixed(number).into())
    }

    fn knowledge() -> Knowledge {
        let layout = Layout::new(1, [0, 10, 20].map(key));
        let mut it = Knowledge::new(layout);
        it.learn(Revision(1), [5, 15].map(key));
        it.learn(Revision(2), [25].map(key));
        it
    }

    #[test]
    fn what_was_touched_waits_until_its_page_is_written() {
        let mut it = knowledge();
        let runs = it.next_runs(&it.layout, 2);
        assert_eq!(runs, [Run { from: key(0), to: Some(key(20)) }]);
        it.put_away(&runs, Revision(2));
        assert_eq!(it.waiting().cloned().collect::<Vec<_>>(), [key(25)]);
        it.put_away(&it.next_runs(&it.layout, 2), Revision(2));
        assert!(it.is_tidy());
    }

    #[test]
    fn what_was_touched_while_its_page_was_written_waits_again() {
        let mut it = knowledge();
        let runs = it.next_runs(&it.layout, 9);
        it.learn(Revision(3), [key(15)]);
        it.put_away(&runs, Revision(2));
        assert_eq!(it.waiting().cloned().collect::<Vec<_>>(), [key(15)]);
    }

    #[test]
    fn what_another_tab_has_folded_does_not_wait() {
        let mut it = knowledge();
        it.forget(Revision(1));
        assert_eq!(it.waiting().cloned().collect::<Vec<_>>(), [key(25)]);
    }

    #[test]
    fn strays_are_put_away_together() {
        let mut it = knowledge();
        it.find(BTreeSet::from([key(0), Key::Other("damage".into())]));
        let runs = it.next_runs(&it.layout, 1);
        let expected =
            [Run { from: key(0), to: Some(key(10)) }, Run { from: Key::Other("".into()), to: None }];
        assert_eq!(runs, expected);
        it.put_away(&runs, Revision(2));
        assert_eq!(it.waiting().cloned().collect::<Vec<_>>(), [key(15), key(25)]);
    }
}
