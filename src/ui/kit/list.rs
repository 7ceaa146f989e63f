//! A long list of equally high rows, of which only those are drawn that are seen.

use std::{ops::Range, sync::Arc};

use leptos::{html::Ul, prelude::*};

use super::{
    key::Key,
    pane::Pane,
    rows::{Draw, draw_rows},
    window::{self, Item},
};

/// A column of equally high rows that scrolls by itself.
#[component]
pub fn VirtualList<K: Key>(
    /// What the list is called.
    #[prop(into)]
    label: Signal<String>,
    /// Its class; it gives the list its height.
    class: &'static str,
    /// What it holds.
    #[prop(into)]
    rows: Signal<Arc<[K]>>,
    /// What a row shows; drawn anew when what it reads changes.
    #[prop(into)]
    row: Callback<K, AnyView>,
) -> impl IntoView {
    let len = Signal::derive(move || rows.read().len());
    let slice = Callback::new(move |range: Range<usize>| bits(rows, range));
    list(label, class, len, slice, Callback::new(move |bits| row.run(K::from_bits(bits))))
}

/// The keys of a range of rows, as bits.
pub(super) fn bits<K: Key>(rows: Signal<Arc<[K]>>, range: Range<usize>) -> Vec<u128> {
    rows.with(|it| it.get(range).unwrap_or_default().iter().map(|it| it.to_bits()).collect())
}

fn list(
    label: Signal<String>,
    class: &'static str,
    len: Signal<usize>,
    slice: Callback<Range<usize>, Vec<u128>>,
    row: Callback<u128, AnyView>,
) -> impl IntoView {
    let pane = Pane::new();
    let node = NodeRef::<Ul>::new();
    Effect::new(move |_| {
        if let Some(list) = node.get() {
            pane.watch(list.clone().into(), list.into(), "li.row");
        }
    });
    let seen = pane.rows(len);
    let items = Memo::new(move |_| {
        let len = len.get();
        window::items(&window::runs(seen.get(), None, len), len, |range| slice.run(range))
    });
    let draw: Draw = Box::new(move |item, at| match item {
        Item::Row(key) => view! {
            <li class="row" aria-posinset=move || at.get() + 1 aria-setsize=move || len.get()>
                {move || row.run(key)}
            </li>
        }
        .into_any(),
        Item::Gap(_) | Item::Stitch | Item::Space => mark("gap"),
    });
    draw_rows(move || node.get().map(Into::into), items, draw, move || pane.look());
    view! { <ul class=class tabindex="0" aria-label=move || label.get() node_ref=node></ul> }
}

/// An item of a list that is to be seen and not heard.
pub(super) fn mark(class: &'static str) -> AnyView {
    view! { <li class=class aria-hidden="true"></li> }.into_any()
}
