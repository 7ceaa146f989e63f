//! The head and the body of a screen.

use super::{
    kit::icon::{IconName, small_icon},
    routes::Route,
    text::shell as words,
    trail,
};
use crate::platform::page;
use crate::ui::kit::live::live;
use leptos::prelude::*;

/// How the body of a screen stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// To the edges.
    #[default]
    Edge,
    /// With room around it.
    Pad,
    /// On the ground plane, for a board.
    Ground,
}

/// A screen: its head, and what is below.
#[component]
pub fn Page(
    /// What the screen shows; also the title of the browser's tab.
    #[prop(into)]
    title: Signal<String>,
    /// How much there is of it, beside the title.
    #[prop(into, optional)]
    count: Option<Signal<String>>,
    /// The list that a record is part of.
    #[prop(optional)]
    trail: Option<Route>,
    /// What stands between title and actions, such as views.
    #[prop(into, optional)]
    middle: Option<ViewFn>,
    /// The actions at the end of the head, quiet to loud.
    #[prop(into, optional)]
    actions: Option<ViewFn>,
    /// What stands behind the actions: the ways to other pages like it.
    #[prop(into, optional)]
    beyond: Option<ViewFn>,
    /// A second line of the head, such as filters.
    #[prop(into, optional)]
    below: Option<ViewFn>,
    /// How the body stands.
    #[prop(optional)]
    body: Body,
    /// The body.
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| page::set_title(&words::title(&title.read())));
    let label = move || title.get();
    view! {
        <header class="page-head">
            <div class="page-bar">
                <h1 tabindex="-1">
                    {trail.map(trail_link)}
                    <bdi class="clip">{live(label)}</bdi>
                    {count.map(|it| view! { <small>{move || it.get()}</small> })}
                </h1>
                {middle.map(|it| it.run())}
                {actions.map(|it| view! { <div class="cluster spread" data-tight="">{it.run()}</div> })}
                {beyond.map(|it| it.run())}
            </div>
            {below.map(|it| it.run())}
        </header>
        <div
            class="page-body"
            tabindex="0"
            role="region"
            aria-label=label
            data-pad=(body == Body::Pad).then_some("")
            data-ground=(body == Body::Ground).then_some("")
        >
            {children()}
        </div>
    }
}

fn trail_link(route: Route) -> impl IntoView {
    let there = trail::back(route);
    view! {
        <span class="page-trail">
            <a href=format!("#{there}") on:click=move |_| trail::take_back()>{small_icon(IconName::Left)}<span>{words::screen(route)}</span></a>
            {small_icon(IconName::Right)}
        </span>
    }
}
