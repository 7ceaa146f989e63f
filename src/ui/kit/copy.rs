//! A small button that copies a text.

use leptos::prelude::*;

use super::{
    announce::{announce, announce_now},
    icon::{IconName, small_icon},
};
use crate::platform::{clipboard, dom, task};

/// How long the tick is shown, in milliseconds.
const MOMENT: i32 = 2_000;

/// Copies a text, and says so. Where the browser lets no page copy it is not there.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: String,
    /// What the button is called ("Copy +47 22 00 01 23").
    #[prop(into)]
    label: String,
    /// What is said when it is done.
    #[prop(into)]
    done: String,
    /// What is said when the browser refuses.
    #[prop(into)]
    refused: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let clock = StoredValue::new_local(None);
    let words = StoredValue::new((text, done, refused));
    let copy = move |_| {
        let (text, done, refused) = words.get_value();
        task::run(async move {
            if !clipboard::copy(&text).await {
                return announce_now(&refused);
            }
            announce(&done);
            // The row may have gone while the browser asked.
            if copied.try_set(true).is_none() {
                clock.try_set_value(Some(dom::after(MOMENT, move || copied.set(false))));
            }
        });
    };
    clipboard::is_there().then(|| {
        view! {
            <button
                type="button"
                class="button copy"
                data-variant="quiet"
                data-size="small"
                data-shape="icon"
                title=label.clone()
                aria-label=label
                on:click=copy
            >
                {move || small_icon(if copied.get() { IconName::Check } else { IconName::Copy })}
            </button>
        }
    })
}
