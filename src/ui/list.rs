//! The frame of every list of records: its name and how many there are, a filter, an order, and a table of any length.
//!
//! The filter and the order stand in the address (`?q=oslo&owner=me&sort=-contact`), so that Back, a reload and a bookmark show
//! the same list. What is found, and in which order, is a query of the domain; it runs in one memo, and the table
//! hears of it only when the rows are others. A list is described as data, and its kind of key is erased at once, so
//! that one frame is compiled for all of them.
//!
//! # What is not here
//!
//! What the cells say, and what an empty list teaches: that is each list's own.

pub mod cells;
mod export;
pub mod filters;

use super::{
    front::{use_desk, use_front},
    kit::{
        banner::Empty,
        button::Button,
        icon::{Icon, IconName},
        key::Key,
        live::live,
        menu::Menu,
        place::Align,
        table::{Direction, Sort, TableColumn, VirtualTable},
    },
    page::Page,
    routes::Address,
    text::list as words,
};
use crate::platform::{clock, dom};
use desk::Topic;
use domain::{
    book::{Book, Kept},
    query::{self, Filter, Problem},
    value::{Id, Kind},
};
use filters::Filters;
use leptos::{ev, html::Input, prelude::*};
use std::sync::Arc;
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
    /// What an address asks; the order of `columns` that is usual where it names none that is known.
    fn of(address: &Address, usual: Sort, columns: &[TableColumn]) -> Asked {
        let sort = address.get("sort").unwrap_or_default();
        let filter = address.query.iter().filter(|it| Filter::knows(&it.0)).cloned().collect();
        Asked { filter, sort: sort_of(sort, columns).unwrap_or(usual) }
    }

    /// The text that must be found.
    fn text(&self) -> &str {
        self.filter.iter().find(|it| it.0 == "q").map_or("", |it| &it.1)
    }
}

fn sort_of(text: &str, columns: &[TableColumn]) -> Option<Sort> {
    let (name, direction) = match text.strip_prefix('-') {
        Some(name) => (name, Direction::Down),
        None => (text, Direction::Up),
    };
    let (column, _) = columns.iter().filter_map(TableColumn::sortable).find(|it| it.0 == name)?;
    Some(Sort { column, direction })
}

/// How an address says an order; the usual one it does not say.
fn sort_text(sort: Sort, usual: Sort) -> String {
    if sort == usual {
        return String::new();
    }
    let sign = if sort.direction == Direction::Down { "-" } else { "" };
    format!("{sign}{}", sort.column)
}

/// A list of records of one kind.
pub struct List<T: Kept> {
    /// What it is called.
    pub title: &'static str,
    /// Its columns. Those that sort have ids that its query knows.
    pub columns: Vec<TableColumn>,
    /// The order until another is chosen.
    pub usual: Sort,
    /// The parts of the Book that say which rows there are, and in which order.
    pub topics: &'static [Topic],
    /// The contents of a row's cells, drawn anew when what they read changes. One memo per row reads the Book.
    pub cells: fn(Id<T>) -> Vec<AnyView>,
    /// What stands beside the title, before the filter, such as views.
    pub middle: Option<ViewFn>,
    /// What can be done, at the end of the head.
    pub actions: ViewFn,
    /// What stands there instead of the table while there are no records of this kind at all.
    pub empty: ViewFn,
}

/// The screen of a list.
#[component]
pub fn ListScreen<T: Kept>(
    /// The list.
    list: List<T>,
) -> impl IntoView {
    let List { title, columns, usual, topics, cells, middle, actions, empty } = list;
    frame(Frame {
        title,
        kind: T::KIND,
        columns,
        usual,
        topics,
        cells: Callback::new(move |key| cells(Id::from_bits(key))),
        middle,
        actions,
        empty,
    })
}

/// The rows of a list in order, and what of its address could not be read.
type Found = (Arc<[u128]>, Vec<Problem>);

fn found(book: &Book, kind: Kind, asked: &Asked) -> Found {
    let (filter, problems) = Filter::parse(book, kind, &asked.filter);
    let by = asked.sort.column.parse().unwrap_or(query::Column::Age);
    let sort = query::Sort { by, descending: asked.sort.direction == Direction::Down };
    let rows = query::list(book, kind, &filter, sort, &clock::standpoint());
    (rows.iter().map(|it| it.uuid.as_u128()).collect(), problems)
}

/// A list without its kind of record.
struct Frame {
    title: &'static str,
    kind: Kind,
    columns: Vec<TableColumn>,
    usual: Sort,
    topics: &'static [Topic],
    cells: Callback<u128, Vec<AnyView>>,
    middle: Option<ViewFn>,
    actions: ViewFn,
    empty: ViewFn,
}

/// What stands below the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Rows,
    Nothing,
    Empty,
}

fn frame(it: Frame) -> AnyView {
    let Frame { title, kind, columns, usual, topics, cells, middle, actions, empty } = it;
    let (desk, front) = (use_desk(), use_front());
    let (of, all) = (columns.clone(), columns.clone());
    let asked = Memo::new(move |_| front.address.with(|it| Asked::of(it, usual, &of)));
    let found = Memo::new(move |_| {
        front.me.track();
        asked.with(|asked| desk.read(topics, |book| found(book, kind, asked)))
    });
    let rows = Memo::new(move |_| found.with(|it| it.0.clone()));
    let problems = Signal::derive(move || found.with(|it| it.1.clone()));
    let total = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| book.count(kind)));
    let count = Signal::derive(move || words::count(rows.read().len(), total.get()));
    let is_empty = Memo::new(move |_| total.get() == 0);
    let shows = Memo::new(move |_| match (total.get(), rows.read().is_empty()) {
        (0, _) => Shows::Empty,
        (_, true) => Shows::Nothing,
        (_, false) => Shows::Rows,
    });
    // Another filter or order is another list, to be read from its beginning.
    Effect::new(move |before: Option<()>| {
        asked.track();
        if before.is_some() {
            scroll_to_start();
        }
    });
    let body = move || match shows.get() {
        Shows::Rows => table(kind, columns.clone(), usual, asked, rows.into(), cells),
        Shows::Nothing => nothing(kind, asked),
        Shows::Empty => empty.run(),
    };
    // Where there is nothing, nothing can be found.
    let finder = move || move || (!is_empty.get()).then(|| view! { <Find kind asked rows=rows.into() /> });
    let files = Callback::new(move |()| export::items(desk, kind, all.clone(), rows.into()));
    let actions = move || {
        view! {
            {move || (!is_empty.get()).then(|| view! {
                <Menu label=words::more() icon=IconName::More bare=true align=Align::End items=files />
            })}
            {actions.run()}
        }
    };
    let middle = move || view! { {middle.as_ref().map(ViewFn::run)}{finder()} };
    let below = move || (!is_empty.get()).then(|| view! { <Filters kind problems /> });
    let below = ViewFn::from(move || live(below));
    view! { <Page title=Signal::stored(title.to_owned()) count middle actions below>{live(body)}</Page> }
        .into_any()
}

fn table(
    kind: Kind,
    columns: Vec<TableColumn>,
    usual: Sort,
    asked: Memo<Asked>,
    rows: Signal<Arc<[u128]>>,
    cells: Callback<u128, Vec<AnyView>>,
) -> AnyView {
    let front = use_front();
    let sort = Signal::derive(move || Some(asked.read().sort));
    let heads = columns.clone();
    let caption = Signal::derive(move || {
        let column = asked.read().sort.column;
        let head = heads.iter().filter_map(TableColumn::sortable).find(|it| it.0 == column);
        words::caption(kind, head.map_or(column, |it| it.1))
    });
    let on_sort = Callback::new(move |sort| front.choose("sort", &sort_text(sort, usual)));
    view! { <VirtualTable caption columns rows cells sort on_sort letters=front.single_keys /> }.into_any()
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

/// The field that filters. Escape empties it; the arrow down, or Enter, leads to the first row.
#[component]
fn Find(kind: Kind, asked: Memo<Asked>, rows: Signal<Arc<[u128]>>) -> impl IntoView {
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
        is_filtered.then(|| words::found(rows.read().len(), kind))
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

fn focus_first_row(input: NodeRef<Input>) {
    let page = input.get_untracked().and_then(|it| dom::closest(&it, ".page"));
    if let Some(link) = page.and_then(|it| dom::first(&it, "tr.row th a[href]")) {
        dom::focus(&link);
    }
}

fn scroll_to_start() {
    if let Some(body) = dom::by_id("main").and_then(|it| dom::first(&it, ".page-body")) {
        body.set_scroll_top(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::routes::Route;

    const USUAL: Sort = Sort { column: "name", direction: Direction::Up };

    fn columns() -> Vec<TableColumn> {
        let sorted = |id| TableColumn::new(id, id).sorts(Direction::Up);
        vec![sorted("name"), sorted("contact"), TableColumn::new("phone", "Phone")]
    }

    fn asked(hash: &str) -> Asked {
        Asked::of(&Address::parse(hash).expect("a screen"), USUAL, &columns())
    }

    #[test]
    fn an_order_is_read_as_it_is_written() {
        for column in ["name", "contact"] {
            for direction in [Direction::Up, Direction::Down] {
                let sort = Sort { column, direction };
                let address = Address::from(Route::Contacts).with("sort", &sort_text(sort, USUAL));
                assert_eq!(asked(&address.to_string()).sort, sort, "{address}");
            }
        }
        assert_eq!(sort_text(USUAL, USUAL), "", "what is usual needs no words");
    }

    #[test]
    fn an_order_that_no_column_has_is_the_usual_one() {
        for sort in ["", "-", "age", "-phone", "name-"] {
            assert_eq!(asked(&format!("/contacts?sort={sort}")).sort, USUAL, "{sort}");
        }
    }

    #[test]
    fn a_list_is_asked_by_its_address() {
        let asked = asked("/contacts?q=0755%2012&sort=-contact&view=x&owner=me");
        let sort = Sort { column: "contact", direction: Direction::Down };
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(asked, Asked { filter: vec![pair("q", "0755 12"), pair("owner", "me")], sort });
        assert_eq!(asked.text(), "0755 12");
    }
}
