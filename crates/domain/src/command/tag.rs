//! Tags: made while one types, and put together where two mean the same.
//!
//! Renaming and recolouring one is an [`super::Edit`], deleting one is [`super::Trash`]: the records keep it and show
//! it again when it is restored.

use super::{Context, Decision, add, check::check, require};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    record::{Company, Contact, Deal, Lead, Member, Tag, Trashed},
    refusal::Refusal,
    row::{Key, Row, Stamped},
    value::{Id, Kind, RecordId, Stamp, Text, fold},
};
use std::{collections::BTreeSet, sync::Arc};

/// Puts one tag in the place of another, on every record, and the other in the trash.
#[derive(Clone, Debug)]
pub struct MergeTags {
    /// The tag that goes.
    pub from: Id<Tag>,
    /// The tag that takes its place.
    pub into: Id<Tag>,
}

/// Refuses if one of them is gone, or if both are the same. Records in the trash change, too: they may come back.
pub(super) fn merge(ctx: &Context<'_>, book: &Book, command: &MergeTags) -> Result<Decision, Refusal> {
    let (from, into) = (require(book, command.from)?, require(book, command.into)?);
    if from.id == into.id {
        return Err(Refusal::There);
    }
    let mut edits = Vec::new();
    let mut see = |row: Row| {
        if !row.common().is_some_and(|it| it.tags.contains(&from.id)) {
            return;
        }
        let after = row.with_common(|it| {
            it.tags.remove(&from.id);
            it.tags.insert(into.id, Member);
        });
        edits.push(Edit { before: Some(row), after: Some(after) });
    };
    book.table::<Company>().iter().for_each(|it| see(it.clone().into()));
    book.table::<Contact>().iter().for_each(|it| see(it.clone().into()));
    book.table::<Lead>().iter().for_each(|it| see(it.clone().into()));
    book.table::<Deal>().iter().for_each(|it| see(it.clone().into()));
    let label = Label::of(Verb::TagsMerged, &from.name).with(&into.name).of_many(edits.len(), Kind::Tag);
    let before = Row::from(from.clone());
    let trashed = Some(Trashed { at: ctx.now, by: Some(ctx.me) });
    let after = before.with_common(|it| it.trashed = trashed);
    edits.push(Edit { before: Some(before), after: Some(after) });
    Ok(Decision::new(label, Change::new(edits, Stamping::Fresh)))
}

/// A new tag, unless one is called so already: what makes it, its id and its name.
pub(super) fn made(ctx: &Context<'_>, book: &Book, new: &Tag) -> Result<(Change, Id<Tag>, Text), Refusal> {
    let mut new = new.clone();
    new.name = Text::trimmed(&new.name);
    if let Some(known) = named(book, &new.name, new.id) {
        return Ok((Change::none(), known.0, known.1));
    }
    if book.get(new.id).is_some() {
        return Err(Refusal::There);
    }
    let (id, name) = (new.id, new.name.clone());
    let row = add::prepared(ctx, book, new.into())?;
    check(&row)?;
    let birth = Edit { before: None, after: Some(row) };
    Ok((Change::new([birth], Stamping::Fresh), id, name))
}

/// Refuses a tag that is called as another one is (G2).
pub(super) fn check_name(book: &Book, row: &Row) -> Result<(), Refusal> {
    let Row::Tag(tag) = row else { return Ok(()) };
    match named(book, &tag.name, tag.id) {
        Some((id, _)) => Err(Refusal::NameTaken { by: id.into() }),
        None => Ok(()),
    }
}

/// Refuses to bring tags back under names that others got since (G2): those that are in the trash or were called otherwise,
/// and are offered after the change. Two that were called the same before are so again.
pub(super) fn check_back(book: &Book, change: &Change, since: Stamp) -> Result<(), Refusal> {
    let offered = |row: &Option<Row>| {
        row.as_ref().and_then(Row::get::<Tag>).filter(|it| !it.common.is_trashed()).cloned()
    };
    for edit in change.edits() {
        let Some(tag) = offered(&edit.after) else { continue };
        if offered(&edit.before).is_some_and(|it| key(&it.name) == key(&tag.name)) {
            continue;
        }
        let is_newer = |it: &Stamped<Tag>| it.stamps.newest() > since;
        let mut others = alike(book, &tag.name, tag.id);
        let is_other =
            |it: &&Arc<Stamped<Tag>>| is_newer(it) && change.edit(&Key::Record(it.id.into())).is_none();
        if let Some(other) = others.find(is_other) {
            return Err(Refusal::NameTakenSince { name: other.name.clone() });
        }
    }
    Ok(())
}

/// Whether two of some records are tags that are called the same: only one of them can be offered.
pub(super) fn are_alike(book: &Book, ids: &[RecordId]) -> bool {
    let tags = ids.iter().filter_map(|it| book.get(it.get::<Tag>()?));
    let mut names = BTreeSet::new();
    !tags.map(|it| key(&it.name)).all(|it| names.insert(it))
}

/// Another tag that is called so.
pub(super) fn named(book: &Book, name: &str, except: Id<Tag>) -> Option<(Id<Tag>, Text)> {
    alike(book, name, except).next().map(|it| (it.id, it.name.clone()))
}

/// The other tags that are called so.
fn alike<'a>(book: &'a Book, name: &str, except: Id<Tag>) -> impl Iterator<Item = &'a Arc<Stamped<Tag>>> {
    let name = key(name);
    book.table::<Tag>().live().filter(move |it| it.id != except && key(&it.name) == name)
}

/// What is the same in two names, whatever their case and their accents.
pub(super) fn key(name: &str) -> String {
    fold(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Add, Bulk, Command, Deed, Edit as EditCommand, Parts, Restore, Trash},
        query,
        record::{Record, Tint},
        testing::Device,
    };

    fn scene() -> (Device, Book, [RecordId; 2]) {
        let (device, mut book) = (Device::new(1), Book::new());
        let one = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let other = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        (device, book, [one.into(), other.into()])
    }

    fn tags(book: &Book) -> Vec<(String, usize)> {
        query::tags(book).into_iter().map(|it| (it.name.to_string(), it.records)).collect()
    }

    fn puts_on(device: &Device, book: &mut Book, of: &[RecordId], name: &str) -> crate::entry::Entry {
        let tag = Tag { name: name.into(), colour: Some(Tint::Teal.number()), ..Tag::blank(device.id()) };
        device.does(book, Bulk { of: of.to_vec(), deed: Deed::NewTag(tag), leaves_out: false })
    }

    #[test]
    fn g1_a_tag_is_made_and_put_on_in_one_step_and_one_that_is_called_so_is_taken() {
        let (device, mut book, ids) = scene();
        let before = book.clone();
        let entry = puts_on(&device, &mut book, &ids[..1], " Fair ");
        assert_eq!(tags(&book), [("Fair".to_owned(), 1)]);
        assert_eq!(&*entry.head.label.subject, "Fair");
        puts_on(&device, &mut book, &ids, "fáir");
        assert_eq!(tags(&book), [("Fair".to_owned(), 2)]);
        assert_eq!(query::tags(&book)[0].tint, Some(Tint::Teal));
        let (device, mut book) = (Device::new(1), before.clone());
        let entry = puts_on(&device, &mut book, &ids, "Fair");
        device.undoes(&mut book, &entry, &before);
        let empty = Tag { name: " ".into(), ..Tag::blank(device.id()) };
        let empty = Bulk { of: ids.to_vec(), deed: Deed::NewTag(empty), leaves_out: false };
        assert_eq!(device.decide(&book, empty).map(|it| it.change), Err(Refusal::NoName));
    }

    #[test]
    fn g2_no_two_tags_are_called_the_same() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids[..1], "Fair");
        puts_on(&device, &mut book, &ids[..1], "Hot");
        let [fair, hot] = [0, 1].map(|it| query::tags(&book)[it].id);
        let tag = book.get(hot).expect("it is there").clone();
        let taken = Err(Refusal::NameTaken { by: fair.into() });
        let rename = EditCommand::of(&tag, |it| it.name = "FAIR".into());
        assert_eq!(device.decide(&book, rename).map(|it| it.change), taken);
        let add = Add::one(Tag { name: "fair".into(), ..Tag::blank(device.id()) });
        assert_eq!(device.decide(&book, add).map(|it| it.change), taken);
        device.does(&mut book, EditCommand::of(&tag, |it| (it.name, it.colour) = ("HOT".into(), Some(5))));
        assert_eq!(query::tags(&book)[1].tint, Some(Tint::Red));
        device.does(&mut book, Trash(vec![fair.into()]));
        let tag = book.get(hot).expect("it is there").clone();
        device.does(&mut book, EditCommand::of(&tag, |it| it.name = "Fair".into()));
    }

    #[test]
    fn g3_two_tags_become_one_on_every_record_also_in_the_trash_and_one_undo_parts_them() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids, "Fair");
        puts_on(&device, &mut book, &ids[..1], "Trade fair");
        let [into, from] = [0, 1].map(|it| query::tags(&book)[it].id);
        device.does(&mut book, Trash(vec![ids[1]]));
        let before = book.clone();
        let entry = device.does(&mut book, MergeTags { from: into, into: from });
        assert_eq!(tags(&book), [("Trade fair".to_owned(), 1)]);
        assert_eq!(entry.head.label.many.map(|it| it.count), Some(2));
        device.undoes(&mut book, &entry, &before);
        let same = MergeTags { from, into: from };
        assert_eq!(device.decide(&book, same).map(|it| it.change), Err(Refusal::There));
    }

    #[test]
    fn g4_a_tag_in_the_trash_is_not_shown_and_comes_back_on_its_records() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids, "Fair");
        let tag = query::tags(&book)[0].id;
        device.does(&mut book, Trash(vec![tag.into()]));
        assert!(tags(&book).is_empty());
        let lead = book.get(ids[0].get::<Lead>().expect("a lead")).expect("it is there");
        assert!(query::tags_of(&book, &lead.common).is_empty());
        device.does(&mut book, Restore(vec![tag.into()]));
        assert_eq!(tags(&book), [("Fair".to_owned(), 2)]);
        let lead = book.get(ids[0].get::<Lead>().expect("a lead")).expect("it is there");
        assert_eq!(query::tags_of(&book, &lead.common).len(), 1);
    }

    #[test]
    fn g2_a_tag_whose_name_another_one_got_stays_in_the_trash_until_that_one_is_renamed() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids[..1], "VIP");
        let old = query::tags(&book)[0].id;
        let trashing = device.does(&mut book, Trash(vec![old.into(), ids[1]]));
        puts_on(&device, &mut book, &ids[..1], "Vip");
        let taken = Refusal::NameTakenSince { name: "Vip".into() };
        let restore = |book: &Book, ids: &[RecordId]| device.decide(book, Restore(ids.to_vec()));
        assert_eq!(restore(&book, &[old.into()]).err(), Some(taken.clone()));
        assert_eq!(device.undo(&book, &trashing).err(), Some(taken));
        // With others it is left out: they come back.
        device.does(&mut book, Restore(vec![old.into(), ids[1]]));
        assert_eq!(tags(&book), [("Vip".to_owned(), 1)]);
        assert!(book.row(&Key::Record(ids[1])).is_some_and(|it| !it.is_trashed()));
        let new = book.get(query::tags(&book)[0].id).expect("it is there").clone();
        device.does(&mut book, EditCommand::of(&new, |it| it.name = "Guest".into()));
        device.does(&mut book, Restore(vec![old.into()]));
        assert_eq!(tags(&book), [("VIP".to_owned(), 1), ("Guest".to_owned(), 1)]);
    }

    #[test]
    fn g2_of_two_tags_of_one_name_in_the_trash_one_comes_back_in_parts_too() {
        let (device, mut book, ids) = scene();
        let mut trashed = vec![ids[0]];
        for name in ["VIP", "vip"] {
            puts_on(&device, &mut book, &ids[1..], name);
            let tag = query::tags(&book)[0].id;
            device.does(&mut book, Trash(vec![tag.into()]));
            trashed.push(tag.into());
        }
        device.does(&mut book, Trash(vec![ids[0]]));
        let restore = Command::from(Restore(trashed));
        assert!(Parts::of(&restore, &book, 2).is_none());
        device.does(&mut book, restore);
        assert_eq!(tags(&book), [("VIP".to_owned(), 1)]);
        assert_eq!(book.count(Kind::Lead), 1);
    }

    #[test]
    fn g2_no_undo_gives_back_a_name_that_another_tag_got_since() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids, "Fair");
        let tag = book.get(query::tags(&book)[0].id).expect("it is there").clone();
        let renaming = device.does(&mut book, EditCommand::of(&tag, |it| it.name = "Trade fair".into()));
        let colouring = EditCommand::of(book.get(tag.id).expect("it is there"), |it| it.colour = Some(5));
        let colouring = device.does(&mut book, colouring);
        puts_on(&device, &mut book, &ids, "Fair");
        let taken = Refusal::NameTakenSince { name: "Fair".into() };
        assert_eq!(device.undo(&book, &renaming).err(), Some(taken));
        assert!(device.undo(&book, &colouring).is_ok(), "no name comes back");
    }

    // Two copies of the data that were merged may have made a tag each; the way out is to make them one.
    #[test]
    fn g3_two_tags_of_one_name_become_one_and_one_undo_parts_them() {
        let (device, mut book, ids) = scene();
        puts_on(&device, &mut book, &ids[..1], "VIP");
        let there = Device::new(2);
        let mut other = Book::new();
        there.adds(&mut other, |it: &mut Tag| it.name = "VIP".into());
        let plan = crate::merge::plan(&book, &other.rows(), device.now());
        book.apply(&plan.change).expect("it was made of this Book");
        let [from, into] = [0, 1].map(|it| query::tags(&book)[it].id);
        let before = book.clone();
        let entry = device.does(&mut book, MergeTags { from, into });
        device.undoes(&mut book, &entry, &before);
    }
}
