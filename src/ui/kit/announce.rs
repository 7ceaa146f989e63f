//! Saying what happened to those who cannot see it.
//!
//! There is one polite and one assertive live region, and each open dialog brings its own, because what
//! is outside a modal dialog is not heard. Sentences that come within a moment are said one after the
//! other, not over each other.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::platform::dom::{self, Timer};

/// How long sentences are gathered before they are said, in milliseconds.
const MOMENT: i32 = 60;

/// A sentence that waits to be said.
struct Sentence {
    text: String,
    /// One of a row of steps, of which only the last matters.
    is_step: bool,
}

#[derive(Default)]
struct Waiting {
    sentences: Vec<Sentence>,
    timer: Option<Timer>,
}

thread_local! {
    static POLITE: RefCell<Waiting> = RefCell::default();
    static URGENT: RefCell<Waiting> = RefCell::default();
}

/// The live regions of the page. Once, at its root.
#[component]
pub fn Announcer() -> impl IntoView {
    view! {
        <p class="unseen" role="status" aria-live="polite" data-spoken="polite"></p>
        <p class="unseen" role="alert" aria-live="assertive" data-spoken="urgent"></p>
    }
}

/// Says a sentence when the reader pauses. Nothing if it is empty.
pub fn announce(sentence: &str) {
    POLITE.with(|it| say(it, sentence, false, "polite"));
}

/// Says where something is that is on its way. What was to be said of earlier steps is not said.
pub fn announce_step(sentence: &str) {
    POLITE.with(|it| say(it, sentence, true, "polite"));
}

/// Says a sentence at once: something failed.
pub fn announce_now(sentence: &str) {
    URGENT.with(|it| say(it, sentence, false, "urgent"));
}

fn say(waiting: &RefCell<Waiting>, text: &str, is_step: bool, how: &'static str) {
    if text.is_empty() {
        return;
    }
    let mut waiting = waiting.borrow_mut();
    waiting.sentences.retain(|it| !(is_step && it.is_step));
    waiting.sentences.push(Sentence { text: text.to_owned(), is_step });
    // The same words twice would be no change, and so not be heard: the region is emptied in between.
    write(how, "");
    waiting.timer = Some(dom::after(MOMENT, move || {
        let list = if how == "polite" { &POLITE } else { &URGENT };
        let said = list.with(|it| std::mem::take(&mut it.borrow_mut().sentences));
        let said: Vec<String> = said.into_iter().map(|it| it.text).collect();
        write(how, &said.join(" "));
    }));
}

/// Writes into the region that can be heard now: that of the topmost dialog, or the page's.
fn write(how: &str, text: &str) {
    let Some(page) = document().document_element() else { return };
    let region = dom::all(&page, &format!("dialog:modal [data-spoken={how}]")).pop();
    let region = region.or_else(|| dom::first(&page, &format!("[data-spoken={how}]")));
    if let Some(region) = region {
        region.set_text_content(Some(text));
    }
}
