//! Changing a cell where it stands in its list: F2 or E on a row, Tab from cell to cell, Enter to write, Escape to leave.
//!
//! The cell keeps what is typed until it is written. What somebody else wrote meanwhile is never overwritten, because
//! the edit is one of the row as it was when it began.
//!
//! # What is not here
//!
//! Names of people, addresses and tags are more than a line of text: they are changed on the page of their record.

mod field;

use super::{Frame, record};
use crate::{
    platform::dom,
    ui::{
        answer,
        kit::{announce::announce_now, field::TextKind, live::live, toast::make_room},
        text::{list as words, refused},
    },
};
use domain::{
    query::Column,
    row::{Key, Row},
};
use field::{Doing, Field};
use leptos::{ev, prelude::*};

/// Which cell of a list is being changed, and into what.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    at: RwSignal<Option<At>>,
    change: StoredValue<Option<Change>>,
    /// Where the last change was: the next row begins there.
    last: StoredValue<Option<Column>>,
    mistake: RwSignal<Option<String>>,
}

/// A cell: its row and its column.
type At = (u128, Column);

/// One change of one cell. It is kept beside the row, which may be drawn anew at any time.
struct Change {
    /// The record as it was when the change began.
    row: Row,
    field: Field,
    /// What is typed.
    now: String,
    /// It is on its way.
    is_sent: bool,
}

impl Editing {
    pub(super) fn new() -> Editing {
        Editing {
            at: RwSignal::new(None),
            change: StoredValue::new(None),
            last: StoredValue::new(None),
            mistake: RwSignal::new(None),
        }
    }

    /// The column that is being changed in a row.
    pub(super) fn column(self, key: u128) -> Option<Column> {
        self.at.with(|it| it.as_ref().filter(|it| it.0 == key).map(|it| it.1.clone()))
    }

    fn typed(self, text: String) {
        self.change.update_value(|it| {
            if let Some(it) = it {
                it.now = text;
            }
        });
    }

    /// Whether this cell is being changed. None is where the field leaves the page with the focus in it.
    fn is_at(self, at: &At) -> bool {
        self.at.try_with_untracked(|it| it.as_ref() == Some(at)) == Some(true)
    }
}

/// Begins to change a row: in the column where the last change was, else in the first that can be changed.
pub(super) fn begin(list: Frame, key: u128) {
    let columns = editable(list, key);
    let same = list.editing.last.get_value().filter(|it| columns.contains(it));
    if let Some(column) = same.or_else(|| columns.first().cloned()) {
        go(list, Some((key, column)));
    }
}

/// Goes on with another cell, or with none.
fn go(list: Frame, to: Option<At>) {
    let change = to.as_ref().and_then(|(key, column)| {
        list.desk.peek(|book| {
            let row = book.row(&Key::Record(record(list.kind, *key)))?;
            let field = Field::of(book, &row, column)?;
            Some(Change { row, now: field.value.clone(), field, is_sent: false })
        })
    });
    let to = to.filter(|_| change.is_some());
    list.editing.mistake.set(None);
    list.editing.change.set_value(change);
    let column = to.as_ref().map(|it| it.1.clone());
    list.editing.at.set(to);
    if column.is_none() {
        return;
    }
    list.editing.last.set_value(column);
    // As soon as it is drawn: the next key may be here already. On a busy page that is a frame later.
    queue_microtask(|| {
        if !focus_field() {
            dom::next_frame(|| {
                focus_field();
            });
        }
    });
}

/// Gives the field the focus, with what stands in it picked; whether it is there.
fn focus_field() -> bool {
    let Some(field) = dom::by_id(FIELD) else { return false };
    dom::focus(&field);
    dom::pick_text(&field);
    true
}

/// The columns of a row that are shown and can be changed here.
fn editable(list: Frame, key: u128) -> Vec<Column> {
    let shown = list.columns.get_untracked();
    list.desk.peek(|book| {
        let row = book.row(&Key::Record(record(list.kind, key)));
        let can = |it: &Column| row.as_ref().is_some_and(|row| Field::of(book, row, it).is_some());
        shown.into_iter().filter(can).collect()
    })
}

/// What is wrong with what was typed, where it is seen from every row.
pub(super) fn mistake(list: Frame) -> impl IntoView {
    live(move || {
        list.editing.mistake.get().map(|it| {
            make_room("data-mistake");
            view! { <p class="bulk" data-tone="danger">{it}</p> }
        })
    })
}

/// Where a change leads to when it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// To the row, which has the focus again.
    Row,
    /// To the cell after this one, or the one before.
    Next,
    Before,
    /// The reader is somewhere else already.
    Elsewhere,
}

/// The id of the field, of which a list has one.
const FIELD: &str = "cell-field";

/// The field in a cell that is being changed.
pub(super) fn drawn(list: Frame, key: u128, column: Column) -> AnyView {
    let label = words::heading(list.kind, &column).to_owned();
    let at = (key, column);
    let left_at = at.clone();
    let drawn = list
        .editing
        .change
        .with_value(|it| it.as_ref().map(|it| (it.field.kind, it.field.choices.clone(), it.now.clone())));
    let Some((kind, choices, now)) = drawn else { return ().into_any() };
    let wrong = move || list.editing.mistake.read().is_some().then_some("true");
    let keyed = move |event: ev::KeyboardEvent| keyed(list, &at, &event);
    let left = move |_| commit(list, &left_at, Then::Elsewhere);
    if choices.is_empty() {
        let kind = if kind == TextKind::Day { "date" } else { "text" };
        return view! {
            <input
                class="input"
                id=FIELD
                type=kind
                aria-label=label
                aria-invalid=wrong
                autocomplete="off"
                prop:value=now
                on:input:target=move |event| list.editing.typed(event.target().value())
                on:keydown=keyed
                on:blur=left
            />
        }
        .into_any();
    }
    let options = choices.into_iter().map(|it| {
        let selected = it.value == now;
        view! { <option value=it.value selected=selected>{it.label}</option> }
    });
    view! {
        <select
            class="input"
            id=FIELD
            aria-label=label
            aria-invalid=wrong
            on:change:target=move |event| list.editing.typed(event.target().value())
            on:keydown=keyed
            on:blur=left
        >
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// What a key does in the field. What it leaves alone is the field's own, and nobody else's.
fn keyed(list: Frame, at: &At, event: &ev::KeyboardEvent) {
    event.stop_propagation();
    match &*event.key() {
        "Enter" if !event.is_composing() => commit(list, at, Then::Row),
        "Tab" if event.shift_key() => commit(list, at, Then::Before),
        "Tab" => commit(list, at, Then::Next),
        "Escape" => leave(list, at, Then::Row),
        _ => return,
    }
    event.prevent_default();
}

/// Writes what was typed and goes on; stays, with a sentence, if it cannot be.
fn commit(list: Frame, at: &At, then: Then) {
    if !list.editing.is_at(at) {
        return;
    }
    let written = list.editing.change.with_value(|it| {
        let it = it.as_ref().filter(|it| !it.is_sent)?;
        if it.now == it.field.value {
            return Some(None);
        }
        Some(Some(list.desk.peek(|book| field::write(book, &it.row, &at.1, &it.now))))
    });
    let command = match written {
        None => return,
        Some(None) => return leave(list, at, then),
        Some(Some(Ok(Doing::Send(command)))) => command,
        Some(Some(Ok(Doing::Ask(ask)))) => {
            leave(list, at, then);
            return list.front.ask(ask);
        }
        Some(Some(Err(sentence))) => return refuse(list, sentence),
    };
    let sent = move |is_sent: bool| {
        list.editing.change.update_value(|it| {
            if let Some(it) = it {
                it.is_sent = is_sent;
            }
        });
    };
    sent(true);
    let at = at.clone();
    answer::ask(list.desk, command, String::new(), list.editing.at, move |answer| match answer {
        Ok(()) => leave(list, &at, then),
        Err(error) => {
            sent(false);
            refuse(list, refused::error(&error));
        }
    });
}

fn refuse(list: Frame, sentence: String) {
    announce_now(&sentence);
    list.editing.mistake.set(Some(sentence));
}

/// Ends a change, unless another cell is being changed meanwhile.
fn leave(list: Frame, at: &At, then: Then) {
    if !list.editing.is_at(at) {
        return;
    }
    let (key, column) = at;
    let columns = editable(list, *key);
    let place = columns.iter().position(|it| it == column);
    let next = match then {
        Then::Next => place.and_then(|it| columns.get(it + 1)),
        Then::Before => place.and_then(|it| columns.get(it.checked_sub(1)?)),
        Then::Row | Then::Elsewhere => None,
    };
    go(list, next.map(|it| (*key, it.clone())));
    if next.is_none() && then != Then::Elsewhere {
        let key = *key;
        dom::next_frame(move || {
            let row = dom::by_id("main").and_then(|it| dom::keyed(&it, key));
            if let Some(link) = row.and_then(|it| dom::first(&it, "th a[href]")) {
                dom::focus(&link);
            }
        });
    }
}
