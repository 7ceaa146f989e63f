//! A backup behind a passphrase: the dialog that saves one, and the question before one is opened.
//!
//! What is typed here is no draft: it is kept nowhere.

use super::{
    FILE, backup,
    intake::{Intake, Waiting},
};
use crate::{
    platform::{secret, task},
    ui::{
        front::{Ask, use_desk, use_front},
        kit::{
            announce::announce,
            banner::Banner,
            button::{Button, Variant},
            dialog::Dialog,
            field::{TextField, TextKind},
            form::{Form, FormValues},
            icon::{IconName, Tone},
        },
        question::Question,
        text::{common, data, secret as words, shell::nothing_saved},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The button that asks for a passphrase and saves; where that cannot be, it says why.
#[component]
pub fn SaveLocked() -> impl IntoView {
    let front = use_front();
    let refused = Signal::stored(secret::lacking().map(|it| words::lacking(it).to_owned()));
    view! {
        <Button
            label=words::save_locked_more()
            icon=IconName::Download
            refused
            on_press=move || front.ask(Ask::LockBackup)
        />
    }
}

/// The dialog.
#[component]
pub fn LockBackup() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let question = Question::new(front.asking);
    let Question { open, mistake: missing, busy, .. } = question;
    let differs = RwSignal::new(None::<String>);
    let problem = RwSignal::new(None::<&'static str>);
    // Nothing but this dialog can be reached, so what it is at is called off by leaving it.
    Effect::new(move |_| {
        if !open.get() && busy.get_untracked() {
            front.file_out.cancel();
        }
    });
    let submit = Callback::new(move |values: FormValues| {
        let passphrase = values.text("passphrase");
        let is_empty = passphrase.trim().is_empty();
        let is_same = values.text("again") == passphrase;
        missing.set(is_empty.then(|| words::none().to_owned()));
        differs.set((!is_empty && !is_same).then(|| words::differs().to_owned()));
        if is_empty || !is_same || busy.get_untracked() {
            return;
        }
        busy.set(true);
        task::run(async move {
            let is_saved = backup::save_locked(desk, front, &passphrase).await;
            busy.try_set(false);
            match is_saved {
                Some(true) => drop(open.try_set(false)),
                Some(false) => drop(problem.try_set(Some(words::not_locked()))),
                None => announce(nothing_saved()),
            }
        });
    });
    let foot = question.foot(words::do_save(), Variant::Primary);
    view! {
        <Dialog open title=words::save_locked() close=common::close() on_submit=submit foot>
            <section class="stack">
                {move || problem.get().map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Danger urgent=true>{it}</Banner> })}
                <Banner icon=IconName::Warning tone=Tone::Warn>{words::no_reset()}</Banner>
                <TextField
                    name="passphrase"
                    label=words::passphrase()
                    kind=TextKind::NewSecret
                    hint=words::advice()
                    error=missing
                />
                <TextField name="again" label=words::again() kind=TextKind::NewSecret error=differs />
            </section>
        </Dialog>
    }
}

/// Asks for the passphrase of a file.
#[component]
pub fn Unlock(
    /// Where the file is.
    intake: Intake,
    /// The file.
    waiting: Arc<Waiting>,
) -> impl IntoView {
    let mistake = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let heading = data::file_heading(&waiting.file);
    let submit = Callback::new(move |values: FormValues| {
        let passphrase = values.text("passphrase");
        if busy.get_untracked() {
            return;
        }
        if passphrase.is_empty() {
            return mistake.set(Some(words::none().to_owned()));
        }
        mistake.set(None);
        busy.set(true);
        let waiting = waiting.clone();
        task::run(async move {
            let is_right = intake.unlock(&waiting, &passphrase).await;
            busy.try_set(false);
            if !is_right {
                mistake.try_set(Some(words::wrong().to_owned()));
                values.focus_mistake();
            }
        });
    });
    view! {
        <section aria-labelledby=FILE>
            <h2 id=FILE tabindex="-1"><bdi>{heading}</bdi></h2>
            <p class="soft">{words::is_locked()}</p>
            <Form on_submit=submit>
                <div class="stack" data-snug="">
                    <div class="confirm">
                        <TextField
                            name="passphrase"
                            label=words::passphrase()
                            kind=TextKind::Secret
                            error=mistake
                        />
                    </div>
                    <div class="cluster">
                        <Button label=words::unlock() variant=Variant::Primary submit=true busy />
                        <Button
                            label=data::cancel()
                            variant=Variant::Quiet
                            on_press=move || intake.forget()
                        />
                    </div>
                </div>
            </Form>
        </section>
    }
}
