//! What is taken back, and what is not.

use super::*;
use crate::{
    command::{Add, Edit as EditCommand, MoveDeal, SetStatus, Trash},
    defaults,
    entry::{Entry, Label},
    record::{
        Activity, Company, Contact, Deal, Employment, Lead, Listed, Member, Pipeline, Record, Source, Stage,
        StageKind, Status, StatusKind,
    },
    testing::{Device, board, broken_rules, values},
    value::Id,
};

fn edits<T: crate::book::Kept + crate::row::Unrow>(
    book: &mut Book,
    device: &Device,
    id: Id<T>,
    edit: impl FnOnce(&mut T),
) -> Entry
where
    Row: From<Arc<crate::row::Stamped<T>>>,
{
    let was = book.get(id).expect("it is there").clone();
    device.does(book, EditCommand::of(&was, edit))
}

#[track_caller]
fn refused(device: &Device, book: &Book, entry: &Entry) {
    let outcome = device.undo(book, entry).map(|it| it.change);
    assert!(matches!(outcome, Err(Refusal::ChangedSince(_))), "{outcome:?}");
}

/// Refused, because another record names what would be taken away.
#[track_caller]
fn named(device: &Device, book: &Book, entry: &Entry) {
    let outcome = device.undo(book, entry).map(|it| it.change);
    assert!(matches!(outcome, Err(Refusal::NamedBy(_))), "{outcome:?}");
}

#[track_caller]
fn taken_back(device: &Device, book: &mut Book, entry: &Entry) -> Entry {
    let undo = device.undo(book, entry).expect("nothing stands on it");
    book.apply(&undo.change).expect("it fits");
    undo
}

#[test]
fn u2_an_edit_is_taken_back_under_a_newer_one_of_other_fields_and_not_of_the_same() {
    let (device, mut book) = (Device::new(1), Book::new());
    let id = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
    let name = edits(&mut book, &device, id, |it| it.name = "Acme Ltd".into());
    edits(&mut book, &device, id, |it| it.sector = "Tools".into());
    let undo = taken_back(&device, &mut book, &name);
    let company = book.get(id).expect("it is there");
    assert_eq!((&*company.name, &*company.sector), ("Acme", "Tools"));
    assert_eq!(undo.head.label, Label::of(Verb::Undone, "Acme Ltd").with("edited"));
    assert_eq!(undo.head.undoes, Some(Revision(1)));
    edits(&mut book, &device, id, |it| it.name = "Zen".into());
    refused(&device, &book, &name);
}

#[test]
fn d4_a_deal_that_was_with_nobody_is_so_again_when_that_is_taken_back() {
    let (device, mut book) = (Device::new(1), Book::new());
    let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
    let deal = Deal { name: "Pumps".into(), stage: defaults::QUALIFIED_TO_BUY, ..Deal::blank(Id::fixed(1)) };
    let id = deal.id;
    book.apply(&Change::birth(deal)).expect("it fits");
    let tied = edits(&mut book, &device, id, |it| it.companies.insert(company, Member));
    edits(&mut book, &device, id, |it| it.requirements = "Steel".into());
    taken_back(&device, &mut book, &tied);
    let deal = book.get(id).expect("it is there");
    assert_eq!((deal.is_alone(), &*deal.requirements), (true, "Steel"));
}

#[test]
fn u1_what_is_taken_back_and_done_again_is_told_by_what_it_was() {
    let (device, mut book) = (Device::new(1), Book::new());
    let id = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
    let name = edits(&mut book, &device, id, |it| it.name = "Zen".into());
    let undo = taken_back(&device, &mut book, &name);
    let redo = taken_back(&device, &mut book, &undo);
    assert_eq!((redo.head.label.verb, &*redo.head.label.detail), (Verb::Redone, "edited"));
    let again = taken_back(&device, &mut book, &redo);
    assert_eq!((again.head.label.verb, &*again.head.label.detail), (Verb::Undone, "edited"));
    assert_eq!(book.get(id).map(|it| it.name.to_string()), Some("Acme".to_owned()));
}

#[test]
fn u1_all_that_was_done_can_be_taken_back_to_nothing() {
    let (device, mut book, mut done) = (Device::new(1), Book::new(), Vec::new());
    let lead = Lead { first_name: "Bo".into(), ..Lead::blank(device.id()) };
    let id = lead.id;
    done.push(device.does(&mut book, Add::one(lead)));
    let note =
        Activity { about: [(id.into(), Member)].into_iter().collect(), ..Activity::blank(device.id()) };
    done.push(device.does(&mut book, Add::one(note)));
    done.push(edits(&mut book, &device, id, |it| it.last_name = "Roy".into()));
    let convert = query::conversion(&book, book.get(id).expect("it is there"), &|| device.uuid());
    done.push(device.does(&mut book, convert));
    for entry in done.iter().rev() {
        taken_back(&device, &mut book, entry);
    }
    assert_eq!(values(&book), values(&Book::new()));
}

/// A pipeline with its stages.
fn renewals(device: &Device) -> (Id<Pipeline>, Vec<Row>) {
    let pipeline = Pipeline { name: "Renewals".into(), ..Pipeline::blank(device.id()) };
    let id = pipeline.id;
    let stage = |kind: &StageKind| {
        let name = kind.name().into();
        Row::from(Stage { name, kind: *kind, pipeline: id, ..Stage::blank(device.id()) })
    };
    (id, [pipeline.into()].into_iter().chain(StageKind::ALL.iter().map(stage)).collect())
}

#[test]
fn u1_a_new_pipeline_is_taken_back_with_its_stages() {
    let (device, mut book) = (Device::new(1), Book::new());
    let entry = device.does(&mut book, Add(renewals(&device).1));
    taken_back(&device, &mut book, &entry);
    assert_eq!(values(&book), values(&Book::new()));
}

/// Case F1, of a clock that ran ahead for a while.
#[test]
fn d7_l5_what_comes_last_is_the_last_also_after_the_clock_was_put_back() {
    let (device, mut book) = (Device::new(1), board::parse("Qualified to Buy: acme"));
    let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
    let [working, nurturing] = [StatusKind::Working, StatusKind::Nurturing]
        .map(|it| query::status_of_kind(&book, it).expect("there is one of every kind"));
    let status = |status| SetStatus { lead, status, reason: None, note: "".into() };
    device.wait(3_600_000);
    let step = board::step(&book, "acme to Needs Agreed");
    device.does(&mut book, step);
    device.does(&mut book, status(working));
    device.wait(-3_600_000);
    let step = board::step(&book, "acme to Negotiation");
    let done = [device.does(&mut book, step), device.does(&mut book, status(nurturing))];
    assert_eq!(broken_rules(&book, device.now()), [""; 0]);
    for entry in done {
        let undo = taken_back(&device, &mut book, &entry);
        taken_back(&device, &mut book, &undo);
    }
    assert_eq!(board::show(&book), "Negotiation: acme");
}

#[test]
fn u3_a_birth_that_has_left_the_device_goes_to_the_trash() {
    let (device, mut book) = (Device::new(1), Book::new());
    let company = Company { name: "Acme".into(), ..Company::blank(device.id()) };
    let id = company.id;
    let entry = device.does(&mut book, Add::one(company));
    device.exported.set(book.newest());
    taken_back(&device, &mut book, &entry);
    let trashed = book.get(id).and_then(|it| it.common.trashed).expect("it lies there");
    assert_eq!(trashed.at, device.now());
}

/// Another copy may have deals and leads that stand in it.
#[test]
fn u3_a_stage_and_a_status_that_have_left_the_device_are_archived() {
    let (device, mut book) = (Device::new(1), Book::new());
    let stage = Stage { name: "Trial".into(), pipeline: defaults::SALES, ..Stage::blank(device.id()) };
    let status = Status { name: "Called".into(), ..Status::blank(device.id()) };
    let ids = (stage.id, status.id);
    let added = [device.does(&mut book, Add::one(stage)), device.does(&mut book, Add::one(status))];
    device.exported.set(book.newest());
    let undone = added.map(|it| taken_back(&device, &mut book, &it));
    let archived = |book: &Book| {
        let (stage, status) = (book.live(ids.0).expect("live"), book.live(ids.1).expect("live"));
        (stage.archived, status.archived)
    };
    assert_eq!(archived(&book), (true, true));
    assert_eq!(broken_rules(&book, device.now()), [""; 0]);
    for it in &undone {
        taken_back(&device, &mut book, it);
    }
    assert_eq!(archived(&book), (false, false));
}

#[test]
fn u3_a_pipeline_that_has_left_the_device_is_archived_as_a_whole() {
    let (device, mut book) = (Device::new(1), Book::new());
    let (id, rows) = renewals(&device);
    let entry = device.does(&mut book, Add(rows));
    device.exported.set(book.newest());
    let undo = taken_back(&device, &mut book, &entry);
    assert!(book.live(id).is_some_and(|it| it.archived));
    assert_eq!(broken_rules(&book, device.now()), [""; 0]);
    taken_back(&device, &mut book, &undo);
    assert!(book.live(id).is_some_and(|it| !it.archived));
    assert_eq!(query::stages(&book, id).iter().filter(|it| !it.archived).count(), 3);
}

#[test]
fn u5_what_others_name_by_now_is_not_taken_away() {
    let (device, mut book) = (Device::new(1), Book::new());
    device.adds(&mut book, |it: &mut Company| it.name = "First".into());
    let company = Company { name: "Acme".into(), ..Company::blank(device.id()) };
    let (id, entry) = (company.id, device.does(&mut book, Add::one(company)));
    let contact = device.adds(&mut book, |it: &mut Contact| {
        it.first_name = "Bo".into();
        it.companies.insert(id, Employment::default());
    });
    named(&device, &book, &entry);
    // Neither if who names it lies in the trash, from where it may come back.
    device.does(&mut book, Trash(vec![contact.into()]));
    named(&device, &book, &entry);
}

#[test]
fn u5_the_entry_of_a_list_that_is_in_use_is_not_taken_away() {
    let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
    let stage = Stage { name: "Late".into(), pipeline: defaults::SALES, ..Stage::blank(device.id()) };
    let (id, added) = (stage.id, device.does(&mut book, Add::one(stage)));
    let source = Source { name: "Fair".into(), ..Source::blank(device.id()) };
    let (fair, made) = (source.id, device.does(&mut book, Add::one(source)));
    let step = MoveDeal { stage: id, ..board::step(&book, "acme to Negotiation") };
    let moved = device.does(&mut book, step);
    named(&device, &book, &added);
    taken_back(&device, &mut book, &moved);
    taken_back(&device, &mut book, &added);
    device.adds(&mut book, |it: &mut Lead| (it.first_name, it.source) = ("Bo".into(), Some(fair)));
    named(&device, &book, &made);
    assert_eq!(book.get(fair).map(|it| it.label().to_owned()), Some("Fair".to_owned()));
}

#[test]
fn u6_a_rep_that_was_made_in_passing_stays_if_others_name_them() {
    let (device, mut book) = (Device::new(1), Book::new());
    let company = Company { name: "Acme".into(), ..Company::blank(device.id()) };
    let (id, entry) = (company.id, device.does(&mut book, Add::one(company)));
    assert!(entry.change.edit(&Key::Record(device.me().into())).is_some(), "made with the first record");
    device.adds(&mut book, |it: &mut Company| it.name = "Zen".into());
    taken_back(&device, &mut book, &entry);
    assert!(book.get(id).is_none() && book.get(device.me()).is_some());
}

#[test]
fn u5_what_names_something_that_is_gone_is_not_put_back() {
    let (device, mut book) = (Device::new(1), Book::new());
    device.adds(&mut book, |it: &mut Company| it.name = "First".into());
    let company = Company { name: "Acme".into(), ..Company::blank(device.id()) };
    let (id, born) = (company.id, device.does(&mut book, Add::one(company)));
    let deal = device.adds(&mut book, |it: &mut Deal| {
        it.name = "Pumps".into();
        it.companies.insert(id, Member);
    });
    let contact = device.adds(&mut book, |it: &mut Contact| it.first_name = "Bo".into());
    let parted = edits(&mut book, &device, deal, |it| {
        it.companies.remove(&id);
        it.contacts.insert(contact, crate::record::Participant::default());
    });
    taken_back(&device, &mut book, &born);
    refused(&device, &book, &parted);
}

#[test]
fn u2_taking_back_never_leaves_less_than_a_record_needs() {
    let (device, mut book) = (Device::new(1), Book::new());
    let id = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
    let company = edits(&mut book, &device, id, |it| it.company_name = "Zen".into());
    edits(&mut book, &device, id, |it| it.first_name = "".into());
    refused(&device, &book, &company);
}

#[test]
fn u2_a_move_that_was_followed_by_others_is_not_taken_back_alone() {
    let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
    let mut steps = Vec::new();
    for step in ["acme to Proposal Sent", "acme to Needs Agreed", "acme to Proposal Sent"] {
        let step = board::step(&book, step);
        steps.push(device.does(&mut book, step));
    }
    // It stands where the first move put it, but has been elsewhere since.
    refused(&device, &book, &steps[0]);
}

#[test]
fn h6_a_change_of_one_record_is_taken_back_and_what_the_entry_did_to_others_stays() {
    let (device, mut book) = (Device::new(1), Book::new());
    let ids = ["Bo", "Ana"].map(|name| device.adds(&mut book, |it: &mut Lead| it.first_name = name.into()));
    let deed = crate::command::Deed::Level(Some(crate::record::Level::Hot));
    let of = ids.map(Into::into).to_vec();
    let entry = device.does(&mut book, crate::command::Bulk { of, deed, leaves_out: false });
    let entry = Arc::new(Journaled::from(&entry));
    let take_back =
        |id: Id<Lead>| TakeBack { revision: Revision(3), entry: entry.clone(), of: Key::Record(id.into()) };
    let back = device.does(&mut book, take_back(ids[1]));
    assert_eq!(back.head.undoes, None);
    assert_eq!(back.head.label, Label { many: None, ..Label::of(Verb::Undone, "Ana").with("rated") });
    let level = |book: &Book, id| book.get(id).and_then(|it: &Arc<crate::row::Stamped<Lead>>| it.level);
    assert_eq!((level(&book, ids[0]), level(&book, ids[1])), (Some(crate::record::Level::Hot), None));
    // Something newer stands on it.
    let again = device.decide(&book, take_back(ids[1])).map(|it| it.change);
    assert!(matches!(again, Err(Refusal::ChangedSince(_))));
    let other = device.decide(&book, take_back(Id::fixed(1))).map(|it| it.change);
    assert_eq!(other, Err(Refusal::Gone));
}

#[test]
fn h6_a_step_of_several_records_is_taken_back_as_a_whole() {
    let (device, mut book) = (Device::new(1), Book::new());
    let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
    let before = book.clone();
    let convert = query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
    let entry = device.does(&mut book, convert);
    let entry = Arc::new(Journaled::from(&entry));
    let back =
        device.does(&mut book, TakeBack { revision: Revision(2), entry, of: Key::Record(lead.into()) });
    assert_eq!(back.head.undoes, Some(Revision(2)));
    assert_eq!(values(&book), values(&before));
}
