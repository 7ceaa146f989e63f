//! Records of one kind while an import is planned: those that are there and those that will be, found by keys.

use crate::{
    change::Edit,
    fnv,
    record::Record,
    row::{Row, Stamped},
};
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

/// Of many records under one key only so many are looked at, so that a file of nothing but the switchboard's number
/// takes no hours.
const LOOKED_AT: usize = 20;
/// In so many maps the keys of an import lie.
const MAPS: usize = 32;

/// Places by key, in the order in which they came.
#[derive(Default)]
pub(super) struct Index {
    /// The first and the last entry of the keys with one digest. There are many small maps, because one that held all would
    /// look at everything again whenever it grows, for longer than a page may stand still.
    ends: [HashMap<u64, (u32, u32)>; MAPS],
    entries: Vec<Place>,
}

/// A place under a key.
struct Place {
    key: String,
    at: u32,
    /// The entry after it. Keys that differ may have the same digest.
    next: Option<u32>,
}

impl Index {
    pub(super) fn add(&mut self, key: String, place: usize) {
        let digest = fnv::of(&key);
        let entry = number(self.entries.len());
        self.entries.push(Place { key, at: number(place), next: None });
        match self.ends[map_of(digest)].entry(digest) {
            Entry::Occupied(mut ends) => {
                let before = std::mem::replace(&mut ends.get_mut().1, entry);
                self.entries[before as usize].next = Some(entry);
            }
            Entry::Vacant(ends) => drop(ends.insert((entry, entry))),
        }
    }

    /// The keys, to be freed one by one.
    pub(super) fn leftovers(self) -> impl Iterator<Item = ()> {
        self.entries.into_iter().map(drop)
    }

    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = usize> {
        let digest = fnv::of(key);
        let entry = |it: u32| &self.entries[it as usize];
        let first = self.ends[map_of(digest)].get(&digest).map(|it| entry(it.0));
        let chain = std::iter::successors(first, move |it| it.next.map(entry));
        chain.filter(move |it| it.key == key).take(LOOKED_AT).map(|it| it.at as usize)
    }
}

/// In which map a digest is.
fn map_of(digest: u64) -> usize {
    usize::try_from(digest % MAPS as u64).unwrap_or_default()
}

/// A place in a list, of which there are less than there are bytes in the memory.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One record: as it is, and as it will be.
pub(super) struct Slot<T> {
    before: Option<Arc<Stamped<T>>>,
    now: Option<Arc<Stamped<T>>>,
    /// A row of the file is this record; else it was only named by one, or was there before.
    pub(super) is_taken: bool,
}

impl<T> Slot<T> {
    pub(super) fn get(&self) -> &T {
        let record = self.now.as_ref().or(self.before.as_ref());
        record.expect("a slot holds a record from the start").record()
    }

    /// Whether the record is made by this import.
    pub(super) fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// The record as it will be, to be written to: only of one that is made here.
    pub(super) fn new_mut(&mut self) -> Option<&mut T> {
        let now = self.now.as_mut().filter(|_| self.before.is_none())?;
        Arc::get_mut(now).map(|it| &mut it.record)
    }
}

/// Records of one kind.
pub(super) struct Shelf<T> {
    pub(super) slots: Vec<Slot<T>>,
    index: Index,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf { slots: Vec::new(), index: Index::default() }
    }
}

impl<T: Record> Shelf<T> {
    /// Takes a record that is there, and answers its place.
    pub(super) fn hold(&mut self, record: Arc<Stamped<T>>, keys: Vec<String>) -> usize {
        self.push(Slot { before: Some(record), now: None, is_taken: false }, keys)
    }

    /// Takes a record that will be, and answers its place.
    pub(super) fn make(&mut self, record: T, is_taken: bool, keys: Vec<String>) -> usize {
        self.push(Slot { before: None, now: Some(Arc::new(Stamped::unstamped(record))), is_taken }, keys)
    }

    fn push(&mut self, slot: Slot<T>, keys: Vec<String>) -> usize {
        self.slots.push(slot);
        let place = self.slots.len() - 1;
        for key in keys {
            self.index.add(key, place);
        }
        place
    }

    /// Makes a record findable by more keys.
    pub(super) fn name(&mut self, place: usize, keys: Vec<String>) {
        for key in keys {
            if !self.index.all(&key).any(|it| it == place) {
                self.index.add(key, place);
            }
        }
    }

    /// The first record under a key that fits.
    pub(super) fn find(&self, key: &str, fits: impl Fn(&Slot<T>) -> bool) -> Option<usize> {
        self.index.all(key).find(|it| fits(&self.slots[*it]))
    }

    /// The records under a key.
    pub(super) fn all(&self, key: &str) -> Vec<usize> {
        self.index.all(key).collect()
    }

    pub(super) fn get(&self, place: usize) -> &T {
        self.slots[place].get()
    }

    /// Puts another version in the place of a record, and answers whether it differs.
    pub(super) fn put(&mut self, place: usize, record: T) -> bool {
        let slot = &mut self.slots[place];
        let differs = *slot.get() != record;
        if differs {
            let (stamps, rest) =
                slot.before.as_ref().map(|it| (it.stamps.clone(), it.rest.clone())).unwrap_or_default();
            slot.now = Some(Arc::new(Stamped { record, stamps, rest }));
        }
        differs
    }

    /// Tells what is done to the next records, so many at most, of those that are made or changed. Answers whether there are
    /// no others.
    pub(super) fn tell(&mut self, count: usize, edits: &mut Vec<Edit>) -> bool
    where
        Row: From<Arc<Stamped<T>>>,
    {
        for it in self.slots.drain(..count.min(self.slots.len())) {
            if let Some(now) = it.now {
                edits.push(Edit { before: it.before.map(Row::from), after: Some(now.into()) });
            }
        }
        self.slots.is_empty()
    }

    /// What it was found with, to be freed one by one.
    pub(super) fn leftovers(self) -> impl Iterator<Item = ()> {
        self.index.leftovers()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_key_is_found_in_the_order_in_which_it_came() {
        let mut index = Index::default();
        for (place, key) in [(3, "a"), (1, "b"), (2, "a"), (9, "a")] {
            index.add(key.to_owned(), place);
        }
        assert_eq!(index.all("a").collect::<Vec<_>>(), [3, 2, 9]);
        assert_eq!(index.all("c").count(), 0);
    }

    #[test]
    fn keys_with_one_digest_are_told_apart() {
        let (one, other) = ("8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ");
        assert_eq!(fnv::of(one), fnv::of(other));
        let mut index = Index::default();
        for (place, key) in [(1, one), (2, other), (3, one)] {
            index.add(key.to_owned(), place);
        }
        assert_eq!(index.all(one).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(index.all(other).collect::<Vec<_>>(), [2]);
    }
}
