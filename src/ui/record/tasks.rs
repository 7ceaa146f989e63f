//! What is to be done about a record.

use crate::{
    platform::clock,
    ui::{
        format,
        front::{Ask, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::CheckBox,
            icon::IconName,
            live::live,
            menu::Menu,
            place::Align,
        },
        text::record as words,
        today::task_form::deeds,
    },
};
use desk::Topic;
use domain::{
    command::FinishTask,
    query,
    record::{Record, Task},
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// The tasks about a record, and a way to add one.
#[component]
pub fn Tasks(
    /// Which record.
    about: RecordId,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let tasks = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Task)], |book| {
            query::tasks(book, about).iter().map(|it| it.id()).collect::<Vec<_>>()
        })
    });
    let heading = crate::platform::dom::fresh_id();
    let labelled = heading.clone();
    let is_empty = move || tasks.read().is_empty();
    view! {
        <section class="stack" data-snug="" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{words::tasks()}</h2>
                <span class="spread">
                    <Button
                        label=words::add_task()
                        icon=IconName::Plus
                        variant=Variant::Quiet
                        small=true
                        bare=true
                        on_press=move || front.ask(Ask::NewTask(Some(about)))
                    />
                </span>
            </div>
            <ul class="tasks">
                <For each=move || tasks.get() key=|it| *it children=move |id| view! { <Line id /> } />
            </ul>
            {move || is_empty().then(|| view! { <p><small class="faint">{words::no_tasks()}</small></p> })}
        </section>
    }
}

/// One task. Its parts follow the record, so that finishing it keeps the focus on its box.
#[component]
fn Line(id: Id<Task>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let task = super::shown(id);
    let title = desk.peek(|book| book.get(id).map(|it| it.title.to_string()).unwrap_or_default());
    let is_done = Signal::derive(move || task.read().as_ref().is_some_and(|it| it.done.is_some()));
    let due = move || task.read().as_ref().and_then(|it| it.due);
    let is_late = move || !is_done.get() && due().is_some_and(|it| format::is_late(it, clock::today()));
    let when = move || {
        let done = task.read().as_ref().and_then(|it| it.done);
        match (done, due()) {
            (Some(done), _) => format::day_of(done.at, clock::today()),
            (None, Some(due)) => format::due(due, clock::today()),
            (None, None) => String::new(),
        }
    };
    let finish = move |done| desk.send(FinishTask { task: id, done });
    let items = Callback::new(move |()| deeds(desk, front, id));
    view! {
        <li>
            <CheckBox label=words::done(&title) round=true checked=is_done on_change=finish />
            <button type="button" on:click=move |_| front.ask(Ask::EditTask(id))>
                <bdi data-done=move || is_done.get().then_some("")>{move || task.read().as_ref().map(|it| it.title.to_string())}</bdi>
            </button>
            <small class:faint=move || !is_late() data-tone=move || is_late().then_some("danger")>{live(when)}</small>
            <Menu label=words::more_of(&title) icon=IconName::More bare=true small=true align=Align::End items />
        </li>
    }
}
