//! The list of companies.

use crate::ui::{
    front::{Ask, use_desk, use_front},
    kit::{
        banner::Empty,
        button::{Button, LinkButton, Variant},
        icon::IconName,
        table::{Direction, Sort, TableColumn},
    },
    list::{
        List, ListScreen,
        cells::{self, Owner},
    },
    record::links,
    routes::Route,
    text::customers as words,
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Column},
    record::{ActivityKind, Company, Reached},
    value::{Email, Id, Kind, Phone, Timestamp},
};
use leptos::prelude::*;

/// What the rows are made of.
const TOPICS: [Topic; 6] = [
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Rep),
];

/// The screen.
#[component]
pub fn CompanyList() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewCompany(None));
    let actions = move || {
        view! { <Button label=words::new_company() icon=IconName::Plus variant=Variant::Primary on_press=new /> }
    };
    let list = List {
        title: words::companies(),
        columns: columns(),
        usual: Sort { column: Column::Name.name(), direction: Direction::Up },
        topics: &TOPICS,
        cells,
        middle: None,
        actions: actions.into(),
        empty: (move || view! { <NoCompanies /> }).into(),
    };
    view! { <ListScreen list /> }
}

fn columns() -> Vec<TableColumn> {
    use Column::{Deals, LastContact, Name, Owner, People, Sector};
    let column = |it: Column, title, first| TableColumn::new(it.name(), title).sorts(first);
    vec![
        column(Name, words::name(), Direction::Up).names_row(),
        column(Sector, words::sector(), Direction::Up).from("middle").soft(),
        TableColumn::new("reach", words::reach()).width("text"),
        column(People, words::people(), Direction::Down).width("number").from("middle").at_end(),
        column(Deals, words::open_deals_column(), Direction::Down).width("number").from("middle").at_end(),
        column(LastContact, words::last_contact_column(), Direction::Down).width("state").from("middle"),
        column(Owner, words::owner(), Direction::Up).width("owner").from("middle").at_end(),
    ]
}

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    sector: String,
    phone: Option<Phone>,
    email: Option<Email>,
    website: String,
    people: usize,
    open_deals: usize,
    last: Option<(Timestamp, ActivityKind)>,
    owner: Owner,
}

impl Row {
    fn of(book: &Book, id: Id<Company>) -> Option<Row> {
        let it = book.live(id)?;
        Some(Row {
            name: it.name(),
            sector: it.sector.to_string(),
            phone: it.phone().cloned(),
            email: it.email().cloned(),
            website: it.website.to_string(),
            people: book.links().to(id, Kind::Contact).len(),
            open_deals: query::open_deals(book, id),
            last: query::last_contact(book, id.into()),
            owner: cells::owner_of(book, it.owner),
        })
    }
}

fn cells(id: Id<Company>) -> Vec<AnyView> {
    let desk = use_desk();
    let row = Memo::new(move |_| desk.read(&TOPICS, |book| Row::of(book, id)));
    let Some(row) = row.get() else { return Vec::new() };
    let reach = reach(&row);
    vec![
        cells::name(Route::Company(id), row.name, row.sector.clone()),
        cells::text(&row.sector),
        reach,
        cells::number(row.people),
        cells::number(row.open_deals),
        cells::last_contact(row.last),
        cells::owner(row.owner),
    ]
}

/// The first way there is to reach a company: few have all of them.
fn reach(row: &Row) -> AnyView {
    match row {
        Row { phone: Some(phone), .. } => cells::phone(Some(phone)),
        Row { email: Some(email), .. } => cells::email(Some(email)),
        Row { website, .. } if !website.is_empty() => links::website(website.clone()),
        _ => cells::text(""),
    }
}

/// What stands there while there are none.
#[component]
fn NoCompanies() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewCompany(None));
    let actions = move || {
        view! {
            <Button label=words::new_company() icon=IconName::Plus on_press=new />
            <LinkButton label=words::import() icon=IconName::Upload href=Route::Data.href() />
            <LinkButton label=words::go_to_leads() icon=IconName::Leads href=Route::Leads.href() />
        }
    };
    view! {
        <Empty icon=IconName::Company title=words::no_companies_yet() fill=true actions>{words::what_is_a_company()}</Empty>
    }
}
