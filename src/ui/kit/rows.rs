//! Drawing the rows of a window, and redrawing as little as can be.
//!
//! Leptos's own `<For>` counts additions from the front, so a window that moves backwards makes it take
//! out and put in again every row that stays: slow, and the focus is lost each time. Here rows that keep
//! their order are not touched, new ones are put in before old ones are taken out (so that the list is
//! never too short for where it has been scrolled to), and the gaps have their height at once.

use leptos::{
    prelude::*,
    tachys::view::{
        Mountable, Render,
        any_view::{AnyView, AnyViewState},
    },
};
use web_sys::{Element, HtmlElement};

use super::window::{Item, Placed};
use crate::platform::dom;

/// Draws one item, as one element; the signal is the index of its row in the whole list.
pub(super) type Draw = Box<dyn Fn(Item, Signal<usize>) -> AnyView>;

/// An item on the page.
struct Drawn {
    item: Item,
    at: RwSignal<usize>,
    element: HtmlElement,
    state: AnyViewState,
    owner: Owner,
}

impl Drawn {
    fn remove(mut self) {
        self.state.unmount();
        let Self { state, owner, .. } = self;
        drop(state);
        owner.cleanup();
    }
}

/// Keeps the children of an element what the items say. `then` comes after each change, when the rows
/// have followed it, too.
///
/// The element must have no other children.
pub(super) fn draw_rows(
    parent: impl Fn() -> Option<HtmlElement> + 'static,
    items: Memo<Vec<Placed>>,
    draw: Draw,
    then: impl Fn() + Copy + 'static,
) {
    let rows = StoredValue::new_local(Vec::<Drawn>::new());
    let around = Owner::current().expect("a component has an owner");
    Effect::new(move |_| {
        let (Some(parent), items) = (parent(), items.get()) else { return };
        untrack(|| {
            let old = rows.try_update_value(std::mem::take).unwrap_or_default();
            rows.set_value(redraw(&parent, old, &items, |it| make(it, &around, &draw)));
        });
        queue_microtask(then);
    });
}

fn make(placed: Placed, around: &Owner, draw: &Draw) -> Option<Drawn> {
    let owner = around.with(Owner::new);
    let (at, state) = owner.with(|| {
        let at = RwSignal::new(placed.at);
        (at, draw(placed.item, at.into()).build())
    });
    let element = dom::html(state.elements().into_iter().next()?)?;
    Some(Drawn { item: placed.item, at, element, state, owner })
}

fn redraw(
    parent: &Element,
    old: Vec<Drawn>,
    items: &[Placed],
    make: impl Fn(Placed) -> Option<Drawn>,
) -> Vec<Drawn> {
    let before: Vec<Option<usize>> =
        items.iter().map(|it| old.iter().position(|drawn| drawn.item == it.item)).collect();
    let rests = in_order(&before);
    let mut old: Vec<Option<Drawn>> = old.into_iter().map(Some).collect();
    let mut drawn = Vec::with_capacity(items.len());
    let mut next: Option<Element> = None;
    for ((placed, before), rests) in items.iter().zip(before).zip(rests).rev() {
        let kept = before.and_then(|it| old[it].take());
        let is_new = kept.is_none();
        let Some(mut row) = kept.or_else(|| make(*placed)) else { continue };
        if is_new || !rests {
            row.state.mount(parent, next.as_deref());
        }
        if row.at.get_untracked() != placed.at {
            row.at.set(placed.at);
        }
        if matches!(row.item, Item::Gap(_)) {
            dom::set_style(&row.element, "--rows", &placed.rows.to_string());
        }
        next = Some(row.element.clone().into());
        drawn.push(row);
    }
    old.into_iter().flatten().for_each(Drawn::remove);
    drawn.reverse();
    drawn
}

/// Which items need not be moved: as many as can stay in the order they had. `before` says where each
/// item was; new items rest nowhere.
fn in_order(before: &[Option<usize>]) -> Vec<bool> {
    // The longest increasing subsequence: for each length, the item that ends it lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; before.len()];
    for (item, was) in before.iter().enumerate() {
        let Some(was) = *was else { continue };
        let length = ends.partition_point(|it| before[*it] < Some(was));
        previous[item] = length.checked_sub(1).map(|it| ends[it]);
        if length == ends.len() { ends.push(item) } else { ends[length] = item }
    }
    let mut rests = vec![false; before.len()];
    let mut last = ends.last().copied();
    while let Some(item) = last {
        rests[item] = true;
        last = previous[item];
    }
    rests
}

#[cfg(test)]
mod tests {
    use super::in_order;

    /// Was `a b c`, becomes `after`: which letters are touched.
    #[track_caller]
    fn check(was: &str, becomes: &str, touched: &str) {
        let before: Vec<_> = becomes.chars().map(|it| was.find(it)).collect();
        let rests = in_order(&before);
        let moved: String =
            becomes.chars().zip(rests).filter(|(_, rests)| !rests).map(|(it, _)| it).collect();
        assert_eq!(moved, touched);
    }

    #[test]
    fn a_window_that_moves_touches_only_what_is_new() {
        check("cdef", "abcd", "ab");
        check("abcd", "cdef", "ef");
        check("abcd", "abcd", "");
        check("", "ab", "ab");
    }

    #[test]
    fn a_row_that_moves_is_the_only_one_touched() {
        check("abcd", "bcda", "a");
        check("abcd", "dabc", "d");
        check("abcde", "acbde", "c");
    }

    #[test]
    fn a_list_turned_round_keeps_one_row() {
        check("abc", "cba", "cb");
    }
}
