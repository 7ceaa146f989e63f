//! The milestones of a deal: what is to be reached until when, and what has been.

use super::folder::{Filled, Line, Papers, folder};
use crate::{
    platform::clock,
    ui::{
        format,
        kit::field::TextKind,
        record::{
            Shown,
            form::{self, Drafted},
        },
        text::folder as words,
    },
};
use domain::{
    book::Book,
    query,
    record::{Deal, Due, Enclosed, Milestone},
    value::{Currency, ElementId, Text},
};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Milestones(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let papers = Papers {
        title: words::milestones(),
        add: words::add_milestone(),
        none: words::no_milestones(),
        draft: "milestone",
        lines,
        count,
        refused: |_| None,
        begin,
        fields,
        write,
        tick,
        ways: |_, _, _| Vec::new(),
        put: None,
        remove: |deal, id| drop(deal.milestones.remove(id)),
    };
    folder(deal, papers, ().into_any())
}

fn lines(_: &Book, deal: &Deal) -> Vec<Line> {
    let all = query::milestones(deal).into_iter();
    all.map(|(id, it)| it.map_or_else(|| Line::new(id, None), |it| line(id, it))).collect()
}

fn line(id: ElementId, Milestone { done, due, name }: Milestone) -> Line {
    let today = clock::today();
    let due = due.map(|day| Due { day, minute: None });
    let more = match (done, due) {
        (Some(day), _) => words::reached_on(&format::day(day, today)),
        (None, Some(due)) => format::due(due, today),
        (None, None) => String::new(),
    };
    let is_late = done.is_none() && due.is_some_and(|it| format::is_late(it, today));
    Line { more, is_late, done: Some(done.is_some()), ..Line::new(id, Some(name.to_string())) }
}

fn count(lines: &[Line]) -> String {
    let done = lines.iter().filter(|it| it.done == Some(true)).count();
    if lines.is_empty() { String::new() } else { words::reached_of(done, lines.len()) }
}

fn begin(_: &Book, deal: &Deal, id: Option<&ElementId>) -> Filled {
    let it = id.and_then(|it| deal.milestones.get(it)?.open()).unwrap_or_default();
    vec![("name", it.name.to_string()), ("due", it.due.map(|it| it.to_string()).unwrap_or_default())]
}

fn fields(form: Drafted, _: Currency) -> AnyView {
    view! {
        <form::Line form name="name" label=words::name() placeholder=words::milestone_placeholder() />
        <form::Line form name="due" label=words::due() kind=TextKind::Day />
    }
    .into_any()
}

fn write(form: Drafted, _: Currency, deal: &mut Deal, id: ElementId) {
    let name = Text::trimmed(&form.peek("name"));
    if name.is_empty() {
        form.refuse("name", words::name_needed());
    }
    let done = deal.milestones.get(&id).and_then(|it| it.open()?.done);
    deal.milestones.insert(id, Enclosed::of(&Milestone { done, due: form.value("due"), name }));
}

fn tick(deal: &mut Deal, id: &ElementId, is_done: bool) {
    if let Some(mut it) = deal.milestones.get(id).and_then(Enclosed::open) {
        it.done = is_done.then(clock::today);
        deal.milestones.insert(*id, Enclosed::of(&it));
    }
}
