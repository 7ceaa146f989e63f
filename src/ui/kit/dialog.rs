//! Dialogs: questions that must be answered before going on.
//!
//! The browser's own `<dialog>` keeps the focus in and the rest of the page out. It closes by Escape,
//! by its button, and by a click beside it as long as nothing has been typed. The focus goes to the
//! first field and comes back to where it was.

use super::live::live;
use leptos::{ev, html, prelude::*};

use super::{
    announce::Announcer,
    button::{Button, Variant},
    focus::to_heading,
    form::{self, FormValues},
    icon::IconName,
};
use crate::platform::dom;

/// A dialog with a head, a body and a foot.
#[component]
pub fn Dialog(
    /// Whether it is open. Set to false by the dialog when it is closed.
    open: RwSignal<bool>,
    /// The verb and the name: "Convert Marguerite Okafor-Lindqvist".
    #[prop(into)]
    title: Signal<String>,
    /// What the button is called that closes it.
    #[prop(into)]
    close: String,
    /// Takes the fields of body and foot when the foot's submit button is pressed.
    #[prop(into, optional)]
    on_submit: Option<Callback<FormValues>>,
    /// The foot: a sentence, and the buttons in a `.spread.cluster`.
    #[prop(into, optional)]
    foot: Option<ViewFn>,
    /// There is nothing in the body to press or to fill in, so the body itself takes the keys that scroll.
    #[prop(optional)]
    is_read: bool,
    /// The body: `<section>`s.
    children: ChildrenFn,
) -> impl IntoView {
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    let children = StoredValue::new(children);
    let foot = StoredValue::new(foot);
    let inside = move || {
        view! {
            <div class="dialog-body" tabindex=is_read.then_some("0")>{children.with_value(|it| it())}</div>
            {foot.with_value(|it| it.as_ref().map(|it| view! { <footer class="dialog-foot">{it.run()}</footer> }))}
        }
    };
    view! {
        <Modal open labelled>
            <header class="dialog-head">
                <h2 id=heading.clone()>{move || title.get()}</h2>
                <span class="spread">
                    <Button
                        label=close.clone()
                        icon=IconName::Cross
                        variant=Variant::Quiet
                        small=true
                        bare=true
                        on_press=move || open.set(false)
                    />
                </span>
            </header>
            {match on_submit {
                Some(on_submit) => filled_in(on_submit, inside().into_any()).into_any(),
                None => inside().into_any(),
            }}
        </Modal>
    }
}

/// Body and foot as one form, so that the foot's button sends the body's fields.
fn filled_in(on_submit: Callback<FormValues>, inside: AnyView) -> impl IntoView {
    view! {
        <form
            class="dialog-form"
            novalidate=true
            on:submit=move |event| form::send(event, on_submit)
            on:keydown=form::send_by_key
        >
            {inside}
        </form>
    }
}

/// A bare dialog: what is inside is the caller's. The palette is one.
#[component]
pub fn Modal(
    /// Whether it is open. Set to false by the dialog when it is closed.
    open: RwSignal<bool>,
    /// More classes than `dialog`.
    #[prop(optional)]
    class: &'static str,
    /// Its name, if no heading inside is.
    #[prop(into, optional)]
    label: Option<String>,
    /// The id of the heading that names it.
    #[prop(into, optional)]
    labelled: Option<String>,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let content = move || opened(open, class, label.clone(), labelled.clone(), children());
    live(move || open.get().then(&content))
}

fn opened(
    open: RwSignal<bool>,
    class: &'static str,
    label: Option<String>,
    labelled: Option<String>,
    inside: AnyView,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let typed = StoredValue::new(false);
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|it| !it.open()) {
            dialog.show_modal().ok();
            if let Some(start) = START.iter().find_map(|it| dom::first(&dialog, it)) {
                dom::focus(&start);
            }
        }
    });
    // Before it leaves the page, so that the browser gives the focus back; unless what had it has gone, or nothing had.
    on_cleanup(move || {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
        dom::next_frame(to_heading);
    });
    let closed = move |_| {
        // Heard late, a dialog that has gone already must not close the next.
        if node.try_get_untracked().flatten().is_some() {
            open.set(false);
        }
    };
    // Before the browser says `close`, which it does a task later: the next key is already for the page.
    // A file field's `cancel` comes by here, too.
    let cancelled = move |event: ev::Event| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    let clicked = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() && !typed.get_value() {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=format!("dialog {class}")
            node_ref=node
            aria-label=label
            aria-labelledby=labelled
            on:cancel=cancelled
            on:close=closed
            on:input=move |_| typed.set_value(true)
            on:click=clicked
            on:keydown=keep_keys
        >
            {inside}
            <Announcer />
        </dialog>
    }
}

/// No key pressed here is a shortcut of the page behind; Ctrl+K and the like still come through.
fn keep_keys(event: ev::KeyboardEvent) {
    if !event.ctrl_key() && !event.meta_key() {
        event.stop_propagation();
    }
}

/// What has the focus when a dialog opens, in this order of preference.
const START: [&str; 4] = [
    "[autofocus]",
    ".dialog-body :is(input, select, textarea):not([type=hidden])",
    ".dialog-foot button[data-variant=primary]",
    "input, .dialog-body :is(button, a[href])",
];
