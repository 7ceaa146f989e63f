//! A table: records by id, in the order in which they came.

use crate::{record::Record, row::Stamped, value::Id};
use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};
use uuid::Uuid;

/// A map by id, with a quick hash: whoever chose ids that collide would only slow down their own page.
pub(crate) type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// A set of ids, with the same hash.
pub(crate) type IdSet<K> = HashSet<K, BuildHasherDefault<IdHasher>>;

/// Mixes all it is given: ids need not be random, because an import may bring any that someone has counted up.
#[derive(Default)]
pub(crate) struct IdHasher(u64);

impl IdHasher {
    /// Odd, with bits in no pattern: 2^64 divided by the golden ratio.
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
}

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        // A product is well mixed at its high end, and a table looks at the low one.
        let folded = (self.0 ^ self.0 >> 32).wrapping_mul(IdHasher::GOLDEN);
        folded ^ folded >> 29
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_be_bytes(word));
        }
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(IdHasher::GOLDEN);
    }
    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }
}

/// Records of one kind: slots, and the slot of each id.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<Arc<Stamped<T>>>,
    slots: IdMap<Id<T>, u32>,
    trashed: usize,
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table { rows: Vec::new(), slots: HashMap::default(), trashed: 0 }
    }
}

/// Compiled once for all kinds.
fn in_order(slots: &mut [(u128, u32)]) {
    slots.sort_unstable();
}

impl<T: Record> Table<T> {
    /// The record with this id, also if it lies in the trash.
    pub fn get(&self, id: Id<T>) -> Option<&Arc<Stamped<T>>> {
        self.slots.get(&id).map(|slot| &self.rows[*slot as usize])
    }

    /// Every record, also those in the trash. The order is that in which they came, until one is taken out.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Stamped<T>>> + ExactSizeIterator {
        self.rows.iter()
    }

    /// Every record that does not lie in the trash.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Arc<Stamped<T>>> {
        self.rows.iter().filter(|it| !it.common().is_trashed())
    }

    /// Every record whose id lies from `from` to before `to`, also those in the trash, in order of the ids.
    ///
    /// Only ids are looked at until one lies there: they stand side by side, and records do not.
    pub(super) fn range(&self, from: Uuid, to: Option<Uuid>) -> Vec<&Arc<Stamped<T>>> {
        let (from, to) = (from.as_u128(), to.map(|it| it.as_u128()));
        let slots = self.slots.iter().map(|(id, slot)| (id.uuid().as_u128(), *slot));
        let mut found: Vec<(u128, u32)> =
            slots.filter(|it| it.0 >= from && to.is_none_or(|to| it.0 < to)).collect();
        in_order(&mut found);
        found.into_iter().map(|it| &self.rows[it.1 as usize]).collect()
    }

    /// How many records there are, also in the trash.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of them lie in the trash.
    pub fn trashed(&self) -> usize {
        self.trashed
    }

    pub(super) fn put(&mut self, row: Arc<Stamped<T>>) {
        self.trashed += usize::from(row.common().is_trashed());
        match self.slots.entry(row.id()) {
            Entry::Occupied(slot) => {
                let old = std::mem::replace(&mut self.rows[*slot.get() as usize], row);
                self.trashed -= usize::from(old.common().is_trashed());
            }
            Entry::Vacant(slot) => {
                slot.insert(u32::try_from(self.rows.len()).expect("a page cannot hold four billion records"));
                self.rows.push(row);
            }
        }
    }

    pub(super) fn take(&mut self, id: Id<T>) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let old = self.rows.swap_remove(slot as usize);
        self.trashed -= usize::from(old.common().is_trashed());
        if let Some(moved) = self.rows.get(slot as usize) {
            self.slots.insert(moved.id(), slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, hash::BuildHasher};

    #[test]
    fn ids_that_were_counted_up_anywhere_in_their_digits_do_not_collide() {
        let hasher = BuildHasherDefault::<IdHasher>::default();
        for shift in (0..=96).step_by(4) {
            let buckets: BTreeSet<u64> = (0..10_000_u128)
                .map(|number| {
                    hasher.hash_one(Id::<crate::record::Deal>::fixed(0x5a7c << 112 | number << shift))
                })
                .map(|hash| hash & 0x3_ffff)
                .collect();
            assert!(buckets.len() > 9_500, "at digit {}: {} buckets", shift / 4, buckets.len());
        }
    }
}
