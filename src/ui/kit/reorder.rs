//! Rows that are put in another order: dragged by a handle, or moved with the arrow keys on it.
//!
//! The handle is a button in a row with `data-movable`; the rows of one `tbody` with that mark are one list. Nothing
//! moves until the order is written: while a row is dragged a line shows where it would go.

use leptos::{ev, html, prelude::*};
use web_sys::HtmlElement;

use super::icon::{IconName, icon};
use crate::platform::dom;

const ROWS: &str = "tr[data-movable]";

/// The handle of a row.
#[component]
pub fn MoveHandle(
    /// Its name: "Move Referral".
    #[prop(into)]
    label: String,
    /// The id of the sentence that says how.
    #[prop(into)]
    described: String,
    /// The id of the button, so that the focus can come back to it.
    #[prop(into)]
    id: String,
    /// Takes the place among the movable rows to which this one goes, from nought.
    #[prop(into)]
    on_move: Callback<usize>,
) -> impl IntoView {
    let node = NodeRef::<html::Button>::new();
    let held = RwSignal::new(None::<Held>);
    let rows = move || node.get_untracked().map(|it| Rows::of(&it)).unwrap_or_default();
    let down = move |event: ev::PointerEvent| {
        if let Some(button) = node.get_untracked().filter(|_| event.button() == 0) {
            button.set_pointer_capture(event.pointer_id()).ok();
            let from = rows().own;
            held.set(from.map(|from| Held { from, to: from }));
        }
    };
    let moved = move |event: ev::PointerEvent| {
        if let Some(Held { from, .. }) = held.get_untracked() {
            let rows = rows();
            let to = rows.place_at(from, event.client_y().into());
            rows.mark(from, Some(to));
            held.set(Some(Held { from, to }));
        }
    };
    let let_go = move |is_meant: bool| {
        if let Some(Held { from, to }) = held.get_untracked() {
            held.set(None);
            rows().mark(from, None);
            if is_meant && to != from {
                on_move.run(to);
            }
        }
    };
    let keyed = move |event: ev::KeyboardEvent| {
        let Rows { own: Some(at), rows } = rows() else { return };
        let last = rows.len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowUp" => at.saturating_sub(1),
            "ArrowDown" => (at + 1).min(last),
            "Home" => 0,
            "End" => last,
            "Escape" => return let_go(false),
            _ => return,
        };
        event.prevent_default();
        if to != at {
            on_move.run(to);
        }
    };
    view! {
        <button
            type="button"
            class="button handle"
            id=id
            node_ref=node
            data-shape="icon"
            data-variant="quiet"
            data-size="small"
            aria-label=label
            aria-describedby=described
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| let_go(true)
            on:pointercancel=move |_| let_go(false)
            on:keydown=keyed
        >
            {icon(IconName::Drag)}
        </button>
    }
}

/// A row that is being dragged: from where, and to where it would go now.
#[derive(Clone, Copy)]
struct Held {
    from: usize,
    to: usize,
}

/// The rows of a list, and which of them the handle is in.
#[derive(Default)]
struct Rows {
    rows: Vec<HtmlElement>,
    own: Option<usize>,
}

impl Rows {
    fn of(handle: &HtmlElement) -> Rows {
        let rows = dom::closest(handle, "tbody").map(|it| dom::all(&it, ROWS)).unwrap_or_default();
        let own = rows.iter().position(|it| it.contains(Some(handle)));
        Rows { rows, own }
    }

    /// The place that a pointer at this height means for a row.
    fn place_at(&self, from: usize, y: f64) -> usize {
        let others = self.rows.iter().enumerate().filter(|it| it.0 != from);
        others.filter(|(_, row)| y > dom::rect(row).top + dom::rect(row).height / 2.0).count()
    }

    /// Draws the line where a row would go, or takes it away.
    fn mark(&self, from: usize, to: Option<usize>) {
        for (at, row) in self.rows.iter().enumerate() {
            let mark = match to {
                Some(_) if at == from => Some("held"),
                Some(to) if to < from && at == to => Some("before"),
                Some(to) if to > from && at == to => Some("after"),
                _ => None,
            };
            match mark {
                Some(mark) => row.set_attribute("data-move", mark).ok(),
                None => row.remove_attribute("data-move").ok(),
            };
        }
    }
}
