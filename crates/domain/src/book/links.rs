//! Which records belong to which: every link of a record, the other way round.

use super::{IdMap, IdSet, apply::Shift};
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

    fn push_row(&mut self, row: &Row) {
        if let Some(id) = row.id().filter(|_| !row.is_trashed()) {
            row.links(&mut |to| self.0.entry(to).or_default().push(id));
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    pub(super) fn sort(&mut self) {
        for list in self.0.values_mut() {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
    }

    /// Takes the links of rows out and puts those of others in.
    pub(super) fn shift(&mut self, rows: Shift<&Row>) {
        if rows.is_small() {
            rows.gone.into_iter().for_each(|it| self.remove(it));
            rows.come.into_iter().for_each(|it| self.insert(it));
            return;
        }
        let gone: IdSet<RecordId> = rows.gone.iter().filter_map(|it| it.id()).collect();
        self.retain(&touched(&rows.gone), |it| !gone.contains(it));
        rows.come.iter().for_each(|it| self.push_row(it));
        let touched = touched(&rows.come);
        self.sort_these(&touched);
    }

    #[expect(clippy::iter_over_hash_type, reason = "each list is changed by itself")]
    fn retain(&mut self, touched: &IdSet<RecordId>, keeps: impl Fn(&RecordId) -> bool) {
        for to in touched {
            let Some(list) = self.0.get_mut(to) else { continue };
            list.retain(&keeps);
            if list.is_empty() {
                self.0.remove(to);
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    fn sort_these(&mut self, touched: &IdSet<RecordId>) {
        for to in touched {
            let Some(list) = self.0.get_mut(to) else { continue };
            if !list.is_sorted() {
                list.sort_unstable();
            }
            list.dedup();
        }
    }

    fn insert(&mut self, row: &Row) {
        let Some(id) = row.id().filter(|_| !row.is_trashed()) else { return };
        row.links(&mut |to| {
            let list = self.0.entry(to).or_default();
            if let Err(at) = list.binary_search(&id) {
                list.insert(at, id);
            }
        });
    }

    fn remove(&mut self, row: &Row) {
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

/// Whom these rows name.
fn touched(rows: &[&Row]) -> IdSet<RecordId> {
    let mut touched = IdSet::default();
    for row in rows {
        row.links(&mut |to| touched.extend([to]));
    }
    touched
}
