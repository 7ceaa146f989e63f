//! A record takes what another of the same kind knows and it does not: empty fields, addresses and numbers that it lacks.

use super::{Address, Common, Company, Contact, Deal, Lead, Pair, Rep};
use crate::value::{ElementId, Elements, Email, Phone, Text};

fn text(to: &mut Text, from: &Text) {
    if to.is_empty() {
        to.clone_from(from);
    }
}

pub(crate) fn one<T: Clone>(to: &mut Option<T>, from: Option<&T>) {
    if to.is_none() {
        *to = from.cloned();
    }
}

pub(crate) fn each<K: Ord + Clone, V: Clone>(to: &mut Elements<K, V>, from: &Elements<K, V>) {
    for (key, value) in from.iter().filter(|it| !to.contains(it.0)).collect::<Vec<_>>() {
        to.insert(key.clone(), value.clone());
    }
}

fn common(to: &mut Common, from: &Common) {
    each(&mut to.tags, &from.tags);
    each(&mut to.custom, &from.custom);
    each(&mut to.external, &from.external);
}

/// The addresses or numbers that are not known yet.
pub(crate) fn ways<T: Clone>(
    to: &mut Elements<ElementId, Pair<T>>,
    from: &Elements<ElementId, Pair<T>>,
    is_same: fn(&T, &T) -> bool,
) {
    for (id, entry) in from.iter() {
        if !to.values().any(|it| is_same(&it.value, &entry.value)) {
            to.insert(*id, entry.clone());
        }
    }
}

/// The address or number that is used first: what comes in from the other stands behind it.
pub(crate) fn first<T>(ways: &Elements<ElementId, T>, primary: Option<ElementId>) -> Option<ElementId> {
    primary.filter(|it| ways.contains(it)).or_else(|| ways.keys().next().copied())
}

/// Addresses have no key that tells whether two are one, so they are taken only where there is none.
fn addresses(to: &mut Elements<ElementId, Address>, from: &Elements<ElementId, Address>) {
    if to.is_empty() {
        to.clone_from(from);
    }
}

pub(crate) fn company(to: &mut Company, from: &Company) {
    common(&mut to.common, &from.common);
    for (to, from) in [
        (&mut to.website, &from.website),
        (&mut to.sector, &from.sector),
        (&mut to.size, &from.size),
        (&mut to.revenue, &from.revenue),
        (&mut to.tax_id, &from.tax_id),
        (&mut to.description, &from.description),
    ] {
        text(to, from);
    }
    ways(&mut to.emails, &from.emails, Email::is_same);
    ways(&mut to.phones, &from.phones, Phone::is_same);
    addresses(&mut to.addresses, &from.addresses);
    one(&mut to.parent, from.parent.as_ref());
    one(&mut to.owner, from.owner.as_ref());
    one(&mut to.source, from.source.as_ref());
}

pub(crate) fn contact(to: &mut Contact, from: &Contact) {
    common(&mut to.common, &from.common);
    if to.first_name.is_empty() && to.last_name.is_empty() {
        (to.first_name, to.last_name) = (from.first_name.clone(), from.last_name.clone());
    }
    for (to, from) in [
        (&mut to.salutation, &from.salutation),
        (&mut to.job_title, &from.job_title),
        (&mut to.website, &from.website),
        (&mut to.birthday, &from.birthday),
        (&mut to.language, &from.language),
        (&mut to.description, &from.description),
    ] {
        text(to, from);
    }
    ways(&mut to.emails, &from.emails, Email::is_same);
    ways(&mut to.phones, &from.phones, Phone::is_same);
    addresses(&mut to.addresses, &from.addresses);
    let main = to.company().or(from.main_company);
    each(&mut to.companies, &from.companies);
    if to.company() != main {
        to.main_company = main;
    }
    one(&mut to.owner, from.owner.as_ref());
    one(&mut to.source, from.source.as_ref());
    to.do_not.call |= from.do_not.call;
    to.do_not.mail |= from.do_not.mail;
    to.do_not.message |= from.do_not.message;
}

pub(crate) fn lead(to: &mut Lead, from: &Lead) {
    common(&mut to.common, &from.common);
    if to.first_name.is_empty() && to.last_name.is_empty() {
        (to.first_name, to.last_name) = (from.first_name.clone(), from.last_name.clone());
    }
    for (to, from) in [
        (&mut to.salutation, &from.salutation),
        (&mut to.company_name, &from.company_name),
        (&mut to.job_title, &from.job_title),
        (&mut to.website, &from.website),
        (&mut to.source_detail, &from.source_detail),
        (&mut to.interest, &from.interest),
        (&mut to.message, &from.message),
    ] {
        text(to, from);
    }
    ways(&mut to.emails, &from.emails, Email::is_same);
    ways(&mut to.phones, &from.phones, Phone::is_same);
    addresses(&mut to.addresses, &from.addresses);
    one(&mut to.level, from.level.as_ref());
    one(&mut to.priority, from.priority.as_ref());
    one(&mut to.potential, from.potential.as_ref());
    one(&mut to.owner, from.owner.as_ref());
    one(&mut to.source, from.source.as_ref());
    one(&mut to.next_step, from.next_step.as_ref());
    to.do_not.call |= from.do_not.call;
    to.do_not.mail |= from.do_not.mail;
    to.do_not.message |= from.do_not.message;
}

/// Never its stage or outcome: those have a history of their own.
pub(crate) fn deal(to: &mut Deal, from: &Deal) {
    common(&mut to.common, &from.common);
    one(&mut to.value, from.value.as_ref());
    one(&mut to.expected_close, from.expected_close.as_ref());
    one(&mut to.priority, from.priority.as_ref());
    one(&mut to.next_step, from.next_step.as_ref());
    one(&mut to.owner, from.owner.as_ref());
    one(&mut to.source, from.source.as_ref());
    if to.companies.is_empty() {
        to.companies = from.companies.clone();
        one(&mut to.main_company, from.main_company.as_ref());
    }
    if to.contacts.is_empty() {
        to.contacts = from.contacts.clone();
        one(&mut to.main_contact, from.main_contact.as_ref());
    }
}

pub(crate) fn rep(to: &mut Rep, from: &Rep) {
    common(&mut to.common, &from.common);
    one(&mut to.email, from.email.as_ref());
}
