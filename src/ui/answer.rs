//! What comes of a command that a screen waits for: the screen may be gone by then.

use crate::platform::{device, task};
use desk::{Desk, DeskError};
use domain::command::Command;
use leptos::prelude::*;

/// What came of a command.
pub type Answer = Result<(), DeskError>;

/// Has the desk do something, and tells the screen what came of it.
///
/// Once it is written, what was `typed` for it is forgotten: the draft of that name, or of none. `tell` may read all that
/// the screen has, because it is called only as long as `here`, a part of the screen, is. Why it was not done is told to
/// whoever has left the screen as of any deed.
pub fn ask(
    desk: Desk,
    command: impl Into<Command>,
    typed: String,
    here: impl IsDisposed + 'static,
    tell: impl FnOnce(Answer) + 'static,
) {
    run(desk, command.into(), typed, Box::new(move || !here.is_disposed()), Box::new(tell));
}

/// The same for every screen, so that there is one task of it.
fn run(
    desk: Desk,
    command: Command,
    typed: String,
    is_here: Box<dyn Fn() -> bool>,
    tell: Box<dyn FnOnce(Answer)>,
) {
    task::run(async move {
        let answer = desk.run(command).await.map(drop);
        if answer.is_ok() {
            device::drop_draft(&typed);
        }
        match answer {
            answer if is_here() => tell(answer),
            Err(error) => desk.report(error),
            Ok(()) => {}
        }
    });
}
