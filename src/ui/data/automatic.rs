//! Backups that write themselves into a file or a folder outside the browser.

use super::numbers::moment_mid;
use crate::{
    platform::{
        destination::{self, Destination, Unwritten},
        device, task,
    },
    ui::{
        front::use_front,
        keeper::{Keeper, Way, use_keeper},
        kit::{
            announce::{announce, announce_now},
            banner::Banner,
            button::{Button, Variant},
            icon::{IconName, Tone},
            live::live,
        },
        text::keeper as words,
    },
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn AutomaticBackup() -> impl IntoView {
    let keeper = use_keeper();
    let body = move || match keeper.destination.get() {
        _ if !destination::is_supported() => view! { <p class="soft">{words::unsupported()}</p> }.into_any(),
        Some(destination) => chosen(keeper, &destination),
        None => choice(keeper),
    };
    view! {
        <section aria-labelledby="by-itself">
            <h2 id="by-itself">{words::by_itself()}</h2>
            {live(body)}
        </section>
    }
}

/// The ways to choose.
fn choice(keeper: Keeper) -> AnyView {
    let busy = RwSignal::new(false);
    let choose = move |is_folder: bool| {
        work(keeper, busy, async move {
            let chosen = if is_folder {
                destination::choose_folder().await
            } else {
                destination::choose_file(words::suggested()).await
            };
            keeper.choose(chosen).await;
        });
    };
    view! {
        <p class="soft">{words::off_means()}</p>
        <div class="cluster">
            <Button label=words::choose_folder() busy on_press=move || choose(true) />
            <Button label=words::choose_file() variant=Variant::Quiet busy on_press=move || choose(false) />
        </div>
    }
    .into_any()
}

/// Where backups go, how that goes, and what can be done.
fn chosen(keeper: Keeper, destination: &Destination) -> AnyView {
    let front = use_front();
    let busy = RwSignal::new(false);
    let (before, after) = words::goes_to(destination.is_folder);
    let name = destination.name.clone();
    let last = move || {
        front.backup.track();
        words::last(device::automatic().map(|it| moment_mid(it.at)))
    };
    let act = move || match keeper.way.get_untracked() {
        Way::NotAllowed => work(keeper, busy, keeper.ask()),
        _ => work(keeper, busy, keeper.write_now()),
    };
    let label = move || match keeper.way.get() {
        Way::NotAllowed => words::allow(),
        Way::Shrunk { .. } => words::write_anyway(),
        Way::Failed(_) => words::try_again(),
        Way::Off | Way::On => words::write_now(),
    };
    let trouble = move || {
        trouble(keeper.way.get())
            .map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Warn>{it}</Banner> })
    };
    view! {
        {live(trouble)}
        <p>{before} " " <bdi><strong>{name}</strong></bdi> " " {after} " " <span class="faint">{live(last)}</span></p>
        <div class="cluster">
            {live(move || view! { <Button label=label() busy on_press=act /> })}
            <Button
                label=words::stop()
                variant=Variant::Quiet
                on_press=move || task::run(keeper.stop())
            />
        </div>
    }
    .into_any()
}

/// What is in the way, as a sentence.
fn trouble(way: Way) -> Option<String> {
    let sentence = match way {
        Way::Off | Way::On => return None,
        Way::Shrunk { here, there } => return Some(words::shrunk(here, there)),
        Way::NotAllowed | Way::Failed(Unwritten::NotAllowed) => words::not_allowed(),
        Way::Failed(Unwritten::Gone) => words::gone(),
        Way::Failed(Unwritten::Full) => words::disk_full(),
        Way::Failed(Unwritten::Unable) => words::unable(),
    };
    Some(sentence.to_owned())
}

/// Does something that may end in a backup, and says what came of it.
fn work(keeper: Keeper, busy: RwSignal<bool>, work: impl Future<Output = ()> + 'static) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    task::run(async move {
        let before = device::automatic();
        work.await;
        busy.try_set(false);
        let name = keeper.destination.with_untracked(|it| it.as_ref().map(|it| it.name.clone()));
        match (trouble(keeper.way.get_untracked()), name) {
            (Some(trouble), _) => announce_now(&trouble),
            (None, Some(name)) if device::automatic() != before => announce(&words::written(&name)),
            (None, _) => {}
        }
    });
}
