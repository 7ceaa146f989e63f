//! One box over everything: every record by whatever is known of it, and everything that can be done.
//!
//! It is a combobox of ARIA 1.2 in a dialog: the focus stays in the box, the arrow keys move through what was found,
//! Enter opens it, Ctrl+Enter copies the number or the address. What is searched is kept from one opening to the next
//! and catches up in slices, so that neither a large Book nor a slow phone holds up a key.

mod line;

use crate::{
    platform::{clipboard, dom, task},
    ui::{
        deed::Deed,
        front::{Front, use_desk, use_front},
        kit::{
            announce::announce_now,
            dialog::Modal,
            icon::{Icon, IconName, IconSize, icon},
            live::live,
        },
        mode,
        text::deed as words,
    },
};
use desk::Desk;
use domain::{book::Book, query::Finder};
use leptos::{ev, prelude::*};
use line::{Line, Target};

/// How many records are shown.
const RECORDS: usize = 12;
/// So many records are looked at in a step.
const STEP: usize = 500;
/// So many slices of work lie between two looks at what is found so far.
const PATIENCE: u32 = 20;
/// So many lines are in sight at most. What comes below them is drawn when the browser has time.
const IN_SIGHT: usize = 24;
/// The id of the list.
const LIST: &str = "found";

/// What was found, and which of it is marked.
#[derive(Clone, Copy)]
struct Palette {
    desk: Desk,
    front: Front,
    open: RwSignal<bool>,
    text: RwSignal<String>,
    found: Memo<Vec<Line>>,
    marked: RwSignal<usize>,
    /// Whether the lines that are out of sight are drawn, too.
    is_whole: RwSignal<bool>,
}

/// The dialog.
#[component]
pub fn Find() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let (open, text, marked) = (RwSignal::new(true), RwSignal::new(String::new()), RwSignal::new(0));
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let seen = RwSignal::new(0_u32);
    catch_up(desk, front, seen);
    let found = Memo::new(move |_| {
        seen.track();
        let text = text.get();
        let records = front
            .finder
            .with_value(|finder| desk.peek(|book| line::records(book, &finder.find(book, &text, RECORDS))));
        records.into_iter().chain(line::deeds(&text, mode::now(desk))).collect::<Vec<Line>>()
    });
    let is_whole = RwSignal::new(false);
    let it = Palette { desk, front, open, text, found, marked, is_whole };
    let count = move || words::count(found.read().len());
    let list = move || lists(it);
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
                    aria-activedescendant=move || (!found.read().is_empty()).then(|| line_id(marked.get()))
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
            {live(list)}
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
    let mut is_done = task::slice(step);
    task::run(async move {
        let mut slices = 0_u32;
        while !is_done {
            task::breathe().await;
            is_done = task::slice(step);
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

fn line_id(at: usize) -> String {
    format!("{LIST}{at}")
}

/// Which line an event is in.
fn line_at(event: &ev::MouseEvent) -> Option<usize> {
    let line = dom::closest(&dom::target(event)?, "[role=option]")?;
    line.id().strip_prefix(LIST)?.parse().ok()
}

/// What was found, in its groups.
fn lists(it: Palette) -> AnyView {
    let mut lines = it.found.get();
    if lines.len() > IN_SIGHT && !it.is_whole.get() {
        lines.truncate(IN_SIGHT);
        task::run(async move {
            task::idle().await;
            it.is_whole.try_set(true);
        });
    }
    if lines.is_empty() {
        return view! { <p class="palette-list faint">{words::nothing()}</p> }.into_any();
    }
    let (has_text, marked) = (it.text.with(|it| !it.trim().is_empty()), it.marked.get());
    let deeds = lines.iter().position(Line::is_deed).unwrap_or(lines.len());
    let group = |title: &'static str, from: usize, lines: &[Line]| {
        let heading = format!("{LIST}-{from}");
        let line = |(at, line)| drawn(from + at, line, from + at == marked);
        let lines = lines.iter().enumerate().map(line).collect_view();
        (!lines.is_empty()).then(|| {
            view! {
                <ul role="group" aria-labelledby=heading.clone()>
                    <li class="palette-group" role="presentation" id=heading.clone()>{title}</li>
                    {lines}
                </ul>
            }
        })
    };
    let records = if has_text { words::records() } else { words::recent() };
    view! {
        // The focus, and with it the text, stays in the box.
        <div
            class="palette-list"
            id=LIST
            role="listbox"
            aria-label=words::results()
            on:mousedown=|event: ev::MouseEvent| event.prevent_default()
            on:click=move |event: ev::MouseEvent| {
                if let Some(at) = line_at(&event) {
                    it.take(at);
                }
            }
        >
            {group(records, 0, &lines[..deeds])}
            {group(words::commands(), deeds, &lines[deeds..])}
        </div>
    }
    .into_any()
}

fn drawn(at: usize, line: &Line, is_marked: bool) -> AnyView {
    let selected = if is_marked { "true" } else { "false" };
    let keys = line.keys.split(' ').filter(|it| !it.is_empty());
    let keys = keys.map(|it| view! { <kbd>{it.to_owned()}</kbd> }).collect_view();
    let (before, found, after) = line.parts();
    view! {
        <li role="option" id=line_id(at) aria-selected=selected>
            {icon(line.icon)}
            <span><bdi>{line.name.clone()}</bdi></span>
            <span class="clip faint"><bdi>{before}<mark>{found}</mark>{after}</bdi></span>
            <span class="faint">{line.end.clone()}{keys}</span>
        </li>
    }
    .into_any()
}

impl Palette {
    fn keyed(self, event: &ev::KeyboardEvent) {
        let last = self.found.with_untracked(|it| it.len().saturating_sub(1));
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
        dom::next_frame(move || {
            if let Some(line) = dom::by_id(&line_id(at)) {
                dom::reveal(&line);
            }
        });
    }

    /// Opens a record, or does what was chosen. The box goes first, so that a dialog may take its place.
    fn take(self, at: usize) {
        let Some(target) = self.found.with_untracked(|it| it.get(at).map(|it| it.target)) else { return };
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
        let text = self.found.with_untracked(|it| it.get(at).and_then(|it| it.reach.clone()));
        let Some(text) = text else { return announce_now(words::nothing_to_copy()) };
        task::run(async move {
            let is_copied = clipboard::copy(&text).await;
            announce_now(&if is_copied { words::copied(&text) } else { words::not_copied().to_owned() });
        });
    }
}
