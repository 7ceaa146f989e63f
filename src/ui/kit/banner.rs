//! A sentence across the page that stays until it is dealt with; and what stands where nothing is yet.

use leptos::prelude::*;

use super::icon::{Icon, IconName, IconSize, Tone, icon};

/// A sentence that stays, with what can be done about it.
#[component]
pub fn Banner(
    /// The shape that says what kind of sentence it is.
    icon: IconName,
    /// Whether it is well.
    #[prop(optional)]
    tone: Tone,
    /// Is read at once when it appears, for what has failed.
    #[prop(optional)]
    urgent: bool,
    /// The buttons at its end.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// The sentence.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="banner" data-tone=tone.attr() role=urgent.then_some("alert")>
            {self::icon(icon)}
            <p>{children()}</p>
            {actions.map(|it| view! { <span class="spread cluster" data-tight="">{it.run()}</span> })}
        </div>
    }
}

/// Nothing here yet, and what to do about it.
#[component]
pub fn Empty(
    /// What would be here.
    icon: IconName,
    /// That there is none.
    #[prop(into)]
    title: String,
    /// It is all that the page holds: a larger heading, in the middle.
    #[prop(optional)]
    fill: bool,
    /// The way out: buttons, doors.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// A sentence or two.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty" data-fill=fill.then_some("")>
            <Icon name=icon size=if fill { IconSize::Huge } else { IconSize::Large } />
            <h2 data-size=fill.then_some("large")>{title}</h2>
            <p>{children()}</p>
            {actions.map(|it| view! { <div class="cluster">{it.run()}</div> })}
        </div>
    }
}
