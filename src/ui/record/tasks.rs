//! What is to be done about a record.

use crate::{
    platform::{clock, ids, task},
    ui::{
        format,
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::CheckBox,
            field::{TextField, TextKind},
            form::{Form, FormValues},
            icon::IconName,
            live::live,
        },
        text::{record as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::{Add, FinishTask},
    query,
    record::{Record, Task},
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// The tasks about a record, and a way to add one.
#[component]
pub fn Tasks(
    /// Which record.
    about: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let tasks = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Task)], |book| {
            query::tasks(book, about).iter().map(|it| it.id()).collect::<Vec<_>>()
        })
    });
    let adding = RwSignal::new(false);
    let heading = crate::platform::dom::fresh_id();
    let labelled = heading.clone();
    let is_empty = move || tasks.read().is_empty() && !adding.get();
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
                        on_press=move || adding.update(|it| *it = !*it)
                    />
                </span>
            </div>
            {move || adding.get().then(|| view! { <NewTask about adding /> })}
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
    let desk = use_desk();
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
    view! {
        <li>
            <CheckBox label=words::done(&title) round=true checked=is_done on_change=finish />
            <bdi data-done=move || is_done.get().then_some("")>{move || task.read().as_ref().map(|it| it.title.to_string())}</bdi>
            <small class:faint=move || !is_late() data-tone=move || is_late().then_some("danger")>{live(when)}</small>
        </li>
    }
}

/// A new task. What was typed stays until it is written.
#[component]
fn NewTask(about: RecordId, adding: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let error = RwSignal::new(None);
    let submit = move |values: FormValues| {
        let title = Text::trimmed(&values.text("title"));
        let due = values.text("due").parse().ok();
        let task = Task { title, due, about: Some(about), ..Task::blank(Id::new(ids::fresh())) };
        task::run(async move {
            match desk.run(Add::one(task)).await {
                Ok(_) => adding.set(false),
                Err(it) => {
                    error.set(Some(refused::error(&it)));
                    values.focus_mistake();
                }
            }
        });
    };
    view! {
        <Form label=words::add_task() on_submit=submit>
            <div class="stack" data-snug="">
                <TextField name="title" label=words::task_title() autofocus=true error=error />
                <TextField name="due" label=words::task_due() kind=TextKind::Day />
                <div class="cluster" data-tight="">
                    <Button label=words::add_task() submit=true small=true variant=Variant::Primary />
                    <Button label=words::cancel() small=true variant=Variant::Quiet on_press=move || adding.set(false) />
                </div>
            </div>
        </Form>
    }
}
