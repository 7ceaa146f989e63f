//! A choice inside a table: the value is held elsewhere and may change under the reader's hand.

use leptos::{html::Select, prelude::*};

use super::choice::Choice;
use crate::platform::dom;

/// One of a few, from a list that opens, without a label that is seen.
#[component]
pub fn Pick(
    /// Its name.
    #[prop(into)]
    label: String,
    /// What there is to choose from.
    options: Vec<Choice>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// As wide as what it holds, beside other things.
    #[prop(optional)]
    fit: bool,
    /// Hears the chosen value.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let node = NodeRef::<Select>::new();
    // A table has hundreds of them, and they stay as they are.
    node.on_load(move |it| dom::fill(&it, options.iter().map(|it| (&*it.value, &*it.label))));
    // After its options are there, and whenever the value is another.
    Effect::new(move |_| {
        let value = value.get();
        if let Some(select) = node.get().filter(|it| it.value() != value) {
            select.set_value(&value);
        }
    });
    view! {
        <select
            class="input"
            node_ref=node
            data-fit=fit.then_some("")
            aria-label=label
            on:change:target=move |event| on_change.run(event.target().value())
        ></select>
    }
}
