//! The next step of a lead or a deal: the one that was written by hand, else the task that is due first (T3).
//!
//! What is shown is what is edited: while it is a task, that task gets another title.

use super::{
    Shown,
    facts::{Facts, Lens},
};
use crate::{
    platform::clock,
    text_of,
    ui::{
        format,
        front::use_desk,
        kit::{field::TextKind, inline::text::InlineText, live::live},
        record,
        text::{common, deals as words},
    },
};
use desk::Topic;
use domain::{
    query,
    record::{NextStep, Task},
    row::{Row, Stamped, Unrow},
    value::{Id, Kind, Text},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The step, and until when it is to be done where it was written by hand.
pub fn next_step<T: Unrow>(
    record: Shown<T>,
    facts: Facts<T>,
    of: fn(&mut T) -> &mut Option<NextStep>,
    read: fn(&T) -> &Option<NextStep>,
) -> AnyView
where
    Row: From<Arc<Stamped<T>>>,
{
    let desk = use_desk();
    let lens = Lens::new(
        move |it| read(it).as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
        move |it, text| {
            let day = read(it).as_ref().and_then(|it| it.day);
            *of(it) = (!text.is_empty()).then(|| NextStep { day, text: Text::trimmed(text) });
            Ok(())
        },
    );
    let due = Lens::new(
        move |it| read(it).as_ref().and_then(|it| it.day).map(|it| it.to_string()).unwrap_or_default(),
        move |it, text| {
            if let Some(step) = of(it) {
                step.day = text.parse().ok();
            }
            Ok(())
        },
    );
    let task = Memo::new(move |_| {
        let id = record.read().as_ref().filter(|it| read(it).is_none())?.record().id();
        desk.read(&[Topic::Table(Kind::Task)], |book| query::next_step(book, id.into()))?.task
    });
    let text = move || match task.get() {
        Some(task) => of_task(task),
        None => facts.line(words::next_step(), TextKind::Text, lens.clone()),
    };
    let is_by_hand = Memo::new(move |_| record.read().as_ref().is_some_and(|it| read(it).is_some()));
    let day = move || is_by_hand.get().then(|| facts.day(words::next_step_by(), due.clone()));
    view! { {live(text)}{live(day)} }.into_any()
}

/// A task that is the next step: what it says is edited here as in the list of tasks, because it is the same.
fn of_task(id: Id<Task>) -> AnyView {
    let task = record::shown(id);
    let facts = Facts::of(task);
    let lens: Lens<Task> = text_of!(title);
    let (value, form, on_commit) = (facts.value(&lens), facts.form(words::next_step()), facts.commit(&lens));
    let due = move || task.read().as_ref().and_then(|it| it.due).map(|it| format::due(it, clock::today()));
    let show = Callback::new(move |title: String| {
        let text = words::from_task(&title, due().as_deref());
        view! { <bdi>{text}</bdi>" "<small class="faint">{words::is_task()}</small> }.into_any()
    });
    view! { <InlineText label=words::next_step() value form words=common::edit_words() show on_commit /> }
        .into_any()
}
