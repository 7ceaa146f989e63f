//! What is to be done.

use crate::{
    book::Book,
    order,
    record::{Deal, Due, Lead, NextStep, Task},
    row::Stamped,
    value::{Id, Kind, RecordId, Text},
};
use std::sync::Arc;

/// The next thing to do about a lead or a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub text: Text,
    /// Until when.
    pub due: Option<Due>,
    /// The task, unless it was written by hand.
    pub task: Option<Id<Task>>,
}

/// The tasks about a record and, of a deal, about the lead it came from: open ones by due day, then done ones, newest first.
pub fn tasks(book: &Book, id: RecordId) -> Vec<Arc<Stamped<Task>>> {
    let mut tasks = about(book, id);
    order::sort_by_key(&mut tasks, |it| {
        let due = it.due.filter(|_| it.done.is_none()); // What is done is told by when it was.
        (it.done.is_some(), due.is_none(), due, std::cmp::Reverse(it.done.map(|it| it.at)), it.id)
    });
    tasks
}

/// The open tasks about a record, as [`tasks`] orders them.
pub fn open_tasks(book: &Book, id: RecordId) -> impl Iterator<Item = Arc<Stamped<Task>>> {
    tasks(book, id).into_iter().filter(|it| it.done.is_none())
}

fn about(book: &Book, id: RecordId) -> Vec<Arc<Stamped<Task>>> {
    let lead = id.get::<Deal>().and_then(|it| book.get(it)?.lead);
    let own = book.links().to(id, Kind::Task);
    let of_lead = lead.map_or(&[][..], |it| book.links().to(it, Kind::Task));
    own.iter().chain(of_lead).filter_map(|it| book.live(it.get::<Task>()?).cloned()).collect()
}

/// The next step of a lead or a deal: the one written by hand, else the earliest open task (T3).
pub fn next_step(book: &Book, id: RecordId) -> Option<Step> {
    let by_hand: Option<&NextStep> = match id.kind {
        Kind::Lead => book.get::<Lead>(id.get()?)?.next_step.as_ref(),
        Kind::Deal => book.get::<Deal>(id.get()?)?.next_step.as_ref(),
        _ => None,
    };
    if let Some(NextStep { text, day }) = by_hand {
        let due = day.map(|day| Due { day, minute: None });
        return Some(Step { text: text.clone(), due, task: None });
    }
    let open = about(book, id).into_iter().filter(|it| it.done.is_none());
    let task = open.min_by_key(|it| (it.due.is_none(), it.due, it.id))?;
    Some(Step { text: task.title.clone(), due: task.due, task: Some(task.id) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit, FinishTask, Trash},
        testing::Device,
    };

    fn task(device: &Device, book: &mut Book, lead: Id<Lead>, title: &str, due: Option<&str>) -> Id<Task> {
        let due = due.map(|it| it.parse().expect("a due time"));
        device
            .adds(book, |it: &mut Task| (it.title, it.due, it.about) = (title.into(), due, Some(lead.into())))
    }

    #[test]
    fn t3_the_next_step_is_the_earliest_open_task_unless_one_was_written_by_hand() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let step = |book: &Book| next_step(book, lead.into()).map(|it| it.text.to_string());
        assert_eq!(step(&book), None);
        task(&device, &mut book, lead, "some day", None);
        assert_eq!(step(&book).as_deref(), Some("some day"));
        task(&device, &mut book, lead, "later", Some("2026-12-02"));
        let call = task(&device, &mut book, lead, "call", Some("2026-12-01T09:30"));
        let soon = task(&device, &mut book, lead, "soon", Some("2026-12-01"));
        assert_eq!(step(&book).as_deref(), Some("soon"));
        device.does(&mut book, FinishTask { task: soon, done: true });
        assert_eq!(step(&book).as_deref(), Some("call"));
        device.does(&mut book, Trash(vec![call.into()]));
        assert_eq!(step(&book).as_deref(), Some("later"));
        let by_hand = NextStep { day: None, text: "think".into() };
        let edit = Edit::of(book.get(lead).expect("it is there"), |it| it.next_step = Some(by_hand));
        device.does(&mut book, edit);
        assert_eq!(next_step(&book, lead.into()), Some(Step { text: "think".into(), due: None, task: None }));
    }

    #[test]
    fn tasks_stand_by_day_then_those_without_one_then_those_that_are_done_newest_first() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        for (title, due, done) in [
            ("none", None, false),
            ("late", Some("2026-12-02"), false),
            ("first done", Some("2026-11-01"), true),
            ("early", Some("2026-12-01"), false),
            ("then done", None, true),
        ] {
            let task = task(&device, &mut book, lead, title, due);
            if done {
                device.does(&mut book, FinishTask { task, done });
            }
        }
        let titles =
            |tasks: &[Arc<Stamped<Task>>]| tasks.iter().map(|it| it.title.to_string()).collect::<Vec<_>>();
        assert_eq!(titles(&tasks(&book, lead.into())), ["early", "late", "none", "then done", "first done"]);
        // A deal has the tasks of the lead it came from, too.
        let convert =
            crate::query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
        device.does(&mut book, convert);
        let deal = book.get(lead).and_then(|it| it.converted?.deal).expect("it was made");
        assert_eq!(titles(&open_tasks(&book, deal.into()).collect::<Vec<_>>()), ["early", "late", "none"]);
        assert_eq!(next_step(&book, deal.into()).map(|it| it.text.to_string()).as_deref(), Some("early"));
    }
}
