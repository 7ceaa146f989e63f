//! The columns of lists: how each stands in its table, and which of them are shown.
//!
//! Those that were chosen stand in the address (`?cols=status,owner`), in their usual order and always with the name.

use crate::ui::{
    front::{Front, use_desk, use_front},
    kit::{
        button::{Button, Variant},
        choice::Check,
        icon::IconName,
        live::live,
        place::Align,
        popover::Popover,
        table::{Direction, TableColumn},
    },
    text::list as words,
};
use desk::Topic;
use domain::{
    query::{self, Column},
    value::Kind,
};
use leptos::prelude::*;

/// The parts of the Book that say which rows a list of a kind has, in which order, and what stands in them.
///
/// Also what is written down about someone's leads and deals tells when they were last spoken to.
pub fn topics(kind: Kind) -> &'static [Topic] {
    const LEADS: [Topic; 7] = [
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Task),
        Topic::Table(Kind::Status),
        Topic::Table(Kind::Source),
        Topic::Table(Kind::Rep),
        Topic::Table(Kind::Tag),
    ];
    const DEALS: [Topic; 10] = [
        Topic::Table(Kind::Deal),
        Topic::Table(Kind::Company),
        Topic::Table(Kind::Contact),
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Task),
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Stage),
        Topic::Table(Kind::Source),
        Topic::Table(Kind::Rep),
        Topic::Table(Kind::Tag),
    ];
    const CUSTOMERS: [Topic; 8] = [
        Topic::Table(Kind::Contact),
        Topic::Table(Kind::Company),
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Deal),
        Topic::Table(Kind::Source),
        Topic::Table(Kind::Rep),
        Topic::Table(Kind::Tag),
    ];
    match kind {
        Kind::Lead => &LEADS,
        Kind::Deal => &DEALS,
        _ => &CUSTOMERS,
    }
}

/// How a column stands in the table of a kind. Names and what one looks for first stay on a phone.
pub(super) fn drawn(kind: Kind, column: &Column) -> TableColumn {
    let it =
        TableColumn::new(column.to_string(), words::heading(kind, column).to_owned()).sorts(first(column));
    let is_deal = kind == Kind::Deal;
    match column {
        Column::Name if kind == Kind::Contact => it.names_row().width("name"),
        Column::Name => it.names_row(),
        Column::Company | Column::Sector => it.from("middle").soft(),
        Column::Status => it.width("state"),
        Column::Stage | Column::LastContact => it.width("state").from("middle"),
        Column::Value if is_deal => it.width("amount").at_end(),
        Column::Value => it.width("amount").at_end().from("wide"),
        Column::Close => it.width("number").at_end(),
        Column::Level | Column::Priority => it.width("number").from("wide"),
        Column::Score => it.width("age").from("middle").at_end(),
        Column::Probability => it.width("age").from("wide").at_end(),
        Column::JobTitle => it.from("wide").soft(),
        Column::Phone if kind != Kind::Contact => it.width("text").from("middle"),
        Column::Phone | Column::Reach => it.width("text"),
        Column::People | Column::Deals => it.width("number").from("middle").at_end(),
        Column::Source => it.width("state").from("wide").soft(),
        Column::Tags => it.from("wide"),
        Column::NextStep if is_deal => it.from("wide"),
        Column::NextStep | Column::Email | Column::Own(_) => it.from("middle"),
        Column::Owner => it.width("owner").from("middle").at_end(),
        Column::Age if is_deal => it.width("age").from("wide").at_end(),
        Column::Age => it.width("age").at_end().soft(),
        Column::Created | Column::Updated => it.width("number").from("middle").at_end().soft(),
    }
}

/// Which way a column is sorted at first: what is most, newest or next comes first.
fn first(column: &Column) -> Direction {
    match column {
        Column::Score
        | Column::Level
        | Column::Priority
        | Column::Value
        | Column::Probability
        | Column::People
        | Column::Deals
        | Column::LastContact
        | Column::Created
        | Column::Updated => Direction::Down,
        _ => Direction::Up,
    }
}

/// How an address says which columns are shown; the usual ones it does not say.
pub(super) fn columns_text(kind: Kind, shown: &[Column]) -> String {
    if shown == Column::usual(kind) {
        return String::new();
    }
    shown.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// A button, and a panel in which columns are chosen.
#[component]
pub fn Columns(
    /// The kind of records that are listed.
    kind: Kind,
    /// Those that are shown.
    shown: Memo<Vec<Column>>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let is_usual = Memo::new(move |_| shown.with(|it| it.as_slice() == Column::usual(kind)));
    let usual = move || {
        let reset = move || front.choose("cols", "");
        (!is_usual.get()).then(|| {
            view! { <Button label=words::usual_columns() variant=Variant::Quiet small=true on_press=reset /> }
        })
    };
    let choices = move || {
        let columns = Column::of(kind).iter().filter(|it| **it != Column::Name);
        columns.map(|it| choice(front, kind, shown, it.clone())).collect_view()
    };
    let names = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| query::own_fields(book, kind)));
    let own = move || names.with(|it| (!it.is_empty()).then(|| own(front, kind, shown, it)));
    view! {
        <Popover label=words::columns() icon=IconName::Columns small=true align=Align::End>
            <fieldset class="choices">
                <legend class="unseen">{words::columns()}</legend>
                {choices()}
            </fieldset>
            {live(own)}
            {live(usual)}
        </Popover>
    }
}

/// The fields of one's own of a kind.
fn own(front: Front, kind: Kind, shown: Memo<Vec<Column>>, names: &[String]) -> AnyView {
    let choices = names.iter().map(|it| choice(front, kind, shown, Column::Own(it.as_str().into())));
    view! {
        <fieldset class="choices">
            <legend class="field-label">{words::own_columns()}</legend>
            {choices.collect_view()}
        </fieldset>
        <p class="field-hint">{words::own_filters()}</p>
    }
    .into_any()
}

fn choice(front: Front, kind: Kind, shown: Memo<Vec<Column>>, column: Column) -> impl IntoView {
    let its = column.clone();
    let toggle = move |is_on: bool| {
        let mut asked = shown.get_untracked();
        asked.retain(|it| *it != its);
        if is_on {
            asked.push(its.clone());
        }
        front.choose("cols", &columns_text(kind, &Column::ordered(kind, &asked)));
    };
    let label = words::heading(kind, &column).to_owned();
    let is_on = Signal::derive(move || shown.with(|it| it.contains(&column)));
    view! { <Check label checked=is_on on_change=toggle /> }
}
