//! The way back to a list: it stands as it was left, and the record that was left has the focus.
//!
//! Where each list stood is remembered for this visit, by its address. Who comes to a list by the rail, a key or a link
//! begins at its top; who comes back, by the history or by the trail above a record, goes on where they were.

use super::{
    front::{Back, Front},
    kit::resume::{Resume, Stood},
    routes::{Address, Route},
};
use crate::platform::address;
use domain::value::Kind;
use leptos::prelude::*;
use std::cell::RefCell;

/// So many lists are remembered, the last that were left.
const REMEMBERED: usize = 50;

thread_local! {
    /// Where lists stood when they were left, the last one last.
    static STOOD: RefCell<Vec<(Address, Stood)>> = const { RefCell::new(Vec::new()) };
}

/// How a list of records of a kind is taken up, now that it is drawn for whoever has come to it.
pub fn resume(front: Front, kind: Kind) -> Resume {
    Effect::new(move |_| {
        front.address.track();
        address::mark_soon();
    });
    let on_leave = Callback::new(move |stood| {
        let left = front.came.with_value(|it| it.from.clone());
        if let Some(left) = left {
            leave(left, stood);
        }
    });
    // A list that is drawn anew where it stands is not come back to.
    let back = front.came.try_update_value(|it| std::mem::take(&mut it.back)).unwrap_or_default();
    if back == Back::No {
        return Resume { stood: Stood::default(), row: None, on_leave };
    }
    let here = front.address.get_untracked();
    let stood = STOOD.with_borrow(|all| all.iter().find(|it| it.0 == here).map(|it| it.1.clone()));
    let from = front.came.with_value(|it| it.from.as_ref().and_then(|it| it.route.record()));
    let row = from.filter(|it| it.kind == kind && back == Back::From).map(|it| it.uuid.as_u128());
    Resume { stood: stood.unwrap_or_default(), row, on_leave }
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
pub fn back(front: Front, list: Route) -> Address {
    let from = front.came.with_value(|it| it.from.clone());
    from.filter(|it| it.route == list).unwrap_or_else(|| list.into())
}

/// Goes back to the list of a record that is being deleted.
pub fn go_back(front: Front, list: Route) {
    front.returns.set_value(Some(Back::FromGone));
    address::go(&back(front, list).to_string());
}
