//! A field of several lines.

use leptos::prelude::*;

use super::{Ids, frame, invalid};

/// Several lines of text; grows with them.
#[component]
pub fn TextArea(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What it begins with.
    #[prop(into, optional)]
    value: String,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// How many lines it has at least.
    #[prop(default = 2)]
    rows: u32,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Hears each change of the text.
    #[prop(into, optional)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let control = view! {
        <textarea
            class="input"
            id=ids.control.clone()
            name=name
            rows=rows
            placeholder=placeholder
            autofocus=autofocus
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input:target=move |event| {
                let text = event.target().value();
                event.target().set_rows(lines(&text).max(rows));
                if let Some(on_input) = on_input {
                    on_input.run(text);
                }
            }
        >
            {value}
        </textarea>
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

/// How many lines a text has, for browsers that do not grow a field by themselves.
pub(in crate::ui::kit) fn lines(text: &str) -> u32 {
    u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX).min(30)
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_text_has_a_line_more_than_it_has_breaks() {
        assert_eq!(lines(""), 1);
        assert_eq!(lines("one\ntwo\n"), 3);
    }
}
