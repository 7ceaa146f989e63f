//! The records as a table, with the headings that other programs give them.

use crate::business::Wanted;
use domain::{
    book::Book,
    query,
    record::{Deal, Ending, Lead, Listed, Reached, Rep, Source, Tag},
    value::{Day, Id, Money},
};

const LEADS: [&str; 17] = [
    "id",
    "first name",
    "last name",
    "company",
    "title",
    "email",
    "phone",
    "city",
    "status",
    "value",
    "currency",
    "owner",
    "source",
    "tags",
    "created",
    "next step",
    "message",
];
const DEALS: [&str; 14] = [
    "id",
    "deal name",
    "company",
    "stage",
    "value",
    "currency",
    "close date",
    "outcome",
    "owner",
    "source",
    "tags",
    "created",
    "next step",
    "notes",
];

/// The leads or the deals of a Book as CSV; nothing for what is no table.
pub(crate) fn csv(book: &Book, wanted: Wanted) -> Option<String> {
    let mut text = String::new();
    match wanted {
        Wanted::Leads => {
            line(&mut text, LEADS.map(str::to_owned));
            book.table::<Lead>().iter().for_each(|it| line(&mut text, lead(book, it)));
        }
        Wanted::Deals => {
            line(&mut text, DEALS.map(str::to_owned));
            book.table::<Deal>().iter().for_each(|it| line(&mut text, deal(book, it)));
        }
        Wanted::Mixed => return None,
    }
    Some(text)
}

fn lead(book: &Book, it: &Lead) -> [String; 17] {
    [
        it.id.uuid().to_string(),
        it.first_name.to_string(),
        it.last_name.to_string(),
        it.company_name.to_string(),
        it.job_title.to_string(),
        it.email().map(ToString::to_string).unwrap_or_default(),
        it.phone().map(ToString::to_string).unwrap_or_default(),
        it.addresses.values().map(|it| it.city.to_string()).next().unwrap_or_default(),
        book.get(it.status.status).map(|it| it.name.to_string()).unwrap_or_default(),
        amount(it.potential),
        currency(it.potential),
        owner(book, it.owner),
        source(book, it.source),
        tags(book, it.common.tags.keys()),
        Day::of_utc(it.common.created).to_string(),
        it.next_step.as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
        it.message.to_string(),
    ]
}

fn deal(book: &Book, it: &Deal) -> [String; 14] {
    let stage = query::shown_stage(book, it).and_then(|it| book.get(it));
    let company = it.company().and_then(|it| book.get(it));
    let outcome = it.outcome.as_ref().map(|it| if it.ending == Ending::Won { "won" } else { "lost" });
    [
        it.id.uuid().to_string(),
        it.name.to_string(),
        company.map(|it| it.name.to_string()).unwrap_or_default(),
        stage.map(|it| it.name.to_string()).unwrap_or_default(),
        amount(it.value),
        currency(it.value),
        it.closes().map(|it| it.to_string()).unwrap_or_default(),
        outcome.unwrap_or("open").to_owned(),
        owner(book, it.owner),
        source(book, it.source),
        tags(book, it.common.tags.keys()),
        Day::of_utc(it.common.created).to_string(),
        it.next_step.as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
        format!("{}; {}", it.requirements, it.expectations),
    ]
}

/// Whole units: the amounts here have no cents.
fn amount(value: Option<Money>) -> String {
    value.map(|it| (it.minor() / 100).to_string()).unwrap_or_default()
}

fn currency(value: Option<Money>) -> String {
    value.map(|it| it.currency().to_string()).unwrap_or_default()
}

fn owner(book: &Book, rep: Option<Id<Rep>>) -> String {
    rep.and_then(|it| book.get(it)).map(|it| it.name.to_string()).unwrap_or_default()
}

fn source(book: &Book, source: Option<Id<Source>>) -> String {
    source.and_then(|it| book.get(it)).map(|it| it.label().to_owned()).unwrap_or_default()
}

fn tags<'a>(book: &Book, tags: impl Iterator<Item = &'a Id<Tag>>) -> String {
    tags.filter_map(|it| book.get(*it)).map(|it| it.name.to_string()).collect::<Vec<_>>().join(",")
}

/// Adds a line; a cell that holds what parts cells is quoted.
fn line<const N: usize>(text: &mut String, cells: [String; N]) {
    let cells = cells.map(|it| {
        if it.contains([',', '"', '\n']) { format!("\"{}\"", it.replace('"', "\"\"")) } else { it }
    });
    text.push_str(&cells.join(","));
    text.push('\n');
}
