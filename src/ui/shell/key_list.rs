//! The keys, where someone asks for them.

use crate::{
    platform::page,
    ui::{
        front::use_front,
        kit::dialog::Dialog,
        text::{common, keys as words},
    },
};
use leptos::prelude::*;

/// Which keys do what, by where they work.
#[component]
pub fn KeyList() -> impl IntoView {
    let front = use_front();
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let group = |(title, keys): (&'static str, &'static [(&'static str, &'static str)])| {
        let line = |(keys, does): &(&'static str, &'static str)| {
            let keys = if page::is_mac() { keys.replace("Ctrl", "⌘") } else { (*keys).to_owned() };
            let keys = keys.split(' ').map(|it| view! { <kbd>{it.to_owned()}</kbd> }).collect_view();
            view! { <div><dt>{*does}</dt><dd class="cluster" data-tight="">{keys}</dd></div> }
        };
        view! {
            <section>
                <h3>{title}</h3>
                <dl class="keys">{keys.iter().map(line).collect_view()}</dl>
            </section>
        }
    };
    view! {
        <Dialog open title=words::title() close=common::close()>
            {words::GROUPS.into_iter().map(group).collect_view()}
            {move || (!front.single_keys.get()).then(|| view! { <p class="soft">{words::switched_off()}</p> })}
        </Dialog>
    }
}
