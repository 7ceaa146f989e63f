//! A new task: what, and by when; for whom, how soon and about what if that matters.

use crate::{
    platform::{device, ids},
    ui::{
        front::use_desk,
        kit::{choice::Choice, field::TextKind},
        people,
        record::form::{Drafted, FormDialog, Line, Pick},
        text::{common, today as words},
    },
};
use domain::{
    command::Add,
    query,
    record::{Due, Priority, Record, Task, TaskKind},
    value::{Day, Id, RecordId, Text},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn NewTask(
    /// The record that it is about.
    about: Option<RecordId>,
) -> impl IntoView {
    let desk = use_desk();
    let name = about.map_or_else(|| "task".to_owned(), |it| format!("task:{it}"));
    let me = device::me();
    let mine = desk.peek(|book| book.live(me).map(|_| me.to_string())).unwrap_or_default();
    let form = Drafted::new(name, &[("assignee", mine)]);
    let id = Id::new(ids::fresh());
    let title = match about.and_then(|it| desk.peek(|book| query::live_name(book, it))) {
        Some(name) => words::new_task_about(&name),
        None => words::new_task().to_owned(),
    };
    let none = || std::iter::once(Choice::new("", common::NONE));
    let kinds = TaskKind::ALL.iter().map(|it| Choice::new(it.name(), words::kind(*it)));
    let kinds: Vec<Choice> = none().chain(kinds).collect();
    let priorities = Priority::ALL.iter().map(|it| Choice::new(it.name(), common::priority(*it)));
    let priorities: Vec<Choice> = none().chain(priorities).collect();
    let people: Vec<Choice> = none().chain(desk.peek(people::choices)).collect();
    view! {
        <FormDialog
            form
            title
            add=words::add_task()
            read=move |()| read(form, id, about).map(|it| Add::one(it).into())
            done=|()| ()
        >
            <section>
                <Line form name="name" label=words::what() autofocus=true />
                <div class="fields" data-two="">
                    <Line form name="due" label=words::due() kind=TextKind::Day />
                    <Line form name="time" label=words::time() kind=TextKind::Time />
                </div>
            </section>
            <section>
                <div class="fields">
                    <Pick form name="kind" label=words::task_kind() options=kinds.clone() />
                    <Pick form name="priority" label=words::priority() options=priorities.clone() />
                    <Pick form name="assignee" label=words::assignee() options=people.clone() />
                </div>
            </section>
        </FormDialog>
    }
}

/// The task; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, id: Id<Task>, about: Option<RecordId>) -> Option<Task> {
    let title = Text::trimmed(&form.peek("name"));
    if title.is_empty() {
        form.refuse("name", words::what_needed());
    }
    let day = form.value::<Day>("due");
    let minute = form.read("time", minutes);
    if minute.is_some() && day.is_none() && form.is_right() {
        form.refuse("due", words::day_needed());
    }
    form.is_right().then(|| Task {
        title,
        due: day.map(|day| Due { day, minute }),
        kind: form.peek("kind").parse().ok(),
        priority: form.peek("priority").parse().ok(),
        assignee: form.peek("assignee").parse().ok(),
        about,
        ..Task::blank(id)
    })
}

/// Minutes after midnight, as a field for times has them: "09:30".
fn minutes(text: &str) -> Result<u16, String> {
    let parts = text
        .split_once(':')
        .and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.get(..2)?.parse().ok()?)));
    match parts {
        Some((hour @ 0..24, minute @ 0..60)) => Ok(hour * 60 + minute),
        _ => Err(words::no_time_of_day(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_in_minutes() {
        assert_eq!(minutes("09:30"), Ok(570));
        assert_eq!(minutes("23:59:00"), Ok(1439));
        for text in ["24:00", "9", "noon", "10:61", "10:é"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
