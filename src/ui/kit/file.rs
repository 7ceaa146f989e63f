//! Files from the reader: chosen with a button, or dropped on the page.

use leptos::{html::Input, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, FileList};

use super::{
    button::{Button, Variant},
    icon::IconName,
};
use crate::platform::{
    dom::{self, Listen, Listener},
    files::Chosen,
};

/// A button that lets the reader choose a file.
#[component]
pub fn FileButton(
    /// What it does: a verb and its object.
    #[prop(into)]
    label: String,
    /// How loud it is.
    #[prop(optional)]
    variant: Variant,
    /// A drawing before the label.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Which files are offered, as names end.
    accept: &'static str,
    /// It is at work with one.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Takes the file.
    #[prop(into)]
    on_choose: Callback<Chosen>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let press = move || {
        if let Some(input) = input.get_untracked() {
            // The same file chosen twice is two choices.
            input.set_value("");
            input.click();
        }
    };
    let changed = move |_| {
        let files = input.get_untracked().and_then(|it| it.files());
        if let Some(file) = first(files) {
            on_choose.run(file);
        }
    };
    let button = match icon {
        Some(icon) => view! { <Button label variant icon busy on_press=press /> }.into_any(),
        None => view! { <Button label variant busy on_press=press /> }.into_any(),
    };
    view! {
        {button}
        <input type="file" hidden="" node_ref=input accept=accept on:change=changed />
    }
}

fn first(files: Option<FileList>) -> Option<Chosen> {
    files?.item(0).map(Chosen::new)
}

/// Takes a file that is dropped anywhere on the page, as long as the owner that is set now lives. `over` is on while
/// one is held above it. Without this the browser would leave the page and show the file.
pub fn take_dropped(over: RwSignal<bool>, on_drop: Callback<Chosen>) {
    let how = Listen { capture: false, may_refuse: true };
    let held = move |event: Event| {
        if transfer(&event).is_some() {
            event.prevent_default();
            if !over.get_untracked() {
                over.set(true);
            }
        }
    };
    let left = move |event: Event| {
        // Leaving for an element of the page is no leaving.
        let is_out = event.dyn_ref::<DragEvent>().is_none_or(|it| it.related_target().is_none());
        if is_out && over.get_untracked() {
            over.set(false);
        }
    };
    let dropped = move |event: Event| {
        let Some(transfer) = transfer(&event) else { return };
        event.prevent_default();
        over.set(false);
        if let Some(file) = first(transfer.files()) {
            on_drop.run(file);
        }
    };
    let page = document();
    let listeners: [Listener; 3] = [
        dom::listen(&page, "dragover", how, held),
        dom::listen(&page, "dragleave", how, left),
        dom::listen(&page, "drop", how, dropped),
    ];
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || listeners.dispose());
}

/// What is dragged, if it is files and not a card or a text.
fn transfer(event: &Event) -> Option<web_sys::DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    transfer.types().iter().any(|it| it == "Files").then_some(transfer)
}
