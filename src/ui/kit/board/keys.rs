//! Moving cards, and going from card to card, by keys.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{
    state::State,
    step,
    terms::{self, Hand, LINK, Seat},
};
use crate::platform::dom;

/// Answers a key. What the board answers nobody else hears.
pub(super) fn keyed(state: State, event: &KeyboardEvent) {
    let Some(target) = dom::target(event) else { return };
    if event.default_prevented() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let key = event.key();
    let is_answered = match state.hand.get_untracked() {
        Some(Hand { by_pointer: true, .. }) => false,
        Some(hand) => carried(state, hand, &key),
        None => terms::card_of(&target).is_some_and(|card| {
            let on_link = target.matches(LINK).unwrap_or(false);
            match key.as_str() {
                " " if on_link => state.lift(card, false),
                key if event.alt_key() => return moved(state, card, key),
                key if on_link && !event.shift_key() => return walked(state, card, key),
                _ => return false,
            }
            true
        }),
    };
    if is_answered {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A key while a card is lifted. Every key is answered: the card has to be put down before anything else.
fn carried(state: State, hand: Hand, key: &str) -> bool {
    match key {
        " " | "Enter" => state.drop_card(),
        "Escape" => state.put_back(),
        key => {
            if let Some(to) = hand.to.and_then(|from| carry(state, hand.card, key, from)) {
                state.carry(Some(to));
            }
        }
    }
    true
}

/// Alt and an arrow: one step, at once.
fn moved(state: State, card: u128, key: &str) -> bool {
    let Some(from) = untrack(|| state.home(card)) else { return false };
    let to = carry(state, card, key, from);
    if let Some(to) = to {
        state.focus.carry(card);
        state.send(card, to);
    }
    // An arrow that leads nowhere must not go back in the history instead.
    key.starts_with("Arrow")
}

/// An arrow alone: the focus goes on.
fn walked(state: State, card: u128, key: &str) -> bool {
    let to = untrack(|| {
        let columns = state.columns.get();
        let from = state.shown(card)?;
        let at = columns.iter().position(|it| *it == from.column)?;
        let cards: Vec<usize> = columns.iter().map(|it| state.len(*it)).collect();
        let (column, at) = step::walk(key, (at, from.at), &cards)?;
        state.card_at(Seat { column: columns[column], at })
    });
    if let Some(to) = to {
        state.focus.want(to);
        // A card that is drawn already is not drawn again, so nothing else would give it the focus.
        state.settle();
    }
    to.is_some() || key.starts_with("Arrow")
}

fn carry(state: State, card: u128, key: &str, from: Seat) -> Option<Seat> {
    untrack(|| {
        let columns = state.columns.get();
        let at = columns.iter().position(|it| *it == from.column)?;
        let others: Vec<usize> = columns.iter().map(|it| state.others(*it, card)).collect();
        let (column, at) = step::carry(key, (at, from.at), &others)?;
        Some(Seat { column: columns[column], at })
    })
}
