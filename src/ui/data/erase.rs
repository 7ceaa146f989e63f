//! The end of everything in this browser, asked for by a word and with a backup at hand.

use super::{backup::SaveButton, numbers::moment};
use crate::{
    platform::{erase, task},
    ui::{
        front::{Ask, use_front},
        kit::{
            banner::Banner,
            button::{Button, Variant},
            dialog::Dialog,
            field::TextField,
            form::FormValues,
            icon::{IconName, Tone},
        },
        question::Question,
        text::{common, erase as words},
    },
};
use leptos::prelude::*;

/// The place on the screen of the data.
#[component]
pub fn Erasing() -> impl IntoView {
    let front = use_front();
    view! {
        <section aria-labelledby="erase">
            <h2 id="erase">{words::erase()}</h2>
            <p><small class="faint">{words::means()}</small></p>
            <div class="cluster">
                <Button label=words::erase_more() on_press=move || front.ask(Ask::Erase) />
            </div>
        </section>
    }
}

/// The dialog.
#[component]
pub fn EraseBrowser() -> impl IntoView {
    let front = use_front();
    let question = Question::new(front.asking);
    let Question { open, mistake, busy, .. } = question;
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        if !values.text("word").trim().eq_ignore_ascii_case(words::ERASE) {
            return mistake.set(Some(words::word_missing().to_owned()));
        }
        mistake.set(None);
        busy.set(true);
        // Nothing of this page goes on after that.
        task::run(erase::everything(words::elsewhere(), words::here));
    });
    let foot = question.foot(words::do_erase(), Variant::Danger);
    let last = move || front.backup.get().map_or_else(|| common::never().to_owned(), |it| moment(it.at));
    view! {
        <Dialog open title=words::erase() close=common::close() on_submit=submit foot>
            <section class="stack">
                <p>{words::goes()}</p>
                <p class="soft">{words::stays()}</p>
                <Banner icon=IconName::Download tone=Tone::Warn actions=move || view! { <SaveButton /> }>
                    {words::backup_first()} " " {move || words::last_backup(&last())}
                </Banner>
                <TextField name="word" label=words::type_word() autofocus=true error=mistake />
            </section>
        </Dialog>
    }
}
