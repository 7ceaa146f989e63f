//! What comes after the first screen: all that a first visit does not begin with is a second module, `later`.
//!
//! `cargo xtask build` cuts the program in two at [`arrive`]: what only [`LATER`] leads to goes into the second module,
//! and all the rest into the first. The second is fetched as soon as something of it is wanted, and in any case when the
//! first screen stands, so that nobody waits for it twice. Built without the feature `split`, it is always there.

#![cfg_attr(
    feature = "split",
    expect(clippy::unnecessary_wraps, reason = "that fetching failed comes back as an error")
)]

use super::{
    app::{self, Start},
    data::backup,
    front::{Ask, Front, use_front},
    kit::{
        banner::Banner,
        button::Button,
        icon::{IconName, Tone},
        live::live,
    },
    routes::Route,
    screens,
    shell::{self, closed, lost, notes, rail},
    text::shell as words,
    welcome,
};
use crate::platform::{
    dom::{self, Listen},
    task,
};
use desk::Desk;
use leptos::prelude::*;
use std::pin::Pin;
use storage::StoreError;

/// What the second module can do.
pub struct Later {
    serve: fn(Start) -> Serving,
    frame: fn() -> AnyView,
    more: fn() -> AnyView,
    closed: fn(StoreError) -> AnyView,
    lost: fn() -> AnyView,
    notes: fn() -> AnyView,
    screen: fn(Route) -> AnyView,
    dialog: fn(Ask) -> AnyView,
    save: fn(Desk, Front),
    load_sample: fn(Desk, RwSignal<bool>),
    remove_sample: fn(Desk, RwSignal<bool>),
}

type Serving = Pin<Box<dyn Future<Output = ()>>>;

static LATER: Later = Later {
    serve: |start| Box::pin(app::serve(start)),
    frame: shell::frame,
    more: rail::more,
    closed: closed::closed,
    lost: lost::lost,
    notes: notes::notes,
    screen: screens::screen,
    dialog: screens::dialog,
    save: backup::save,
    load_sample: welcome::load_sample,
    remove_sample: welcome::remove_sample,
};

/// Whether the second module is there.
#[derive(Clone, Copy, Default)]
pub enum Arrival {
    /// It has not been asked for.
    #[default]
    Unasked,
    /// It is on its way.
    Coming,
    /// It is there.
    Here(&'static Later),
    /// It could not be fetched.
    Missed,
}

/// Why the second module is not there.
struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Missing {
        Missing
    }
}

/// The cut.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(later, fallible)]
fn arrive() -> Result<&'static Later, Missing> {
    Ok(&LATER)
}

#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the same as where it is fetched")]
async fn arrive() -> Result<&'static Later, Missing> {
    Ok(&LATER)
}

/// Fetches the second module, unless that was done. Whoever comes while it is on its way waits for the same.
pub async fn fetch(front: Front) {
    let is_here = || matches!(front.later.get_untracked(), Arrival::Here(_));
    if is_here() {
        return;
    }
    front.later.set(Arrival::Coming);
    let arrived = arrive().await;
    if !is_here() {
        front.later.set(arrived.map_or(Arrival::Missed, Arrival::Here));
    }
}

/// Does something that the second module can, as soon as it is there.
pub fn with(front: Front, act: impl FnOnce(&Later) + 'static) {
    if let Arrival::Here(later) = front.later.get_untracked() {
        return act(later);
    }
    task::run(async move {
        fetch(front).await;
        if let Arrival::Here(later) = front.later.get_untracked() {
            act(later);
        }
    });
}

/// Saves a backup.
pub fn save(desk: Desk, front: Front) {
    with(front, move |it| (it.save)(desk, front));
}

/// Puts the sample data into the Book.
pub fn load_sample(desk: Desk, front: Front, busy: RwSignal<bool>) {
    with(front, move |it| (it.load_sample)(desk, busy));
}

/// Takes the sample data out of the Book.
pub fn remove_sample(desk: Desk, front: Front, busy: RwSignal<bool>) {
    with(front, move |it| (it.remove_sample)(desk, busy));
}

/// Where the first module puts what is to be served.
pub type Handed = RwSignal<Option<Start>, LocalStorage>;

/// Serves the desk from when the second module is there; until then what is sent to it waits.
pub fn serve(front: Front) -> Handed {
    let handed = Handed::new_local(None);
    Effect::new(move |_| {
        if let Arrival::Here(later) = front.later.get()
            && handed.read().is_some()
            && let Some(start) = handed.write_untracked().take()
        {
            task::run((later.serve)(start));
        }
    });
    handed
}

/// What of the frame the second module draws.
pub fn frame() -> AnyView {
    part(|it| (it.frame)())
}

/// What the rail has no room for on a phone.
pub fn more() -> AnyView {
    part(|it| (it.more)())
}

/// Why there is no Book to work on.
pub fn closed(error: StoreError) -> AnyView {
    wanted(move |it| (it.closed)(error.clone()))
}

/// What was lost, in the place of a first visit.
pub fn lost() -> AnyView {
    wanted(|it| (it.lost)())
}

/// What stands above every screen until it is dealt with.
pub fn notes() -> AnyView {
    part(|it| (it.notes)())
}

/// A screen of the second module.
pub fn screen(route: Route) -> AnyView {
    wanted(move |it| (it.screen)(route))
}

/// A dialog of the second module.
pub fn dialog(ask: Ask) -> AnyView {
    wanted(move |it| (it.dialog)(ask.clone()))
}

/// A part of the page that the second module draws, and that is waited for.
fn wanted(draw: impl Fn(&Later) -> AnyView + Send + 'static) -> AnyView {
    let front = use_front();
    if matches!(front.later.get_untracked(), Arrival::Unasked) {
        task::run(fetch(front));
    }
    part(draw)
}

/// A part of the page that the second module draws; nothing until it is there.
fn part(draw: impl Fn(&Later) -> AnyView + Send + 'static) -> AnyView {
    let front = use_front();
    live(move || match front.later.get() {
        Arrival::Here(later) => Some(draw(later)),
        Arrival::Unasked | Arrival::Coming | Arrival::Missed => None,
    })
    .into_any()
}

/// That the second module could not be fetched, and the way on; nothing as long as that is not so.
#[component]
pub fn Missed() -> impl IntoView {
    let front = use_front();
    let again = move || task::run(fetch(front));
    let heard = dom::listen(&window(), "online", Listen::default(), move |_| {
        if matches!(front.later.get_untracked(), Arrival::Missed) {
            again();
        }
    });
    StoredValue::new_local(heard);
    let actions = move || view! { <Button label=words::try_again() small=true on_press=again /> };
    live(move || {
        matches!(front.later.get(), Arrival::Missed).then(|| {
            view! {
                <div class="page-note">
                    <Banner icon=IconName::Warning tone=Tone::Danger urgent=true actions>
                        {words::missing_part()}
                    </Banner>
                </div>
            }
        })
    })
}
