//! The deals as rows of a list, which finds and sorts what a board can only show.

use super::{actions, moves, nothing};
use crate::{
    platform::clock,
    ui::{
        format,
        front::use_desk,
        kit::{
            chip::{Mark, State},
            icon::{IconName, Tone},
            table::{Direction, Sort, TableColumn},
        },
        list::{
            List, ListScreen,
            cells::{self, Owner},
        },
        routes::Route,
        text::{common, pipeline as words},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Column, Step},
    record::{Deal, Ending},
    value::{Day, Id, Kind, Money, Percent, Timestamp},
};
use leptos::prelude::*;

/// What the rows and their order come from.
const TOPICS: &[Topic] = &[
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Task),
    Topic::Table(Kind::Stage),
    Topic::Table(Kind::Rep),
];

/// The order until another is chosen: that of the board, what has ended last.
const USUAL: Sort = Sort { column: "stage", direction: Direction::Up };

/// The screen with the list.
#[component]
pub fn DealList() -> impl IntoView {
    let list: List<Deal> = List {
        title: words::title(),
        columns: columns(),
        usual: USUAL,
        topics: TOPICS,
        cells: |id| {
            let desk = use_desk();
            let row = Memo::new(move |_| desk.read(TOPICS, |book| row(book, id)));
            row.get().map(cells).unwrap_or_default()
        },
        middle: None,
        actions: actions.into(),
        empty: nothing.into(),
    };
    view! { <ListScreen list /> }
}

fn columns() -> Vec<TableColumn> {
    use Direction::{Down, Up};
    let column = |it: Column, title| TableColumn::new(it.name(), title);
    vec![
        column(Column::Name, words::name()).names_row().sorts(Up),
        column(Column::Company, words::company()).soft().from("middle").sorts(Up),
        column(Column::Stage, words::stage()).width("state").from("middle").sorts(Up),
        column(Column::Value, words::value()).width("state").at_end().sorts(Down),
        column(Column::Probability, words::probability()).width("age").from("wide").at_end().sorts(Down),
        column(Column::Close, words::close()).width("number").at_end().sorts(Up),
        column(Column::NextStep, words::step()).from("wide").sorts(Up),
        column(Column::Owner, words::owner()).width("owner").from("middle").sorts(Up),
        column(Column::Age, words::age()).width("age").from("wide").at_end().sorts(Down),
    ]
}

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Shown {
    id: Id<Deal>,
    name: String,
    with: String,
    stage: String,
    ending: Option<Ending>,
    value: Option<Money>,
    probability: Percent,
    close: Option<Day>,
    step: Option<Step>,
    owner: Owner,
    created: Timestamp,
}

fn row(book: &Book, id: Id<Deal>) -> Option<Shown> {
    let deal = book.live(id)?;
    let stage = query::shown_stage(book, deal).and_then(|it| book.get(it));
    Some(Shown {
        id,
        name: deal.name.to_string(),
        with: query::party(book, deal).unwrap_or_default(),
        stage: stage.map(|it| it.name.to_string()).unwrap_or_default(),
        ending: deal.outcome.as_ref().map(|it| it.ending),
        value: deal.value,
        probability: query::probability(book, deal),
        close: deal.closes(),
        step: query::next_step(book, id.into()).filter(|_| deal.is_open()),
        owner: cells::owner_of(book, deal.owner),
        created: deal.common.created,
    })
}

fn cells(it: Shown) -> Vec<AnyView> {
    let value = it.value.map(format::money).unwrap_or_default();
    vec![
        cells::name(Route::Deal(it.id), it.name, it.with.clone()),
        cells::text(&it.with),
        stage(it.stage, it.ending),
        cells::text(&value),
        format::percent(it.probability).into_any(),
        close(it.close, it.ending.is_none()),
        step(it.step),
        cells::owner(it.owner),
        format::age(it.created, clock::now()).into_any(),
    ]
}

/// The stage; of what has ended, with its shape.
fn stage(name: String, ending: Option<Ending>) -> AnyView {
    match ending {
        None => view! { <bdi>{name}</bdi> }.into_any(),
        Some(it) => view! { <State icon=moves::ending_icon(it) word=name kind=it.name() /> }.into_any(),
    }
}

fn close(day: Option<Day>, is_open: bool) -> AnyView {
    let today = clock::today();
    let Some(day) = day else { return common::NONE.into_any() };
    let text = format::day_on_card(day, today);
    if is_open && day < today {
        view! { <Mark text said=words::close_passed() tone=Tone::Danger icon=IconName::Flag /> }.into_any()
    } else {
        text.into_any()
    }
}

fn step(step: Option<Step>) -> AnyView {
    let today = clock::today();
    let Some(Step { text, due, .. }) = step else { return common::NONE.into_any() };
    let due = due.map(|it| (format::due(it, today), format::is_late(it, today)));
    let due = due.map(|(due, is_late)| {
        view! { <small class:faint=!is_late data-tone=is_late.then_some("danger")>{due}</small> }
    });
    view! { <span class="cell"><bdi class="clip">{text.to_string()}</bdi>{due}</span> }.into_any()
}
