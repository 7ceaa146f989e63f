//! The list of leads: dense, sortable, found by any word.

use super::status;
use crate::{
    platform::clock,
    ui::{
        format,
        front::{Ask, use_desk, use_front},
        kit::{
            banner::Empty,
            button::{Button, Variant},
            icon::IconName,
            live::live,
            table::{Direction, Sort, TableColumn},
        },
        list::{List, ListScreen, cells},
        routes::Route,
        text::{common, leads as words, shell},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Column},
    record::{Lead, Level, Listed, Reached, Source, StatusKind},
    value::{Id, Kind, Timestamp},
};
use leptos::prelude::*;

/// The parts of the Book that say which leads there are, and what stands in their rows.
const TOPICS: [Topic; 6] = [
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Task),
    Topic::Table(Kind::Status),
    Topic::Table(Kind::Source),
    Topic::Table(Kind::Rep),
];

const USUAL: Sort = Sort { column: "age", direction: Direction::Up };

/// The screen.
#[component]
pub fn LeadList() -> impl IntoView {
    let list = List {
        title: words::leads(),
        columns: columns(),
        usual: USUAL,
        topics: &TOPICS,
        cells: row,
        middle: None,
        actions: ViewFn::from(actions),
        empty: ViewFn::from(empty),
    };
    view! { <ListScreen list /> }
}

fn columns() -> Vec<TableColumn> {
    let column = |by: Column, title| TableColumn::new(by.name(), title);
    vec![
        column(Column::Name, words::name()).names_row().sorts(Direction::Up),
        column(Column::Company, words::company()).from("middle").soft().sorts(Direction::Up),
        column(Column::Status, words::column_status()).width("state").sorts(Direction::Up),
        column(Column::Level, words::interest()).width("number").from("wide").sorts(Direction::Down),
        column(Column::Source, words::source()).width("state").from("wide").soft().sorts(Direction::Up),
        column(Column::LastContact, words::column_contact())
            .width("number")
            .from("middle")
            .sorts(Direction::Down),
        column(Column::NextStep, words::column_step()).from("middle").sorts(Direction::Up),
        column(Column::Owner, words::owner()).width("owner").from("middle").at_end().sorts(Direction::Up),
        column(Column::Age, words::column_age()).width("age").at_end().soft().sorts(Direction::Up),
    ]
}

/// What a row says: read from the Book in one go, compared as a whole.
#[derive(Clone, PartialEq)]
struct Said {
    name: String,
    company: String,
    status: String,
    kind: StatusKind,
    level: Option<Level>,
    source: String,
    last: Option<(Timestamp, domain::record::ActivityKind)>,
    step: Option<query::Step>,
    owner: cells::Owner,
    created: Timestamp,
}

fn said(book: &Book, id: Id<Lead>) -> Option<Said> {
    let lead = book.get(id)?;
    Some(Said {
        name: lead.name(),
        company: lead.company_name.to_string(),
        status: status::label(book, lead),
        kind: query::status_kind(book, lead),
        level: lead.level,
        source: lead
            .source
            .and_then(|it: Id<Source>| book.get(it))
            .map(|it| it.label().to_owned())
            .unwrap_or_default(),
        last: query::last_contact(book, id.into()),
        step: query::next_step(book, id.into()),
        owner: cells::owner_of(book, lead.owner),
        created: lead.common.created,
    })
}

fn row(id: Id<Lead>) -> Vec<AnyView> {
    let desk = use_desk();
    let said = Memo::new(move |_| desk.read(&TOPICS, |book| said(book, id)));
    let Some(it) = said.get() else { return columns().iter().map(|_| ().into_any()).collect() };
    let level = it.level.map_or_else(|| common::NONE.into_any(), status::level);
    vec![
        cells::name(Route::Lead(id), it.name, it.company.clone()),
        cells::text(&it.company),
        status::shown(it.kind, it.status),
        level,
        cells::text(&it.source),
        cells::last_contact(it.last),
        cells::step(it.step),
        cells::owner(it.owner),
        format::age(it.created, clock::now()).into_any(),
    ]
}

fn actions() -> impl IntoView {
    let front = use_front();
    let keys = Signal::derive(move || if front.single_keys.get() { "C" } else { "" });
    live(move || {
        view! {
            <Button
                label=shell::new_lead()
                icon=IconName::Plus
                variant=Variant::Primary
                kbd=keys.get()
                on_press=move || front.ask(Ask::NewLead)
            />
        }
    })
}

fn empty() -> impl IntoView {
    let front = use_front();
    let add = move || {
        view! { <Button label=shell::new_lead() icon=IconName::Plus on_press=move || front.ask(Ask::NewLead) /> }
    };
    view! { <Empty icon=IconName::Leads title=words::none_yet() fill=true actions=add>{words::what_is_a_lead()}</Empty> }
}
