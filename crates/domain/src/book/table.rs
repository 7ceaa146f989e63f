//! A table: records by id, in the order in which they came.

use crate::{record::Record, row::Stamped, value::Id};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

/// A map by id. UUIDs are random enough that their last bytes are their own hash.
pub(crate) type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// Takes the last eight bytes it is given, mixed with what came before.
#[derive(Default)]
pub(crate) struct IdHasher(u64);
impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
    fn write(&mut self, bytes: &[u8]) {
        let mut last = [0; 8];
        let tail = &bytes[bytes.len().saturating_sub(8)..];
        last[..tail.len()].copy_from_slice(tail);
        self.0 = self.0.rotate_left(5) ^ u64::from_le_bytes(last);
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
        if let Some(&slot) = self.slots.get(&row.id()) {
            let old = std::mem::replace(&mut self.rows[slot as usize], row);
            self.trashed -= usize::from(old.common().is_trashed());
        } else {
            let slot = u32::try_from(self.rows.len()).expect("a page cannot hold four billion records");
            self.slots.insert(row.id(), slot);
            self.rows.push(row);
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
