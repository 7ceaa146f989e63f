//! What is deleted for good.

use super::{Context, Decision, bonds::mentions, relink::relinked, trash::holds_records};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{Activity, Deal, Task},
    refusal::Refusal,
    row::{Key, Row},
    value::{Kind, RecordId, Stamp},
};
use std::collections::BTreeSet;

/// Deletes records of the trash for good: those that its emptier has seen there.
///
/// What is only about them goes too, and nothing names them any more. It cannot be undone. What others cannot do
/// without stays in the trash: a rep or a reason that records name, the last party of a deal, and what records stand in,
/// because another copy may have some that do.
#[derive(Clone, Debug)]
pub struct Purge(pub Vec<RecordId>);

/// Refuses if one of the records does not lie in the trash any more, or if all of them are needed.
pub(super) fn purge(_: &Context<'_>, book: &Book, Purge(ids): &Purge) -> Result<Decision, Refusal> {
    let row = |it: &RecordId| book.row(&Key::Record(*it));
    if ids.is_empty() || !ids.iter().all(|it| row(it).is_some_and(|it| it.is_trashed())) {
        return Err(Refusal::TrashChanged { now: query::trash_size(book) });
    }
    let going = going(book, ids.iter().copied().filter(|it| !holds_records(it.kind)).collect());
    let first = ids.iter().find(|it| going.contains(it)).and_then(row);
    let Some(first) = first else { return Err(Refusal::StillNamed { count: ids.len() }) };
    let gone = ids.iter().copied().collect::<BTreeSet<_>>().intersection(&going).count();
    let label = Label::of(Verb::Purged, &query::name_of(&first)).with(&gone.to_string());
    let mut edits = Vec::new();
    for row in book.rows() {
        let after = match row.id() {
            Some(id) if going.contains(&id) => Some(Row::Purged(Key::Record(id), Stamp::ZERO)),
            _ => relinked(&row, &|it| (!going.contains(&it)).then_some(it)),
        };
        edits.extend(after.map(|after| Edit { before: Some(row), after: Some(after) }));
    }
    Ok(Decision::new(label, Change::new(edits, Stamping::Fresh)))
}

/// What goes of what was meant: with what is only about it, and without what is needed.
fn going(book: &Book, mut meant: BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    loop {
        let mut going = meant.clone();
        for task in book.table::<Task>().iter() {
            if task.about.is_some_and(|it| meant.contains(&it)) {
                going.insert(task.id.into());
            }
        }
        for activity in book.table::<Activity>().iter() {
            let mut about = activity.about.keys();
            if !activity.about.is_empty() && about.all(|it| meant.contains(it)) {
                going.insert(activity.id.into());
            }
        }
        let needed = needed(book, &going);
        let before = meant.len();
        meant.retain(|it| !needed.contains(it));
        if meant.len() == before {
            return going;
        }
    }
}

/// Those that records which stay cannot do without.
fn needed(book: &Book, going: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    let mut needed = BTreeSet::new();
    for deal in book.table::<Deal>().iter().filter(|it| !going.contains(&it.id.into())) {
        let contacts = deal.contacts.keys().map(|it| RecordId::from(*it));
        let companies = deal.companies.keys().map(|it| RecordId::from(*it));
        let parties: Vec<RecordId> = contacts.chain(companies).chain(deal.lead.map(RecordId::from)).collect();
        if parties.iter().all(|it| going.contains(it)) {
            needed.extend(parties);
        }
    }
    let is_entry =
        |it: &RecordId| matches!(it.kind, Kind::Rep | Kind::Source | Kind::Reason | Kind::Criterion);
    let entries: BTreeSet<RecordId> = going.iter().copied().filter(is_entry).collect();
    if !entries.is_empty() {
        for row in book.rows().iter().filter(|it| it.id().is_none_or(|it| !going.contains(&it))) {
            needed.extend(mentions(row).intersection(&entries));
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Restore, Revert, TakeBack, Trash},
        defaults,
        entry::Revision,
        record::{Company, Contact, Employment, Lead, Member, Participant, Record, Rep, Stage, Tag, Trashed},
        testing::{Device, broken_rules},
        wire::{Journaled, Past},
    };
    use std::sync::Arc;

    struct Scene {
        device: Device,
        book: Book,
        company: RecordId,
        contact: RecordId,
        deal: RecordId,
        note: RecordId,
        task: RecordId,
    }

    fn scene() -> Scene {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        let tag = device.adds(&mut book, |it: &mut Tag| it.name = "Fair".into());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Ana".into();
            it.companies.insert(company, Employment::default());
            it.main_company = Some(company);
            it.common.tags.insert(tag, Member);
        });
        let deal = device.adds(&mut book, |it: &mut Deal| {
            it.name = "Pumps".into();
            it.companies.insert(company, Member);
            it.contacts.insert(contact, Participant::default());
        });
        let note = device.adds(&mut book, |it: &mut Activity| it.about.insert(contact.into(), Member));
        device.adds(&mut book, |it: &mut Activity| {
            it.about.insert(contact.into(), Member);
            it.about.insert(deal.into(), Member);
        });
        let task = device
            .adds(&mut book, |it: &mut Task| (it.title, it.about) = ("Call".into(), Some(contact.into())));
        let [company, contact] = [company.into(), contact.into()];
        Scene { device, book, company, contact, deal: deal.into(), note: note.into(), task: task.into() }
    }

    fn is_purged(book: &Book, id: RecordId) -> bool {
        matches!(book.row(&Key::Record(id)), Some(Row::Purged(_, stamp)) if stamp > Stamp::ZERO)
    }

    #[test]
    fn h1_what_is_deleted_for_good_leaves_no_link_and_takes_along_what_is_only_about_it() {
        let Scene { device, mut book, contact, deal, note, task, .. } = scene();
        device.does(&mut book, Trash(vec![contact]));
        assert_eq!(query::trash(&book)[0].hanging, [(Kind::Deal, 1), (Kind::Task, 1), (Kind::Activity, 2)]);
        let entry = device.does(&mut book, Purge(vec![contact]));
        assert_eq!(entry.head.label, Label::of(Verb::Purged, "Ana").with("1"));
        for id in [contact, note, task] {
            assert!(is_purged(&book, id), "{id}");
        }
        assert!(book.live::<Deal>(deal.get().expect("a deal")).is_some_and(|it| it.contacts.is_empty()));
        assert_eq!(book.count(Kind::Activity), 1);
        assert!(query::trash(&book).is_empty() && book.is_sound());
        assert_eq!(broken_rules(&book, device.now()), [""; 0]);
    }

    #[test]
    fn h2_what_was_deleted_for_good_does_not_come_back_by_an_undo() {
        let Scene { device, mut book, contact, .. } = scene();
        let trashed = device.does(&mut book, Trash(vec![contact]));
        let purged = device.does(&mut book, Purge(vec![contact]));
        assert_eq!(device.undo(&book, &purged).map(|it| it.change), Err(Refusal::ForGood));
        assert!(matches!(device.undo(&book, &trashed), Err(Refusal::ChangedSince(_))));
        assert!(device.decide(&book, Restore(vec![contact])).is_err());
    }

    #[test]
    fn h7_what_an_entry_no_longer_tells_is_not_taken_back() {
        let Scene { device, mut book, contact, company, .. } = scene();
        let trashed = device.does(&mut book, Trash(vec![contact, company]));
        device.does(&mut book, Purge(vec![contact]));
        let gone = |it: &Past| match it.key() {
            Some(key) if key == Key::Record(contact) => Past::Gone(key),
            _ => it.clone(),
        };
        let told = Journaled::from(&trashed);
        let told = Journaled { past: told.past.iter().map(gone).collect(), ..told };
        let (entry, revision) = (Arc::new(told), Revision(7));
        let undo = Revert { revision, entry: entry.clone() };
        assert_eq!(device.decide(&book, undo).map(|it| it.change), Err(Refusal::ForGood));
        let of = |id| TakeBack { revision, entry: entry.clone(), of: Key::Record(id) };
        assert_eq!(device.decide(&book, of(contact)).map(|it| it.change), Err(Refusal::ForGood));
        device.does(&mut book, of(company));
        assert!(
            book.row(&Key::Record(company)).is_some_and(|it| !it.is_trashed()),
            "the other is taken back"
        );
    }

    #[test]
    fn h3_only_what_its_emptier_has_seen_in_the_trash_goes_and_what_others_need_stays() {
        let Scene { device, mut book, company, contact, deal, .. } = scene();
        let refused =
            |book: &Book, ids: &[RecordId]| device.decide(book, Purge(ids.to_vec())).map(|it| it.change);
        assert_eq!(refused(&book, &[contact]), Err(Refusal::TrashChanged { now: 0 }));
        assert_eq!(refused(&book, &[]), Err(Refusal::TrashChanged { now: 0 }));
        device.does(&mut book, Trash(vec![company, contact]));
        // The deal would be left with nobody.
        assert_eq!(refused(&book, &[company, contact]), Err(Refusal::StillNamed { count: 2 }));
        device.does(&mut book, Trash(vec![deal]));
        device.does(&mut book, Purge(vec![company, contact, deal]));
        assert!([company, contact, deal].iter().all(|it| is_purged(&book, *it)));
        assert_eq!(book.count(Kind::Activity), 0);

        let rep = device.adds(&mut book, |it: &mut Rep| it.name = "Eva".into());
        device.adds(&mut book, |it: &mut Lead| (it.first_name, it.owner) = ("Bo".into(), Some(rep)));
        device.does(&mut book, Trash(vec![rep.into()]));
        assert_eq!(refused(&book, &[rep.into()]), Err(Refusal::StillNamed { count: 1 }));
    }

    #[test]
    fn h1_a_tag_that_is_deleted_for_good_comes_off_its_records() {
        let Scene { device, mut book, contact, .. } = scene();
        let tag: RecordId = query::tags(&book)[0].id.into();
        device.does(&mut book, Trash(vec![tag]));
        device.does(&mut book, Purge(vec![tag]));
        let contact = book.live::<Contact>(contact.get().expect("a contact")).expect("it is there");
        assert!(contact.common.tags.is_empty() && is_purged(&book, tag));
        assert_eq!(broken_rules(&book, device.now()), [""; 0]);
    }

    /// Only a file can bring a stage into the trash; the next one may bring deals that stand in it.
    #[test]
    fn d3_what_records_stand_in_is_not_deleted_for_good() {
        let Scene { device, mut book, .. } = scene();
        let trashed = Trashed { at: device.now(), by: None };
        let mut stage =
            Stage { name: "Trial".into(), pipeline: defaults::SALES, ..Stage::blank(device.id()) };
        stage.common.trashed = Some(trashed);
        let id = stage.id.into();
        book.apply(&Change::birth(stage)).expect("it fits");
        let outcome = device.decide(&book, Purge(vec![id])).map(|it| it.change);
        assert_eq!(outcome, Err(Refusal::StillNamed { count: 1 }));
    }

    #[test]
    fn h1_a_company_is_not_the_same_as_one_that_is_there_no_more() {
        let Scene { device, mut book, .. } = scene();
        let gone = device.adds(&mut book, |it: &mut Company| it.name = "Zen".into());
        let stays = device.adds(&mut book, |it: &mut Company| {
            it.name = "Zen Ltd".into();
            it.apart.insert(gone.into(), Member);
        });
        device.does(&mut book, Trash(vec![gone.into()]));
        device.does(&mut book, Purge(vec![gone.into()]));
        assert!(book.live(stays).is_some_and(|it| it.apart.is_empty()));
    }
}
