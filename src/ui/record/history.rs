//! What was changed in a record, newest first, and the way back from each change.
//!
//! It is read from the journal when it is looked at, a few entries at a time, and read again when the record changes.

pub mod turn;

use self::turn::{moment, turns};
use crate::{
    platform::{clock, intl, task},
    ui::{
        format,
        front::use_desk,
        kit::{
            announce::announce_now,
            button::Button,
            icon::{IconName, small_icon},
            live::live,
        },
        people,
        text::{common, history as words, refused},
    },
};
use desk::{Desk, DeskError, Topic};
use domain::{
    book::Book,
    entry::{Revision, Verb},
    query::{self, Fate, Happened},
    refusal::Refusal,
    row::Key,
    value::{RecordId, Timestamp},
};
use leptos::prelude::*;

/// So many changes are told at first, and with each wish for more.
const AT_ONCE: usize = 20;

/// What has been read.
#[derive(Clone, Copy)]
struct State {
    of: RecordId,
    desk: Desk,
    told: RwSignal<Vec<Happened>>,
    next: RwSignal<Option<Revision>>,
    since: RwSignal<Option<Timestamp>>,
    problem: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// Goes up with every question, so that a late answer to an old one is not taken.
    asked: StoredValue<usize>,
}

impl State {
    fn new(of: RecordId) -> State {
        State {
            of,
            desk: use_desk(),
            told: RwSignal::default(),
            next: RwSignal::new(None),
            since: RwSignal::new(None),
            problem: RwSignal::new(None),
            busy: RwSignal::new(true),
            asked: StoredValue::new(0),
        }
    }

    /// Reads the last entries, or those before one, which are added to what is told.
    fn ask(self, before: Option<Revision>, count: usize) {
        self.asked.update_value(|it| *it += 1);
        let asked = self.asked.get_value();
        self.busy.set(true);
        task::run(async move {
            let answer = self.desk.history(self.of, before, count).await;
            // The reader may have left, or the record changed again.
            if self.asked.try_get_value() == Some(asked) {
                self.take(before, answer);
            }
        });
    }

    fn take(self, before: Option<Revision>, answer: Result<storage::Told, DeskError>) {
        self.busy.set(false);
        let told = match answer {
            Ok(told) => told,
            Err(error) => return self.problem.set(Some(refused::error(&error))),
        };
        self.problem.set(None);
        self.next.set(told.next);
        self.since.set(told.since);
        let key = Key::Record(self.of);
        let entries = told.entries.iter();
        let new = entries.filter_map(|(revision, entry)| query::happened(&key, *revision, entry));
        self.told.update(|it| {
            if before.is_none() {
                it.clear();
            }
            it.extend(new);
        });
    }
}

/// The history of a record.
#[component]
pub fn History(
    /// Which record.
    of: RecordId,
) -> impl IntoView {
    let state = State::new(of);
    let desk = state.desk;
    let row = Memo::new(move |_| desk.read(&[Topic::Table(of.kind)], |book| book.row(&Key::Record(of))));
    Effect::new(move |_| {
        row.track();
        state.ask(None, state.told.with_untracked(Vec::len).max(AT_ONCE));
    });
    let is_empty = Memo::new(move |_| state.told.read().is_empty());
    let nothing = move || {
        (is_empty.get() && !state.busy.get()).then(|| view! { <p class="faint">{words::nothing()}</p> })
    };
    let problem =
        move || state.problem.get().map(|it| view! { <p class="field-error" role="alert">{it}</p> });
    let older = move || {
        state.next.get().map(|before| {
            let more = move || state.ask(Some(before), AT_ONCE);
            view! { <Button label=words::show_older() on_press=more /> }
        })
    };
    let made = move || {
        let row = row.read();
        let common = row.as_ref()?.common()?;
        let by = common.created_by.and_then(|it| desk.peek(|book| people::rep_name(book, it)));
        Some(words::made(&moment(common.created), by.as_deref()))
    };
    let since = move || state.since.get().map(|it| words::since(&intl::day_with_year(clock::local(it).0)));
    view! {
        <p class="faint"><small>{words::what()}</small></p>
        <ol class="timeline" data-variant="history" aria-busy=move || state.busy.get().then_some("true")>
            <For each=move || state.told.get() key=|it| it.revision let:it>
                {line(state, &it)}
            </For>
        </ol>
        {live(nothing)}
        {live(problem)}
        {live(older)}
        <p class="faint"><small>{live(made)}" "{live(since)}</small></p>
    }
}

/// One change.
fn line(state: State, it: &Happened) -> AnyView {
    let who = it.by.and_then(|by| state.desk.peek(|book| people::rep_name(book, by)));
    let sentence = words::did(&it.label);
    let sentence = if who.is_some() { sentence } else { common::capital(&sentence) };
    let who = who.map(|it| view! { <b><bdi>{it}</bdi></b>" " });
    let turns = turns(state.desk, it);
    view! {
        <li>
            <span class="timeline-icon">{small_icon(drawing(it))}</span>
            <p class="timeline-head">{who}{sentence.clone()}</p>
            <time title=moment(it.at)>{format::day_of(it.at, clock::today())}" "{format::time(it.at)}</time>
            <div class="timeline-body">{turns}<TakeBack state revision=it.revision what=sentence /></div>
        </li>
    }
    .into_any()
}

fn drawing(it: &Happened) -> IconName {
    match (it.fate, it.label.verb) {
        (Fate::Born, _) => IconName::Plus,
        (_, Verb::Undone) => IconName::Undo,
        (_, Verb::Redone) => IconName::Redo,
        (_, Verb::Tagged | Verb::Untagged | Verb::TagsMerged) => IconName::Tag,
        (_, Verb::Trashed) => IconName::Trash,
        (_, Verb::Moved | Verb::Won | Verb::Lost | Verb::Reopened) => IconName::Pipeline,
        _ => IconName::Edit,
    }
}

/// Takes one change back, and says below it why that cannot be.
#[component]
fn TakeBack(state: State, revision: Revision, what: String) -> impl IntoView {
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let press = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        task::run(async move {
            let outcome = state.desk.take_back(revision, state.of).await;
            busy.try_set(false);
            let sentence = outcome.err().map(|it| state.desk.peek(|book| why(book, state.of, &it)));
            announce_now(sentence.as_deref().unwrap_or_default());
            problem.try_set(sentence);
        });
    };
    view! {
        <button
            type="button"
            class="button"
            data-variant="quiet"
            data-size="small"
            aria-label=words::take_back_of(&what)
            aria-busy=move || busy.get().then_some("true")
            on:click=move |_| press()
        >
            {words::take_back()}
        </button>
        {live(move || problem.get().map(|it| view! { <p class="field-error">{it}</p> }))}
    }
}

fn why(book: &Book, of: RecordId, error: &DeskError) -> String {
    match error {
        DeskError::Refused(Refusal::ChangedSince(Key::Record(id))) if *id != of => {
            query::name(book, *id).map_or_else(|| words::newer().to_owned(), |it| words::newer_on(&it))
        }
        DeskError::Refused(Refusal::ChangedSince(_)) => words::newer().to_owned(),
        DeskError::Refused(Refusal::NamedBy(Key::Record(id))) => {
            query::name(book, *id).map_or_else(|| refused::error(error), |it| words::named_by(&it))
        }
        error => refused::error(error),
    }
}
