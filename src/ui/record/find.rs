//! What is found when one looks for a record to tie something to.

use crate::ui::{kit::choice::Choice, text::common};
use domain::{
    book::{Book, Kept},
    query::{self, Column, Sort},
    record::{Company, Contact, Reached},
    value::{Id, Kind, RecordId},
};

/// How many lines a list of found records has at most.
const LINES: usize = 20;

/// Contacts, each with their company.
pub fn contacts(book: &Book, text: &str) -> Vec<Choice> {
    let choice = |id: Id<Contact>| {
        let it = book.get(id)?;
        let company = it.company().and_then(|it| query::live_name(book, it.into()));
        let detail = company.unwrap_or_else(|| it.job_title.to_string());
        Some(Choice::new(id.to_string(), it.name()).detail(detail))
    };
    query::found(book, text, Sort::up(Column::Name)).into_iter().take(LINES).filter_map(choice).collect()
}

/// Companies, each with where it is or what it does.
pub fn companies(book: &Book, text: &str) -> Vec<Choice> {
    let choice = |id: Id<Company>| {
        let it = book.get(id)?;
        let city = it.addresses.values().map(|it| &it.city).find(|it| !it.is_empty());
        Some(Choice::new(id.to_string(), it.name()).detail(city.unwrap_or(&it.sector).to_string()))
    };
    query::found(book, text, Sort::up(Column::Name)).into_iter().take(LINES).filter_map(choice).collect()
}

/// Leads, deals, contacts and companies by their names; each value says its kind, as its detail does.
pub fn records(book: &Book, text: &str) -> Vec<Choice> {
    const EACH: usize = 6;
    let kinds = [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company];
    let found = kinds.into_iter().flat_map(|it| query::named(book, it, text, EACH));
    let choice = |id: RecordId| {
        let kind = common::capital(common::one(id.kind));
        Some(Choice::new(id.to_string(), query::live_name(book, id)?).detail(kind))
    };
    found.filter_map(choice).collect()
}

/// What the record with an id, as a text, is called.
pub fn name_of<T: Kept + Reached>(book: &Book, id: &str) -> Option<String> {
    book.live(id.parse::<Id<T>>().ok()?).map(|it| it.name())
}
