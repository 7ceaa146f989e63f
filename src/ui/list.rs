//! The frame of every list of records: its name and how many there are, a filter, an order, and a table of any length.
//!
//! The filter, the order and the columns stand in the address (`?q=oslo&owner=me&sort=-contact&cols=company,owner`), so
//! that Back, a reload and a bookmark show the same list. What is found, and in which order, is a query of the domain;
//! it runs in one place ([`finding`]), and the table hears of it only when the rows are others. What a row says is a
//! query as well, so one frame is compiled for the lists of all kinds.
//!
//! # What is not here
//!
//! What an empty list teaches, and what can be made there: that is each list's own.

pub mod bulk;
pub mod cells;
pub mod columns;
mod edit;
mod export;
pub mod filters;
mod finding;
mod own;
mod paste;
mod spans;
pub mod views;

use super::{
    front::{Front, use_desk, use_front},
    kit::{
        announce::announce,
        banner::Empty,
        button::Button,
        icon::{Icon, IconName},
        key::Key,
        live::live,
        menu::Menu,
        place::Align,
        table::{self, Direction, TablePicks, VirtualTable},
    },
    page::Page,
    record::walk,
    routes::Address,
    text::list as words,
    trail,
};
use crate::platform::{clock, dom};
use columns::Columns;
use desk::{Desk, Topic};
use domain::{
    query::{self, Column, Filter, Sort},
    value::{Id, Kind, RecordId},
};
use edit::Editing;
use filters::Filters;
use finding::Found;
use leptos::{ev, html::Input, prelude::*};
use std::{collections::HashSet, sync::Arc};
use uuid::Uuid;

/// The rows of tables and boards are known by the ids of their records.
impl<T: 'static> Key for Id<T> {
    fn to_bits(self) -> u128 {
        self.uuid().as_u128()
    }

    fn from_bits(bits: u128) -> Id<T> {
        Id::new(Uuid::from_u128(bits))
    }
}

/// What is asked of a list: its address says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What must hold of a record: `?q=` and what [`domain::query::Filter`] writes, as it stands in the address.
    pub filter: Vec<(String, String)>,
    /// The order: `?sort=`, with a `-` before the column to turn it round.
    pub sort: Sort,
}

impl Asked {
    /// What must hold of a record, by an address.
    pub fn filter(address: &Address) -> Vec<(String, String)> {
        address.query.iter().filter(|it| Filter::knows(&it.0)).cloned().collect()
    }

    /// What an address asks; the usual order where it names no column of the kind.
    fn of(address: &Address, kind: Kind, usual: Sort) -> Asked {
        let sort: Option<Sort> = address.get("sort").and_then(|it| it.parse().ok());
        let is_known = |it: &Sort| it.by.own().is_some() || Column::of(kind).contains(&it.by);
        let sort = sort.filter(is_known).unwrap_or(usual);
        Asked { filter: Asked::filter(address), sort }
    }

    /// The text that must be found.
    fn text(&self) -> &str {
        self.filter.iter().find(|it| it.0 == "q").map_or("", |it| &it.1)
    }
}

/// How an address says an order; the usual one it does not say.
fn sort_text(sort: &Sort, usual: &Sort) -> String {
    if sort == usual { String::new() } else { sort.to_string() }
}

/// A list of records of one kind.
pub struct List {
    /// What it is called.
    pub title: &'static str,
    /// The kind of its records, which says what columns it has.
    pub kind: Kind,
    /// The order until another is chosen.
    pub usual: Sort,
    /// What can be done, at the end of the head.
    pub actions: ViewFn,
    /// What stands there instead of the table while there are no records of this kind at all.
    pub empty: ViewFn,
}

/// What stands below the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// Nobody knows yet what is found.
    Finding,
    Rows,
    Nothing,
    Empty,
}

/// What the parts of a list's screen share.
#[derive(Clone, Copy)]
struct Frame {
    desk: Desk,
    front: Front,
    kind: Kind,
    asked: Memo<Asked>,
    columns: Memo<Vec<Column>>,
    rows: Memo<Arc<[u128]>>,
    picked: RwSignal<HashSet<u128>>,
    editing: Editing,
}

/// What the address asks of the records of a kind.
pub fn asked(kind: Kind, usual: StoredValue<Sort>) -> Memo<Asked> {
    let (desk, front) = (use_desk(), use_front());
    Memo::new(move |_| {
        let mut asked = front.address.with(|it| Asked::of(it, kind, usual.get_value()));
        if !is_there(desk, kind, &asked.sort.by) {
            asked.sort = usual.get_value();
        }
        asked
    })
}

/// The columns that the address names.
pub fn columns(kind: Kind) -> Memo<Vec<Column>> {
    let (desk, front) = (use_desk(), use_front());
    Memo::new(move |_| {
        let chosen = |it: &Address| Column::chosen(kind, it.get("cols").unwrap_or_default());
        let mut columns = front.address.with(chosen);
        columns.retain(|it| is_there(desk, kind, it));
        columns
    })
}

impl Frame {
    /// What the address asks of the list of a kind, and what is found.
    fn new(kind: Kind, usual: StoredValue<Sort>) -> (Frame, Memo<Option<Found>>) {
        let (desk, front) = (use_desk(), use_front());
        let (asked, columns) = (self::asked(kind, usual), self::columns(kind));
        let found = finding::found(desk, front, kind, asked);
        let rows = Memo::new(move |_| found.read().as_ref().map(|it| it.rows.clone()).unwrap_or_default());
        let (picked, editing) = (RwSignal::new(HashSet::new()), Editing::new());
        (Frame { desk, front, kind, asked, columns, rows, picked, editing }, found)
    }
}

/// Whether a list has a column. One of a field of one's own goes with the last record that has the field.
fn is_there(desk: Desk, kind: Kind, column: &Column) -> bool {
    column.own().is_none() || desk.read(&[Topic::Table(kind)], |book| query::has_column(book, kind, column))
}

/// The screen of a list.
#[component]
pub fn ListScreen(
    /// The list.
    list: List,
) -> impl IntoView {
    let List { title, kind, usual, actions, empty } = list;
    let usual = StoredValue::new(usual);
    let (it, found) = Frame::new(kind, usual);
    let Frame { desk, asked, columns, rows, .. } = it;
    let problems =
        Signal::derive(move || found.read().as_ref().map(|it| it.problems.clone()).unwrap_or_default());
    let total = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| book.count(kind)));
    let count = Signal::derive(move || {
        let total = total.get();
        words::count(found.read().as_ref().map_or(total, |it| it.rows.len()), total)
    });
    let is_empty = Memo::new(move |_| total.get() == 0);
    // How many are found; nothing while that is of something else than what is asked.
    let found =
        Memo::new(move |_| found.read().as_ref().filter(|it| it.of == *asked.read()).map(|it| it.rows.len()));
    let shows = Memo::new(move |_| match (total.get(), rows.read().is_empty(), found.get()) {
        (0, ..) => Shows::Empty,
        (_, false, _) => Shows::Rows,
        (_, true, Some(_)) => Shows::Nothing,
        (_, true, None) => Shows::Finding,
    });
    keep_picks(it);
    walk::follow(it.front, kind, rows);
    paste::take(it.front);
    let body = move || match shows.get() {
        Shows::Finding => ().into_any(),
        Shows::Rows => table(it, usual),
        Shows::Nothing => nothing(kind, asked),
        Shows::Empty => empty.run(),
    };
    // Where there is nothing, nothing can be found.
    let finder =
        move || live(move || (!is_empty.get()).then(|| view! { <Find kind asked found=found.into() /> }));
    let more = move || (!is_empty.get()).then(|| more(it));
    let actions = move || view! { {more} {actions.run()} };
    let choice = move || view! { <Columns kind shown=columns /> };
    let below =
        move || (!is_empty.get()).then(|| view! { <Filters kind problems columns>{choice()}</Filters> });
    let below = ViewFn::from(move || live(below));
    view! {
        <Page title=Signal::stored(title.to_owned()) count middle=finder actions below>{live(body)}</Page>
        {bulk::shown(it)}
        {edit::mistake(it)}
    }
}

/// What can be done with the whole list.
fn more(it: Frame) -> impl IntoView {
    let all = Callback::new(move |()| it.rows.with_untracked(|it| it.to_vec()));
    let files = Callback::new(move |()| export::items(it, all));
    view! { <Menu label=words::more() icon=IconName::More bare=true align=Align::End items=files /> }
}

/// Keeps picked only what is found: nobody does something to records that they do not see in their list.
fn keep_picks(it: Frame) {
    Effect::new(move |_| {
        let rows = it.rows.get();
        if it.picked.with_untracked(HashSet::is_empty) {
            return;
        }
        let there: HashSet<u128> = rows.iter().copied().collect();
        if it.picked.with_untracked(|it| !it.is_subset(&there)) {
            it.picked.update(|it| it.retain(|it| there.contains(it)));
        }
    });
    Effect::new(move |before: Option<usize>| {
        let count = it.picked.read().len();
        if before.is_some_and(|before| before != count) {
            announce(&words::picked(count, it.kind));
        }
        count
    });
}

fn table(it: Frame, usual: StoredValue<Sort>) -> AnyView {
    let Frame { desk, front, kind, asked, columns, rows, picked, .. } = it;
    let caption = Signal::derive(move || words::caption(kind, words::heading(kind, &asked.read().sort.by)));
    let sort = Signal::derive(move || {
        let sort = &asked.read().sort;
        let direction = if sort.descending { Direction::Down } else { Direction::Up };
        Some(table::Sort { column: sort.by.to_string(), direction })
    });
    let on_sort = Callback::new(move |sort: table::Sort| {
        let Ok(by) = sort.column.parse() else { return };
        let sort = Sort { by, descending: sort.direction == Direction::Down };
        usual.with_value(|usual| front.choose("sort", &sort_text(&sort, usual)));
    });
    let name = move |key| desk.peek(|book| query::name(book, record(kind, key)).unwrap_or_default());
    let picks = TablePicks {
        picked,
        all: Signal::derive(move || words::pick_all(rows.read().len())),
        one: Callback::new(move |key| words::pick(&name(key))),
    };
    let columns = Signal::derive(move || {
        columns.with(|it| it.iter().map(|it| columns::drawn(kind, it)).collect::<Vec<_>>())
    });
    let cells = Callback::new(move |key| cells_of(it, key));
    let on_edit = Callback::new(move |key| edit::begin(it, key));
    let letters = front.single_keys;
    // Another filter or order is another list.
    let list = Callback::new(move |()| asked.track());
    let resume = trail::resume(front, kind);
    view! { <VirtualTable caption columns rows list cells sort on_sort picks on_edit letters resume /> }
        .into_any()
}

/// The cells of a row, drawn anew when what they say changes. One memo reads the Book for all of them.
fn cells_of(it: Frame, key: u128) -> Vec<AnyView> {
    let Frame { desk, kind, columns, editing, .. } = it;
    let id = record(kind, key);
    let said = Memo::new(move |_| {
        desk.read(columns::topics(kind), |book| {
            columns.with(|it| query::cells(book, id, it, &clock::standpoint()))
        })
    });
    let edited = Memo::new(move |_| editing.column(key));
    let (cells, edited) = (said.get().unwrap_or_default(), edited.get());
    let drawn = |(column, cell)| match edited {
        Some(ref it_is) if *it_is == column => edit::drawn(it, key, column),
        _ => cells::drawn(id, &column, cell),
    };
    columns.get_untracked().into_iter().zip(cells).map(drawn).collect()
}

/// The record of a row.
fn record(kind: Kind, key: u128) -> RecordId {
    RecordId { kind, uuid: Uuid::from_u128(key) }
}

/// Nothing fits the filter, and the way out.
fn nothing(kind: Kind, asked: Memo<Asked>) -> AnyView {
    let front = use_front();
    let clear = move || {
        filters::clear(front);
        dom::focus_id(FIELD);
    };
    let actions = move || view! { <Button label=words::clear() on_press=clear /> };
    let what = move || words::nothing_for(asked.read().text());
    view! { <Empty icon=IconName::Search title=words::nothing(kind) fill=true actions>{live(what)}</Empty> }
        .into_any()
}

/// The id of the field, of which a page has one.
const FIELD: &str = "find";

/// The field that filters. Escape empties it; the arrow down, or Enter, leads to the first row or card.
#[component]
pub fn Find(
    /// The kind of records that are found.
    kind: Kind,
    /// What is asked.
    asked: Memo<Asked>,
    /// How many are found, once that is known.
    found: Signal<Option<usize>>,
) -> impl IntoView {
    let front = use_front();
    let input = NodeRef::<Input>::new();
    let keyed = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "Escape" if !asked.read_untracked().text().is_empty() => front.choose("q", ""),
            "ArrowDown" | "Enter" if !event.is_composing() => focus_first_row(input),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let said = move || {
        let is_filtered = !asked.read().text().is_empty();
        found.get().filter(|_| is_filtered).map(|it| words::found(it, kind))
    };
    view! {
        <div class="find" role="search">
            <Icon name=IconName::Search />
            <input
                class="input"
                id=FIELD
                type="search"
                node_ref=input
                placeholder=words::find(kind)
                aria-label=words::find(kind)
                autocomplete="off"
                spellcheck="false"
                prop:value=move || asked.read().text().to_owned()
                on:input:target=move |event| front.choose("q", &event.target().value())
                on:keydown=keyed
            />
            <output class="unseen">{live(said)}</output>
        </div>
    }
}

/// The first row, or the first card of a board.
const FIRST: &str = "tr.row th a[href], li.card .card-title a[href]";

fn focus_first_row(input: NodeRef<Input>) {
    let page = input.get_untracked().and_then(|it| dom::closest(&it, ".page"));
    if let Some(link) = page.and_then(|it| dom::first(&it, FIRST)) {
        dom::focus(&link);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::routes::Route;

    const USUAL: Sort = Sort { by: Column::Name, descending: false };

    fn asked(hash: &str) -> Asked {
        Asked::of(&Address::parse(hash).expect("a screen"), Kind::Contact, USUAL)
    }

    #[test]
    fn an_order_is_read_as_it_is_written() {
        for by in [Column::Name, Column::LastContact, Column::Own("50 %, &=#".into())] {
            for descending in [false, true] {
                let sort = Sort { by: by.clone(), descending };
                let address = Address::from(Route::Contacts).with("sort", &sort_text(&sort, &USUAL));
                assert_eq!(asked(&address.to_string()).sort, sort, "{address}");
            }
        }
        assert_eq!(sort_text(&USUAL, &USUAL), "", "what is usual needs no words");
    }

    #[test]
    fn an_order_that_no_column_has_is_the_usual_one() {
        for sort in ["", "-", "stage", "--phone", "name-"] {
            assert_eq!(asked(&format!("/contacts?sort={sort}")).sort, USUAL, "{sort}");
        }
    }

    #[test]
    fn a_list_is_asked_by_its_address() {
        let asked = asked("/contacts?q=0755%2012&sort=-contact&view=x&owner=me");
        let sort = Sort { by: Column::LastContact, descending: true };
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(asked, Asked { filter: vec![pair("q", "0755 12"), pair("owner", "me")], sort });
        assert_eq!(asked.text(), "0755 12");
    }
}
