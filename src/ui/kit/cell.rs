//! A cell of a table that is a field: it looks like its text until it is pointed at.

use leptos::{ev, html::Input, prelude::*};

use super::field::TextKind;

/// A text that is written as soon as the field is left or Enter is pressed; Escape puts the old one back.
#[component]
pub fn CellField(
    /// Its name.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Which kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// Puts the text at the end of the line, for numbers.
    #[prop(optional)]
    align_end: bool,
    /// Whether what it holds was refused.
    #[prop(into, optional)]
    invalid: Signal<bool>,
    /// Takes the text as it was when the reader came, and as it is now; the same twice where a refused one was put back.
    #[prop(into)]
    on_change: Callback<(String, String)>,
) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    let seen = StoredValue::new(value.get_untracked());
    let sent = StoredValue::new(None::<String>);
    // What changes elsewhere is shown, but never under the reader's hands.
    Effect::new(move |_| {
        let value = value.get();
        let Some(input) = node.get() else { return };
        let shown = input.value();
        // What was sent has been written, perhaps in another spelling: "35" is shown as "35 %".
        let is_written = sent.with_value(|it| it.as_ref() == Some(&shown));
        if shown == value || is_written || seen.with_value(|it| *it == shown) {
            if shown != value {
                input.set_value(&value);
            }
            seen.set_value(value);
            sent.set_value(None);
        }
    });
    let commit = move |insists: bool| {
        // The field may leave the page with the focus in it: then this is heard when nothing of it is left.
        let Some(now) = node.try_get_untracked().flatten().map(|it| it.value()) else { return };
        let (was, is_sent) = (seen.get_value(), sent.with_value(|it| it.as_ref() == Some(&now)));
        if (now != was || sent.with_value(Option::is_some)) && (insists || !is_sent) {
            // Whoever is refused is told what stands there now, and may write over it.
            seen.set_value(value.get_untracked());
            sent.set_value(Some(now.clone()));
            on_change.run((was, now));
        }
    };
    let keyed = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            commit(true);
        }
        "Escape" => {
            let text = value.get_untracked();
            if let Some(input) = node.get_untracked() {
                input.set_value(&text);
            }
            seen.set_value(text);
            commit(false);
            sent.set_value(None);
        }
        _ => {}
    };
    view! {
        <input
            class="input"
            data-variant="cell"
            data-align=align_end.then_some("end")
            node_ref=node
            type="text"
            inputmode=(kind == TextKind::Number).then_some("numeric")
            autocomplete="off"
            spellcheck="false"
            aria-label=label
            aria-invalid=move || invalid.get().then_some("true")
            value=value.get_untracked()
            on:blur=move |_| commit(false)
            on:keydown=keyed
        />
    }
}
