//! Tables of any length: a real `<table>`, of which only the rows are drawn that are seen.
//!
//! The page body scrolls, the head stays. The reader walks through the rows with the arrow keys or j and
//! k: the focus itself moves from row to row, on the link that opens it, so Enter needs no code and a
//! screen reader reads each row. The row with the focus stays drawn wherever the reader scrolls.
//!
//! A row is drawn by one function from its key to its cells, inside one reactive closure: when what it
//! reads changes, the row is drawn again and nothing else.

pub mod columns;

mod keys;
mod picks;

use super::live::live;
use std::{ops::Range, sync::Arc};

use leptos::{
    ev,
    html::{Table as TableTag, Tbody},
    prelude::*,
};
use web_sys::HtmlElement;

use self::picks::Picks;
pub use self::{
    columns::{Direction, Sort, TableColumn},
    picks::TablePicks,
};
use super::{
    icon::{IconName, small_icon},
    key::Key,
    pane::{FocusKeeper, Pane},
    resume::{Resume, Stood},
    rows::{Draw, draw_rows},
    window::{self, Item, Placed},
};
use crate::platform::{dom, task};

/// A table.
#[component]
pub fn VirtualTable<K: Key>(
    /// What it holds and how it is sorted ("Leads, sorted by score"); read, not seen.
    #[prop(into)]
    caption: Signal<String>,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Vec<TableColumn>>,
    /// Its rows, in order.
    #[prop(into)]
    rows: Signal<Arc<[K]>>,
    /// Reads what makes it another list, which is read from its beginning.
    #[prop(into, optional)]
    list: Option<Callback<()>>,
    /// The contents of a row's cells, one for each column. Drawn anew when what it reads changes.
    #[prop(into)]
    cells: Callback<K, Vec<AnyView>>,
    /// What it is sorted by.
    #[prop(into, optional)]
    sort: Signal<Option<Sort>>,
    /// Hears what it shall be sorted by.
    #[prop(into, optional)]
    on_sort: Option<Callback<Sort>>,
    /// Lets rows be picked, with a check in front of each.
    #[prop(optional)]
    picks: Option<TablePicks<K>>,
    /// Hears which row shall be changed where it stands.
    #[prop(into, optional)]
    on_edit: Option<Callback<K>>,
    /// Whether j and k move like the arrows. Off for readers who have switched such keys off.
    #[prop(into, default = Signal::stored(true))]
    letters: Signal<bool>,
    /// How it is taken up where it was left.
    #[prop(optional)]
    resume: Option<Resume>,
) -> impl IntoView {
    let len = Signal::derive(move || rows.read().len());
    let find = Callback::new(move |key: u128| rows.read().iter().position(|it| it.to_bits() == key));
    let focus = FocusKeeper::new(ROW, || ());
    let pane = Pane::new(ROW, resume.as_ref().and_then(|it| it.stood.of(ONLY)));
    if let Some(Resume { row, on_leave, .. }) = resume {
        row.filter(|it| untrack(|| find.run(*it)).is_some()).into_iter().for_each(|it| focus.want(it));
        on_cleanup(move || {
            if let Some(stand) = pane.stand() {
                on_leave.run(Stood(vec![(ONLY, stand)]));
            }
        });
    }
    if let Some(list) = list {
        Effect::new(move |before: Option<()>| {
            list.run(());
            if before.is_some() {
                pane.to_start();
            }
        });
    }
    table(Core {
        caption,
        columns,
        len,
        slice: Callback::new(move |range: Range<usize>| bits(rows, range)),
        find,
        cells: Callback::new(move |key| cells.run(K::from_bits(key))),
        sort,
        on_sort,
        picks: StoredValue::new(picks.map(|it| it.erase(rows))),
        on_edit: on_edit.map(|it| Callback::new(move |key| it.run(K::from_bits(key)))),
        letters,
        pane,
        focus,
        body: NodeRef::new(),
    })
}

/// The keys of a range of rows, as bits.
fn bits<K: Key>(rows: Signal<Arc<[K]>>, range: Range<usize>) -> Vec<u128> {
    rows.with(|it| it.get(range).unwrap_or_default().iter().map(|it| it.to_bits()).collect())
}

/// What finds a row.
const ROW: &str = "tr.row";
/// The key of the one box that a table has.
const ONLY: u128 = 0;

/// A table without its type of key.
#[derive(Clone, Copy)]
struct Core {
    caption: Signal<String>,
    columns: Signal<Vec<TableColumn>>,
    len: Signal<usize>,
    slice: Callback<Range<usize>, Vec<u128>>,
    find: Callback<u128, Option<usize>>,
    cells: Callback<u128, Vec<AnyView>>,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
    picks: StoredValue<Option<Picks>>,
    on_edit: Option<Callback<u128>>,
    letters: Signal<bool>,
    pane: Pane,
    focus: FocusKeeper,
    body: NodeRef<Tbody>,
}

impl Core {
    fn has_picks(self) -> bool {
        self.picks.with_value(Option::is_some)
    }

    /// The drawn row with this key.
    fn row(self, key: u128) -> Option<HtmlElement> {
        dom::keyed(&*self.body.get_untracked()?, key)
    }

    /// The key of the row with this index.
    fn key_at(self, at: usize) -> Option<u128> {
        untrack(|| self.slice.run(at..at + 1)).first().copied()
    }

    /// The index of the row with this key.
    fn index_of(self, key: u128) -> Option<usize> {
        untrack(|| self.find.run(key))
    }
}

/// What a row is opened by.
const LINK: &str = "th a[href]";

fn table(it: Core) -> impl IntoView {
    let node = NodeRef::<TableTag>::new();
    let heard = StoredValue::new_local(None);
    Effect::new(move |_| {
        let (Some(table), Some(body)) = (node.get(), it.body.get()) else { return };
        let scroller =
            dom::closest(&table, ".page-body").or_else(|| table.parent_element().and_then(dom::html));
        if let Some(scroller) = scroller {
            heard.set_value(Some(keys::hear(it, &scroller)));
            it.pane.watch(scroller, body.into());
        }
    });
    draw_body(it);
    let entered = move |event: ev::FocusEvent| {
        let row = dom::target(&event).and_then(|it| dom::closest(&it, ROW));
        if let Some(key) = row.and_then(|it| dom::key_of(&it)) {
            it.focus.entered(key);
        }
    };
    view! {
        <table
            class="table"
            node_ref=node
            aria-rowcount=move || it.len.get() + 1
            style:--least=move || it.columns.with(|it| columns::least(it))
        >
            <caption class="unseen">{move || it.caption.get()}</caption>
            {head(it)}
            <tbody
                node_ref=it.body
                on:focusin=entered
                on:focusout=move |event| it.focus.left(&event)
                on:click=open_row
            ></tbody>
        </table>
    }
}

/// Keeps the rows in the body what is seen of the table, and the one with the focus. Of a list that was opened, sorted or
/// filtered the rows beyond what is seen come when the reader has it.
fn draw_body(it: Core) {
    let window = it.pane.rows(it.len);
    let (last, rest) = (StoredValue::new(window.get_untracked()), Trigger::new());
    let items = Memo::new(move |before: Option<&Vec<Placed>>| {
        rest.track();
        let (len, window) = (it.len.get(), window.get());
        let keep = it.focus.row.get().and_then(|key| it.find.run(key));
        let place = |rows| window::items(&window::runs(rows, keep, len), len, |range| it.slice.run(range));
        let all = place(window.clone());
        let is_same_window = last.try_update_value(|it| std::mem::replace(it, window.clone()) == window);
        if is_same_window != Some(true) || before.is_some_and(|it| !window::are_others(it, &all)) {
            return all;
        }
        let seen = place(it.pane.seen(len));
        if seen != all {
            task::run(async move {
                task::idle().await;
                rest.notify();
            });
        }
        seen
    });
    let draw: Draw = Box::new(move |item, at| match item {
        Item::Row(key) => row(it, key, at).into_any(),
        // One cell: a gap that spanned columns which a phone does not show would take room for them.
        Item::Gap(_) | Item::Stitch | Item::Space => {
            view! { <tr class="gap" aria-hidden="true"><td></td></tr> }.into_any()
        }
    });
    draw_rows(
        move || it.body.get().map(Into::into),
        items,
        draw,
        move || {
            it.pane.drawn();
            it.focus.settle(None, |key| keys::place_of(it, it.row(key)?));
        },
    );
}

fn head(it: Core) -> impl IntoView {
    let cells =
        move || it.columns.with(|columns| columns.iter().map(|column| head_cell(it, column)).collect_view());
    view! {
        <thead>
            <tr aria-rowindex="1">
                {it.picks.get_value().map(picks::head)}
                {live(cells)}
            </tr>
        </thead>
    }
}

fn head_cell(it: Core, column: &TableColumn) -> impl IntoView + use<> {
    let TableColumn { ref id, ref title, width, from, align, sorts, .. } = *column;
    let its = id.clone();
    let direction = Memo::new(move |_| {
        it.sort.with(|it| it.as_ref().filter(|sort| sort.column == its).map(|sort| sort.direction))
    });
    let content = match sorts.zip(it.on_sort) {
        Some((first, on_sort)) => {
            let (id, title) = (id.clone(), title.clone());
            let next = move || match direction.get_untracked() {
                None => first,
                Some(Direction::Up) => Direction::Down,
                Some(Direction::Down) => Direction::Up,
            };
            let arrow = move || {
                direction
                    .get()
                    .map(|it| small_icon(if it == Direction::Up { IconName::Up } else { IconName::Down }))
            };
            view! {
                <button type="button" on:click=move |_| on_sort.run(Sort { column: id.clone(), direction: next() })>
                    <span class="clip">{title}</span>
                    {live(arrow)}
                </button>
            }
            .into_any()
        }
        None => title.clone().into_any(),
    };
    let spoken =
        move || direction.get().map(|it| if it == Direction::Up { "ascending" } else { "descending" });
    view! {
        <th scope="col" data-width=width data-from=from data-align=align aria-sort=spoken>{content}</th>
    }
}

/// A row. The head is the first one of the table, so that the index of the first row is 2.
fn row(it: Core, key: u128, at: Signal<usize>) -> impl IntoView {
    let cells = move || {
        let contents = it.cells.run(key);
        it.columns.with(|columns| columns.iter().zip(contents).map(cell).collect_view())
    };
    view! {
        <tr class="row" data-key=dom::bits(key) aria-rowindex=move || at.get() + 2>
            {it.picks.get_value().map(|picks| picks::cell(picks, key, at))}
            {live(cells)}
        </tr>
    }
}

fn cell((column, content): (&TableColumn, AnyView)) -> AnyView {
    let TableColumn { from, align, soft, names_row, .. } = *column;
    if names_row {
        view! { <th scope="row" data-from=from data-align=align>{content}</th> }.into_any()
    } else {
        view! { <td class:soft=soft data-from=from data-align=align>{content}</td> }.into_any()
    }
}

/// A click anywhere in a row opens it, unless it hit something that answers for itself.
fn open_row(event: ev::MouseEvent) {
    let Some(target) = dom::target(&event) else { return };
    let own = dom::closest(&target, "a, button, input, label, select, .layer").is_some();
    if own || event.ctrl_key() || event.meta_key() || event.shift_key() || dom::has_selected_text() {
        return;
    }
    if let Some(link) = dom::closest(&target, ROW).and_then(|it| dom::first(&it, LINK)) {
        // Later, because the link's own click comes by here again.
        queue_microtask(move || link.click());
    }
}
