//! What happened, newest first, day by day.

use crate::{
    platform::{clock, dom},
    ui::{
        format,
        front::{use_desk, use_front},
        kit::{
            icon::{IconName, small_icon},
            live::live,
            menu::Menu,
            place::Align,
            tabs::{Tab, TabList},
        },
        list::cells,
        people,
        record::{drawing, history::History, logged, prose::prose},
        text::{common, history, record as words},
    },
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    query::{self, Event, What},
    record::{ActivityKind, Listed, Stage, Task},
    value::{Day, Id, Kind, RecordId},
};
use leptos::prelude::*;

/// The kinds whose records a timeline is made of.
const TOPICS: [Topic; 9] = [
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Task),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Rep),
    Topic::Table(Kind::Stage),
    Topic::Table(Kind::Status),
];

/// No more than this many events are drawn until more are asked for.
const AT_FIRST: usize = 60;

/// A text of more lines than this is folded, to the lines that the style sheet says.
const LINES: usize = 14;
/// So many letters stand on a line.
const LETTERS: usize = 64;

/// The tab of what was changed, field by field.
const HISTORY: &str = "history";

/// The timeline of a record, and its history.
#[component]
pub fn Timeline(
    /// Which record.
    of: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let all = Memo::new(move |_| desk.read(&TOPICS, |book| query::timeline(book, of)));
    let part = RwSignal::new("all".to_owned());
    let limit = RwSignal::new(AT_FIRST);
    let panel = dom::fresh_id();
    let tabs = Signal::derive(move || {
        let events = all.read();
        let conversations = events.iter().filter(|it| is_conversation(desk, it)).count();
        let tab = |value: &str, label: &str, count: usize| Tab {
            count: format::count(count),
            ..Tab::new(value, label)
        };
        vec![
            tab("all", words::everything(), events.len()),
            tab("talks", words::conversations(), conversations),
            tab("changes", words::changes(), events.len() - conversations),
            Tab::new(HISTORY, history::history()),
        ]
    });
    let shown = Memo::new(move |_| {
        let part = part.get();
        let events = all.read();
        let is_meant = |it: &&Event| part == "all" || (part == "talks") == is_conversation(desk, it);
        let meant = events.iter().filter(is_meant).take(limit.get()).cloned();
        // What is told of an event may change, also where the event stays the same.
        desk.read(&TOPICS, |book| meant.map(|it| (told(book, &it), it)).collect::<Vec<(Told, Event)>>())
    });
    let is_cut = Memo::new(move |_| shown.read().len() == limit.get());
    let is_history = Memo::new(move |_| *part.read() == HISTORY);
    let more = move || {
        is_cut.get().then(|| {
            let show = move |_| limit.update(|it| *it += AT_FIRST);
            view! { <button type="button" class="button" on:click=show>{words::show_more()}</button> }
        })
    };
    let story = move || {
        if is_history.get() {
            view! { <History of /> }.into_any()
        } else {
            view! { {move || days(desk, shown.get(), of)}{more} }.into_any()
        }
    };
    let name = move || if is_history.get() { history::history() } else { words::timeline() };
    view! {
        <div class="cluster">
            <TabList label=words::show() tabs chosen=part on_choose=move |it| part.set(it) panel=panel.clone() />
        </div>
        <div class="stack" id=panel role="tabpanel" aria-label=name>
            {live(story)}
        </div>
    }
}

fn is_conversation(desk: Desk, event: &Event) -> bool {
    match event.what {
        What::Activity(id) => desk.peek(|book| {
            book.get(id).is_some_and(|it| it.kind.is_contact() || it.kind == ActivityKind::Feedback)
        }),
        _ => false,
    }
}

fn days(desk: Desk, events: Vec<(Told, Event)>, of: RecordId) -> AnyView {
    if events.is_empty() {
        return view! { <p class="faint">{words::nothing_yet()}</p> }.into_any();
    }
    let today = clock::today();
    let mut days: Vec<(Day, Vec<(Told, Event)>)> = Vec::new();
    for event in events {
        let day = clock::local(event.1.at).0;
        match days.last_mut().filter(|it| it.0 == day) {
            Some(last) => last.1.push(event),
            None => days.push((day, vec![event])),
        }
    }
    let day = |(day, events): (Day, Vec<(Told, Event)>)| {
        view! {
            <h3 class="timeline-day">{format::day_heading(day, today)}</h3>
            <ol class="timeline">
                {events.into_iter().map(|(told, it)| desk.peek(|book| line(book, told, &it, of))).collect_view()}
            </ol>
        }
    };
    days.into_iter().map(day).collect_view().into_any()
}

/// One event.
fn line(book: &Book, (drawing, sentence, body): Told, event: &Event, of: RecordId) -> AnyView {
    let who = event.by.and_then(|it| people::rep_name(book, it));
    let elsewhere = (event.of != of).then(|| query::name(book, event.of)).flatten();
    let logged = match event.what {
        What::Activity(id) => Some(id),
        _ => None,
    };
    let is_system = logged.is_none();
    let (desk, front) = (use_desk(), use_front());
    let menu = logged.map(|id| {
        let items = Callback::new(move |()| logged::deeds(desk, front, id));
        view! { <Menu label=words::more_of(&sentence) icon=IconName::More bare=true small=true align=Align::End items /> }
    });
    let who = who.map(|it| {
        if is_system {
            view! { <bdi>{it}</bdi>" " }.into_any()
        } else {
            view! { <b><bdi>{it}</bdi></b>" " }.into_any()
        }
    });
    let has_who = who.is_some();
    view! {
        <li data-kind=is_system.then_some("system")>
            <span class="timeline-icon">{small_icon(drawing)}</span>
            <p class="timeline-head">
                {who}
                {if has_who { sentence } else { common::capital(&sentence) }}
                {elsewhere.map(|it| view! { <small class="faint">" · "<bdi>{it}</bdi></small> })}
            </p>
            <time>{format::time(event.at)}</time>
            {menu}
            {body.map(|it| view! { <div class="timeline-body">{written(it)}</div> })}
        </li>
    }
    .into_any()
}

/// What was written. A long text shows how it begins, and the rest when that is asked for.
fn written(text: String) -> AnyView {
    if !is_long(&text) {
        return view! { <p class="timeline-text"><bdi>{prose(&text)}</bdi></p> }.into_any();
    }
    let is_whole = RwSignal::new(false);
    let id = dom::fresh_id();
    let controls = id.clone();
    view! {
        <p
            class="timeline-text"
            id=id
            data-folded=move || (!is_whole.get()).then_some("")
            // A link that has the focus is seen.
            on:focusin=move |_| is_whole.set(true)
        >
            <bdi>{prose(&text)}</bdi>
        </p>
        <button
            type="button"
            class="button"
            data-variant="quiet"
            data-size="small"
            aria-expanded=move || if is_whole.get() { "true" } else { "false" }
            aria-controls=controls
            on:click=move |_| is_whole.update(|it| *it = !*it)
        >
            {move || if is_whole.get() { words::show_less() } else { words::show_more() }}
        </button>
    }
    .into_any()
}

/// Whether a text has more lines than are shown of one at first, on a screen that is neither wide nor narrow.
fn is_long(text: &str) -> bool {
    text.lines().map(|it| it.chars().count().div_ceil(LETTERS).max(1)).sum::<usize>() > LINES
}

/// The drawing, what follows the author's name, and the text that was written.
type Told = (IconName, String, Option<String>);

fn told(book: &Book, event: &Event) -> Told {
    match &event.what {
        What::Activity(id) => {
            let Some(it) = book.get(*id) else { return (IconName::Note, common::gone().to_owned(), None) };
            let body = [&*it.subject, &*it.body]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            (cells::drawing(it.kind), words::did(it.kind, it.outcome), Some(body).filter(|it| !it.is_empty()))
        }
        What::TaskDone(id) => {
            let title = book.get::<Task>(*id).map(|it| it.title.to_string()).unwrap_or_default();
            (IconName::Task, words::finished(&title), None)
        }
        What::Created { source } => {
            let source = source.and_then(|it| book.get(it)).map(|it| it.label().to_owned());
            (drawing(event.of.kind), words::created(event.of.kind, source.as_deref()), None)
        }
        What::Status { to, reason } => {
            let to = book.get(*to).map(|it| it.label().to_owned()).unwrap_or_default();
            let reason = reason.and_then(|it| book.get(it)).map(|it| it.label().to_owned());
            (IconName::KindWorking, words::status(&to, reason.as_deref()), None)
        }
        What::Stage { from, to } => {
            let name = |id: Id<Stage>| book.get(id).map(|it| it.label().to_owned());
            let from = from.and_then(name);
            (IconName::Pipeline, words::stage(from.as_deref(), &name(*to).unwrap_or_default()), None)
        }
        What::Converted => (IconName::KindConverted, words::converted(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn a_text_is_long_by_its_lines_and_by_its_letters() {
        assert!(!is_long("Called.\n\nShe asks for an offer."));
        assert!(is_long(&"line\n".repeat(20)));
        assert!(is_long(&"word ".repeat(300)));
        assert!(!is_long(&"word ".repeat(100)));
    }
}
