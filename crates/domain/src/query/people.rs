//! Who belongs to whom.

use crate::{
    book::Book,
    record::{Company, Contact, Deal, Lead},
    value::{Id, Kind, RecordId},
};

/// The deals that name a contact, a company or a lead: open ones first, then by birth, newest first.
pub fn deals_of(book: &Book, id: RecordId) -> Vec<Id<Deal>> {
    let mut deals: Vec<Id<Deal>> =
        book.links().to(id, Kind::Deal).iter().rev().filter_map(|it| it.get()).collect();
    deals.sort_by_key(|it| book.get(*it).is_some_and(|it| !it.is_open()));
    deals
}

/// The people of a company: those who are there before those who were.
pub fn people_of(book: &Book, company: Id<Company>) -> Vec<Id<Contact>> {
    let mut people: Vec<Id<Contact>> =
        book.links().to(company, Kind::Contact).iter().filter_map(|it| it.get()).collect();
    let is_past = |it: &Id<Contact>| {
        book.get(*it).and_then(|it| it.companies.get(&company)).is_some_and(|it| it.inactive)
    };
    people.sort_by_key(is_past);
    people
}

/// The companies of a contact: the main one first.
pub fn colleagues(book: &Book, contact: &Contact) -> Vec<Id<Company>> {
    let mut companies: Vec<Id<Company>> =
        contact.companies.keys().copied().filter(|it| book.live(*it).is_some()).collect();
    let main = contact.company();
    companies.sort_by_key(|it| Some(*it) != main);
    companies
}

/// The leads that became a contact or a company, or that name it.
pub fn leads_of(book: &Book, id: RecordId) -> Vec<Id<Lead>> {
    book.links().to(id, Kind::Lead).iter().filter_map(|it| it.get()).collect()
}
