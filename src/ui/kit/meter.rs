//! The seam: one thin line that carries every share there is, and how far what is under way has come.

use leptos::prelude::*;

use super::icon::Tone;

/// A share of a whole: a probability, a score, progress, space.
#[component]
pub fn Seam(
    /// How much of `max`.
    #[prop(into)]
    value: Signal<u32>,
    /// The whole.
    #[prop(default = 100)]
    max: u32,
    /// What it says to those who cannot see it. Without it the line is decoration, because the number
    /// stands beside it.
    #[prop(into, optional)]
    label: Option<String>,
    /// Whether it is well.
    #[prop(optional)]
    tone: Tone,
    /// Drawn in grey, where many stand below each other.
    #[prop(optional)]
    soft: bool,
) -> impl IntoView {
    view! {
        <meter
            class="seam"
            min="0"
            max=max
            value=move || value.get()
            data-tone=if soft { Some("soft") } else { tone.attr() }
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
        >
            {move || value.get()}
        </meter>
    }
}

/// How far something is that is under way.
#[component]
pub fn ProgressBar(
    /// How much of it is done.
    #[prop(into)]
    percent: Signal<u32>,
    /// What is under way.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <progress class="seam" max="100" value=move || percent.get() aria-label=label /> }
}
