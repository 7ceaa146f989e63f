//! Two that become one.

use super::*;
use crate::{
    command::{Edit as EditCommand, Trash},
    entry::Entry,
    record::{Activity, Deal, Employment, Member, Pair, Participant, Record, Tag, Task},
    testing::Device,
    value::ElementId,
};

struct Scene {
    device: Device,
    book: Book,
}

impl Scene {
    fn new() -> Scene {
        Scene { device: Device::new(1), book: Book::new() }
    }

    fn email(&self, text: &str) -> (ElementId, Pair<crate::value::Email>) {
        (
            ElementId(self.device.id::<Lead>().uuid()),
            Pair { label: None, value: text.parse().expect("an address") },
        )
    }

    fn contact(&mut self, name: &str, email: &str) -> Id<Contact> {
        let (id, email) = self.email(email);
        self.device.adds(&mut self.book, |it: &mut Contact| {
            it.first_name = name.into();
            it.emails.insert(id, email);
        })
    }

    fn edits<T: Kept + Unrow>(&mut self, id: Id<T>, change: impl FnOnce(&mut T))
    where
        Row: From<Arc<Stamped<T>>>,
    {
        let edit = EditCommand::of(self.book.live(id).expect("it is there"), change);
        self.device.does(&mut self.book, edit);
    }

    fn unites(&mut self, from: impl Into<RecordId>, into: impl Into<RecordId>) -> Result<Entry, Refusal> {
        let entry = self.device.decide(&self.book, Unite { from: from.into(), into: into.into() })?;
        self.book.apply(&entry.change).expect("what was decided on a Book fits it");
        Ok(entry)
    }
}

#[test]
fn x7_what_one_contact_knows_and_the_other_does_not_is_taken_over_and_nothing_is_lost() {
    let mut it = Scene::new();
    let company = it.device.adds(&mut it.book, |it: &mut Company| it.name = "Acme".into());
    let goes = it.contact("Ana R.", "ana@home.io");
    let stays = it.contact("Ana Roy", "ana@acme.io");
    it.edits(goes, |it: &mut Contact| {
        (it.job_title, it.description) = ("Buyer".into(), "Likes tea.".into());
        it.companies.insert(company, Employment::default());
    });
    it.edits(stays, |it: &mut Contact| it.description = "Met in May.".into());
    it.unites(goes, stays).expect("they are two");

    let whole = it.book.live(stays).expect("it stays").record().clone();
    assert_eq!((&*whole.first_name, &*whole.job_title), ("Ana Roy", "Buyer"));
    assert_eq!(&*whole.description, "Met in May.\n\nLikes tea.");
    assert_eq!((whole.emails.len(), whole.company()), (2, Some(company)));
    let first = whole.primary_email.and_then(|it| whole.emails.get(&it)).map(|it| it.value.to_string());
    assert_eq!(first.as_deref(), Some("ana@acme.io"), "the address that was used is used");
    assert!(it.book.live(goes).is_none() && it.book.get(goes).is_some(), "the other lies in the trash");
}

#[test]
fn x7_numbers_that_only_end_alike_both_stay() {
    let mut it = Scene::new();
    let (goes, stays) = (it.contact("Ana", "ana@home.io"), it.contact("Ana", "ana@acme.io"));
    for (id, number) in [(goes, "+49 40 12345678"), (stays, "+49 30 12345678")] {
        let element = ElementId(it.device.uuid());
        let value = number.parse().expect("a number");
        it.edits(id, |it: &mut Contact| it.phones.insert(element, Pair { label: None, value }));
    }
    it.unites(goes, stays).expect("two contacts");
    let stays = it.book.get(stays).expect("it is there");
    let numbers: Vec<&str> = stays.phones.values().map(|it| it.value.as_str()).collect();
    assert_eq!(numbers, ["+49 40 12345678", "+49 30 12345678"]);
}

#[test]
fn x7_whatever_named_the_one_names_the_other_also_in_the_trash_and_one_undo_parts_them_again() {
    let mut it = Scene::new();
    let goes = it.contact("Ana", "ana@home.io");
    let stays = it.contact("Ana", "ana@acme.io");
    let friend = it.contact("Bo", "bo@acme.io");
    it.edits(friend, |it: &mut Contact| it.referred_by = Some(goes));
    it.edits(stays, |it: &mut Contact| it.referred_by = Some(goes));
    let deal = it.device.adds(&mut it.book, |it: &mut Deal| {
        it.name = "Chairs".into();
        it.contacts.insert(goes, Participant::default());
        it.main_contact = Some(goes);
    });
    let gone = it.device.adds(&mut it.book, |it: &mut Deal| {
        it.name = "Tables".into();
        it.contacts.insert(goes, Participant::default());
        it.contacts.insert(stays, Participant::default());
    });
    it.device.does(&mut it.book, Trash(vec![gone.into()]));
    let task = it.device.adds(&mut it.book, |it: &mut Task| {
        (it.title, it.about) = ("Call".into(), Some(goes.into()));
    });
    let call = it.device.adds(&mut it.book, |it: &mut Activity| {
        it.body = "Spoke.".into();
        it.about.insert(goes.into(), Member);
        it.about.insert(stays.into(), Member);
    });
    let before = it.book.clone();
    let entry = it.unites(goes, stays).expect("they are two");

    let named = |it: &Elements<Id<Contact>, Participant>| it.keys().copied().collect::<Vec<_>>();
    let at = |id: Id<Deal>| it.book.get(id).expect("it is there").record().clone();
    let deal = at(deal);
    assert_eq!((named(&deal.contacts), deal.main_contact), (vec![stays], Some(stays)));
    assert_eq!(named(&at(gone).contacts), [stays]);
    assert_eq!(it.book.get(task).and_then(|it| it.about), Some(stays.into()));
    assert_eq!(it.book.get(call).map(|it| it.about.len()), Some(1));
    assert_eq!(it.book.get(friend).and_then(|it| it.referred_by), Some(stays));
    assert_eq!(it.book.get(stays).and_then(|it| it.referred_by), None, "nobody is sent by themselves");

    it.device.undoes(&mut it.book, &entry, &before);
}

#[test]
fn x7_a_company_and_a_lead_take_over_too_and_what_was_decided_stays() {
    let mut it = Scene::new();
    let tag = it.device.adds(&mut it.book, |it: &mut Tag| it.name = "VIP".into());
    let goes = it.device.adds(&mut it.book, |it: &mut Company| {
        (it.name, it.sector) = ("Acme Ltd".into(), "Chairs".into());
        it.common.tags.insert(tag, Member);
    });
    let stays = it.device.adds(&mut it.book, |it: &mut Company| it.name = "Acme".into());
    let ana = it.contact("Ana", "ana@acme.io");
    it.edits(ana, |it: &mut Contact| {
        it.companies.insert(goes, Employment { role: "Buyer".into(), inactive: false });
    });
    it.unites(goes, stays).expect("they are two");
    let whole = it.book.live(stays).expect("it stays");
    assert_eq!((&*whole.name, &*whole.sector, whole.common().tags.len()), ("Acme", "Chairs", 1));
    let ana = it.book.live(ana).expect("she is there").record().clone();
    assert_eq!(ana.companies.get(&stays).map(|it| it.role.to_string()).as_deref(), Some("Buyer"));

    let lead = |it: &mut Scene, message: &str| {
        it.device.adds(&mut it.book, |it: &mut Lead| {
            (it.first_name, it.message) = ("Cy".into(), message.into());
        })
    };
    let (one, other) = (lead(&mut it, "Chairs?"), lead(&mut it, "Tables?"));
    it.unites(other, one).expect("both are open");
    assert_eq!(it.book.live(one).map(|it| it.message.to_string()).as_deref(), Some("Chairs?\n\nTables?"));
    assert_eq!(it.unites(one, one).err(), Some(Refusal::There));
    assert_eq!(it.unites(one, stays).err(), Some(Refusal::There));
    assert_eq!(it.unites(other, one).err(), Some(Refusal::Gone));
}

#[test]
fn x7_a_company_that_takes_in_what_is_part_of_it_does_not_become_its_own_parent() {
    let mut it = Scene::new();
    let company = |it: &mut Scene, name: &str, parent: Option<Id<Company>>| {
        it.device.adds(&mut it.book, |it: &mut Company| (it.name, it.parent) = (name.into(), parent))
    };
    let parent = |it: &Scene, id: Id<Company>| it.book.live(id).expect("it is there").parent;
    let whole = company(&mut it, "Acme", None);
    let part = company(&mut it, "Acme Ltd", Some(whole));
    it.unites(part, whole).expect("they are two");
    assert_eq!(parent(&it, whole), None);

    // Another one stands between.
    let middle = company(&mut it, "Acme Europe", Some(whole));
    let part = company(&mut it, "Acme Ltd", Some(middle));
    it.unites(part, whole).expect("they are two");
    assert_eq!((parent(&it, whole), parent(&it, middle)), (None, Some(whole)));

    // The one that goes stands above: the one that stays takes its place.
    let top = company(&mut it, "Holding", None);
    let whole = company(&mut it, "Zen", Some(top));
    let middle = company(&mut it, "Zen Europe", Some(whole));
    let part = company(&mut it, "Zen Ltd", Some(middle));
    let before = it.book.clone();
    let entry = it.unites(whole, part).expect("they are two");
    assert_eq!((parent(&it, part), parent(&it, middle)), (Some(top), Some(part)));
    it.device.undoes(&mut it.book, &entry, &before);
}

#[test]
fn x7_nobody_is_sent_by_themselves_or_told_apart_from_themselves() {
    let mut it = Scene::new();
    let stays = it.contact("Ana", "ana@acme.io");
    let goes = it.contact("Ana", "ana@home.io");
    it.edits(goes, |it: &mut Contact| {
        it.referred_by = Some(stays);
        it.apart.insert(stays.into(), Member);
    });
    it.unites(goes, stays).expect("they are two");
    let whole = it.book.live(stays).expect("it stays");
    assert_eq!((whole.referred_by, whole.apart.len()), (None, 0));
    let leads = [(); 2].map(|()| it.device.adds(&mut it.book, |it: &mut Lead| it.first_name = "Cy".into()));
    it.edits(leads[1], |it: &mut Lead| it.apart.insert(leads[0].into(), Member));
    it.unites(leads[1], leads[0]).expect("they are two");
    assert_eq!(it.book.live(leads[0]).map(|it| it.apart.len()), Some(0));
    let zen = [(); 2].map(|()| it.device.adds(&mut it.book, |it: &mut Company| it.name = "Zen".into()));
    it.edits(zen[1], |it: &mut Company| it.apart.insert(zen[0].into(), Member));
    it.unites(zen[1], zen[0]).expect("they are two");
    assert_eq!(it.book.live(zen[0]).map(|it| it.apart.len()), Some(0));
}

#[test]
fn n9_who_was_told_apart_from_the_one_that_goes_is_told_apart_from_the_one_that_stays() {
    let mut it = Scene::new();
    let stays = it.contact("Ana", "ana@acme.io");
    let other = it.contact("Ana", "ana@acme.io");
    let goes = it.contact("Ana", "ana@acme.io");
    let last = it.contact("Ana", "ana@acme.io");
    for one in [other, last] {
        let apart = query::keep_apart(&it.book, goes.into(), one.into()).expect("both are there");
        it.device.does(&mut it.book, apart);
    }
    it.unites(goes, stays).expect("they are two");
    for one in [other, last] {
        assert!(query::are_apart(&it.book, stays.into(), one.into()));
    }
    assert!(query::same_as(&it.book, stays.into()).is_empty());
}
