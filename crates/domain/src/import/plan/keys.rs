//! What a record is known by: the keys under which a row finds it again.
//!
//! Each begins with a letter that says what it is a key of: `x` an id in another program, `f` the print of a row that
//! has nothing better, `e` an e-mail address, `p` a phone number, `n` a name; `b` a company's name that says nothing of how
//! it is incorporated, `i` one without what it says of that.

use super::super::stage;
use crate::{
    query::company_letters,
    record::{Common, Company, Contact, Deal, Lead, Reached, Rep},
    value::{Email, Phone, TextKey, fold},
};

/// Under which name the print of a row is kept among the external ids.
pub(super) const PRINT: &str = "csv:row";

pub(super) fn external(system: &str, id: &str) -> String {
    format!("x{system}:{id}")
}

pub(super) fn print(print: &str) -> String {
    external(PRINT, print)
}

/// Whether a record was made by a row of this print.
pub(super) fn is_of_row(common: &Common, print: Option<&str>) -> bool {
    let own = common.external.get(&TextKey(PRINT.into()));
    own.zip(print).is_some_and(|(own, print)| **own == *print)
}

/// Whether a record is known by the print of a row.
pub(super) fn has_print(common: &Common) -> bool {
    common.external.contains(&TextKey(PRINT.into()))
}

pub(super) fn email(email: &Email) -> String {
    format!("e{}", email.key())
}

pub(super) fn phone(phone: &Phone) -> String {
    format!("p{}", phone.key())
}

/// The keys of a company's name.
pub(super) fn company_names(name: &str) -> [String; 2] {
    let (letters, stem) = letters(name);
    let kind = if stem == letters.len() { "b" } else { "i" };
    [format!("n{letters}"), [kind, &letters[..stem]].concat()]
}

/// The keys under which a company of a name is found, best first: its whole name, else one of the two says nothing of how
/// it is incorporated. Where both do and differ in that, they are two companies.
pub(super) fn sought_names(name: &str) -> [String; 2] {
    let (letters, stem) = letters(name);
    let other = if stem == letters.len() { "i" } else { "b" };
    [format!("n{letters}"), [other, &letters[..stem]].concat()]
}

/// Whether one company may have both names.
pub(super) fn may_be_one_company(one: &str, other: &str) -> bool {
    let names = company_names(other);
    sought_names(one).iter().any(|it| names.contains(it))
}

fn letters(name: &str) -> (String, usize) {
    let (letters, stem) = company_letters(name);
    if !letters.is_empty() {
        return (letters, stem);
    }
    let signs = fold(name.trim());
    let all = signs.len();
    (signs, all)
}

pub(super) fn rep_name(name: &str) -> String {
    format!("n{}", stage::key(name))
}

/// A person's name at a company, or a lead that is a company.
pub(super) fn person(name: &str, company: &str) -> String {
    format!("n{}\n{company}", stage::key(name))
}

/// A deal's name with a company.
pub(super) fn deal_name(name: &str, company: &str) -> String {
    format!("n{}\n{company}", stage::key(name))
}

fn ids(common: &Common) -> Vec<String> {
    common.external.iter().map(|(system, id)| external(&system.0, id)).collect()
}

pub(super) fn company(it: &Company) -> Vec<String> {
    let mut keys = ids(&it.common);
    keys.extend(company_names(&it.name));
    keys
}

pub(super) fn rep(it: &Rep) -> Vec<String> {
    let mut keys = ids(&it.common);
    keys.push(rep_name(&it.name));
    keys.extend(it.email.as_ref().map(email));
    keys
}

fn ways(it: &impl Reached) -> Vec<String> {
    let mut keys = ids(it.common());
    keys.extend(it.emails().values().map(|it| email(&it.value)));
    keys.extend(it.phones().values().map(|it| phone(&it.value)));
    keys
}

pub(super) fn contact(it: &Contact) -> Vec<String> {
    let mut keys = ways(it);
    let name = spoken(&it.first_name, &it.last_name);
    keys.extend(it.companies.keys().map(|at| person(&name, &at.to_string())));
    keys.push(person(&name, ""));
    keys
}

pub(super) fn lead(it: &Lead) -> Vec<String> {
    let mut keys = ways(it);
    if !it.company_name.is_empty() {
        let name = spoken(&it.first_name, &it.last_name);
        keys.extend(company_names(&it.company_name).map(|it| person(&name, &it)));
    }
    keys
}

pub(super) fn deal(it: &Deal) -> Vec<String> {
    let mut keys = ids(&it.common);
    let company = it.company().map(|it| it.to_string()).unwrap_or_default();
    keys.push(deal_name(&it.name, &company));
    keys
}

/// A name without what stands around it.
pub(super) fn spoken(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// Whether two people may be the same by their names: one has none, or they share a word of it.
pub(super) fn may_be_same(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let words = |it: &str| it.split(|it: char| !it.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let other_words = words(&other);
    let is_shared = |it: &String| it.len() > 1 && other_words.contains(it);
    one.trim().is_empty() || other.trim().is_empty() || one == other || words(&one).iter().any(is_shared)
}
