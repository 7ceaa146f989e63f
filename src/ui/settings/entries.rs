//! A list that the user keeps: added to, renamed, put in order, archived and offered again.
//!
//! One editor for all of them. It knows an entry by its id and what to say of it; the few lines that need to know its
//! kind stand at the end.

use crate::{
    platform::{device, dom, ids, task},
    ui::{
        answer, format,
        front::{use_desk, use_front},
        kit::{
            announce::{announce, announce_now},
            button::{Button, Variant},
            cell::CellField,
            choice::CheckBox,
            field::TextField,
            form::{Form, FormValues},
            icon::{IconName, small_icon},
            live::live,
            reorder::MoveHandle,
        },
        text::{refused, settings as words},
    },
};
use desk::{Desk, DeskError, Topic};
use domain::{
    book::{Book, Kept},
    command::{Add, Edit, MoveEntry},
    query,
    record::{Criterion, Listed, Reason, ReasonUse, Record, Rep, Source, Stage, StageKind, Status, Tag},
    refusal::Refusal,
    row::{Row, Stamped, Unrow},
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The people of the team.
    Reps,
    /// Where leads come from.
    Sources,
    /// The statuses of leads.
    Statuses,
    /// The questions of the checklist.
    Questions,
    /// Why something ended, by what ended.
    Reasons(ReasonUse),
}

/// An entry, as far as its row needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    id: RecordId,
    is_archived: bool,
}

/// The editor of a list.
#[component]
pub fn ListEditor(
    /// Which one.
    list: List,
) -> impl IntoView {
    let desk = use_desk();
    let kind = list.kind();
    let entries = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| list.entries(book)));
    let offered =
        move || entries.read().iter().filter(|it| !it.is_archived).map(|it| it.id).collect::<Vec<_>>();
    let archived =
        move || entries.read().iter().filter(|it| it.is_archived).map(|it| it.id).collect::<Vec<_>>();
    let asks = matches!(list, List::Reasons(ReasonUse::Disqualify | ReasonUse::Lost));
    let given = matches!(list, List::Reasons(_)).then(given);
    let (heading, how) = (dom::fresh_id(), StoredValue::new(dom::fresh_id()));
    let labelled = heading.clone();
    view! {
        <section aria-labelledby=labelled>
            <h2 id=heading>{list.title()}</h2>
            <table class="table" data-variant="plain">
                <caption class="unseen">{list.title()}</caption>
                <thead>
                    <tr>
                        <th scope="col" data-width="pick"><span class="unseen">{words::order()}</span></th>
                        <th scope="col">{words::name()}</th>
                        {given.map(|_| view! { <th scope="col" data-width="age" data-align="end">{words::given()}</th> })}
                        {asks.then(|| view! { <th scope="col" data-width="state">{words::asks_note()}</th> })}
                        <th scope="col" data-width="short"><span class="unseen">{words::archive_head()}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=offered key=|it| *it let:id>
                        <EntryRow list id asks given how />
                    </For>
                </tbody>
            </table>
            <AddEntry list />
            <p class="field-hint"><span id=how.get_value()>{words::how_to_move()}</span> " " {words::archive_means()}</p>
            <Archived ids=Signal::derive(archived) />
        </section>
    }
}

/// How often each reason was given.
type Given = Memo<BTreeMap<Id<Reason>, usize>>;

fn given() -> Given {
    const TOPICS: [Topic; 3] =
        [Topic::Table(Kind::Lead), Topic::Table(Kind::Deal), Topic::Table(Kind::Status)];
    let desk = use_desk();
    Memo::new(move |_| desk.read(&TOPICS, query::reasons_given))
}

#[component]
fn EntryRow(
    list: List,
    id: RecordId,
    asks: bool,
    given: Option<Given>,
    how: StoredValue<String>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let name = named(id);
    let label = move |say: fn(&str) -> String| move || say(&name.read());
    let problem = RwSignal::new(None::<String>);
    let refused = Signal::derive(move || {
        front.me.track();
        (id == device::me()).then(|| words::that_is_you().to_owned())
    });
    let asks_note = asks.then(|| {
        let id = id.get::<Reason>();
        let is_on = Memo::new(move |_| {
            desk.read(&[Topic::Table(Kind::Reason)], |book| id.and_then(|it| book.get(it)).is_some_and(|it| it.asks_note))
        });
        let change = move |on: bool| {
            send_edit(desk, desk.peek(|book| edit::<Reason>(book, id?.into(), |_| {}, |it| it.asks_note = on)));
        };
        view! { <td><CheckBox label=words::asks_note_of(&name.get_untracked()) checked=is_on on_change=change /></td> }
    });
    let count = move |given: Given| {
        let id = id.get::<Reason>();
        given.with(|it| id.and_then(|id| it.get(&id)).copied().unwrap_or_default())
    };
    let given = given.map(|it| view! { <td data-align="end">{move || format::count(count(it))}</td> });
    let archive = move || send_edit(desk, desk.peek(|book| set_archived(book, id, true)));
    view! {
        <tr data-movable="">
            <td data-width="pick"><Handle list=Some(list) id name how /></td>
            <th scope="row">
                <NameCell id name problem />
                {move || problem.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </th>
            {given}
            {asks_note}
            <td data-align="end">
                {move || {
                    let label = label(words::archive)();
                    view! {
                        <Button label icon=IconName::Archive variant=Variant::Quiet small=true bare=true refused on_press=archive />
                    }
                }}
            </td>
        </tr>
    }
}

/// What an entry is called now.
pub fn named(id: RecordId) -> Memo<String> {
    let desk = use_desk();
    Memo::new(move |_| desk.read(&[Topic::Table(id.kind)], |book| query::name(book, id)).unwrap_or_default())
}

/// The handle that moves an entry within its list, or a stage among the open ones.
#[component]
pub fn Handle(
    /// Of which list; of stages none.
    list: Option<List>,
    /// Which entry.
    id: RecordId,
    /// What it is called.
    name: Memo<String>,
    /// The id of the sentence that says how rows are moved.
    how: StoredValue<String>,
) -> impl IntoView {
    let desk = use_desk();
    let button = format!("move-{}", id.uuid);
    let element = button.clone();
    let go = move |to: usize| {
        let order = desk.peek(|book| order(book, list, id));
        let mut others = order.clone();
        others.retain(|it| *it != id);
        let before = others.get(to).copied();
        let moved = words::moved(&name.get_untracked(), to + 1, order.len());
        let element = element.clone();
        task::run(async move {
            match desk.run(MoveEntry { entry: id, before }).await {
                Ok(_) => announce(&moved),
                Err(error) => announce_now(&refused::error(&error)),
            }
            // The row is another element now; to the reader it is the same.
            dom::next_frame(move || dom::focus_id(&element));
        });
    };
    let go = Callback::new(go);
    live(
        move || view! { <MoveHandle label=words::move_it(&name.get()) described=how.get_value() id=button.clone() on_move=go /> },
    )
}

/// The movable entries, in order.
fn order(book: &Book, list: Option<List>, id: RecordId) -> Vec<RecordId> {
    if let Some(list) = list {
        return list.entries(book).into_iter().filter(|it| !it.is_archived).map(|it| it.id).collect();
    }
    let pipeline = id.get::<Stage>().and_then(|it| book.get(it)).map(|it| it.pipeline);
    let stages = pipeline.map(|it| query::stages(book, it)).unwrap_or_default();
    let is_movable = |it: &&Arc<Stamped<Stage>>| it.kind == StageKind::Open && !it.archived;
    stages.iter().filter(is_movable).map(|it| it.id.into()).collect()
}

/// The name of an entry, as a cell that is a field.
#[component]
pub fn NameCell(
    /// Which entry.
    id: RecordId,
    /// What it is called.
    name: Memo<String>,
    /// What is wrong with it.
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let change = move |(was, now): (String, String)| {
        let command = desk.peek(|book| rename(book, id, &was, &now));
        write(desk, command, problem, query::name_of);
    };
    let invalid = Signal::derive(move || problem.read().is_some());
    let label = words::name_of(&name.get_untracked());
    view! { <CellField label value=name invalid on_change=change /> }
}

/// Gives an edit, and says beside the cell why it was refused.
pub fn write(
    desk: Desk,
    command: Option<Edit>,
    problem: RwSignal<Option<String>>,
    shown: impl Fn(&Row) -> String + 'static,
) {
    let Some(command) = command else {
        return problem.set(Some(refused::refusal(&Refusal::Gone)));
    };
    problem.set(None);
    answer::ask(desk, command, String::new(), problem, move |answer| {
        let sentence = match answer {
            Ok(()) => return,
            Err(DeskError::Refused(Refusal::ChangedMeanwhile { theirs, .. })) => {
                words::changed_meanwhile(&shown(&theirs))
            }
            Err(error) => refused::error(&error),
        };
        announce_now(&sentence);
        problem.set(Some(sentence));
    });
}

/// Gives an edit of which nobody waits for the answer.
pub fn send_edit(desk: Desk, command: Option<Edit>) {
    if let Some(command) = command {
        desk.send(command);
    }
}

/// The line that adds an entry.
#[component]
fn AddEntry(list: List) -> impl IntoView {
    view! { <AddLine kind=list.kind() make=Callback::new(move |name: Text| list.new_entry(name)) /> }
}

/// A field for a name and a button.
#[component]
pub fn AddLine(
    /// What is added.
    kind: Kind,
    /// Makes it of a name.
    make: Callback<Text, Row>,
    /// What else is chosen of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let desk = use_desk();
    let mistake = RwSignal::new(None::<String>);
    let submit = Callback::new(move |values: FormValues| {
        let row = make.run(Text::trimmed(&values.text("name")));
        mistake.set(None);
        answer::ask(desk, Add(vec![row]), String::new(), mistake, move |answer| match answer {
            Ok(()) => values.reset(),
            Err(error) => {
                mistake.set(Some(refused::error(&error)));
                values.focus_mistake();
            }
        });
    });
    view! {
        <Form on_submit=submit>
            <div class="add-line">
                <TextField
                    name="name"
                    label=words::new_one(kind)
                    placeholder=words::new_one(kind)
                    unseen_label=true
                    error=mistake
                />
                {children.map(|it| it())}
                <Button label=words::add() icon=IconName::Plus submit=true />
            </div>
        </Form>
    }
}

/// What is not offered any more, and the way back.
#[component]
pub fn Archived(
    /// Which they are.
    ids: Signal<Vec<RecordId>>,
) -> impl IntoView {
    let desk = use_desk();
    let line = move |id: RecordId| {
        let name = named(id).get_untracked();
        let back = move || send_edit(desk, desk.peek(|book| set_archived(book, id, false)));
        view! {
            <li>
                <bdi class="clip">{name.clone()}</bdi>
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    aria-label=words::unarchive_it(&name)
                    on:click=move |_| back()
                >
                    {words::unarchive()}
                </button>
            </li>
        }
    };
    live(move || {
        let ids = ids.get();
        (!ids.is_empty()).then(|| {
            view! {
                <details class="twin archived">
                    <summary>{small_icon(IconName::Right)}{words::archived(ids.len())}</summary>
                    <ul>{ids.into_iter().map(line).collect_view()}</ul>
                </details>
            }
        })
    })
}

impl List {
    fn kind(self) -> Kind {
        match self {
            List::Reps => Kind::Rep,
            List::Sources => Kind::Source,
            List::Statuses => Kind::Status,
            List::Questions => Kind::Criterion,
            List::Reasons(_) => Kind::Reason,
        }
    }

    fn title(self) -> &'static str {
        match self {
            List::Reps => words::team(),
            List::Sources => words::sources(),
            List::Statuses => words::statuses(),
            List::Questions => words::questions(),
            List::Reasons(it) => words::reasons(it),
        }
    }

    fn entries(self, book: &Book) -> Vec<Entry> {
        match self {
            List::Reps => entries::<Rep>(book, |_| true),
            List::Sources => entries::<Source>(book, |_| true),
            List::Statuses => entries::<Status>(book, |_| true),
            List::Questions => entries::<Criterion>(book, |_| true),
            List::Reasons(used_for) => entries::<Reason>(book, |it| it.used_for == used_for),
        }
    }

    fn new_entry(self, name: Text) -> Row {
        let id = ids::fresh();
        match self {
            List::Reps => Rep { name, ..Rep::blank(Id::new(id)) }.into(),
            List::Sources => Source { name, ..Source::blank(Id::new(id)) }.into(),
            List::Statuses => Status { name, ..Status::blank(Id::new(id)) }.into(),
            List::Questions => Criterion { name, ..Criterion::blank(Id::new(id)) }.into(),
            List::Reasons(used_for) => Reason { name, used_for, ..Reason::blank(Id::new(id)) }.into(),
        }
    }
}

fn entries<T: Listed + Kept>(book: &Book, is_meant: impl Fn(&T) -> bool) -> Vec<Entry> {
    let list = query::listed_with_archived::<T>(book);
    let meant = list.iter().filter(|it| is_meant(it));
    meant.map(|it| Entry { id: it.id().into(), is_archived: it.is_archived() }).collect()
}

fn rename(book: &Book, id: RecordId, was: &str, now: &str) -> Option<Edit> {
    let (was, now) = (Text::trimmed(was), Text::trimmed(now));
    match id.kind {
        Kind::Rep => edit::<Rep>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Source => edit::<Source>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Criterion => edit::<Criterion>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Reason => edit::<Reason>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Status => edit::<Status>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Stage => edit::<Stage>(book, id, |it| it.name = was, |it| it.name = now),
        Kind::Tag => edit::<Tag>(book, id, |it| it.name = was, |it| it.name = now),
        _ => None,
    }
}

/// An edit that takes an entry out of what is offered, or offers it again.
pub fn set_archived(book: &Book, id: RecordId, archived: bool) -> Option<Edit> {
    match id.kind {
        Kind::Rep => edit::<Rep>(book, id, |_| {}, |it| it.archived = archived),
        Kind::Source => edit::<Source>(book, id, |_| {}, |it| it.archived = archived),
        Kind::Criterion => edit::<Criterion>(book, id, |_| {}, |it| it.archived = archived),
        Kind::Reason => edit::<Reason>(book, id, |_| {}, |it| it.archived = archived),
        Kind::Status => edit::<Status>(book, id, |_| {}, |it| it.archived = archived),
        Kind::Stage => edit::<Stage>(book, id, |_| {}, |it| it.archived = archived),
        _ => None,
    }
}

/// An edit by someone who saw the record in one way and wants it in another.
pub fn edit<T: Kept + Unrow>(
    book: &Book,
    id: RecordId,
    was: impl FnOnce(&mut T),
    now: impl FnOnce(&mut T),
) -> Option<Edit>
where
    Row: From<Arc<Stamped<T>>>,
{
    let here = book.live(id.get::<T>()?)?;
    let (mut before, mut after) = (here.record().clone(), here.record().clone());
    was(&mut before);
    now(&mut after);
    Some(Edit::between(here, before, after))
}
