//! Picking rows: a check in front of each, one for all, and ranges with Shift.

use std::{collections::HashSet, ops::Range, sync::Arc};

use leptos::{ev, html::Input, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::{platform::dom, ui::kit::key::Key};

/// What is picked in a table, and what its checks are called.
#[derive(Clone, Copy)]
pub struct TablePicks<K: Key> {
    /// The picked rows. Rows that the table does not show may be among them.
    pub picked: RwSignal<HashSet<K>>,
    /// What the check is called that picks all rows ("Pick all 19").
    pub all: Signal<String>,
    /// What the check of a row is called ("Pick Marguerite Okafor-Lindqvist").
    pub one: Callback<K, String>,
}

/// How much is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    None,
    Some,
    All,
}

/// Picks, without the type of key.
#[derive(Clone, Copy)]
pub(super) struct Picks {
    share: Memo<Share>,
    pub(super) is_picked: Callback<u128, bool>,
    /// Picks or drops a range of rows.
    pub(super) pick: Callback<(Range<usize>, bool)>,
    len: Signal<usize>,
    all: Signal<String>,
    one: Callback<u128, String>,
    /// The row whose check was used last: where a range begins.
    anchor: StoredValue<usize>,
}

impl Picks {
    /// Whether a row of the table is picked.
    pub(super) fn is_any(self) -> bool {
        self.share.get_untracked() != Share::None
    }
}

impl<K: Key> TablePicks<K> {
    pub(super) fn erase(self, rows: Signal<Arc<[K]>>) -> Picks {
        let Self { picked, all, one } = self;
        let share = Memo::new(move |_| {
            let (picked, rows) = (picked.read(), rows.read());
            if picked.is_empty() || !rows.iter().any(|it| picked.contains(it)) {
                Share::None
            } else if rows.iter().all(|it| picked.contains(it)) {
                Share::All
            } else {
                Share::Some
            }
        });
        let pick = move |(range, on): (Range<usize>, bool)| {
            picked.update(|picked| {
                for row in rows.read_untracked().get(range).unwrap_or_default() {
                    if on {
                        picked.insert(*row)
                    } else {
                        picked.remove(row)
                    };
                }
            });
        };
        Picks {
            share,
            is_picked: Callback::new(move |key| picked.read().contains(&K::from_bits(key))),
            pick: Callback::new(pick),
            len: Signal::derive(move || rows.read().len()),
            all,
            one: Callback::new(move |key| one.run(K::from_bits(key))),
            anchor: StoredValue::new(0),
        }
    }
}

/// The check that picks all rows, or none.
pub(super) fn head(it: Picks) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            input.set_indeterminate(it.share.get() == Share::Some);
        }
    });
    view! {
        <th scope="col" data-width="pick">
            <input
                class="check"
                type="checkbox"
                aria-label=move || it.all.get()
                node_ref=node
                prop:checked=move || it.share.get() == Share::All
                on:change=move |_| {
                    it.pick.run((0..it.len.get_untracked(), it.share.get_untracked() != Share::All));
                }
            />
        </th>
    }
}

/// The check of a row.
pub(super) fn cell(it: Picks, key: u128, at: Signal<usize>) -> impl IntoView {
    let clicked = move |event: ev::MouseEvent| {
        let Some(on) =
            dom::target(&event).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).map(|it| it.checked())
        else {
            return;
        };
        let at = at.get_untracked();
        let anchor = if event.shift_key() { it.anchor.get_value() } else { at };
        it.anchor.set_value(at);
        it.pick.run((anchor.min(at)..anchor.max(at) + 1, on));
    };
    view! {
        <td>
            <input
                class="check"
                type="checkbox"
                aria-label=move || it.one.run(key)
                prop:checked=move || it.is_picked.run(key)
                on:click=clicked
            />
        </td>
    }
}
