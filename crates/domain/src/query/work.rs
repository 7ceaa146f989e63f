//! What is to be done.

use crate::{
    book::Book,
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
    tasks.sort_by_key(|it| {
        let done = it.done.map_or(0, |it| it.at.0);
        (it.done.is_some(), it.due.is_none(), it.due, std::cmp::Reverse(done), it.id)
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
