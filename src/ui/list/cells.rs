//! What the cells of lists have in common.

use crate::{
    platform::clock,
    ui::{
        format,
        kit::{
            avatar::Avatar,
            copy::CopyButton,
            icon::{IconName, icon},
        },
        people,
        record::links,
        routes::Route,
        text::{common, list as words},
    },
};
use domain::{
    book::Book,
    query::Step,
    record::{ActivityKind, Rep},
    value::{Email, Id, Phone, Timestamp},
};
use leptos::prelude::*;

/// The name of a row, which leads to its page; below it, where there is no room for its column, what tells it apart.
pub fn name(route: Route, name: String, sub: String) -> AnyView {
    let sub = if sub.is_empty() { common::NONE.to_owned() } else { sub };
    view! {
        <a class="clip" href=route.href()><bdi>{name}</bdi></a>
        <span class="cell-sub"><bdi>{sub}</bdi></span>
    }
    .into_any()
}

/// A text, or a dash.
pub fn text(text: &str) -> AnyView {
    if text.is_empty() { common::NONE.into_any() } else { view! { <bdi>{text.to_owned()}</bdi> }.into_any() }
}

/// A number, or a dash for none.
pub fn number(count: usize) -> AnyView {
    if count == 0 { common::NONE.into_any() } else { format::count(count).into_any() }
}

/// An address to write to, and to copy.
pub fn email(email: Option<&Email>) -> AnyView {
    email.map_or_else(|| common::NONE.into_any(), |it| way(links::mail(it), it.to_string()))
}

/// A number to call, and to copy.
pub fn phone(phone: Option<&Phone>) -> AnyView {
    phone.map_or_else(|| common::NONE.into_any(), |it| way(links::call(it), it.to_string()))
}

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
pub fn last_contact(last: Option<(Timestamp, ActivityKind)>) -> AnyView {
    let Some((at, kind)) = last else {
        return view! { <span class="faint">{common::never()}</span> }.into_any();
    };
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
pub fn step(step: Option<Step>) -> AnyView {
    let Some(Step { text, due, .. }) = step else {
        return view! { <span class="faint">{common::NONE}</span> }.into_any();
    };
    let today = clock::today();
    let day = due.map(|due| {
        let is_late = format::is_late(due, today);
        view! { <span class:faint=!is_late data-tone=is_late.then_some("danger")>{format::due(due, today)}</span> }
    });
    view! { <span class="cell"><bdi class="clip">{text.to_string()}</bdi>{day}</span> }.into_any()
}
