//! Facts that are one of a few on the page of any record: its owner, its source, its priority.

use super::facts::{Facts, Lens};
use crate::ui::{
    kit::{avatar::Avatar, choice::Choice},
    people,
    text::common,
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    query,
    record::{Level, Listed, Priority, Source},
    row::{Row, Stamped, Unrow},
    value::{Id, Kind},
};
use leptos::prelude::*;
use std::sync::Arc;

impl<T: Unrow> Facts<T>
where
    Row: From<Arc<Stamped<T>>>,
{
    /// Whose it is.
    pub fn owner(self, label: &str, lens: Lens<T>) -> AnyView {
        let owners = |book: &Book| with_none(people::choices(book));
        self.choice(label, lens, owners, move |it| owner(self.desk, it))
    }

    /// Where it came from.
    pub fn source(self, label: &str, lens: Lens<T>) -> AnyView {
        let sources = |book: &Book| with_none(sources(book));
        self.choice(label, lens, sources, move |it| source(self.desk, it))
    }

    /// How soon someone should see to it.
    pub fn priority(self, label: &str, lens: Lens<T>) -> AnyView {
        let shown =
            |it: &str| it.parse().map_or_else(|_| ().into_any(), |it| common::priority(it).into_any());
        self.choice(label, lens, |_| with_none(priorities()), shown)
    }
}

/// Where something can come from.
pub fn sources(book: &Book) -> Vec<Choice> {
    query::listed::<Source>(book).iter().map(|it| Choice::new(it.id.to_string(), it.label())).collect()
}

/// How interested someone can be.
pub fn levels() -> impl Iterator<Item = Choice> {
    Level::ALL.iter().map(|it| Choice::new(it.name(), common::level(*it)))
}

/// How soon something can be needed.
pub fn priorities() -> impl Iterator<Item = Choice> {
    Priority::ALL.iter().map(|it| Choice::new(it.name(), common::priority(*it)))
}

/// Choices with "none of them" in front.
pub fn with_none(choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", common::NONE)).chain(choices).collect()
}

/// A rep, with initials.
fn owner(desk: Desk, id: &str) -> AnyView {
    let Ok(rep) = id.parse() else { return ().into_any() };
    let name = desk
        .read(&[Topic::Table(Kind::Rep)], |book| people::rep_name(book, rep))
        .unwrap_or_else(|| common::gone().to_owned());
    view! { <span class="cell"><Avatar name=name.clone() person=people::tint(rep) /><bdi>{name}</bdi></span> }
        .into_any()
}

fn source(desk: Desk, id: &str) -> AnyView {
    let name = desk.read(&[Topic::Table(Kind::Source)], |book| {
        let source = id.parse::<Id<Source>>().ok().and_then(|it| book.get(it));
        source.map_or_else(|| common::gone().to_owned(), |it| it.label().to_owned())
    });
    view! { <bdi>{name}</bdi> }.into_any()
}
