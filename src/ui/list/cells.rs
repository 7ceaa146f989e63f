//! What stands in the cells of lists, by what is said in them.

use crate::{
    platform::clock,
    ui::{
        format,
        kit::{
            avatar::Avatar,
            chip::{Mark, State},
            copy::CopyButton,
            icon::{IconName, Tone, icon},
        },
        leads::status,
        people,
        pipeline::moves,
        record::links,
        routes::Route,
        tags,
        text::{common, list as words, pipeline},
    },
};
use domain::{
    book::Book,
    query::{Cell, Column, Step},
    record::{ActivityKind, Ending, Rep},
    value::{Day, Email, Id, Phone, RecordId, Timestamp},
};
use leptos::prelude::*;

/// A cell of a record's row.
pub(super) fn drawn(id: RecordId, column: &Column, cell: Cell) -> AnyView {
    match cell {
        Cell::Nothing if matches!(column, Column::LastContact) => {
            view! { <span class="faint">{common::never()}</span> }.into_any()
        }
        Cell::Nothing | Cell::Count(0) => nothing(),
        Cell::Name(name, sub) => self::name(id, name, sub),
        Cell::Text(text) | Cell::Stage(text, None) => view! { <bdi>{text}</bdi> }.into_any(),
        Cell::Status(kind, word) => status::shown(kind, word),
        Cell::Stage(word, Some(ending)) => ended(word, ending),
        Cell::Score(it) => format::count(it.into()).into_any(),
        Cell::Level(it) => status::level(it),
        Cell::Priority(it) => common::priority(it).into_any(),
        Cell::Money(it) => format::money(it).into_any(),
        Cell::Percent(it) => format::percent(it).into_any(),
        Cell::Close(day, is_open) => close(day, is_open),
        Cell::Email(it) => email(&it),
        Cell::Phone(it) => phone(&it),
        Cell::Website(it) => links::website(it),
        Cell::Count(it) => format::count(it).into_any(),
        Cell::Tags(it) => tags::chips(&it, 2).into_any(),
        Cell::Contact(at, kind) => contact(at, kind),
        Cell::Step(it) => step(it),
        Cell::Owner(rep, name) => owner(Some((rep, name))),
        Cell::Moment(at) if *column == Column::Age => format::age(at, clock::now()).into_any(),
        Cell::Moment(at) => format::day_of(at, clock::today()).into_any(),
    }
}

fn nothing() -> AnyView {
    view! { <span class="faint">{common::NONE}</span> }.into_any()
}

/// The name of a row, which leads to its page; below it, where there is no room for its column, what tells it apart.
fn name(id: RecordId, name: String, sub: String) -> AnyView {
    let sub = if sub.is_empty() { common::NONE.to_owned() } else { sub };
    view! {
        <a class="clip" href=Route::of(id).map(Route::href)><bdi>{name}</bdi></a>
        <span class="cell-sub"><bdi>{sub}</bdi></span>
    }
    .into_any()
}

fn email(email: &Email) -> AnyView {
    way(links::mail(email), email.to_string())
}

fn phone(phone: &Phone) -> AnyView {
    way(links::call(phone), phone.to_string())
}

/// A way to reach someone, to use and to copy.
fn way(href: String, text: String) -> AnyView {
    view! {
        <span class="cell way">
            <a class="clip" href=href title=text.clone()><bdi>{text.clone()}</bdi></a>
            <CopyButton label=words::copy(&text) done=words::copied(&text) refused=words::not_copied() text />
        </span>
    }
    .into_any()
}

/// When someone was last spoken or written to, and how.
fn contact(at: Timestamp, kind: ActivityKind) -> AnyView {
    let day = format::day_of(at, clock::today());
    view! {
        <span class="cell" title=common::activity(kind)>
            {icon(drawing(kind))}
            <span class="unseen">{common::activity(kind)}</span>
            {day}
        </span>
    }
    .into_any()
}

/// The drawing of a way to be in contact.
pub fn drawing(kind: ActivityKind) -> IconName {
    match kind {
        ActivityKind::Call => IconName::Call,
        ActivityKind::Email => IconName::Mail,
        ActivityKind::Meeting | ActivityKind::Visit => IconName::Meeting,
        ActivityKind::Message => IconName::Message,
        ActivityKind::Note | ActivityKind::Feedback => IconName::Note,
    }
}

/// An owner, with what they are called.
pub type Owner = Option<(Id<Rep>, String)>;

/// Who an owner is.
pub fn owner_of(book: &Book, owner: Option<Id<Rep>>) -> Owner {
    let rep = owner?;
    Some((rep, people::rep_name(book, rep).unwrap_or_else(|| common::gone().to_owned())))
}

/// The owner's initials.
pub fn owner(owner: Owner) -> AnyView {
    match owner {
        Some((rep, name)) => {
            view! { <Avatar label=common::owner(&name) name person=people::tint(rep) /> }.into_any()
        }
        None => common::NONE.into_any(),
    }
}

/// What is to be done next, and until when; late in red.
fn step(Step { text, due, .. }: Step) -> AnyView {
    let today = clock::today();
    let day = due.map(|due| {
        let is_late = format::is_late(due, today);
        view! { <span class:faint=!is_late data-tone=is_late.then_some("danger")>{format::due(due, today)}</span> }
    });
    view! { <span class="cell"><bdi class="clip">{text.to_string()}</bdi>{day}</span> }.into_any()
}

/// The stage of a deal that has ended, with its shape.
fn ended(word: String, ending: Ending) -> AnyView {
    view! { <State icon=moves::ending_icon(ending) word kind=ending.name() /> }.into_any()
}

/// When a deal closes; of an open one in red if that has passed.
fn close(day: Day, is_open: bool) -> AnyView {
    let today = clock::today();
    let text = format::day_on_card(day, today);
    if is_open && day < today {
        view! { <Mark text said=pipeline::close_passed() tone=Tone::Danger icon=IconName::Flag /> }.into_any()
    } else {
        text.into_any()
    }
}
