//! A command on thousands of records, decided a few of them at a time, so that a page can do other things in between.
//!
//! That needs a command in which no record's change depends on another's, and a Book that stays as it is meanwhile: then
//! every part gets the same stamp, and together they are the entry that the whole would have been.

use super::{Bulk, Command, Deed, Restore, Revert, Trash, require};
use crate::{
    book::Book,
    change::{Change, Edit},
    entry::{Entry, Head, Label, Verb},
    query,
    record::StatusKind,
    refusal::Refusal,
    value::{Kind, RecordId},
    wire::{Journaled, Past},
};
use std::{collections::BTreeSet, sync::Arc};

/// The parts of a command.
pub struct Parts {
    all: Vec<(usize, Command)>,
    leaves_out: bool,
    /// The first that is refused speaks for all.
    is_undo: bool,
}

impl Parts {
    /// A command in parts of so many records; nothing where it is to be decided as a whole.
    pub fn of(command: &Command, book: &Book, size: usize) -> Option<Parts> {
        if let Command::Revert(it) = command {
            return Parts::of_undo(it, size);
        }
        let (of, leaves_out) = match command {
            Command::Bulk(it) if can_be_parted(book, &it.deed) => (&it.of, it.leaves_out),
            Command::Trash(Trash(of)) | Command::Restore(Restore(of)) => (of, true),
            _ => return None,
        };
        if of.len() <= size {
            return None;
        }
        let mut seen = BTreeSet::new();
        let of: Vec<RecordId> = of.iter().copied().filter(|it| seen.insert(*it)).collect();
        let part = |of: &[RecordId]| {
            let ids = of.to_vec();
            let part = match command {
                Command::Trash(_) => Trash(ids).into(),
                Command::Restore(_) => Restore(ids).into(),
                Command::Bulk(it) => Bulk { of: ids, deed: it.deed.clone(), leaves_out }.into(),
                other => other.clone(),
            };
            (of.len(), part)
        };
        Some(Parts { all: of.chunks(size).map(part).collect(), leaves_out, is_undo: false })
    }

    /// What made or removed no record, nor changed a list, is taken back record by record: nothing is named by then that
    /// was not named before.
    fn of_undo(Revert { revision, entry }: &Revert, size: usize) -> Option<Parts> {
        const APART: [Kind; 4] = [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company];
        let is_apart = |past: &Past| {
            let Past::Edit(Edit { before: Some(before), after: Some(_) }) = past else { return false };
            before.id().is_some_and(|it| APART.contains(&it.kind))
        };
        if entry.head.given || entry.past.len() <= size || !entry.past.iter().all(is_apart) {
            return None;
        }
        let part = |past: &[Past]| {
            let entry = Journaled { head: entry.head.clone(), past: past.to_vec(), is_large: entry.is_large };
            (past.len(), Revert { revision: *revision, entry: Arc::new(entry) }.into())
        };
        Some(Parts { all: entry.past.chunks(size).map(part).collect(), leaves_out: false, is_undo: true })
    }

    /// The parts, each a command of its own.
    pub fn commands(&self) -> impl Iterator<Item = &Command> {
        self.all.iter().map(|it| &it.1)
    }

    /// What the whole command comes to: `outcomes` are those of its parts, in order.
    pub fn join(&self, outcomes: Vec<Result<Entry, Refusal>>) -> Result<Entry, Refusal> {
        if self.is_undo {
            return joined(outcomes.into_iter().collect::<Result<_, _>>()?).ok_or(Refusal::Gone);
        }
        let (mut entries, mut cannot, mut why) = (Vec::new(), 0, None);
        for ((size, _), outcome) in self.all.iter().zip(outcomes) {
            match outcome {
                Ok(entry) => entries.push(entry),
                Err(Refusal::SomeCannot { cannot: some, why: because, .. }) => {
                    cannot += some;
                    why.get_or_insert(because);
                }
                Err(because) => {
                    cannot += size;
                    why.get_or_insert(Box::new(because));
                }
            }
        }
        let of = self.all.iter().map(|it| it.0).sum();
        match why {
            Some(why) if !self.leaves_out || entries.iter().all(|it| it.change.is_empty()) => {
                Err(Refusal::SomeCannot { cannot, of, why })
            }
            _ => joined(entries).ok_or(Refusal::Gone),
        }
    }
}

/// Whether what such a deed does to one record does not depend on what it does to another. Cards that are put into a
/// stage share its top, and leads that are converted in passing share the companies that are made.
fn can_be_parted(book: &Book, deed: &Deed) -> bool {
    match deed {
        Deed::Stage { .. } => false,
        Deed::Status { status, .. } => {
            let is_qualified = require(book, *status).is_ok_and(|it| it.kind == StatusKind::Qualified);
            !(is_qualified && query::settings(book).deal_when_qualified)
        }
        _ => true,
    }
}

/// Entries on different records, decided at the same moment on the same Book, as one.
fn joined(entries: Vec<Entry>) -> Option<Entry> {
    let mut label: Option<Label> = None;
    let mut head: Option<Head> = None;
    let mut changes = Vec::with_capacity(entries.len());
    for entry in entries {
        let told = entry.head.label.clone();
        if !entry.change.is_empty() || label.is_none() {
            label = Some(match label {
                Some(label) if head.is_some() => added(label, &told),
                _ => told,
            });
        }
        head.get_or_insert(entry.head);
        changes.push(entry.change);
    }
    let head = Head { label: label?, ..head? };
    Some(Entry { head, change: Change::beside(changes) })
}

/// The label of two entries that do the same.
fn added(label: Label, more: &Label) -> Label {
    let count = |it: &Label| it.detail.parse::<usize>().unwrap_or(1);
    match (label.verb, label.many, more.many) {
        (_, Some(many), Some(it)) => label.of_many(many.count + it.count, many.kind),
        (Verb::Trashed | Verb::Restored, ..) => {
            let sum = count(&label) + count(more);
            label.with(&sum.to_string())
        }
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Add, SetStatus, decide},
        entry::Revision,
        record::{Lead, Priority, Record, Tag},
        testing::Device,
        value::Id,
    };

    fn leads(count: usize) -> (Device, Book, Vec<RecordId>) {
        let (device, mut book) = (Device::new(1), Book::new());
        let add =
            |nth| device.adds(&mut book, |it: &mut Lead| it.first_name = format!("Bo {nth}").into()).into();
        let ids = (0..count).map(add).collect();
        (device, book, ids)
    }

    /// Decides a command as a whole and in parts, at the same moment.
    fn both(device: &Device, book: &Book, command: impl Into<Command>) -> [Result<Entry, Refusal>; 2] {
        let command = command.into();
        let parts = Parts::of(&command, book, 3).expect("it can be parted");
        device.with(|ctx| {
            let outcomes = parts.commands().map(|it| decide(ctx, book, it)).collect();
            [decide(ctx, book, &command), parts.join(outcomes)]
        })
    }

    #[test]
    fn s6_what_is_decided_in_parts_is_what_would_have_been_decided_as_a_whole() {
        let (device, mut book, ids) = leads(11);
        let of = |deed: Deed| Bulk { of: ids.clone(), deed, leaves_out: false };
        device.does(&mut book, Bulk { of: ids[..4].to_vec(), ..of(Deed::Priority(Some(Priority::High))) });
        let tag = Tag { name: "Fair".into(), ..Tag::blank(Id::fixed(7)) };
        for command in [
            of(Deed::Priority(Some(Priority::High))).into(),
            of(Deed::NewTag(tag)).into(),
            of(Deed::Owner(None)).into(),
            Command::from(Trash(ids.clone())),
        ] {
            let [whole, parted] = both(&device, &book, command);
            assert_eq!(whole, parted);
        }
    }

    #[test]
    fn s6_what_is_undone_in_parts_is_what_would_have_been_undone_as_a_whole() {
        let (device, mut book, ids) = leads(11);
        let deed = Deed::Priority(Some(Priority::High));
        let entry = device.does(&mut book, Bulk { of: ids.clone(), deed, leaves_out: false });
        let revert = Revert { revision: Revision(12), entry: Arc::new(Journaled::from(&entry)) };
        let [whole, parted] = both(&device, &book, revert.clone());
        assert_eq!(whole, parted);
        let undone = parted.expect("nothing stands on it");
        assert_eq!((undone.change.len(), undone.head.undoes), (11, Some(Revision(12))));
        // Something newer stands on one of them.
        device
            .does(&mut book, Bulk { of: ids[6..7].to_vec(), deed: Deed::Priority(None), leaves_out: false });
        let [whole, parted] = both(&device, &book, revert);
        assert!(matches!(whole, Err(Refusal::ChangedSince(_))));
        assert_eq!(whole, parted);
    }

    #[test]
    fn s8_an_undo_that_takes_records_away_is_not_parted() {
        let (device, mut book, _) = leads(1);
        let lead = |device: &Device| Lead { first_name: "Bo".into(), ..Lead::blank(device.id()) };
        let entry = device.does(&mut book, Add((0..8).map(|_| lead(&device).into()).collect()));
        let entry = Arc::new(Journaled::from(&entry));
        assert!(Parts::of(&Revert { revision: Revision(3), entry }.into(), &book, 3).is_none());
    }

    #[test]
    fn s7_parts_refuse_as_the_whole_does_and_leave_out_as_it_does() {
        let (device, mut book, ids) = leads(8);
        let to = |kind| crate::query::status_of_kind(&Book::new(), kind).expect("a default");
        let status = |lead: usize, kind| SetStatus {
            lead: ids[lead].get().expect("a lead"),
            status: to(kind),
            reason: None,
            note: "".into(),
        };
        device.does(&mut book, status(1, StatusKind::Nurturing));
        device.does(&mut book, status(7, StatusKind::Nurturing));
        let deed = Deed::Status { status: to(StatusKind::Open), reason: None, note: "".into() };
        for leaves_out in [false, true] {
            let [whole, parted] =
                both(&device, &book, Bulk { of: ids.clone(), deed: deed.clone(), leaves_out });
            // Each has ids of its own for what it notes about the change of status.
            let told = |it: Result<Entry, Refusal>| it.map(|it| (it.head, it.change.len()));
            assert_eq!(told(whole), told(parted));
        }
    }

    #[test]
    fn s8_what_depends_on_its_neighbours_is_not_parted() {
        let (_, book, ids) = leads(8);
        let stage = book.table::<crate::record::Stage>().iter().next().expect("a stage").id;
        let deed = Deed::Stage { stage, closing: crate::command::Closing::default() };
        let command = Command::from(Bulk { of: ids.clone(), deed, leaves_out: false });
        assert!(Parts::of(&command, &book, 3).is_none());
        assert!(Parts::of(&Command::from(Trash(ids)), &book, 8).is_none(), "so few need no parts");
    }
}
