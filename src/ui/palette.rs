//! One box over everything: every record by whatever is known of it, and everything that can be done.
//!
//! It is a combobox of ARIA 1.2 in a dialog: the focus stays in the box, the arrow keys move through what was found,
//! Enter opens it, Ctrl+Enter copies the number or the address. What is searched is kept from one opening to the next
//! and catches up in slices, so that neither a large Book nor a slow phone holds up a key.
//!
//! A place for a line is drawn once and stays; a key changes the words in it and nothing around them.

mod line;

use crate::{
    platform::{
        clipboard, dom,
        task::{self, Slice},
    },
    ui::{
        deed::Deed,
        front::{Front, use_desk, use_front},
        kit::{
            announce::announce_now,
            dialog::Modal,
            icon::{Icon, IconName, IconSize, changing_icon},
            live::live,
        },
        mode,
        question::opened,
        text::deed as words,
    },
};
use desk::Desk;
use domain::{book::Book, query::Finder};
use leptos::{ev, prelude::*};
use line::{Line, Target};
use std::ops::Range;

/// How many records are shown at most.
const RECORDS: usize = 12;
/// So many records are looked at in a step.
const STEP: usize = 500;
/// So many slices of work lie between two looks at what is found so far.
const PATIENCE: u32 = 20;
/// So many lines are drawn at once before it is known how many the screen has room for.
const IN_SIGHT: usize = 24;
/// The id of the list.
const LIST: &str = "found";

/// The two parts of the list, one below the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Records,
    Deeds,
}

/// What was found, and which of it is marked.
#[derive(Clone, Copy)]
struct Palette {
    desk: Desk,
    front: Front,
    open: RwSignal<bool>,
    text: RwSignal<String>,
    found: Memo<Found>,
    /// Which line is marked, counted through both groups.
    marked: RwSignal<usize>,
    /// How many lines are in sight at most. What comes below them is drawn when the browser has time.
    in_sight: StoredValue<usize>,
    /// Whether the lines that are out of sight are drawn, too.
    is_whole: RwSignal<bool>,
}

/// The lines of both groups, the records first.
#[derive(Clone, Default, PartialEq)]
struct Found {
    lines: Vec<Line>,
    /// How many of them are records.
    records: usize,
    /// There are more of those than are shown.
    is_more: bool,
}

impl Found {
    /// Where a group lies.
    fn range(&self, group: Group) -> Range<usize> {
        match group {
            Group::Records => 0..self.records,
            Group::Deeds => self.records..self.lines.len(),
        }
    }

    /// The id of a line.
    fn id(&self, at: usize) -> String {
        if at < self.records { Group::Records.id(at) } else { Group::Deeds.id(at - self.records) }
    }

    /// Which line an id belongs to.
    fn at(&self, id: &str) -> Option<usize> {
        [Group::Records, Group::Deeds].into_iter().find_map(|group| {
            let nth: usize = id.strip_prefix(group.prefix())?.parse().ok()?;
            Some(self.range(group).start + nth)
        })
    }
}

impl Group {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Records => "found-record-",
            Self::Deeds => "found-deed-",
        }
    }

    /// The id of what stands above it.
    const fn heading(self) -> &'static str {
        match self {
            Self::Records => "found-records",
            Self::Deeds => "found-deeds",
        }
    }

    /// The id of its nth place.
    fn id(self, nth: usize) -> String {
        format!("{}{nth}", self.prefix())
    }
}

/// The dialog.
#[component]
pub fn Find() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let (open, text, marked) = (opened(front.asking), RwSignal::new(String::new()), RwSignal::new(0));
    let seen = RwSignal::new(0_u32);
    catch_up(desk, front, seen);
    let found = Memo::new(move |_| {
        seen.track();
        let text = text.get();
        // One more tells that there are more.
        let mut lines = front.finder.with_value(|finder| {
            desk.peek(|book| line::records(book, &finder.find(book, &text, RECORDS + 1)))
        });
        let is_more = lines.len() > RECORDS;
        lines.truncate(RECORDS);
        let records = lines.len();
        lines.extend(line::deeds(&text, mode::now(desk)));
        Found { lines, records, is_more }
    });
    let is_whole = RwSignal::new(false);
    let it =
        Palette { desk, front, open, text, found, marked, in_sight: StoredValue::new(IN_SIGHT), is_whole };
    // Before anything is asked for, what stands there was not found.
    let is_asked = move || text.with(|it| !it.trim().is_empty());
    let count = move || is_asked().then(|| found.with(|it| words::count(it.lines.len(), it.is_more)));
    let active = move || found.with(|it| (!it.lines.is_empty()).then(|| it.id(marked.get())));
    draw_the_rest(it);
    view! {
        <Modal open class="palette" label=words::find()>
            <div class="palette-box">
                <Icon name=IconName::Search size=IconSize::Large />
                <input
                    type="text"
                    role="combobox"
                    autofocus=true
                    aria-expanded="true"
                    aria-controls=LIST
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    aria-label=words::find()
                    placeholder=words::placeholder()
                    autocomplete="off"
                    spellcheck="false"
                    on:input:target=move |event| {
                        is_whole.set(false);
                        text.set(event.target().value());
                        if marked.get_untracked() != 0 {
                            marked.set(0);
                        }
                    }
                    on:keydown=move |event| it.keyed(&event)
                />
                <kbd>"Esc"</kbd>
            </div>
            // The focus, and with it the text, stays in the box.
            <div
                class="palette-list"
                id=LIST
                role="listbox"
                aria-label=words::results()
                on:mousedown=|event: ev::MouseEvent| event.prevent_default()
                on:click=move |event: ev::MouseEvent| it.clicked(&event)
            >
                {group(it, Group::Records)}
                {group(it, Group::Deeds)}
                <p class="faint" hidden=move || !found.read().lines.is_empty()>{words::nothing()}</p>
            </div>
            <p class="palette-foot">
                <span><kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "{words::choose()}</span>
                <span><kbd>"↵"</kbd>" "{words::open()}</span>
                <span><kbd>"Ctrl ↵"</kbd>" "{words::copy()}</span>
                <span role="status">{count}</span>
            </p>
        </Modal>
    }
}

/// Looks at what was written since the box was last open, a slice at a time.
fn catch_up(desk: Desk, front: Front, seen: RwSignal<u32>) {
    let step = move || {
        front.finder.try_update_value(|finder| desk.peek(|book| finder.catch_up(book, STEP))).unwrap_or(true)
    };
    let mut is_done = task::slice(Slice::Aside, step);
    task::run(async move {
        let mut slices = 0_u32;
        while !is_done {
            task::breathe().await;
            is_done = task::slice(Slice::Aside, step);
            slices += 1;
            let is_told = is_done || slices.is_multiple_of(PATIENCE);
            if is_told && seen.try_update(|it| *it += 1).is_none() {
                return;
            }
        }
        task::idle().await;
        front.finder.try_with_value(|finder| desk.peek(|book| rehearse(finder, book)));
    });
}

/// Finds something that nobody has asked for: a browser compiles what is called for the first time, and does so here and not
/// in the first key.
fn rehearse(finder: &Finder, book: &Book) {
    for text in ["a", "a b"] {
        finder.find(book, text, 1);
    }
}

/// After each key: what is out of sight can wait until the browser has time.
fn draw_the_rest(it: Palette) {
    Effect::new(move |_| {
        if it.found.read().lines.len() > it.in_sight.get_value() && !it.is_whole.get() {
            task::run(async move {
                task::idle().await;
                if let Some(lines) = room() {
                    it.in_sight.try_set_value(lines);
                }
                it.is_whole.try_set(true);
            });
        }
    });
}

/// How many lines the list has room for.
fn room() -> Option<usize> {
    let list = dom::by_id(LIST)?;
    let line = dom::first(&list, "[role=option]:not([hidden])")?;
    let lines = dom::rect(&list).height / dom::rect(&line).height;
    lines.is_finite().then(|| dom::whole(lines.ceil()).unsigned_abs() as usize)
}

/// A group, with as many places as it ever needed; those that are not needed now are hidden.
fn group(it: Palette, group: Group) -> AnyView {
    let title = move || match group {
        Group::Deeds => words::commands(),
        Group::Records if it.text.with(|it| it.trim().is_empty()) => words::recent(),
        Group::Records => words::records(),
    };
    let count = Memo::new(move |_| {
        let found = it.found.read();
        let Range { start, end } = found.range(group);
        let drawn = if it.is_whole.get() { end } else { end.min(it.in_sight.get_value()) };
        drawn.saturating_sub(start)
    });
    let places = Memo::new(move |most: Option<&usize>| count.get().max(most.copied().unwrap_or_default()));
    let place = move |nth| place(it, group, nth, count);
    view! {
        <ul role="group" aria-labelledby=group.heading() hidden=move || count.get() == 0>
            <li class="palette-group" role="presentation" id=group.heading()>{title}</li>
            <For each=move || 0..places.get() key=|nth| *nth children=place />
        </ul>
    }
    .into_any()
}

/// The nth place of a group.
fn place(it: Palette, group: Group, nth: usize, count: Memo<usize>) -> AnyView {
    let at = Memo::new(move |_| it.found.read().range(group).start + nth);
    // What is hidden keeps its words: a line that comes back is often the one that went.
    let line = Memo::new(move |before: Option<&Option<Line>>| {
        let found = it.found.read();
        let now = (nth < count.get()).then(|| found.lines.get(found.range(group).start + nth)).flatten();
        now.or(before.and_then(Option::as_ref)).cloned()
    });
    let drawing = move || line.with(|it| it.as_ref().map(|it| it.icon));
    let selected = move || if it.marked.get() == at.get() { "true" } else { "false" };
    let is_hidden = move || nth >= count.get();
    view! {
        <li role="option" id=group.id(nth) aria-selected=selected hidden=is_hidden>
            {changing_icon(drawing)}
            <span>{live(move || line.with(|it| it.as_ref().map(named)))}</span>
            <span class="faint">{live(move || line.with(|it| it.as_ref().map(ended)))}</span>
        </li>
    }
    .into_any()
}

/// The name of a line, and where the text stands in it.
fn named(line: &Line) -> AnyView {
    let (before, found, after) = line.parts();
    view! {
        <bdi>{line.name.clone()}</bdi>
        <small><bdi>{before}<mark>{found}</mark>{after}</bdi></small>
    }
    .into_any()
}

/// What stands at the end of a line.
fn ended(line: &Line) -> AnyView {
    let keys = line.keys.split(' ').filter(|it| !it.is_empty());
    let keys = keys.map(|it| view! { <kbd>{it.to_owned()}</kbd> }).collect_view();
    view! { {line.end.clone()}{keys} }.into_any()
}

impl Palette {
    fn keyed(self, event: &ev::KeyboardEvent) {
        let last = self.found.with_untracked(|it| it.lines.len().saturating_sub(1));
        let at = self.marked.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => self.mark(if at == last { 0 } else { at + 1 }),
            "ArrowUp" => self.mark(if at == 0 { last } else { at - 1 }),
            "Enter" if event.is_composing() => return,
            "Enter" if event.ctrl_key() || event.meta_key() => self.copy(at),
            "Enter" => self.take(at),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn mark(self, at: usize) {
        self.is_whole.set(true);
        self.marked.set(at);
        let id = self.found.with_untracked(|it| it.id(at));
        dom::next_frame(move || {
            if let Some(line) = dom::by_id(&id) {
                dom::reveal(&line);
            }
        });
    }

    fn clicked(self, event: &ev::MouseEvent) {
        let line = dom::target(event).and_then(|it| dom::closest(&it, "[role=option]"));
        if let Some(at) = line.and_then(|line| self.found.with_untracked(|it| it.at(&line.id()))) {
            self.take(at);
        }
    }

    /// Opens a record, or does what was chosen. The box goes first, so that a dialog may take its place.
    fn take(self, at: usize) {
        let Some(target) = self.found.with_untracked(|it| it.lines.get(at).map(|it| it.target)) else {
            return;
        };
        let Palette { desk, front, open, .. } = self;
        open.set(false);
        front.asking.set(None);
        match target {
            Target::Open(route) => front.go(route),
            Target::Do(deed) => dom::next_frame(move || Deed::act(deed, desk, front)),
        }
    }

    /// Copies the number of whoever is marked, or the address.
    fn copy(self, at: usize) {
        let text = self.found.with_untracked(|it| it.lines.get(at).and_then(|it| it.reach.clone()));
        let Some(text) = text else { return announce_now(words::nothing_to_copy()) };
        task::run(async move {
            let is_copied = clipboard::copy(&text).await;
            announce_now(&if is_copied { words::copied(&text) } else { words::not_copied().to_owned() });
        });
    }
}
