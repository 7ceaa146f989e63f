//! Which records belong to which: every link of a record, the other way round.

use super::IdMap;
use crate::{
    record::Record,
    row::Row,
    value::{Kind, RecordId},
};

/// For each record, the records that name it and do not lie in the trash, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links(IdMap<RecordId, Vec<RecordId>>);

impl Links {
    /// The records of one kind that name `id`, in order of their ids, which is that of their birth.
    pub fn to(&self, id: impl Into<RecordId>, kind: Kind) -> &[RecordId] {
        let Some(all) = self.0.get(&id.into()) else { return &[] };
        let from = all.partition_point(|it| it.kind < kind);
        let to = all.partition_point(|it| it.kind <= kind);
        &all[from..to]
    }

    /// Adds those of a record that does not lie in the trash; [`Links::sort`] must follow.
    pub(super) fn push<T: Record>(&mut self, record: &T) {
        let id = record.id().into();
        record.links(&mut |to| self.0.entry(to).or_default().push(id));
    }

    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    pub(super) fn sort(&mut self) {
        for list in self.0.values_mut() {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
    }

    pub(super) fn insert(&mut self, row: &Row) {
        let Some(id) = row.id().filter(|_| !row.is_trashed()) else { return };
        row.links(&mut |to| {
            let list = self.0.entry(to).or_default();
            if let Err(at) = list.binary_search(&id) {
                list.insert(at, id);
            }
        });
    }

    pub(super) fn remove(&mut self, row: &Row) {
        let Some(id) = row.id() else { return };
        row.links(&mut |to| {
            let Some(list) = self.0.get_mut(&to) else { return };
            if let Ok(at) = list.binary_search(&id) {
                list.remove(at);
            }
            if list.is_empty() {
                self.0.remove(&to);
            }
        });
    }
}
