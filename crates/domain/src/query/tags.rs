//! Tags, and how often each is used.

use super::{item, listed};
use crate::{
    book::{Book, IdMap},
    order,
    record::{Common, Tag, Tint},
    row::Stamped,
    value::{Id, Kind, RecordId, Text},
};
use std::{collections::BTreeSet, sync::Arc};

/// A tag, and on how many live records it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// The tag.
    pub id: Id<Tag>,
    /// What it is called.
    pub name: Text,
    /// Its colour.
    pub tint: Option<Tint>,
    /// On how many leads, deals, contacts and companies.
    pub records: usize,
}

/// The tags that are offered, in order.
pub fn tags(book: &Book) -> Vec<TagUse> {
    let mut uses: IdMap<Id<Tag>, usize> = IdMap::default();
    for kind in [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company] {
        item::each(book, kind, &mut |it| {
            it.common().tags.keys().for_each(|it| *uses.entry(*it).or_default() += 1);
        });
    }
    let records = |it: &Tag| uses.get(&it.id).copied().unwrap_or_default();
    let tags = listed::<Tag>(book);
    tags.iter()
        .map(|it| TagUse { id: it.id, name: it.name.clone(), tint: it.tint(), records: records(it) })
        .collect()
}

/// The tags that every one of some records carries.
pub fn shared_tags(book: &Book, of: &[RecordId]) -> BTreeSet<Id<Tag>> {
    let mut tags = of.iter().filter_map(|it| item::item(book, *it)).map(|it| &it.common().tags);
    let Some(first) = tags.next() else { return BTreeSet::new() };
    let mut shared: BTreeSet<_> = first.keys().copied().collect();
    tags.for_each(|tags| shared.retain(|it| tags.contains(it)));
    shared
}

/// The tags of a record, in order of the list, without those in the trash.
pub fn tags_of(book: &Book, common: &Common) -> Vec<Arc<Stamped<Tag>>> {
    let mut tags: Vec<_> = common.tags.keys().filter_map(|it| book.live(*it)).cloned().collect();
    order::sort_by(&mut tags, |a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
    tags
}
