//! Words in a quiet shape: tags, states and marks. Never colour alone.

use leptos::prelude::*;

use super::icon::{IconName, Tone, icon, small_icon};

/// A tag, or a short state of affairs.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    text: String,
    /// Whether it is well.
    #[prop(optional)]
    tone: Tone,
    /// One of the tints in `styles/kit/chip.css`.
    #[prop(optional)]
    tint: Option<&'static str>,
) -> impl IntoView {
    view! { <span class="chip" data-tone=tone.attr() data-tint=tint><bdi class="clip">{text}</bdi></span> }
}

/// A tag that can be taken away.
#[component]
pub fn RemovableChip(
    /// The word.
    #[prop(into)]
    text: String,
    /// What the button says ("Remove tag: Nordics").
    #[prop(into)]
    remove: String,
    /// One of the tints in `styles/kit/chip.css`.
    #[prop(optional)]
    tint: Option<&'static str>,
    /// Takes it away.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <span class="chip" data-variant="filter" data-tint=tint>
            <bdi class="clip">{text}</bdi>
            <button type="button" aria-label=remove on:click=move |_| on_remove.run(())>
                {small_icon(IconName::Cross)}
            </button>
        </span>
    }
}

/// A status: its own shape, and a word.
#[component]
pub fn State(
    /// The shape.
    icon: IconName,
    /// The word.
    #[prop(into)]
    word: String,
    /// Which kind of status; see `styles/kit/chip.css`.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// Which step of a scale of three, for a level of interest.
    #[prop(optional)]
    level: Option<&'static str>,
    /// Says it more quietly, as context.
    #[prop(optional)]
    soft: bool,
) -> impl IntoView {
    view! {
        <span class="state" class:level=level.is_some() class:soft=soft data-kind=kind data-level=level>
            {self::icon(icon)}
            <bdi class="clip">{word}</bdi>
        </span>
    }
}

/// A small fact at the end of a line: a day, an age.
#[component]
pub fn Mark(
    /// What is seen.
    #[prop(into)]
    text: String,
    /// What is read before it ("Closes ").
    #[prop(into, optional)]
    said: Option<String>,
    /// Whether it is well. Comes with an icon.
    #[prop(optional)]
    tone: Tone,
    /// The shape that says the same as the tone.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What is shown while it is pointed at.
    #[prop(into, optional)]
    title: Option<String>,
) -> impl IntoView {
    view! {
        <span class="mark" data-tone=tone.attr() title=title>
            {icon.map(small_icon)}
            {said.map(|it| view! { <span class="unseen">{it}</span> })}
            {text}
        </span>
    }
}
