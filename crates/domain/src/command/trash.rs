//! The trash: what is deleted goes there with all its links, and comes back with them.

use super::{Context, Decision, tag};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::Trashed,
    refusal::Refusal,
    row::{Key, Row},
    value::{Kind, RecordId},
};
use std::collections::BTreeSet;

/// Puts records in the trash.
#[derive(Clone, Debug)]
pub struct Trash(pub Vec<RecordId>);

/// Takes records from the trash.
#[derive(Clone, Debug)]
pub struct Restore(pub Vec<RecordId>);

/// Refuses if none of the records is there, and what cannot lie in the trash. What lies there already stays there.
pub(super) fn trash(ctx: &Context<'_>, book: &Book, Trash(ids): &Trash) -> Result<Decision, Refusal> {
    let trashed = Trashed { at: ctx.now, by: Some(ctx.me) };
    if ids.iter().any(|it| it.kind == Kind::Settings || holds_records(it.kind)) {
        return Err(Refusal::NotByEdit { path: "trashed".to_owned() });
    }
    changed(book, ids, Verb::Trashed, |row| !row.is_trashed(), Some(trashed))
}

/// Whether other records stand in those of a kind (D3). Without them they would stand nowhere, so they are archived and
/// never deleted.
pub(super) fn holds_records(kind: Kind) -> bool {
    matches!(kind, Kind::Pipeline | Kind::Stage | Kind::Status)
}

/// Refuses if none of the records lies in the trash. A tag whose name is another's by now stays there (G2), and is refused
/// where nothing else comes back.
pub(super) fn restore(book: &Book, Restore(ids): &Restore) -> Result<Decision, Refusal> {
    let (mut names, mut taken) = (BTreeSet::new(), None);
    let is_meant = |row: &Row| {
        let Row::Tag(tag) = row else { return row.is_trashed() };
        let other = tag::named(book, &tag.name, tag.id);
        if let Some((_, name)) = other.filter(|_| row.is_trashed()) {
            taken.get_or_insert(name);
            return false;
        }
        row.is_trashed() && names.insert(tag::key(&tag.name))
    };
    let outcome = changed(book, ids, Verb::Restored, is_meant, None);
    match (outcome, taken) {
        (Err(Refusal::Gone), Some(name)) => Err(Refusal::NameTakenSince { name }),
        (outcome, _) => outcome,
    }
}

fn changed(
    book: &Book,
    ids: &[RecordId],
    verb: Verb,
    mut is_meant: impl FnMut(&Row) -> bool,
    trashed: Option<Trashed>,
) -> Result<Decision, Refusal> {
    let rows = ids.iter().filter_map(|it| book.row(&Key::Record(*it)));
    let rows: Vec<Row> = rows.filter(|it| !matches!(it, Row::Purged(..)) && is_meant(it)).collect();
    if rows.iter().any(|it| matches!(it, Row::Sealed(_))) {
        return Err(Refusal::Newer);
    }
    let first = rows.first().ok_or(Refusal::Gone)?;
    let label = Label::of(verb, &query::name_of(first)).of_kinds(rows.iter().map(Row::kind));
    let edits = rows.iter().map(|row| Edit {
        before: Some(row.clone()),
        after: Some(row.with_common(|it| it.trashed = trashed)),
    });
    Ok(Decision::new(label, Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Edit as EditCommand,
        defaults,
        record::{Company, Contact, Employment, Lead},
        testing::{Device, board},
        wire::read_line,
    };

    #[test]
    fn x1_what_lies_in_the_trash_keeps_its_links_and_comes_back_with_them() {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Bo".into();
            it.companies.insert(company, Employment::default());
        });
        let before = book.clone();
        let entry = device.does(&mut book, Trash(vec![company.into(), contact.into()]));
        assert_eq!((book.count(Kind::Company), book.count(Kind::Contact)), (0, 0));
        assert!(book.links().to(company, Kind::Contact).is_empty(), "it is not shown");
        assert_eq!(entry.head.label, Label::of(Verb::Trashed, "Acme").with("2"));
        device.undoes(&mut book, &entry, &before);
        // Of one kind they are told by it, also when they are back.
        let other = device.adds(&mut book, |it: &mut Contact| it.first_name = "Cy".into());
        let entry = device.does(&mut book, Trash(vec![contact.into(), other.into()]));
        let label = Label::of(Verb::Trashed, "Bo").with("2").of_many(2, Kind::Contact);
        assert_eq!(entry.head.label, label);
        let undone = device.undo(&book, &entry).expect("nothing stands on it").head.label;
        assert_eq!(undone, Label::of(Verb::Undone, "Bo").with("trashed").of_many(2, Kind::Contact));
        device.does(&mut book, Restore(vec![contact.into(), other.into()]));
        device.does(&mut book, Trash(vec![contact.into()]));
        device.does(&mut book, Restore(vec![contact.into()]));
        assert_eq!(book.links().to(company, Kind::Contact), [contact]);
    }

    #[test]
    fn a_card_in_the_trash_leaves_its_column_and_its_sum() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt"));
        device.does(&mut book, Trash(vec![board::deal("acme").into()]));
        assert_eq!(board::show(&book), "Negotiation: bolt");
        device.does(&mut book, Restore(vec![board::deal("acme").into()]));
        assert_eq!(board::show(&book), "Negotiation: acme bolt");
    }

    #[test]
    fn what_is_not_there_or_lies_there_already_is_refused() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let refused = |book: &Book, ids: Vec<RecordId>| device.decide(book, Trash(ids)).map(|it| it.change);
        assert_eq!(refused(&book, Vec::new()), Err(Refusal::Gone));
        assert_eq!(device.decide(&book, Restore(vec![lead.into()])).map(|it| it.change), Err(Refusal::Gone));
        device.does(&mut book, Trash(vec![lead.into()]));
        assert_eq!(refused(&book, vec![lead.into()]), Err(Refusal::Gone));
        let lead = book.get(lead).expect("it lies there").clone();
        let edit = EditCommand::of(&lead, |it| it.last_name = "Roy".into());
        assert_eq!(device.decide(&book, edit).map(|it| it.change), Err(Refusal::Gone));
    }

    #[test]
    fn d3_what_records_stand_in_is_archived_and_not_deleted() {
        let (device, book) = (Device::new(1), Book::new());
        let kept: [RecordId; 4] =
            [defaults::SETTINGS.into(), defaults::SALES.into(), defaults::WON.into(), defaults::NEW.into()];
        for id in kept {
            let outcome = device.decide(&book, Trash(vec![id])).map(|it| it.change);
            assert_eq!(outcome, Err(Refusal::NotByEdit { path: "trashed".to_owned() }), "{id}");
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_not_thrown_away_here() {
        let newer = read_line(r#"{"id":"lead:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11","v":9,"d":{},"t":{}}"#);
        let mut book = Book::new();
        board::put(&mut book, [newer.clone()]);
        let id = newer.id().expect("it has one");
        assert_eq!(Device::new(1).decide(&book, Trash(vec![id])).map(|it| it.change), Err(Refusal::Newer));
    }
}
