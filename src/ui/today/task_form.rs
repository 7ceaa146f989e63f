//! The dialogs for a task: what, and by when; for whom, how soon and about what if that matters. And what else can be done
//! with it wherever it stands.

use super::day_chips::DueDay;
use crate::{
    platform::{clock, device, ids},
    ui::{
        front::{Ask, Front, use_desk, use_front},
        kit::{choice::Choice, combobox::Combobox, field::TextKind, icon::IconName, menu::MenuItem},
        people,
        record::{
            choices::{priorities, with_none},
            find,
            form::{Drafted, FormDialog, Line, Pick},
        },
        text::today as words,
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::{Add, Command, Edit, MoveTask, Trash},
    query,
    record::{Due, Priority, Record, Task, TaskKind},
    value::{Day, Id, RecordId, Text},
};
use leptos::prelude::*;

/// The dialog for a new one.
#[component]
pub fn NewTask(
    /// The record that it is about.
    about: Option<RecordId>,
) -> impl IntoView {
    let desk = use_desk();
    let name = about.map_or_else(|| "task".to_owned(), |it| format!("task:{it}"));
    let me = device::me();
    let mine = Task {
        about,
        assignee: desk.peek(|book| book.live(me).map(|_| me)),
        ..Task::blank(Id::new(ids::fresh()))
    };
    let form = Drafted::new(name, &desk.peek(|book| filled(book, &mine)));
    let title = match about.and_then(|it| desk.peek(|book| query::live_name(book, it))) {
        Some(name) => words::new_task_about(&name),
        None => words::new_task().to_owned(),
    };
    let read = move |()| read(form, &mine).map(|it| Add::one(it).into());
    view! {
        <FormDialog form title add=words::add_task() read done=|()| ()>
            {fields(form)}
        </FormDialog>
    }
}

/// The dialog for one that is there.
#[component]
pub fn EditTask(
    /// Which task.
    task: Id<Task>,
) -> impl IntoView {
    let desk = use_desk();
    let Some(was) = desk.peek(|book| book.live(task).cloned()) else {
        use_front().asking.set(None); // It was deleted in another tab.
        return ().into_any();
    };
    let form = Drafted::of(format!("edited:{task}"), &desk.peek(|book| filled(book, &was)));
    let read = move |()| read(form, &was).map(|it| Command::from(Edit::of(&was, |was| *was = it)));
    view! {
        <FormDialog form title=words::task() add=words::save() read done=|()| ()>
            {fields(form)}
        </FormDialog>
    }
    .into_any()
}

fn fields(form: Drafted) -> impl IntoView {
    let desk = use_desk();
    let kinds = with_none(TaskKind::ALL.iter().map(|it| Choice::new(it.name(), words::kind(*it))));
    let priorities = with_none(priorities());
    let due = DueDay::new(form);
    let people = with_none(desk.peek(people::choices));
    view! {
        <section>
            <Line form name="name" label=words::what() autofocus=true />
            <div class="fields" data-two="">
                <div class="stack" data-snug="">{due.field()}{due.chips()}</div>
                <Line form name="time" label=words::time() kind=TextKind::Time />
            </div>
            <Combobox
                name="about"
                label=words::about()
                value=Choice::new(form.peek("about"), form.peek("about_text"))
                options=move |text: String| desk.peek(|book| find::records(book, &text))
                nothing=words::none_found()
                on_take=move |it: Choice| {
                    form.set("about", &it.value);
                    form.set("about_text", &it.label);
                }
            />
        </section>
        <section>
            <div class="fields">
                <Pick form name="kind" label=words::task_kind() options=kinds />
                <Pick form name="priority" label=words::priority() options=priorities />
                <Pick form name="assignee" label=words::assignee() options=people />
            </div>
        </section>
    }
}

/// A task as the form has it.
fn filled(book: &Book, task: &Task) -> [(&'static str, String); 8] {
    let about = task.about.and_then(|it| Some((it, query::live_name(book, it)?)));
    let (about, about_text) = about.map(|it| (it.0.to_string(), it.1)).unwrap_or_default();
    let minute = task.due.and_then(|it| it.minute);
    [
        ("name", task.title.to_string()),
        ("due", task.due.map(|it| it.day.to_string()).unwrap_or_default()),
        ("time", minute.map(|it| format!("{:02}:{:02}", it / 60, it % 60)).unwrap_or_default()),
        ("kind", task.kind.map_or("", TaskKind::name).to_owned()),
        ("priority", task.priority.map_or("", Priority::name).to_owned()),
        ("assignee", task.assignee.map(|it| it.to_string()).unwrap_or_default()),
        ("about", about),
        ("about_text", about_text),
    ]
}

/// The task as the form has it; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, task: &Task) -> Option<Task> {
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
        about: form.peek("about").parse().ok(),
        ..task.clone()
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

/// What can be done with a task: changed, put off to the days that are usual, deleted. Its time of day stays.
pub fn deeds(desk: Desk, front: Front, task: Id<Task>) -> Vec<MenuItem> {
    let minute = desk.peek(|book| book.get(task)?.due).and_then(|it| it.minute);
    let to = move |days: i64, label: &str| {
        let due = Due { day: clock::today().plus_days(days), minute };
        MenuItem::new(label, move || desk.send(MoveTask { task, due: Some(due) })).icon(IconName::Calendar)
    };
    vec![
        MenuItem::new(words::edit(), move || front.ask(Ask::EditTask(task))).icon(IconName::Edit),
        to(0, words::do_today()),
        to(1, words::tomorrow()),
        to(7, words::in_a_week()),
        to(30, words::in_a_month()),
        MenuItem::new(words::some_day(), move || desk.send(MoveTask { task, due: None }))
            .icon(IconName::Clock),
        MenuItem::new(words::delete(), move || desk.send(Trash(vec![task.into()]))).icon(IconName::Trash),
    ]
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
