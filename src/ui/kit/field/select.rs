//! A field that chooses one of a few.

use leptos::prelude::*;

use super::{Ids, frame, invalid};
use crate::ui::kit::choice::Choice;

/// One of a few, from a list that opens.
#[component]
pub fn SelectField(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What there is to choose from. A detail is shown behind its label.
    options: Vec<Choice>,
    /// The value it begins with.
    #[prop(into, optional)]
    value: String,
    /// What helps to choose.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Hears the chosen value.
    #[prop(into, optional)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let options = options.into_iter().map(|it| {
        let selected = it.value == value;
        let text = if it.detail.is_empty() { it.label } else { format!("{}, {}", it.label, it.detail) };
        view! { <option value=it.value selected=selected>{text}</option> }
    });
    let control = view! {
        <select
            class="input"
            id=ids.control.clone()
            name=name
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:change:target=move |event| {
                if let Some(on_change) = on_change {
                    on_change.run(event.target().value());
                }
            }
        >
            {options.collect_view()}
        </select>
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}
