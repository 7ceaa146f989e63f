//! The keys, where someone asks for them: in a dialog, and on the page that helps.

use crate::{
    platform::page,
    ui::{
        deed::Deed,
        front::{use_desk, use_front},
        kit::{dialog::Dialog, live::live},
        mode,
        question::opened,
        text::{common, keys as words},
    },
};
use domain::record::Mode;
use leptos::prelude::*;

/// Which keys do what, in a dialog.
#[component]
pub fn KeyList() -> impl IntoView {
    let front = use_front();
    let open = opened(front.asking);
    view! {
        <Dialog open title=words::title() close=common::close() is_read=true>
            <Keys />
            {move || (!front.single_keys.get()).then(|| view! { <p class="soft">{words::switched_off()}</p> })}
        </Dialog>
    }
}

/// Which keys do what, by where they work.
#[component]
pub fn Keys() -> impl IntoView {
    let mode = mode::mode(use_desk());
    let line = |(keys, does): (&str, String)| {
        let keys = if page::is_mac() { keys.replace("Ctrl", "⌘") } else { keys.to_owned() };
        let keys = keys.split(' ').map(|it| view! { <kbd>{it.to_owned()}</kbd> }).collect_view();
        view! { <div><dt>{does}</dt><dd class="cluster" data-tight="">{keys}</dd></div> }
    };
    let group = move |title: &'static str, keys: Vec<(&'static str, String)>| {
        view! {
            <section>
                <h3>{title}</h3>
                <dl class="keys">{keys.into_iter().map(line).collect_view()}</dl>
            </section>
        }
    };
    live(move || {
        let mode = mode.get();
        let is_meant = |it: &(&'static str, _)| it.0 != words::ON_THE_BOARD || mode.has_deals();
        let groups = words::GROUPS.into_iter().filter(is_meant);
        view! {
            {group(words::everywhere(), everywhere(mode))}
            {groups.map(|(title, keys)| group(title, owned(keys))).collect_view()}
        }
    })
}

/// What works on every screen.
fn everywhere(mode: Mode) -> Vec<(&'static str, String)> {
    let deeds = Deed::offered(mode).filter(|it| !it.keys().is_empty());
    deeds.map(|it| (it.keys(), it.label())).chain(owned(&words::ALWAYS)).collect()
}

fn owned(keys: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    keys.iter().map(|(keys, does)| (*keys, (*does).to_owned())).collect()
}
