//! How a list is taken up where it was left.

use leptos::prelude::*;

use super::pane::Stand;

/// Where the boxes of a list or a board stood: a list has one, a board one for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stood(pub(super) Vec<(u128, Stand)>);

impl Stood {
    /// Where the box with a key stood.
    pub(super) fn of(&self, key: u128) -> Option<Stand> {
        self.0.iter().find(|it| it.0 == key).map(|it| it.1)
    }
}

/// How a list is taken up.
#[derive(Clone)]
pub struct Resume {
    /// Where it stood when it was left; at its top if nothing is known.
    pub stood: Stood,
    /// The row or card that was left, which is to have the focus.
    pub row: Option<u128>,
    /// Hears where it stands when it is left.
    pub on_leave: Callback<Stood>,
}
