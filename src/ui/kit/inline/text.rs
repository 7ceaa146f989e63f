//! Facts that are a text: a line, several lines, a day.

use leptos::{
    ev,
    html::{Input, Textarea},
    prelude::*,
};

use super::{Edit, EditWords, Editing, InlineEdit};
use crate::{
    platform::dom,
    ui::kit::field::{TextKind, area::lines},
};

/// A text that is edited in place. Enter hands it over; with several lines Ctrl+Enter does.
#[component]
pub fn InlineText(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Its words.
    words: EditWords,
    /// Which kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// May have several lines.
    #[prop(optional)]
    multiline: bool,
    /// How the text is shown; as it is if not said otherwise.
    #[prop(into, optional)]
    show: Option<Callback<String, AnyView>>,
    /// What is shown has links of its own.
    #[prop(optional)]
    linked: bool,
    /// Under which name what is being typed is kept on the device.
    #[prop(into, optional)]
    form: String,
    /// Takes the edit.
    #[prop(into)]
    on_commit: Callback<Edit>,
) -> impl IntoView {
    let editor = Callback::new(move |it: Editing| if multiline { area(it) } else { line(it, kind) });
    let lines = Callback::new(|it: String| view! { <bdi class="fact-lines">{it}</bdi> }.into_any());
    let show = show.unwrap_or(lines);
    view! { <InlineEdit label value words show linked form on_commit editor /> }
}

/// A day that is edited in place.
#[component]
pub fn InlineDay(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The day, as `YYYY-MM-DD`; empty if there is none.
    #[prop(into)]
    value: Signal<String>,
    /// Its words.
    words: EditWords,
    /// How a day is shown.
    #[prop(into)]
    show: Callback<String, AnyView>,
    /// Under which name what is being typed is kept on the device.
    #[prop(into, optional)]
    form: String,
    /// Takes the edit.
    #[prop(into)]
    on_commit: Callback<Edit>,
) -> impl IntoView {
    let editor = Callback::new(|it| line(it, TextKind::Day));
    view! { <InlineEdit label value words show form on_commit editor /> }
}

fn line(field: Editing, kind: TextKind) -> AnyView {
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get().filter(|_| field.take_focus()) {
            dom::focus(&input);
            input.select();
        }
    });
    view! {
        <input
            class="input"
            data-variant="fact"
            node_ref=node
            type=kind.input_type()
            inputmode=kind.input_mode()
            autocomplete="off"
            autocapitalize=(!kind.is_prose()).then_some("none")
            spellcheck=(!kind.is_prose()).then_some("false")
            value=field.text()
            aria-label=field.label()
            aria-invalid=move || field.invalid()
            aria-describedby=move || field.described()
            readonly=move || field.is_busy()
            on:input:target=move |event| field.set_text(event.target().value())
            on:keydown=move |event| keyed(event, field, false)
            on:blur=move |event| field.commit_on_leave(&event)
        />
    }
    .into_any()
}

fn area(field: Editing) -> AnyView {
    let node = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        if let Some(area) = node.get().filter(|_| field.take_focus()) {
            dom::focus(&area);
            area.select();
        }
    });
    let text = field.text();
    let rows = lines(&text).max(2);
    view! {
        <textarea
            class="input"
            data-variant="fact"
            node_ref=node
            rows=rows
            aria-label=field.label()
            aria-invalid=move || field.invalid()
            aria-describedby=move || field.described()
            readonly=move || field.is_busy()
            on:input:target=move |event| {
                let text = event.target().value();
                event.target().set_rows(lines(&text).max(2));
                field.set_text(text);
            }
            on:keydown=move |event| keyed(event, field, true)
            on:blur=move |event| field.commit_on_leave(&event)
        >
            {text}
        </textarea>
    }
    .into_any()
}

/// Enter hands over, Escape puts back; neither is heard by a dialog or a form around.
fn keyed(event: ev::KeyboardEvent, field: Editing, multiline: bool) {
    let hands_over = event.key() == "Enter"
        && !event.is_composing()
        && (!multiline || event.ctrl_key() || event.meta_key());
    if hands_over {
        field.commit();
    } else if event.key() == "Escape" {
        field.cancel();
    } else {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
}
