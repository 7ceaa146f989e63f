//! The list of contacts.

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
    routes::Route,
    text::customers as words,
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Column},
    record::{ActivityKind, Contact, Reached},
    value::{Email, Id, Kind, Phone, Timestamp},
};
use leptos::prelude::*;

/// What the rows are made of: also what is written down about someone's leads and deals tells when they were last
/// spoken to.
const TOPICS: [Topic; 6] = [
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Rep),
];

/// The screen.
#[component]
pub fn ContactList() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewContact(None));
    let actions = move || {
        view! { <Button label=words::new_contact() icon=IconName::Plus variant=Variant::Primary on_press=new /> }
    };
    let list = List {
        title: words::contacts(),
        columns: columns(),
        usual: Sort { column: Column::Name.name(), direction: Direction::Up },
        topics: &TOPICS,
        cells,
        middle: None,
        actions: actions.into(),
        empty: (move || view! { <NoContacts /> }).into(),
    };
    view! { <ListScreen list /> }
}

fn columns() -> Vec<TableColumn> {
    use Column::{Company, Email, JobTitle, LastContact, Name, Owner, Phone};
    let column = |it: Column, title, first| TableColumn::new(it.name(), title).sorts(first);
    vec![
        column(Name, words::name(), Direction::Up).names_row().width("name"),
        column(Company, words::company(), Direction::Up).from("middle").soft(),
        column(JobTitle, words::job_title(), Direction::Up).from("wide").soft(),
        column(Email, words::email(), Direction::Up).from("middle"),
        column(Phone, words::phone(), Direction::Up).width("text"),
        column(LastContact, words::last_contact_column(), Direction::Down).width("state").from("middle"),
        column(Owner, words::owner(), Direction::Up).width("owner").from("middle").at_end(),
    ]
}

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    company: String,
    job_title: String,
    email: Option<Email>,
    phone: Option<Phone>,
    last: Option<(Timestamp, ActivityKind)>,
    owner: Owner,
}

impl Row {
    fn of(book: &Book, id: Id<Contact>) -> Option<Row> {
        let it = book.live(id)?;
        Some(Row {
            name: it.name(),
            company: it.company().and_then(|it| query::live_name(book, it.into())).unwrap_or_default(),
            job_title: it.job_title.to_string(),
            email: it.email().cloned(),
            phone: it.phone().cloned(),
            last: query::last_contact(book, id.into()),
            owner: cells::owner_of(book, it.owner),
        })
    }
}

fn cells(id: Id<Contact>) -> Vec<AnyView> {
    let desk = use_desk();
    let row = Memo::new(move |_| desk.read(&TOPICS, |book| Row::of(book, id)));
    let Some(row) = row.get() else { return Vec::new() };
    vec![
        cells::name(Route::Contact(id), row.name, row.company.clone()),
        cells::text(&row.company),
        cells::text(&row.job_title),
        cells::email(row.email.as_ref()),
        cells::phone(row.phone.as_ref()),
        cells::last_contact(row.last),
        cells::owner(row.owner),
    ]
}

/// What stands there while there are none.
#[component]
fn NoContacts() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewContact(None));
    let actions = move || {
        view! {
            <Button label=words::new_contact() icon=IconName::Plus on_press=new />
            <LinkButton label=words::import() icon=IconName::Upload href=Route::Data.href() />
            <LinkButton label=words::go_to_leads() icon=IconName::Leads href=Route::Leads.href() />
        }
    };
    view! {
        <Empty icon=IconName::Contact title=words::no_contacts_yet() fill=true actions>{words::what_is_a_contact()}</Empty>
    }
}
