//! What this browser cannot do, told and not hidden.

use crate::{platform::lacks, ui::text::lacks as words};
use leptos::prelude::*;

/// The section.
#[component]
pub fn ThisBrowser() -> impl IntoView {
    let lacks = lacks::all();
    let said = if lacks.is_empty() {
        view! { <p class="soft">{words::nothing()}</p> }.into_any()
    } else {
        let line = |it| {
            let (name, means) = words::lack(it);
            view! { <dt>{name}</dt><dd>{means}</dd> }
        };
        view! {
            <p class="soft">{words::cannot()}</p>
            <dl class="terms prose">{lacks.into_iter().map(line).collect_view()}</dl>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="this-browser">
            <h2 id="this-browser">{words::this_browser()}</h2>
            {said}
        </section>
    }
}
