//! Views of one thing: links where each has an address, tabs where not.

use leptos::{ev, html, prelude::*};
use web_sys::Element;

use super::icon::{IconName, small_icon};
use crate::platform::dom;

/// A view that has an address.
#[derive(Clone, Debug, PartialEq)]
pub struct TabLink {
    /// What it is called.
    pub label: String,
    /// How many it holds, as text; may be empty.
    pub count: String,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// Views, each with its address.
#[component]
pub fn TabLinks(
    /// What they are views of.
    #[prop(into)]
    label: String,
    /// The views.
    #[prop(into)]
    links: Signal<Vec<TabLink>>,
) -> impl IntoView {
    let link = |TabLink { label, count, href, is_current }| {
        view! {
            <a href=href aria-current=is_current.then_some("page")>
                <bdi>{label}</bdi>
                {(!count.is_empty()).then(|| view! { <small>{count}</small> })}
            </a>
        }
    };
    let views = NodeRef::<html::Nav>::new();
    // There may be more of them than have room; the one that is shown is in sight.
    Effect::new(move |_| {
        links.track();
        dom::next_frame(move || {
            if let Some(current) =
                views.try_get_untracked().flatten().and_then(|it| dom::first(&it, "[aria-current]"))
            {
                dom::reveal(&current);
            }
        });
    });
    view! {
        <nav class="tabs" aria-label=label node_ref=views>
            {move || links.get().into_iter().map(link).collect_view()}
        </nav>
    }
}

/// A view without an address of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// What is handed over when it is chosen.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// A drawing before it.
    pub icon: Option<IconName>,
    /// How many it holds, as text; may be empty.
    pub count: String,
}

impl Tab {
    /// A tab that is only a word.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), icon: None, count: String::new() }
    }
}

/// Tabs; arrow keys choose. What they show lies in the element with the id `panel`, which wants
/// `role="tabpanel"` and a name.
#[component]
pub fn TabList(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The value of the chosen one.
    #[prop(into)]
    chosen: Signal<String>,
    /// Hears the value of another.
    #[prop(into)]
    on_choose: Callback<String>,
    /// The id of what the tabs show.
    #[prop(into, optional)]
    panel: Option<String>,
) -> impl IntoView {
    let tab = move |Tab { value, label, icon, count }: Tab| {
        let is_chosen = {
            let value = value.clone();
            Memo::new(move |_| *chosen.read() == value)
        };
        view! {
            <button
                type="button"
                role="tab"
                aria-selected=move || if is_chosen.get() { "true" } else { "false" }
                aria-controls=panel.clone()
                tabindex=move || if is_chosen.get() { "0" } else { "-1" }
                on:click=move |_| on_choose.run(value.clone())
            >
                {icon.map(small_icon)}
                <bdi>{label}</bdi>
                {(!count.is_empty()).then(|| view! { <small>{count}</small> })}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=step>
            {move || tabs.get().into_iter().map(tab.clone()).collect_view()}
        </div>
    }
}

/// Chooses the tab that an arrow key, Home or End leads to.
fn step(event: ev::KeyboardEvent) {
    let Some(here) = dom::target(&event) else { return };
    let Some(list) = dom::closest(&here, "[role=tablist]") else { return };
    let tabs = dom::all(&list, "[role=tab]");
    let at = tabs.iter().position(|it| AsRef::<Element>::as_ref(it) == AsRef::<Element>::as_ref(&here));
    let Some(to) = at.and_then(|at| next(&event.key(), at, tabs.len())) else { return };
    event.prevent_default();
    event.stop_propagation();
    tabs[to].click();
    dom::focus(&tabs[to]);
}

/// Where a key leads in a row of `len`, starting from `at`; the ends meet.
pub(super) fn next(key: &str, at: usize, len: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((at + 1) % len),
        "ArrowLeft" => Some((at + len - 1) % len),
        "Home" => Some(0),
        "End" => Some(len - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn arrows_go_round() {
        assert_eq!(next("ArrowRight", 2, 3), Some(0));
        assert_eq!(next("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next("End", 0, 3), Some(2));
        assert_eq!(next("x", 0, 3), None);
    }
}
