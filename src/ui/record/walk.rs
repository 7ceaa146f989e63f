//! From record to record, in the order of the list or of the column of the board that the reader came from.
//!
//! The order is what it was when the list was left. A lead that is given another status on its page may be none of the
//! list any more, but it keeps its place among those that are walked through, so the next one is the next one. A step
//! puts a page in the place of the one before, so Back leads to the list. It holds as long as this visit; who comes to a
//! page by another way, or loads it anew, has no order to go by.

use super::{keys::on_key, related::list_of};
use crate::{
    platform::{address, dom},
    ui::{
        format,
        front::{Front, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            icon::IconName,
        },
        pipeline,
        routes::{Address, Route},
        text::record as words,
        trail,
    },
};
use desk::Desk;
use domain::{
    query,
    value::{Kind, RecordId},
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};
use uuid::Uuid;

/// The ids of records, in order.
type Order = Arc<[u128]>;

thread_local! {
    /// The rows of the list that was shown last.
    static LISTED: RefCell<Option<(Kind, Order)>> = const { RefCell::new(None) };
    /// The orders that are gone by, one for each kind.
    static WALKS: RefCell<Vec<(Kind, Order)>> = const { RefCell::new(Vec::new()) };
    /// The button that was pressed to come here.
    static PRESSED: Cell<Option<Step>> = const { Cell::new(None) };
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Previous,
    Next,
}

/// A list or a board is drawn: who goes to a record from there goes by its order.
pub fn begin(kind: Kind) {
    WALKS.with_borrow_mut(|it| it.retain(|it| it.0 != kind));
}

/// Follows the rows of a list as long as it is shown.
pub fn follow(front: Front, kind: Kind, rows: Memo<Arc<[u128]>>) {
    Effect::new(move |_| {
        let rows = rows.get();
        // Its address is left before it is: then it asks for nothing, and finds everything.
        if front.address.with_untracked(|it| it.route) == list_of(kind) {
            LISTED.set(Some((kind, rows)));
        }
    });
}

/// The order in which a record is reached; nothing if the reader has come to it from elsewhere.
fn order(desk: Desk, id: RecordId) -> Option<Order> {
    let from = trail::from();
    let from_list = from.filter(|it| it.route == list_of(id.kind));
    if from_list.is_none() && !trail::is_back() {
        return None;
    }
    let kept = WALKS.with_borrow(|all| all.iter().find(|it| it.0 == id.kind).map(|it| it.1.clone()));
    let order = kept.or_else(|| left(desk, &from_list?, id))?;
    let is_part = order.contains(&id.uuid.as_u128());
    WALKS.with_borrow_mut(|all| {
        all.retain(|it| it.0 != id.kind);
        all.extend(is_part.then(|| (id.kind, order.clone())));
    });
    is_part.then_some(order)
}

/// The order of a list as it was left, or of the column that a deal stands in.
fn left(desk: Desk, list: &Address, id: RecordId) -> Option<Order> {
    if list.route == Route::Pipeline && !pipeline::shows_list(list) {
        return pipeline::column_of(desk, list, id.get()?);
    }
    LISTED.with_borrow(|it| it.as_ref().filter(|it| it.0 == id.kind).map(|it| it.1.clone()))
}

/// The index of the nearest record before or after one that is there.
fn beside(order: &[u128], at: usize, step: Step, is_there: impl Fn(u128) -> bool) -> Option<usize> {
    let is_there = |it: &usize| is_there(order[*it]);
    match step {
        Step::Previous => (0..at).rev().find(is_there),
        Step::Next => (at + 1..order.len()).find(is_there),
    }
}

/// The place of a record in the order that it was reached in, with the ways to the one before and the one after it, by
/// buttons and by J and K. Nothing where there is no order.
pub fn walk(id: RecordId) -> Option<AnyView> {
    let (desk, front) = (use_desk(), use_front());
    let order = order(desk, id)?;
    let at = order.iter().position(|it| *it == id.uuid.as_u128())?;
    // So that who comes back here by the history goes on by the same order.
    Effect::new(|_| address::mark_soon());
    let place = words::place_of(&format::count(at + 1), &format::count(order.len()));
    let order = StoredValue::new(order);
    let to = move |step| {
        let is_there = |uuid| desk.peek(|book| query::live_name(book, record(id.kind, uuid)).is_some());
        order.with_value(|it| beside(it, at, step, is_there).map(|to| record(id.kind, it[to])))
    };
    let go = move |step| {
        if let Some(route) = to(step).and_then(Route::of) {
            front.replace(route);
        }
    };
    on_key("j", move || go(Step::Next));
    on_key("k", move || go(Step::Previous));
    keep_focus();
    let button = |step| {
        let (label, icon, key, name, end) = match step {
            Step::Previous => (words::previous(id.kind), IconName::Up, "K", PREVIOUS, words::is_first()),
            Step::Next => (words::next(id.kind), IconName::Down, "J", NEXT, words::is_last()),
        };
        let title =
            if front.single_keys.get_untracked() { format!("{label} ({key})") } else { label.clone() };
        let end = to(step).is_none().then(|| end.to_owned());
        let press = move || {
            PRESSED.set(Some(step));
            go(step);
        };
        view! {
            <Button
                label
                icon
                bare=true
                variant=Variant::Quiet
                refused=Signal::stored(end)
                on_press=press
                attr:id=name
                attr:title=title
                attr:aria-keyshortcuts=key
            />
        }
    };
    Some(
        view! {
            <div class="walk cluster" data-tight="" role="group" aria-label=words::in_list()>
                <small>{place}</small>
                {button(Step::Previous)}
                {button(Step::Next)}
            </div>
        }
        .into_any(),
    )
}

/// The ids of the buttons, of which a page has one each.
const PREVIOUS: &str = "to-previous";
const NEXT: &str = "to-next";

/// Whoever came by a button goes on by it.
fn keep_focus() {
    let Some(step) = PRESSED.take() else { return };
    Effect::new(move |_| dom::focus_id(if step == Step::Next { NEXT } else { PREVIOUS }));
}

fn record(kind: Kind, uuid: u128) -> RecordId {
    RecordId { kind, uuid: Uuid::from_u128(uuid) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_is_the_nearest_that_is_there() {
        let order = [10, 11, 12, 13, 14];
        let without = |gone: &'static [u128]| move |it| !gone.contains(&it);
        assert_eq!(beside(&order, 1, Step::Next, without(&[])), Some(2));
        assert_eq!(beside(&order, 1, Step::Next, without(&[12, 13])), Some(4));
        assert_eq!(beside(&order, 3, Step::Previous, without(&[12])), Some(1));
    }

    #[test]
    fn there_is_nothing_beyond_the_ends() {
        let order = [10, 11, 12];
        assert_eq!(beside(&order, 0, Step::Previous, |_| true), None);
        assert_eq!(beside(&order, 2, Step::Next, |_| true), None);
        assert_eq!(beside(&order, 1, Step::Next, |it| it != 12), None);
    }
}
