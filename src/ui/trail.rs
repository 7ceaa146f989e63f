//! The way back to a list: it stands as it was left, and the record that was left has the focus.
//!
//! Where each list stood is remembered for this visit, by its address. Who comes to a list by the rail, a key or a link
//! begins at its top; who comes back, by the history or by the trail above a record, goes on where they were.

use super::{
    front::Front,
    kit::resume::{Resume, Stood},
    record::walk,
    routes::{Address, Route},
};
use crate::platform::address;
use domain::value::Kind;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// So many lists are remembered, the last that were left.
const REMEMBERED: usize = 50;

/// Whether one comes back to where one has been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Back {
    /// One comes anew.
    #[default]
    No,
    /// One comes back from a record.
    From,
    /// One comes back from a record that is being deleted.
    FromGone,
}

thread_local! {
    /// Where lists stood when they were left, the last one last.
    static STOOD: RefCell<Vec<(Address, Stood)>> = const { RefCell::new(Vec::new()) };
    /// Where the reader was before; nothing at the start of a visit.
    static FROM: RefCell<Option<Address>> = const { RefCell::new(None) };
    /// Whether they have come back.
    static BACK: Cell<Back> = const { Cell::new(Back::No) };
    /// Whether the next way leads back, although it is none of the history.
    static NEXT: Cell<Back> = const { Cell::new(Back::No) };
}

/// The reader has come from somewhere, and back by the history or not.
pub fn come(from: Address, by_history: bool) {
    FROM.set(Some(from));
    let back = match NEXT.take() {
        Back::No if by_history => Back::From,
        next => next,
    };
    BACK.set(back);
}

/// How a list of records of a kind is taken up, now that it is drawn for whoever has come to it.
pub fn resume(front: Front, kind: Kind) -> Resume {
    walk::begin(kind);
    Effect::new(move |_| {
        front.address.track();
        address::mark_soon();
    });
    let on_leave = Callback::new(move |stood| {
        if let Some(left) = from() {
            leave(left, stood);
        }
    });
    // A list that is drawn anew where it stands is not come back to.
    let back = BACK.take();
    if back == Back::No {
        return Resume { stood: Stood::default(), row: None, on_leave };
    }
    let here = front.address.get_untracked();
    let stood = STOOD.with_borrow(|all| all.iter().find(|it| it.0 == here).map(|it| it.1.clone()));
    let left = from().and_then(|it| it.route.record());
    let row = left.filter(|it| it.kind == kind && back == Back::From).map(|it| it.uuid.as_u128());
    Resume { stood: stood.unwrap_or_default(), row, on_leave }
}

/// Where the reader was before; nothing at the start of a visit.
pub fn from() -> Option<Address> {
    FROM.with_borrow(Clone::clone)
}

/// Whether the reader has come to a page by the history.
pub fn is_back() -> bool {
    BACK.get() == Back::From
}

fn leave(left: Address, stood: Stood) {
    STOOD.with_borrow_mut(|all| {
        all.retain(|it| it.0 != left);
        all.push((left, stood));
        if all.len() > REMEMBERED {
            all.remove(0);
        }
    });
}

/// The way from a record back to its list: as it was, if that is where the reader has come from.
pub fn back(list: Route) -> Address {
    from().filter(|it| it.route == list).unwrap_or_else(|| list.into())
}

/// The reader takes that way.
pub fn take_back() {
    NEXT.set(Back::From);
}

/// Goes back to the list of a record that is being deleted.
pub fn go_back(list: Route) {
    NEXT.set(Back::FromGone);
    address::go(&back(list).to_string());
}
