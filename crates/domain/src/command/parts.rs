//! A command on thousands of records, decided a few of them at a time, so that a page can do other things in between.
//!
//! That needs a command in which no record's change depends on another's, and a Book that stays as it is meanwhile: then
//! every part gets the same stamp, and together they are the entry that the whole would have been.

use super::{Adopt, Bulk, Command, Context, Deed, Restore, Revert, Trash, adopt, require, revert, tag};
use crate::{
    book::Book,
    change::Change,
    entry::{Entry, Head, Label, Many, Verb},
    query,
    record::StatusKind,
    refusal::Refusal,
    value::RecordId,
};
use std::collections::BTreeSet;

/// The parts of a command.
pub struct Parts {
    way: Way,
    size: usize,
}

/// How a command is parted.
enum Way {
    /// Into commands on fewer records, with the number of those.
    Deeds { parts: Vec<(usize, Command)>, leaves_out: bool },
    /// Into fewer edits of a plan.
    Plan(Adopt),
    /// Into fewer records that get back what they had. Whether the whole holds together is asked at the end.
    Undo(Revert),
}

impl Parts {
    /// A command in parts of so many records; nothing where it is to be decided as a whole.
    pub fn of(command: &Command, book: &Book, size: usize) -> Option<Parts> {
        let (len, way) = match command {
            Command::Revert(it) if !revert::deletes_for_good(&it.entry) => {
                (it.entry.past.len(), Way::Undo(it.clone()))
            }
            Command::Adopt(it) => (it.change.len(), Way::Plan(it.clone())),
            Command::Bulk(it) if can_be_parted(book, &it.deed) => {
                let part = |of| Bulk { of, deed: it.deed.clone(), leaves_out: it.leaves_out }.into();
                (it.of.len(), Way::deeds(&it.of, it.leaves_out, size, &part))
            }
            Command::Trash(Trash(of)) => (of.len(), Way::deeds(of, true, size, &|of| Trash(of).into())),
            Command::Restore(Restore(of)) if !tag::are_alike(book, of) => {
                (of.len(), Way::deeds(of, true, size, &|of| Restore(of).into()))
            }
            _ => return None,
        };
        (len > size).then_some(Parts { way, size })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        match &self.way {
            Way::Deeds { parts, .. } => parts.len(),
            Way::Plan(it) => it.change.len().div_ceil(self.size),
            Way::Undo(it) => it.entry.past.len().div_ceil(self.size),
        }
    }

    /// What one of them comes to. All must be decided at the same moment on the same Book.
    pub fn decide(&self, nth: usize, ctx: &Context<'_>, book: &Book) -> Result<Entry, Refusal> {
        let decision = match &self.way {
            Way::Deeds { parts, .. } => return super::decide(ctx, book, &parts[nth].1),
            Way::Plan(it) => adopt::adopted(book, &it.label, it.change.part(nth, self.size))?,
            Way::Undo(it) => {
                let past = it.entry.past.chunks(self.size).nth(nth).unwrap_or_default();
                revert::part(ctx, book, it, past)?
            }
        };
        Ok(super::entry(ctx, book, decision))
    }

    /// What its parts come to together: `outcomes` are theirs, in order. It is still to be [settled](Parts::settle).
    pub fn join(&self, outcomes: Vec<Result<Entry, Refusal>>) -> Result<Entry, Refusal> {
        match &self.way {
            Way::Deeds { parts, leaves_out } => deeds_joined(parts, *leaves_out, outcomes),
            // The first that is refused speaks for all.
            Way::Plan(_) | Way::Undo(_) => {
                let entries: Vec<Entry> = outcomes.into_iter().collect::<Result<_, _>>()?;
                let head = entries.first().ok_or(Refusal::Gone)?.head.clone();
                Ok(Entry { head, change: Change::beside(entries.into_iter().map(|it| it.change).collect()) })
            }
        }
    }

    /// What the whole command comes to, if that holds together.
    pub fn settle(&self, book: &Book, entry: Entry) -> Result<Entry, Refusal> {
        let Way::Undo(undo) = &self.way else { return Ok(entry) };
        let Entry { head, change } = entry;
        let change = revert::holding_together(book, change, &undo.entry.head)?;
        Ok(Entry { head, change })
    }
}

impl Way {
    fn deeds(
        of: &[RecordId],
        leaves_out: bool,
        size: usize,
        command: &dyn Fn(Vec<RecordId>) -> Command,
    ) -> Way {
        let mut seen = BTreeSet::new();
        let of: Vec<RecordId> = of.iter().copied().filter(|it| seen.insert(*it)).collect();
        let part = |of: &[RecordId]| (of.len(), command(of.to_vec()));
        Way::Deeds { parts: of.chunks(size).map(part).collect(), leaves_out }
    }
}

fn deeds_joined(
    parts: &[(usize, Command)],
    leaves_out: bool,
    outcomes: Vec<Result<Entry, Refusal>>,
) -> Result<Entry, Refusal> {
    let (mut entries, mut cannot, mut why) = (Vec::new(), 0, None);
    for ((size, _), outcome) in parts.iter().zip(outcomes) {
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
    let of = parts.iter().map(|it| it.0).sum();
    match why {
        Some(why) if !leaves_out || entries.iter().all(|it| it.change.is_empty()) => {
            Err(Refusal::SomeCannot { cannot, of, why })
        }
        _ => joined(entries).ok_or(Refusal::Gone),
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
        (Verb::Trashed | Verb::Restored, many, other) => {
            let sum = count(&label) + count(more);
            let many = many.filter(|it| other.is_some_and(|other| other.kind == it.kind));
            Label { many: many.map(|it| Many { count: sum, ..it }), ..label.with(&sum.to_string()) }
        }
        (_, Some(many), Some(it)) => label.of_many(many.count + it.count, many.kind),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::Stamping,
        command::{Add, SetStatus, decide},
        entry::Revision,
        record::{Company, Contact, Employment, Lead, Priority, Record, Tag},
        row::Row,
        testing::Device,
        value::{Id, Kind},
        wire::Journaled,
    };
    use std::sync::Arc;

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
            let outcomes = (0..parts.count()).map(|nth| parts.decide(nth, ctx, book)).collect();
            let parted = parts.join(outcomes).and_then(|it| parts.settle(book, it));
            [decide(ctx, book, &command), parted]
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
    fn s6_records_that_name_each_other_are_undone_in_parts_and_held_together_as_a_whole() {
        let (device, mut book, _) = leads(1);
        let company = Company { name: "Acme".into(), ..Company::blank(device.id()) };
        let id = company.id;
        let mut rows: Vec<Row> = vec![company.into()];
        rows.extend((0..8).map(|_| {
            let mut contact = Contact { first_name: "Bo".into(), ..Contact::blank(device.id()) };
            contact.companies.insert(id, Employment::default());
            contact.into()
        }));
        let entry = device.does(&mut book, Add(rows));
        let entry = Arc::new(Journaled::from(&entry));
        let revert = Revert { revision: Revision(3), entry };
        let [whole, parted] = both(&device, &book, revert.clone());
        assert_eq!(whole, parted);
        assert_eq!(parted.map(|it| it.change.len()), Ok(9));
        // Another one names the company by now.
        device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Ana".into();
            it.companies.insert(id, Employment::default());
        });
        let [whole, parted] = both(&device, &book, revert);
        assert!(matches!(whole, Err(Refusal::NamedBy(_))));
        assert_eq!(whole, parted);
    }

    #[test]
    fn s6_a_plan_that_is_adopted_in_parts_is_adopted_as_a_whole() {
        let (device, mut book, ids) = leads(1);
        let lead = |device: &Device| Lead { first_name: "Bo".into(), ..Lead::blank(device.id()) };
        let births = Change::squash((0..8).map(|_| Change::birth(lead(&device))));
        let label = Label::of(Verb::Imported, "them.csv").of_many(8, Kind::Lead);
        for stamping in [Stamping::Fresh, Stamping::Given] {
            let change = Change::new(births.edits().to_vec(), stamping);
            let [whole, parted] = both(&device, &book, Adopt { label: label.clone(), change });
            assert_eq!(whole, parted);
            assert_eq!(parted.map(|it| it.head.label), Ok(label.clone()));
        }
        let was = book.get(ids[0].get::<Lead>().expect("a lead")).expect("it is there").clone();
        let change =
            births.and(Change::update(&was, Lead { first_name: "Ana".into(), ..was.record().clone() }));
        device
            .does(&mut book, Bulk { of: ids, deed: Deed::Priority(Some(Priority::High)), leaves_out: false });
        let [whole, parted] = both(&device, &book, Adopt { label, change });
        assert_eq!(whole, Err(Refusal::Stale));
        assert_eq!(whole, parted);
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
