//! One column of a board, and a card in it.

use leptos::{html::Ul, prelude::*};

use super::{state::State, terms::Pose};
use crate::{
    platform::dom,
    ui::kit::{
        rows::{Draw, draw_rows},
        window::Item,
    },
};

/// What the app draws.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) closed: Callback<u128, Option<&'static str>>,
    pub(super) head: Callback<(u128, String), AnyView>,
    pub(super) card: Callback<(u128, u128), AnyView>,
    pub(super) list: Callback<u128, String>,
}

/// A card that can be measured: one that takes its room.
pub(super) const CARD: &str = "li.card:not([data-away])";

pub(super) fn column(key: u128, state: State, look: Look) -> impl IntoView {
    let pane = state.taken_up(key);
    state.remember(key, pane);
    let list = NodeRef::<Ul>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            pane.watch(list.clone().into(), list.into());
        }
    });
    let len = Signal::derive(move || state.len(key));
    let seen = pane.rows(len);
    let items = Memo::new(move |_| state.items(key, seen.get()));
    let draw: Draw = Box::new(move |item, at| match item {
        Item::Row(card) => self::card(card, key, at, len, state, look).into_any(),
        Item::Stitch => mark("stitch"),
        Item::Space => mark("card-space"),
        Item::Gap(_) => mark("gap"),
    });
    draw_rows(
        move || list.get().map(Into::into),
        items,
        draw,
        move || {
            pane.drawn();
            state.settle();
        },
    );
    let heading = dom::fresh_id();
    let head = look.head.run((key, heading.clone()));
    view! {
        <section
            class="column"
            data-kind=look.closed.run(key)
            data-column=dom::bits(key)
            data-target=move || state.is_target(key).then_some("")
            aria-labelledby=heading
        >
            {head}
            <ul class="column-list" tabindex="0" aria-label=move || look.list.run(key) node_ref=list></ul>
        </section>
    }
}

fn card(
    card: u128,
    column: u128,
    at: Signal<usize>,
    len: Signal<usize>,
    state: State,
    look: Look,
) -> impl IntoView {
    let pose = Memo::new(move |_| state.pose(card));
    let is = move |other: Pose| (pose.get() == other).then_some("");
    view! {
        <li
            class="card"
            data-key=dom::bits(card)
            data-variant=look.closed.run(column).map(|_| "closed")
            data-lifted=move || is(Pose::Lifted)
            data-away=move || is(Pose::Away)
            aria-busy=move || is(Pose::Held).map(|_| "true")
            aria-posinset=move || at.get() + 1
            aria-setsize=move || len.get()
        >
            {move || look.card.run((card, column))}
        </li>
    }
}

/// An item of a list that is to be seen and not heard.
fn mark(class: &'static str) -> AnyView {
    view! { <li class=class aria-hidden="true"></li> }.into_any()
}
