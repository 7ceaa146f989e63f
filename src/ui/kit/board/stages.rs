//! The strip above the board of a phone, where one column is seen at a time.

use leptos::{html::Nav, prelude::*};

use super::state::State;
use crate::platform::dom;

/// A column, on the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What the column is called.
    pub label: String,
    /// How many cards it has, as text.
    pub count: String,
}

/// The columns of a board as a strip that says where one is and leads to the others. Seen on a phone only.
#[component]
pub fn BoardStages(
    /// What the strip is called ("Stages").
    #[prop(into)]
    label: String,
    /// The id of the board.
    #[prop(into)]
    board: String,
    /// The columns, in order.
    #[prop(into)]
    stages: Signal<Vec<Stage>>,
    /// The number of the column that is seen; the board keeps it.
    current: RwSignal<usize>,
) -> impl IntoView {
    let strip = NodeRef::<Nav>::new();
    // Not at the start: the first stage is seen, and to look for it would lay out a board that is half drawn.
    Effect::new(move |before: Option<usize>| {
        let now = current.get();
        if before.is_some_and(|it| it != now)
            && let Some(strip) = strip.get_untracked()
            && let Some(here) = dom::all(&strip, "button").get(now)
        {
            dom::reveal(here);
        }
        now
    });
    let stage = move |(nth, Stage { label, count }): (usize, Stage)| {
        let board = board.clone();
        let pressed = move |_| {
            let columns = dom::by_id(&board).map(|it| dom::all(&it, ".column")).unwrap_or_default();
            if let Some(column) = columns.get(nth) {
                dom::reveal_at_start(column);
            }
        };
        view! {
            <button
                type="button"
                aria-current=move || (current.get() == nth).then_some("true")
                on:click=pressed
            >
                <bdi>{label}</bdi>
                <small>{count}</small>
            </button>
        }
    };
    view! {
        <nav class="tabs stages" aria-label=label node_ref=strip>
            {move || stages.get().into_iter().enumerate().map(stage.clone()).collect_view()}
        </nav>
    }
}

/// Keeps up which column is seen: the first whose middle is.
pub(super) fn follow(state: State, current: RwSignal<usize>) {
    let Some(board) = state.node.get_untracked() else { return };
    let left = dom::rect(&board).left;
    let is_seen = |it: &web_sys::HtmlElement| {
        let rect = dom::rect(it);
        rect.left + rect.width / 2.0 > left
    };
    let nth = dom::all(&board, ".column").iter().position(is_seen).unwrap_or_default();
    if current.get_untracked() != nth {
        current.set(nth);
    }
}
