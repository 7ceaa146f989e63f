//! Who may be in the Book twice.
//!
//! Nobody is compared with everybody: whoever has an address, a number or a name is put with the others who have it. A
//! list of those who look alike must be shorter than a warning at one record, or nobody reads it: leads that have been
//! decided on are not in it, nor are two who say different names, whatever number they share.
//!
//! # What is not here
//!
//! No merging: that is [`crate::command::Unite`]. Of a lead and a contact the lead is converted, or turned away.

use super::{
    Likely, Likeness, Sought, Standpoint, Whose,
    convert::{company_key, domains},
    item, likely_same, settings, status_kind,
};
use crate::{
    book::{Book, IdMap},
    command::Edit,
    order,
    record::{Company, Contact, Lead, Member, Reached, Record, StatusKind},
    row::Stamped,
    value::{Elements, Kind, RecordId, fold},
};
use std::{
    collections::hash_map::{DefaultHasher, Entry},
    hash::{Hash, Hasher},
    iter,
    sync::Arc,
    vec,
};

/// Someone who came later, and whom they may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The one who came later; of a lead and a contact the lead.
    pub of: RecordId,
    /// Who was there before.
    pub with: RecordId,
    /// What they share.
    pub why: Likeness,
}

/// The search for those who may be in the Book twice, a few records at a time: of many thousand it takes as long as a page
/// must not. Whoever changes the Book meanwhile begins anew.
pub struct TwinSearch {
    contacts: vec::IntoIter<Arc<Stamped<Contact>>>,
    leads: vec::IntoIter<Arc<Stamped<Lead>>>,
    companies: vec::IntoIter<Arc<Stamped<Company>>>,
    crowd: Crowd,
}

impl TwinSearch {
    /// Begins with everybody who is here.
    pub fn new(book: &Book) -> TwinSearch {
        let has_leads = settings(book).mode.has_leads();
        TwinSearch {
            contacts: by_birth(book.table::<Contact>().live()),
            leads: by_birth(book.table::<Lead>().live().filter(|it| has_leads && !is_decided(book, it))),
            companies: by_birth(book.table::<Company>().live()),
            crowd: Crowd::default(),
        }
    }

    /// Looks at the next records, so many at most, and answers whether it has seen all.
    pub fn advance(&mut self, book: &Book, mut records: usize) -> bool {
        let crowd = &mut self.crowd;
        for it in taken(&mut self.contacts, &mut records) {
            let company = it.company().and_then(|it| book.live(it)).map_or("", |it| &it.name);
            crowd.meet(book, it.id.into(), it.record(), [&it.first_name, &it.last_name], company);
        }
        for it in taken(&mut self.leads, &mut records) {
            crowd.meet(book, it.id.into(), it.record(), [&it.first_name, &it.last_name], &it.company_name);
        }
        for it in taken(&mut self.companies, &mut records) {
            crowd.meet_company(book, &it);
        }
        records > 0
    }

    /// Who was found, surest first, each with the first that they may be.
    pub fn found(self, book: &Book, whose: Whose, at: &Standpoint) -> Vec<Twin> {
        let mut found = self.crowd.found;
        let is_meant = |it: RecordId| item::item(book, it).is_some_and(|it| whose.is(it.owner(), at));
        found.retain(|it| is_meant(it.of) || is_meant(it.with));
        order::sort_by_key(&mut found, |it| (it.why, it.with, it.of));
        found
    }
}

/// The next of them, as long as `left` is not used up.
fn taken<'a, T>(records: &'a mut vec::IntoIter<T>, left: &'a mut usize) -> impl Iterator<Item = T> + 'a {
    iter::from_fn(move || {
        *left = left.checked_sub(1)?;
        let next = records.next();
        *left += usize::from(next.is_none());
        next
    })
}

/// Who may be the same as a lead, a contact or a company, surest first, ten at most.
pub fn same_as(book: &Book, id: RecordId) -> Vec<Likely> {
    if let Some(lead) = id.get::<Lead>() {
        let lead = book.live(lead).filter(|it| it.converted.is_none());
        return lead.map(|it| likely_same(book, &Sought::lead(it), Some(id))).unwrap_or_default();
    }
    if let Some(contact) = id.get::<Contact>() {
        let contact = book.live(contact);
        let mut found =
            contact.map(|it| likely_same(book, &Sought::contact(it), Some(id))).unwrap_or_default();
        found.retain(|it| {
            it.id.get::<Lead>().and_then(|it| book.get(it)).is_none_or(|it| !is_decided(book, it))
        });
        return found;
    }
    let Some(company) = id.get::<Company>().and_then(|it| book.live(it)) else { return Vec::new() };
    let (name, own) = (company_key(&company.name), domains(&company.website, &company.emails));
    let why = |other: &Company| {
        let is_shared = |it: &String| own.contains(it);
        if domains(&other.website, &other.emails).iter().any(is_shared) {
            return Some(Likeness::Domain);
        }
        (!name.is_empty() && company_key(&other.name) == name).then_some(Likeness::Name)
    };
    let others = book.table::<Company>().live().filter(|it| it.id != company.id);
    let mut found: Vec<Likely> = others
        .filter_map(|it| Some(Likely { id: it.id.into(), why: why(it)? }))
        .filter(|it| !are_apart(book, id, it.id))
        .collect();
    order::sort_by_key(&mut found, |it| (it.why, it.id));
    found.truncate(10);
    found
}

/// In order of their ids, which is that of their birth: a table that has lost a record is not.
fn by_birth<'a, T: Record>(
    records: impl Iterator<Item = &'a Arc<Stamped<T>>>,
) -> vec::IntoIter<Arc<Stamped<T>>> {
    let mut records: Vec<_> = records.cloned().collect();
    order::sort_by_key(&mut records, |it| it.id());
    records.into_iter()
}

/// Whether somebody has said that two records are not the same, or one of them names the other. Where two have become one,
/// it may be the elder that remembers.
pub fn are_apart(book: &Book, one: RecordId, other: RecordId) -> bool {
    let says = |it, other| apart_of(book, it).is_some_and(|it| it.contains(&other));
    let knows = |lead: RecordId, contact: RecordId| {
        let contact = contact.get::<Contact>();
        let lead = lead.get::<Lead>().and_then(|it| book.get(it));
        contact.is_some() && lead.is_some_and(|it| it.contact == contact)
    };
    says(one, other) || says(other, one) || knows(one, other) || knows(other, one)
}

/// Says that two records are not the same. The younger one remembers it, so that two who say it write the same.
pub fn keep_apart(book: &Book, one: RecordId, other: RecordId) -> Option<Edit> {
    let (younger, elder) = by_age(one, other);
    if let Some(lead) = younger.get::<Lead>() {
        return Some(Edit::of(book.live(lead)?, |it| it.apart.insert(elder, Member)));
    }
    if let Some(company) = younger.get::<Company>() {
        return Some(Edit::of(book.live(company)?, |it| it.apart.insert(elder, Member)));
    }
    Some(Edit::of(book.live(younger.get::<Contact>()?)?, |it| it.apart.insert(elder, Member)))
}

/// The younger of two, and the elder.
fn by_age(one: RecordId, other: RecordId) -> (RecordId, RecordId) {
    if (one.uuid, one.kind) > (other.uuid, other.kind) { (one, other) } else { (other, one) }
}

fn apart_of(book: &Book, id: RecordId) -> Option<&Elements<RecordId, Member>> {
    match id.kind {
        Kind::Lead => Some(&book.get::<Lead>(id.get()?)?.record().apart),
        Kind::Contact => Some(&book.get::<Contact>(id.get()?)?.record().apart),
        Kind::Company => Some(&book.get::<Company>(id.get()?)?.record().apart),
        _ => None,
    }
}

fn is_decided(book: &Book, lead: &Lead) -> bool {
    matches!(status_kind(book, lead), StatusKind::Converted | StatusKind::Disqualified)
}

/// Those who have been met, by the digest of what they are known by: two of many thousand digests of 64 bits are never the
/// same by chance, and texts would be the most of the work.
#[derive(Default)]
struct Crowd {
    met: IdMap<u64, Met>,
    found: Vec<Twin>,
}

/// Who is known by the same. Most are alone.
struct Met {
    first: RecordId,
    more: Vec<RecordId>,
}

impl Crowd {
    /// Looks for whom someone may be among those who were met before, and remembers them for those who come later.
    fn meet(&mut self, book: &Book, id: RecordId, it: &impl Reached, name: [&str; 2], company: &str) {
        let (name, company) = (fold(name.join(" ").trim()), company_key(company));
        let mut with = None;
        for email in it.emails().values() {
            self.known(book, id, Likeness::Email, &email.value.key(), None, &mut with);
        }
        for phone in it.phones().values() {
            self.known(book, id, Likeness::Phone, &phone.value.key(), Some(&name), &mut with);
        }
        if !name.is_empty() {
            self.known(book, id, Likeness::Name, &name, Some(&company), &mut with);
        } else if !company.is_empty() && id.kind == Kind::Lead {
            self.known(book, id, Likeness::Name, &format!("\n{company}"), None, &mut with);
        }
        self.found.extend(with.map(|(with, why)| Twin { of: id, with, why }));
    }

    /// The same for a company. What it is known by is no person's.
    fn meet_company(&mut self, book: &Book, it: &Company) {
        let (id, mut with) = (RecordId::from(it.id), None);
        for domain in domains(&it.website, &it.emails) {
            self.known(book, id, Likeness::Domain, &domain, None, &mut with);
        }
        let name = company_key(&it.name);
        if !name.is_empty() {
            self.known(book, id, Likeness::Name, &format!("\n\n{name}"), None, &mut with);
        }
        self.found.extend(with.map(|(with, why)| Twin { of: id, with, why }));
    }

    /// Who else has this, unless somebody surer is known already. Whoever differs in what stands beside it is another
    /// one; where that is not known it may be anybody.
    fn known(
        &mut self,
        book: &Book,
        id: RecordId,
        why: Likeness,
        what: &str,
        beside: Option<&str>,
        with: &mut Option<(RecordId, Likeness)>,
    ) {
        let all = digest(why, what, None);
        if with.is_none() {
            let found = match beside {
                None | Some("") => self.first(book, id, all),
                Some(it) => self
                    .first(book, id, digest(why, what, Some(it)))
                    .or_else(|| self.first(book, id, digest(why, what, Some("")))),
            };
            *with = found.map(|it| (it, why));
        }
        if beside.is_some() {
            self.remember(id, digest(why, what, beside));
        }
        self.remember(id, all);
    }

    fn remember(&mut self, id: RecordId, key: u64) {
        match self.met.entry(key) {
            Entry::Occupied(met) => met.into_mut().more.push(id),
            Entry::Vacant(nobody) => drop(nobody.insert(Met { first: id, more: Vec::new() })),
        }
    }

    /// The first of those who are known by a key whom someone may be.
    fn first(&self, book: &Book, id: RecordId, key: u64) -> Option<RecordId> {
        let met = self.met.get(&key)?;
        let mut all = iter::once(met.first).chain(met.more.iter().copied());
        all.find(|it| *it != id && !are_apart(book, id, *it))
    }
}

fn digest(why: Likeness, what: &str, beside: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (why as u8, what, beside).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit as EditCommand, SetStatus, Trash},
        query::{Sought, likely_same, listed},
        record::{Mode, Pair, Reason, ReasonUse, Status},
        testing::Device,
        value::{Id, Timestamp},
    };

    /// All that is found, by steps that end in the middle of a kind.
    fn twins(book: &Book, whose: Whose, at: &Standpoint) -> Vec<Twin> {
        let mut search = TwinSearch::new(book);
        while !search.advance(book, 2) {}
        search.found(book, whose, at)
    }

    struct Scene {
        device: Device,
        book: Book,
    }

    impl Scene {
        fn new() -> Scene {
            Scene { device: Device::new(1), book: Book::new() }
        }

        fn lead(&mut self, name: &str, company: &str, ways: &str) -> Id<Lead> {
            let element = || crate::value::ElementId(self.device.id::<Lead>().uuid());
            let (emails, phones) = said(ways, element);
            self.device.adds(&mut self.book, |it: &mut Lead| {
                (it.first_name, it.company_name) = (name.into(), company.into());
                (it.emails, it.phones) = (emails, phones);
            })
        }

        fn contact(&mut self, name: &str, ways: &str) -> Id<Contact> {
            let element = || crate::value::ElementId(self.device.id::<Lead>().uuid());
            let (emails, phones) = said(ways, element);
            self.device.adds(&mut self.book, |it: &mut Contact| {
                (it.first_name, it.emails, it.phones) = (name.into(), emails, phones);
            })
        }

        fn twins(&self) -> Vec<Twin> {
            let at = Standpoint::utc(self.device.now(), self.device.me());
            twins(&self.book, Whose::All, &at)
        }

        fn apart(&mut self, one: impl Into<RecordId>, other: impl Into<RecordId>) {
            let edit = keep_apart(&self.book, one.into(), other.into()).expect("they are there");
            self.device.does(&mut self.book, edit);
        }
    }

    fn said(
        ways: &str,
        element: impl Fn() -> crate::value::ElementId,
    ) -> (crate::record::Emails, crate::record::Phones) {
        let words = || ways.split(' ').filter(|it| !it.is_empty());
        let email =
            |it: &str| Some(Pair { label: None, value: it.parse().ok().filter(|_| it.contains('@'))? });
        let phone =
            |it: &str| Some(Pair { label: None, value: it.parse().ok().filter(|_| !it.contains('@'))? });
        let emails = words().filter_map(email).map(|it| (element(), it)).collect();
        (emails, words().filter_map(phone).map(|it| (element(), it)).collect())
    }

    fn twin(of: impl Into<RecordId>, with: impl Into<RecordId>, why: Likeness) -> Twin {
        Twin { of: of.into(), with: with.into(), why }
    }

    #[test]
    fn n8_a_day_has_whoever_shares_an_address_a_number_or_a_name_with_somebody_before() {
        let mut it = Scene::new();
        let ana = it.contact("Ana Roy", "ana@acme.io");
        let bo = it.lead("Bo", "Acme Ltd", "0755123456");
        it.lead("Cy", "Bolt", "cy@bolt.io");
        assert_eq!(it.twins(), []);
        let by_mail = it.lead("A. Roy", "", "ANA@acme.io");
        let by_phone = it.lead("", "", "+41755123456");
        let by_name = it.lead("bo", "Acme", "");
        let other = it.lead("Dee", "", "0755123456");
        let elsewhere = it.lead("Bo", "Bolt", "");
        let company = it.lead("", "Cube", "");
        let again = it.lead("", "Cube Inc", "");
        let names = |of: Id<Lead>| it.twins().iter().filter(|it| it.of == of).count();
        assert_eq!((names(elsewhere), names(company)), (0, 0), "another company, and the first of its name");
        // Dee says another name than Bo, but whoever has that number without a name may be either.
        let mut expected = vec![
            twin(by_mail, ana, Likeness::Email),
            twin(by_phone, bo, Likeness::Phone),
            twin(other, by_phone, Likeness::Phone),
            twin(by_name, bo, Likeness::Name),
            twin(again, company, Likeness::Name),
        ];
        expected.sort_by_key(|it| (it.why, it.with, it.of));
        assert_eq!(it.twins(), expected);
        it.device.does(&mut it.book, Trash(vec![by_phone.into(), by_mail.into(), company.into()]));
        assert_eq!(it.twins(), [twin(by_name, bo, Likeness::Name)]);
    }

    #[test]
    fn n8_whoever_was_decided_on_is_hidden_or_known_by_name_is_no_twin() {
        let mut it = Scene::new();
        let ana = it.contact("Ana Roy", "ana@acme.io");
        let lead = it.lead("Ana", "", "ana@acme.io");
        assert_eq!(it.twins(), [twin(lead, ana, Likeness::Email)]);
        let settings = it.book.get(crate::defaults::SETTINGS).expect("a default").clone();
        it.device.does(&mut it.book, EditCommand::of(&settings, |it| it.mode = Mode::Deals));
        assert_eq!(it.twins(), []);
        let settings = it.book.get(crate::defaults::SETTINGS).expect("a default").clone();
        it.device.does(&mut it.book, EditCommand::of(&settings, |it| it.mode = Mode::Both));
        let before = it.book.get(lead).expect("it is there").clone();
        let entry = it.device.does(&mut it.book, EditCommand::of(&before, |it| it.contact = Some(ana)));
        assert_eq!(
            (it.twins(), entry.change.is_empty()),
            (vec![], false),
            "the lead says that it is this contact"
        );
        let before = it.book.get(lead).expect("it is there").clone();
        it.device.does(&mut it.book, EditCommand::of(&before, |it| it.contact = None));
        let reason = listed::<Reason>(&it.book).into_iter().find(|it| it.used_for == ReasonUse::Disqualify);
        let status = listed::<Status>(&it.book).into_iter().find(|it| it.kind == StatusKind::Disqualified);
        let (reason, status) = (reason.map(|it| it.id), status.expect("a default").id);
        it.device.does(&mut it.book, SetStatus { lead, status, reason, note: "".into() });
        assert_eq!(it.twins(), []);
    }

    #[test]
    fn n9_two_that_are_said_to_be_apart_are_no_twins_and_no_warning() {
        let mut it = Scene::new();
        let [first, second, third] = [(); 3].map(|()| it.lead("Bo", "Acme", "bo@acme.io"));
        assert_eq!(it.twins().len(), 2);
        it.apart(first, second);
        assert_eq!(it.twins(), [twin(third, first, Likeness::Email)]);
        it.apart(third, first);
        assert_eq!(it.twins(), [twin(third, second, Likeness::Email)]);
        let warned = |of: Id<Lead>| -> Vec<RecordId> {
            let sought = Sought::lead(it.book.get(of).expect("it is there"));
            likely_same(&it.book, &sought, Some(of.into())).iter().map(|it| it.id).collect()
        };
        assert!(warned(first).is_empty());
        assert_eq!(warned(second), [third]);
        let (bo, lead) = (it.contact("Bo", "bo@acme.io"), third);
        it.apart(bo, lead);
        assert!(are_apart(&it.book, lead.into(), bo.into()) && are_apart(&it.book, bo.into(), lead.into()));
        // Deleted for good, nobody names it any more.
        it.device.does(&mut it.book, Trash(vec![third.into()]));
        it.device.does(&mut it.book, crate::command::Purge(vec![third.into()]));
        let says = |id: RecordId| apart_of(&it.book, id).map_or(0, Elements::len);
        assert_eq!((says(second.into()), says(bo.into())), (1, 0));
    }

    #[test]
    fn n8_companies_of_one_name_or_one_domain_are_twins_until_they_are_said_to_be_apart() {
        let mut it = Scene::new();
        let company = |it: &mut Scene, name: &str, website: &str| {
            it.device.adds(&mut it.book, |it: &mut Company| {
                (it.name, it.website) = (name.into(), website.into());
            })
        };
        it.lead("Acme", "", "");
        let acme = company(&mut it, "Acme", "https://www.acme.io/de");
        company(&mut it, "Bolt", "");
        assert_eq!(it.twins(), []);
        let by_name = company(&mut it, "ACME Ltd.", "");
        let by_domain = company(&mut it, "Acme Tools", "acme.io");
        let mut expected = vec![twin(by_domain, acme, Likeness::Domain), twin(by_name, acme, Likeness::Name)];
        assert_eq!(it.twins(), expected);
        let same = |it: &Scene, id: Id<Company>| -> Vec<RecordId> {
            same_as(&it.book, id.into()).iter().map(|it| it.id).collect()
        };
        assert_eq!(same(&it, acme), [by_domain, by_name]);
        it.apart(acme, by_name);
        expected.truncate(1);
        assert_eq!((it.twins(), same(&it, by_name)), (expected, vec![]));
    }

    #[test]
    fn n8_a_contact_names_who_may_be_the_same_but_no_lead_that_was_decided_on() {
        let mut it = Scene::new();
        let ana = it.contact("Ana Roy", "ana@acme.io");
        let again = it.contact("A. Roy", "ana@acme.io");
        let lead = it.lead("Ana", "", "ana@acme.io");
        let same =
            |it: &Scene| -> Vec<RecordId> { same_as(&it.book, ana.into()).iter().map(|it| it.id).collect() };
        let both: std::collections::BTreeSet<RecordId> = [again.into(), lead.into()].into();
        assert_eq!(same(&it), Vec::from_iter(both));
        let reason = listed::<Reason>(&it.book).into_iter().find(|it| it.used_for == ReasonUse::Disqualify);
        let status = listed::<Status>(&it.book).into_iter().find(|it| it.kind == StatusKind::Disqualified);
        let (reason, status) = (reason.map(|it| it.id), status.expect("a default").id);
        it.device.does(&mut it.book, SetStatus { lead, status, reason, note: "".into() });
        assert_eq!(same(&it), [again]);
    }

    #[test]
    fn ten_thousand_who_share_one_number_are_found_at_once() {
        let mut it = Scene::new();
        let shared = "0755123456";
        let born = (0..10_000_u32).map(|nth| {
            let id = Id::fixed(u128::from(nth) + 1);
            let element = || crate::value::ElementId(uuid::Uuid::from_u128(1));
            let mut lead: Lead = crate::record::Record::blank(id);
            lead.first_name = format!("Lead {}", nth / 2).into();
            (lead.phones, lead.status.status) = (said(shared, element).1, crate::defaults::NEW);
            lead.common.created = Timestamp(i64::from(nth));
            crate::change::Change::birth(lead)
        });
        it.book.apply(&crate::change::Change::squash(born)).expect("it fits");
        let found = it.twins();
        assert_eq!(found.len(), 5_000);
        assert!(found.iter().all(|it| it.why == Likeness::Phone));
    }
}
