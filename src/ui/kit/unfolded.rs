//! A form that opens in the page, where a dialog would be too much.

use leptos::{ev, html::Div, prelude::*};

use crate::platform::dom;

/// It takes the focus, Escape closes it, and the focus goes back to where it was.
#[component]
pub fn Unfolded(
    /// Closes it.
    on_close: Callback<()>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let came_from = StoredValue::new_local(dom::focused());
    Effect::new(move |_| {
        if let Some(field) =
            node.get().and_then(|it| dom::first(&it, "input:not([type=hidden]), select, textarea"))
        {
            dom::focus(&field);
        }
    });
    on_cleanup(move || {
        let is_inside = node.try_get_untracked().flatten().is_some_and(|it| dom::has_focus(&it));
        if let Some(before) = came_from.try_get_value().flatten().filter(|_| is_inside) {
            dom::focus_quietly(&before);
        }
    });
    let keyed = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! { <div class="unfolded" node_ref=node on:keydown=keyed>{children()}</div> }
}
