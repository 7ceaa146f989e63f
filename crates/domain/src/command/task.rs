//! Something gets done, or is put off.

use super::{Context, Decision, require};
use crate::{
    book::Book,
    change::Change,
    entry::{Label, Verb},
    record::{Done, Due, NextStep, Task},
    refusal::Refusal,
    row::Row,
    value::{Day, Id},
};

/// Finishes a task, or takes it up again.
#[derive(Clone, Debug)]
pub struct FinishTask {
    /// Which task.
    pub task: Id<Task>,
    /// Done, or not done after all.
    pub done: bool,
}

/// Refuses if the task is gone. Finishing what is finished changes nothing.
pub(super) fn finish(ctx: &Context<'_>, book: &Book, command: &FinishTask) -> Result<Decision, Refusal> {
    let task = require(book, command.task)?;
    let verb = if command.done { Verb::Finished } else { Verb::Resumed };
    let label = Label::of(verb, &task.title);
    if task.done.is_some() == command.done {
        return Ok(Decision::new(label, Change::none()));
    }
    let done = command.done.then_some(Done { at: ctx.now, by: Some(ctx.me) });
    Ok(Decision::new(label, Change::update(task, Task { done, ..task.record().clone() })))
}

/// Puts a task off, or brings it forward.
#[derive(Clone, Debug)]
pub struct MoveTask {
    /// Which task.
    pub task: Id<Task>,
    /// Until when it is to be done; none is some day.
    pub due: Option<Due>,
}

/// Refuses if the task is gone, and a day that is too far ahead. The same day again changes nothing.
pub(super) fn move_task(book: &Book, command: &MoveTask) -> Result<Decision, Refusal> {
    let task = require(book, command.task)?;
    let detail = command.due.map(|it| it.to_string()).unwrap_or_default();
    let label = Label::of(Verb::Rescheduled, &task.title).with(&detail);
    if task.due == command.due {
        return Ok(Decision::new(label, Change::none()));
    }
    let moved = Task { due: command.due, ..task.record().clone() };
    check_due(&moved.clone().into())?;
    Ok(Decision::new(label, Change::update(task, moved)))
}

/// Refuses to plan something for a day after 2199: a typing error, and no clock of a browser counts so far.
pub(super) fn check_due(row: &Row) -> Result<(), Refusal> {
    let step = |it: &Option<NextStep>| it.as_ref().and_then(|it| it.day);
    let day = match row {
        Row::Task(it) => it.due.map(|it| it.day),
        Row::Lead(it) => step(&it.next_step),
        Row::Deal(it) => step(&it.next_step),
        _ => None,
    };
    match (day, Day::new(2199, 12, 31)) {
        (Some(day), Some(latest)) if day > latest => Err(Refusal::TooFarAhead { latest }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Device;

    #[test]
    fn a_task_is_finished_once_and_taken_up_again() {
        let (device, mut book) = (Device::new(1), Book::new());
        let task = device.adds(&mut book, |it: &mut Task| it.title = "Call".into());
        device.does(&mut book, FinishTask { task, done: true });
        assert_eq!(
            book.get(task).and_then(|it| it.done).map(|it| (it.at, it.by)),
            Some((device.now(), Some(device.me())))
        );
        assert!(device.does(&mut book, FinishTask { task, done: true }).change.is_empty());
        device.does(&mut book, FinishTask { task, done: false });
        assert_eq!(book.get(task).and_then(|it| it.done), None);
        let gone = FinishTask { task: Id::fixed(9), done: true };
        assert_eq!(device.decide(&book, gone).map(|it| it.change), Err(Refusal::Gone));
    }
}
