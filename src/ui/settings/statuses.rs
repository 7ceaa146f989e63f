//! The statuses of leads: what they are called, in which order they stand, and which there are. What one means is chosen
//! when it is made and stays: it carries the logic.
//!
//! The last one by which leads are new, qualified or disqualified stays, and so does Converted, which nobody chooses.

use super::{
    entries::{AddLine, Archived, Handle, List, NameCell, named},
    retire::{Going, archive},
};
use crate::{
    platform::{dom, ids},
    ui::{
        format,
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::Choice,
            icon::{Icon, IconName, IconSize},
            live::live,
            pick::Pick,
        },
        leads::status,
        text::{leads, settings as words},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query,
    record::{Listed, Record, Status, StatusKind},
    row::Row,
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// What a new one can mean. Only a conversion makes a lead converted.
const KINDS: [StatusKind; 5] = [
    StatusKind::Open,
    StatusKind::Working,
    StatusKind::Nurturing,
    StatusKind::Qualified,
    StatusKind::Disqualified,
];

/// The section.
#[component]
pub fn Statuses() -> impl IntoView {
    let desk = use_desk();
    let retiring = RwSignal::new(None::<Going>);
    let how = StoredValue::new(dom::fresh_id());
    let statuses = Memo::new(move |_| {
        let list = desk.read(&[Topic::Table(Kind::Status)], query::listed_with_archived::<Status>);
        list.iter().map(|it| (it.id().into(), it.kind, it.is_archived())).collect::<Vec<_>>()
    });
    let offered = move || {
        let all = statuses.read();
        all.iter().filter(|it| !it.2).map(|it| (it.0, it.1)).collect::<Vec<_>>()
    };
    let archived =
        Signal::derive(move || statuses.read().iter().filter(|it| it.2).map(|it| it.0).collect::<Vec<_>>());
    view! {
        <section aria-labelledby="statuses">
            <h2 id="statuses">{words::statuses()}</h2>
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::statuses()}</caption>
                <thead>
                    <tr>
                        <th scope="col" data-width="pick"><span class="unseen">{words::order()}</span></th>
                        <th scope="col">{words::name()}</th>
                        <th scope="col" data-width="state">{words::meaning()}</th>
                        <th scope="col" data-width="age" data-align="end">{words::leads()}</th>
                        <th scope="col" data-width="short"><span class="unseen">{words::archive_head()}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=offered key=|it| *it children=move |(id, kind)| row(id, kind, retiring, how) />
                </tbody>
            </table>
            <AddStatus />
            <p class="field-hint">
                <span id=how.get_value()>{words::how_to_move()}</span>
                " "
                {words::statuses_mean()}
            </p>
            <Archived ids=archived />
            {super::retire::retire(retiring)}
        </section>
    }
}

fn row(
    id: RecordId,
    kind: StatusKind,
    retiring: RwSignal<Option<Going>>,
    how: StoredValue<String>,
) -> AnyView {
    let desk = use_desk();
    let name = named(id);
    let problem = RwSignal::new(None::<String>);
    let status = Id::<Status>::new(id.uuid);
    let topics = [Topic::Table(Kind::Lead), Topic::Table(Kind::Status)];
    let leads_in = Memo::new(move |_| desk.read(&topics, |book| leads_in(book, status, kind)));
    view! {
        <tr data-movable="">
            <td data-width="pick"><Handle list=Some(List::Statuses) id name how /></td>
            <th scope="row">
                <NameCell id name problem />
                {move || problem.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </th>
            <td>{status::shown(kind, leads::kind(kind).to_owned())}</td>
            <td data-align="end" class="soft">{live(move || format::count(leads_in.get()))}</td>
            <td data-align="end">{end(kind, status, name, retiring)}</td>
        </tr>
    }
    .into_any()
}

/// How many leads are shown in a status: those that are converted in the first of their kind.
fn leads_in(book: &Book, status: Id<Status>, kind: StatusKind) -> usize {
    if kind != StatusKind::Converted {
        return query::leads_in(book, status);
    }
    let is_first = query::status_of_kind(book, kind) == Some(status);
    if is_first { query::converted_leads(book) } else { 0 }
}

/// The button that archives a status, or the sign that it stays.
fn end(
    kind: StatusKind,
    status: Id<Status>,
    name: Memo<String>,
    retiring: RwSignal<Option<Going>>,
) -> AnyView {
    if kind == StatusKind::Converted {
        return view! {
            <span class="slot" role="img" aria-label=words::locked()>
                <Icon name=IconName::Lock size=IconSize::Small />
            </span>
        }
        .into_any();
    }
    let desk = use_desk();
    let is_last = move || {
        desk.read(&[Topic::Table(Kind::Status)], |book| {
            !query::listed::<Status>(book).iter().any(|it| it.kind == kind && it.id != status)
        })
    };
    let is_needed = !matches!(kind, StatusKind::Working | StatusKind::Nurturing);
    let refused = Signal::derive(move || (is_needed && is_last()).then(|| words::last_of_kind(kind)));
    let press = move || archive(desk, Going::Status(status), retiring);
    let button = move || {
        let label = words::archive(&name.get());
        view! {
            <Button label icon=IconName::Archive variant=Variant::Quiet small=true bare=true refused on_press=press />
        }
    };
    live(button).into_any()
}

/// The line that adds one: what it is called, and what it means.
#[component]
fn AddStatus() -> impl IntoView {
    let kind = RwSignal::new(StatusKind::Working);
    let make = move |name: Text| -> Row {
        Status { name, kind: kind.get_untracked(), ..Status::blank(Id::new(ids::fresh())) }.into()
    };
    let options = KINDS.map(|it| Choice::new(it.name(), leads::kind(it))).to_vec();
    let value = Signal::derive(move || kind.get().name().to_owned());
    let change = move |it: String| it.parse().map_or((), |it| kind.set(it));
    view! {
        <AddLine kind=Kind::Status make=Callback::new(make)>
            <Pick label=words::new_meaning() options value fit=true on_change=change />
        </AddLine>
    }
}
