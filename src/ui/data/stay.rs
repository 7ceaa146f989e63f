//! Whether what is kept here stays: what the browser has promised, how much room it takes, and what is against relying on it.
//!
//! The browser is asked for the promise after the first record of one's own, because Firefox asks the user, who should know
//! by then what for.

use crate::{
    platform::{
        device,
        stay::{self, Risk},
        task,
    },
    ui::{
        format,
        front::use_desk,
        kit::{
            banner::Banner,
            button::Button,
            icon::{IconName, Tone},
            live::live,
        },
        text::stay as words,
    },
};
use desk::{Desk, State};
use domain::{query, sample};
use leptos::prelude::*;

/// Whether there is something of one's own.
pub fn has_own(desk: Desk) -> bool {
    desk.peek(|book| !query::is_blank(book) && !sample::is_here(book))
}

/// Asks the browser to keep the data, once on each device, when there is something of one's own.
pub fn ask_in_time(desk: Desk) {
    Effect::new(move |_| {
        desk.saved_at.track();
        let is_ready = desk.state.get() == State::Ready;
        if !is_ready || device::was_asked_to_stay() {
            return;
        }
        if has_own(desk) {
            device::set_asked_to_stay();
            task::run(async {
                stay::ask().await;
            });
        }
    });
}

/// Two facts of the numbers: what the browser has promised, and how much room it takes.
pub fn facts() -> impl IntoView {
    let desk = use_desk();
    let granted = RwSignal::new(None::<bool>);
    let taken = RwSignal::new(None::<u64>);
    Effect::new(move |_| {
        desk.saved_at.track();
        task::run(async move {
            let (is_granted, bytes) = (stay::is_granted().await, stay::taken().await);
            granted.try_set(is_granted);
            taken.try_set(bytes);
        });
    });
    let ask = move || {
        task::run(async move {
            let answer = stay::ask().await;
            granted.try_set(answer);
        });
    };
    let promise = move || {
        granted.get().map(|is_granted| {
            let more = (!is_granted).then(|| {
                view! {
                    <dd class="numbers-more">
                        <small>{words::until_room_ends()}</small>
                        <Button label=words::ask_to_stay() small=true on_press=ask />
                    </dd>
                }
            });
            view! {
                <div>
                    <dt>{words::stays()}</dt>
                    <dd>{if is_granted { words::stays_for_good() } else { words::stays_while_room() }}</dd>
                    {more}
                </div>
            }
        })
    };
    let room = move || {
        taken.get().map(|it| view! { <div><dt>{words::room()}</dt><dd>{format::bytes(it)}</dd></div> })
    };
    view! { {live(promise)}{live(room)} }
}

/// What is against relying on this browser alone; nothing where nothing is.
#[component]
pub fn Risks() -> impl IntoView {
    let said = |it| match it {
        Risk::Shared => words::risk_shared(),
        Risk::Week => words::risk_week(),
    };
    stay::risks()
        .into_iter()
        .map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Warn>{said(it)}</Banner> })
        .collect_view()
}
