//! Something gets done.

use super::{Context, Decision, require};
use crate::{
    book::Book,
    change::Change,
    entry::{Label, Verb},
    record::{Done, Task},
    refusal::Refusal,
    value::Id,
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
