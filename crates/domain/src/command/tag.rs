//! Tags: made while one types, and put together where two mean the same.
//!
//! Renaming and recolouring one is an [`super::Edit`], deleting one is [`super::Trash`]: the records keep it and show
//! it again when it is restored.

use super::{Context, Decision, add, check::check, require};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    record::{Company, Contact, Deal, Lead, Member, Record, Tag, Trashed},
    refusal::Refusal,
    row::Row,
    value::{Id, Kind, Text, fold},
};

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

/// Another tag that is called so, whatever its case and its accents.
fn named(book: &Book, name: &str, except: Id<Tag>) -> Option<(Id<Tag>, Text)> {
    let name = fold(name.trim());
    let is_so = |it: &Tag| it.id() != except && fold(it.name.trim()) == name;
    book.table::<Tag>().live().find(|it| is_so(it)).map(|it| (it.id, it.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Add, Bulk, Deed, Edit as EditCommand, Trash},
        query,
        record::Tint,
        testing::Device,
        value::RecordId,
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
        device.does(&mut book, crate::command::Restore(vec![tag.into()]));
        assert_eq!(tags(&book), [("Fair".to_owned(), 2)]);
        let lead = book.get(ids[0].get::<Lead>().expect("a lead")).expect("it is there");
        assert_eq!(query::tags_of(&book, &lead.common).len(), 1);
    }
}
