//! Tags, and how often each is used.

use super::{item, listed};
use crate::{
    book::{Book, IdMap},
    order,
    record::{Common, Tag, Tint},
    row::{Key, Stamped},
    value::{Id, Kind, RecordId, Text, fold},
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

/// The tags of a record of any kind.
pub fn tags_on(book: &Book, id: RecordId) -> Vec<Arc<Stamped<Tag>>> {
    book.row(&Key::Record(id)).and_then(|it| it.common().map(|it| tags_of(book, it))).unwrap_or_default()
}

/// The tags that are offered whose name has a text in it, those that begin with it first.
pub fn tags_like(book: &Book, text: &str) -> Vec<Arc<Stamped<Tag>>> {
    let text = fold(text.trim());
    let place = |it: &Tag| fold(&it.name).find(&*text);
    let mut found = listed::<Tag>(book);
    found.retain(|it| place(it).is_some());
    let (mut first, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| place(it) == Some(0));
    first.extend(rest);
    first
}

/// The tag that is called so, whatever its case and accents.
pub fn tag_named(book: &Book, name: &str) -> Option<Id<Tag>> {
    let name = fold(name.trim());
    book.table::<Tag>().live().find(|it| fold(it.name.trim()) == name).map(|it| it.id)
}

/// The colour for a new tag: the one that fewest tags have, so that neighbours tell apart. Grey is left to who wants it.
pub fn next_tint(book: &Book) -> Tint {
    let tags = listed::<Tag>(book);
    let uses = |tint: Tint| tags.iter().filter(|it| it.tint() == Some(tint)).count();
    let coloured = Tint::ALL.iter().copied().filter(|it| *it != Tint::Grey);
    coloured.min_by_key(|it| uses(*it)).unwrap_or(Tint::Grey)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Bulk, Deed},
        record::{Deal, Lead, Record},
        testing::Device,
    };

    fn named(tags: &[Arc<Stamped<Tag>>]) -> Vec<&str> {
        tags.iter().map(|it| &*it.name).collect()
    }

    #[test]
    fn g5_tags_are_found_by_any_part_of_their_name_and_a_new_one_gets_the_rarest_colour() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead: RecordId = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into()).into();
        for name in ["Trade fair", "Fáir price", "Hot"] {
            let colour = Some(next_tint(&book).number());
            let tag = Tag { name: name.into(), colour, ..Tag::blank(device.id()) };
            let deed = Deed::NewTag(tag);
            device.does(&mut book, Bulk { of: vec![lead], deed, leaves_out: false });
        }
        assert_eq!(named(&tags_like(&book, " FAIR")), ["Fáir price", "Trade fair"]);
        assert_eq!(named(&tags_like(&book, "")), ["Trade fair", "Fáir price", "Hot"]);
        assert_eq!(named(&tags_on(&book, lead)), ["Trade fair", "Fáir price", "Hot"]);
        assert!(tags_on(&book, Id::<Deal>::fixed(1).into()).is_empty());
        assert!(tag_named(&book, "hót ").is_some() && tag_named(&book, "fair").is_none());
        let tints: Vec<_> = tags(&book).iter().filter_map(|it| it.tint).collect();
        assert_eq!(tints, [Tint::Blue, Tint::Teal, Tint::Green]);
        assert_eq!(next_tint(&book), Tint::Amber);
    }
}
