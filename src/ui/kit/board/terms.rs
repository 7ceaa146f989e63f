//! The terms in which a board thinks: keys as bits, and what is in hand.

use std::ops::Range;

use leptos::prelude::*;
use web_sys::Element;

use crate::platform::dom;

/// A column, and an index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) column: u128,
    pub(super) at: usize,
}

/// A [`Move`](super::Move), in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) card: u128,
    pub(super) column: u128,
    pub(super) before: Option<u128>,
    pub(super) index: usize,
}

/// A [`Spot`](super::Spot), in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) card: u128,
    pub(super) seat: Seat,
    pub(super) of: usize,
}

/// The sentences about a card on its way.
#[derive(Clone, Copy)]
pub(super) struct Says {
    pub(super) place: Callback<Stop, String>,
    pub(super) lifted: Callback<Stop, String>,
    pub(super) carried: Callback<Stop, String>,
    pub(super) dropped: Callback<Stop, String>,
    pub(super) put_back: Callback<Stop, String>,
}

/// What the app gives.
pub(super) struct Source {
    pub(super) columns: Memo<Vec<u128>>,
    pub(super) len: Callback<u128, usize>,
    pub(super) slice: Callback<(u128, Range<usize>), Vec<u128>>,
    pub(super) find: Callback<u128, Option<(u128, usize)>>,
    pub(super) held: Signal<Option<Landing>>,
    pub(super) says: Says,
    pub(super) on_move: Callback<Landing>,
}

/// The card in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hand {
    pub(super) card: u128,
    /// Where it would land, counted without itself; nowhere beside the board.
    pub(super) to: Option<Seat>,
    /// Lifted by pointer: a ghost follows it, and its element stays where it came from. The browser would
    /// lose track of a finger whose element goes.
    pub(super) by_pointer: bool,
}

/// What a card looks like for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pose {
    /// As ever.
    Rests,
    /// Carried by keys: here.
    Lifted,
    /// Carried by the pointer: this is where it came from.
    Away,
    /// Dropped here, and not yet written.
    Held,
}

/// What has the focus in a card, and opens it.
pub(super) const LINK: &str = ".card-title a[href]";

/// The card that an element is in.
pub(super) fn card_of(element: &Element) -> Option<u128> {
    dom::closest(element, "li.card").and_then(|it| dom::key_of(&it))
}
