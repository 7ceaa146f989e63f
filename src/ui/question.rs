//! A question in a dialog, and what it is at.

use super::{
    answer,
    front::use_desk,
    kit::{
        button::{Button, Variant},
        form::FormValues,
    },
    text::{common, refused},
};
use desk::Desk;
use domain::command::Command;
use leptos::prelude::*;

/// What a dialog that asks something is at.
#[derive(Clone, Copy)]
pub struct Question {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// What is wrong with the answer.
    pub mistake: RwSignal<Option<String>>,
    /// Whether what was asked for is being done.
    pub busy: RwSignal<bool>,
    desk: Desk,
}

impl Question {
    /// One that has just been asked. When its dialog is closed, nothing is asked any more.
    pub fn new<T: Send + Sync + 'static>(asked: RwSignal<Option<T>>) -> Question {
        let (open, desk) = (opened(asked), use_desk());
        Question { open, mistake: RwSignal::new(None), busy: RwSignal::new(false), desk }
    }

    /// Has the desk do what was asked for, and closes the dialog once it is written.
    pub fn run(self, command: Command, values: FormValues) {
        self.busy.set(true);
        answer::ask(self.desk, command, String::new(), self.busy, move |answer| {
            self.busy.set(false);
            match answer {
                Ok(()) => self.open.set(false),
                Err(error) => {
                    self.mistake.set(Some(refused::error(&error)));
                    values.focus_mistake();
                }
            }
        });
    }

    /// The foot of the dialog: away from it, or on with it.
    pub fn foot(self, does: &'static str, variant: Variant) -> impl Fn() -> AnyView + Send + Sync + 'static {
        let Question { open, busy, .. } = self;
        move || {
            view! {
                <span class="spread cluster">
                    <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                    <Button label=does variant submit=true busy />
                </span>
            }
            .into_any()
        }
    }
}

/// Whether the dialog of a question is open that was just asked. When it is closed, nothing is asked any more.
pub fn opened<T: Send + Sync + 'static>(asked: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            asked.set(None);
        }
    });
    open
}
