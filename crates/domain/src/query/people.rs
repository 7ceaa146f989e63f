//! Who belongs to whom.

use crate::{
    book::Book,
    order,
    record::{Company, Contact, Deal, Ending, Lead, Reached},
    row::Stamped,
    value::{Id, Kind, RecordId, fold},
};
use std::sync::Arc;

/// The deals that name a contact, a company or a lead: open ones first, then by birth, newest first.
pub fn deals_of(book: &Book, id: RecordId) -> Vec<Id<Deal>> {
    let mut deals: Vec<Id<Deal>> =
        book.links().to(id, Kind::Deal).iter().rev().filter_map(|it| it.get()).collect();
    order::sort_by_key(&mut deals, |it| book.get(*it).is_some_and(|it| !it.is_open()));
    deals
}

/// How many deals that name a contact or a company are neither won nor lost.
pub fn open_deals(book: &Book, id: impl Into<RecordId>) -> usize {
    linked_deals(book, id.into()).filter(|it| it.is_open()).count()
}

/// Whether a contact or a company has bought: a won deal names it (D14).
pub fn is_customer(book: &Book, id: impl Into<RecordId>) -> bool {
    let is_won = |it: &Deal| it.outcome.as_ref().is_some_and(|it| it.ending == Ending::Won);
    linked_deals(book, id.into()).any(|it| is_won(it))
}

fn linked_deals(book: &Book, id: RecordId) -> impl Iterator<Item = &Arc<Stamped<Deal>>> {
    book.links().to(id, Kind::Deal).iter().filter_map(|it| book.get::<Deal>(it.get()?))
}

/// Whether a company is another one or part of it, however many stand between. A circle that a merge has made ends where
/// it began.
pub fn is_part_of(book: &Book, company: Id<Company>, whole: Id<Company>) -> bool {
    ways_up(company, |it| book.get(it)?.parent).contains(&whole)
}

/// A company and all that it is part of, as far as they are told by `parent`, each once.
pub(crate) fn ways_up(
    company: Id<Company>,
    parent: impl Fn(Id<Company>) -> Option<Id<Company>>,
) -> Vec<Id<Company>> {
    let mut seen = Vec::new();
    let mut next = Some(company);
    while let Some(here) = next.filter(|it| !seen.contains(it)) {
        seen.push(here);
        next = parent(here);
    }
    seen
}

/// The people of a company by name, those who are there before those who were.
pub fn people_of(book: &Book, company: Id<Company>) -> Vec<Id<Contact>> {
    let mut people: Vec<Id<Contact>> =
        book.links().to(company, Kind::Contact).iter().filter_map(|it| it.get()).collect();
    order::sort_by_cached_key(&mut people, |it| {
        let contact = book.get(*it);
        let is_past = contact.and_then(|it| it.companies.get(&company)).is_some_and(|it| it.inactive);
        (is_past, contact.map(|it| fold(&it.name())))
    });
    people
}

/// The companies of a contact: the main one first, those of the past last. One that is not there any more is among them.
pub fn employers(contact: &Contact) -> Vec<Id<Company>> {
    let mut companies: Vec<Id<Company>> = contact.companies.keys().copied().collect();
    let main = contact.company();
    let is_past = |it: &Id<Company>| contact.companies.get(it).is_some_and(|it| it.inactive);
    order::sort_by_key(&mut companies, |it| (Some(*it) != main, is_past(it)));
    companies
}

/// The leads that became a contact or a company, or that name it.
pub fn leads_of(book: &Book, id: RecordId) -> Vec<Id<Lead>> {
    book.links().to(id, Kind::Lead).iter().filter_map(|it| it.get()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::Change,
        record::{Employment, Outcome, Participant, Record, Trashed},
        value::Timestamp,
    };

    fn employment(inactive: bool) -> Employment {
        Employment { inactive, ..Employment::default() }
    }

    #[test]
    fn x8_a_company_is_part_of_its_parents_and_no_circle_is_endless() {
        let company = |id, parent: Option<u128>| Company {
            name: "Acme".into(),
            parent: parent.map(Id::fixed),
            ..Company::blank(Id::fixed(id))
        };
        let companies = [
            company(1, Some(2)),
            company(2, Some(3)),
            company(3, None),
            company(4, Some(5)),
            company(5, Some(4)),
        ];
        let mut book = Book::new();
        book.apply(&Change::squash(companies.map(Change::birth))).expect("it fits");
        assert!(is_part_of(&book, Id::fixed(1), Id::fixed(3)));
        assert!(is_part_of(&book, Id::fixed(1), Id::fixed(1)));
        assert!(!is_part_of(&book, Id::fixed(3), Id::fixed(1)));
        assert!(!is_part_of(&book, Id::fixed(4), Id::fixed(1)));
    }

    #[test]
    fn d14_a_customer_is_who_a_won_deal_names() {
        let contact = Contact { first_name: "Ana".into(), ..Contact::blank(Id::fixed(1)) };
        let company = Company { name: "Acme".into(), ..Company::blank(Id::fixed(2)) };
        let outcome = |ending| {
            Some(Outcome { ending, day: None, reason: None, note: "".into(), competitor: "".into() })
        };
        let deal = |number, outcome| Deal {
            name: "Deal".into(),
            stage: crate::query::first_stage(&Book::new()).expect("a stage"),
            contacts: [(contact.id, Participant::default())].into_iter().collect(),
            outcome,
            ..Deal::blank(Id::fixed(number))
        };
        let mut book = Book::new();
        let (contact_id, company_id) = (contact.id, company.id);
        let births = [deal(3, None), deal(4, outcome(Ending::Lost))].map(Change::birth);
        let born = Change::birth(contact.clone()).and(Change::birth(company)).and(Change::squash(births));
        book.apply(&born).expect("it fits");
        assert!(!is_customer(&book, contact_id), "an open and a lost deal make no customer");
        assert_eq!(open_deals(&book, contact_id), 1);

        let won = deal(5, outcome(Ending::Won));
        book.apply(&Change::birth(won.clone())).expect("it fits");
        assert!(is_customer(&book, contact_id));
        assert!(!is_customer(&book, company_id), "the deal does not name the company");

        let before = book.get(won.id).expect("it is there").clone();
        let mut trashed = won;
        trashed.common.trashed = Some(Trashed { at: Timestamp(1), by: None });
        book.apply(&Change::update(&before, trashed)).expect("it fits");
        assert!(!is_customer(&book, contact_id), "what lies in the trash does not count");
    }

    #[test]
    fn people_stand_by_name_and_those_of_the_past_last() {
        let company = Id::fixed(1);
        let person = |id, name: &str, inactive| Contact {
            first_name: name.into(),
            companies: [(company, employment(inactive))].into_iter().collect(),
            ..Contact::blank(Id::fixed(id))
        };
        let people = [person(2, "Zoë", false), person(3, "Anna", true), person(4, "éva", false)];
        let mut book = Book::new();
        book.apply(&Change::squash(people.map(Change::birth))).expect("it fits");
        assert_eq!(people_of(&book, company), [Id::fixed(4), Id::fixed(2), Id::fixed(3)]);
    }

    #[test]
    fn the_main_company_stands_first_and_those_of_the_past_last() {
        let [past, main, other] = [Id::fixed(1), Id::fixed(3), Id::fixed(2)];
        let companies = [(past, employment(true)), (main, employment(false)), (other, employment(false))];
        let contact = Contact {
            companies: companies.into_iter().collect(),
            main_company: Some(main),
            ..Contact::blank(Id::fixed(9))
        };
        assert_eq!(employers(&contact), [main, other, past]);
    }
}
