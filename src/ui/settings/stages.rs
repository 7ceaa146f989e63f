//! The way a sale takes: the stages of a pipeline, each with its probability and how long it may be quiet.
//!
//! Won and Lost stay behind the open ones and cannot be archived; they can be called otherwise.

use super::{
    entries::{AddLine, Archived, Handle, NameCell, edit, named, write},
    retire::{Going, archive, retire},
};
use crate::{
    platform::{dom, ids},
    ui::{
        format,
        front::use_desk,
        kit::{
            button::{Button, Variant},
            cell::CellField,
            choice::Choice,
            field::TextKind,
            icon::{Icon, IconName, IconSize, Tone},
            live::live,
            meter::Seam,
            pick::Pick,
        },
        text::{common, settings as words},
    },
};
use desk::Topic;
use domain::{
    book::{Book, Place},
    query,
    record::{Pipeline, Record, Stage, StageKind},
    row::Row,
    value::{Id, Kind, Percent, RecordId, Text},
};
use leptos::prelude::*;
use std::num::ParseIntError;

/// What a row needs to know of a stage beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    kind: StageKind,
    probability: Percent,
    rots: Option<u16>,
    deals: usize,
}

/// The section.
#[component]
pub fn Stages() -> impl IntoView {
    let desk = use_desk();
    let pipelines = desk.peek(query::listed::<Pipeline>);
    let pipeline = RwSignal::new(desk.peek(query::default_pipeline));
    let retiring = RwSignal::new(None::<Going>);
    let how = StoredValue::new(dom::fresh_id());
    let stages = Memo::new(move |_| {
        let list = desk.read(&[Topic::Table(Kind::Stage)], |book| query::stages(book, pipeline.get()));
        list.iter().map(|it| (RecordId::from(it.id), it.kind, it.archived)).collect::<Vec<_>>()
    });
    let of = move |kind: fn(StageKind) -> bool, is_archived: bool| {
        let list = stages.read();
        list.iter().filter(|it| kind(it.1) && it.2 == is_archived).map(|it| it.0).collect::<Vec<_>>()
    };
    let open = move || of(|it| it == StageKind::Open, false);
    let ends = move || of(|it| it != StageKind::Open, false);
    let archived = Signal::derive(move || of(|_| true, true));
    let make = move |name: Text| -> Row {
        let (probability, pipeline) = (Percent::clipped(50), pipeline.get_untracked());
        Stage { name, probability, pipeline, ..Stage::blank(Id::new(ids::fresh())) }.into()
    };
    let choose = move || {
        let options = pipelines.iter().map(|it| Choice::new(it.id.to_string(), &*it.name)).collect();
        let value = Signal::derive(move || pipeline.get().to_string());
        let change = move |it: String| it.parse().map_or((), |it| pipeline.set(it));
        (pipelines.len() > 1).then(|| view! { <Pick label=common::capital(common::one(Kind::Pipeline)) options value fit=true on_change=change /> })
    };
    view! {
        <section aria-labelledby="stages">
            <div class="section-head">
                <h2 id="stages">{words::stages()}</h2>
                <span class="spread">{choose()}</span>
            </div>
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::stages()}</caption>
                {heads()}
                <tbody>
                    <For each=open key=|it| *it let:id><StageRow id retiring how /></For>
                    <For each=ends key=|it| *it let:id><StageRow id retiring how /></For>
                </tbody>
            </table>
            <AddLine kind=Kind::Stage make=Callback::new(make) />
            <p class="field-hint"><span id=how.get_value()>{words::how_to_move()}</span> " " {words::archive_stage_means()}</p>
            <Archived ids=archived />
            {retire(retiring)}
        </section>
    }
}

fn heads() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col" data-width="pick"><span class="unseen">{words::order()}</span></th>
                <th scope="col">{words::name()}</th>
                <th scope="col" data-width="number" data-from="middle">{words::kind()}</th>
                <th scope="col" data-width="number" data-align="end">{words::probability()}</th>
                <th scope="col" data-width="number" data-from="middle"><span class="unseen">{words::share()}</span></th>
                <th scope="col" data-width="number" data-from="middle" data-align="end">{words::rots_after()}</th>
                <th scope="col" data-width="short" data-align="end">{words::deals()}</th>
                <th scope="col" data-width="short"><span class="unseen">{words::archive_head()}</span></th>
            </tr>
        </thead>
    }
}

fn line(book: &Book, id: Id<Stage>) -> Option<Line> {
    let stage = book.get(id)?;
    let place = match stage.kind {
        StageKind::Open => Place::Open(id),
        StageKind::Won => Place::Won(stage.pipeline),
        StageKind::Lost => Place::Lost(stage.pipeline),
    };
    let deals = book.columns().get(place).len();
    Some(Line { kind: stage.kind, probability: stage.probability, rots: stage.rot_days, deals })
}

#[component]
fn StageRow(id: RecordId, retiring: RwSignal<Option<Going>>, how: StoredValue<String>) -> impl IntoView {
    let desk = use_desk();
    let stage: Id<Stage> = Id::new(id.uuid);
    let name = named(id);
    let topics = [Topic::Table(Kind::Stage), Topic::Table(Kind::Deal)];
    let it = Memo::new(move |_| desk.read(&topics, |book| line(book, stage)));
    let problem = RwSignal::new(None::<String>);
    let kind = desk.peek(|book| line(book, stage)).map_or(StageKind::Open, |it| it.kind);
    let is_open = kind == StageKind::Open;
    let share = Signal::derive(move || it.read().as_ref().map_or(0, |it| u32::from(it.probability.value())));
    let deals = move || it.read().as_ref().map(|it| format::count(it.deals));
    view! {
        <tr data-movable=is_open.then_some("")>
            <td data-width="pick">{is_open.then(|| view! { <Handle list=None id name how /> })}</td>
            <th scope="row">
                <NameCell id name problem />
                {move || problem.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </th>
            <td class="soft" data-from="middle">{words::stage_kind(kind)}</td>
            <td data-align="end"><Chance id name it problem is_open /></td>
            <td data-from="middle"><Seam value=share tone=if kind == StageKind::Won { Tone::Good } else { Tone::Plain } /></td>
            <td data-from="middle" data-align="end"><Rots id name it problem is_open /></td>
            <td data-align="end" class="soft">{live(deals)}</td>
            <td data-align="end">{end(is_open, stage, name, retiring)}</td>
        </tr>
    }
}

/// The button that archives the stage, or the sign that it stays.
fn end(is_open: bool, stage: Id<Stage>, name: Memo<String>, retiring: RwSignal<Option<Going>>) -> AnyView {
    if !is_open {
        return view! {
            <span class="slot" role="img" aria-label=words::locked()>
                <Icon name=IconName::Lock size=IconSize::Small />
            </span>
        }
        .into_any();
    }
    let desk = use_desk();
    let press = move || archive(desk, Going::Stage(stage), retiring);
    let button = move || {
        let label = words::archive(&name.get());
        view! { <Button label icon=IconName::Archive variant=Variant::Quiet small=true bare=true on_press=press /> }
    };
    button.into_any()
}

/// How likely a deal that stands there is to be won.
#[component]
fn Chance(
    id: RecordId,
    name: Memo<String>,
    it: Memo<Option<Line>>,
    problem: RwSignal<Option<String>>,
    is_open: bool,
) -> impl IntoView {
    let desk = use_desk();
    let value = Signal::derive(move || {
        it.read().as_ref().map(|it| format::percent(it.probability)).unwrap_or_default()
    });
    if !is_open {
        return view! { <span class="faint" data-cell="">{value}</span> }.into_any();
    }
    let change = move |(was, now): (String, String)| {
        let (Ok(was), now) = (Percent::parse(&was), Percent::parse(&now)) else { return };
        let now = match now {
            Ok(now) => now,
            Err(error) => return problem.set(Some(crate::ui::record::facts::sentence(&error.to_string()))),
        };
        let command =
            desk.peek(|book| edit::<Stage>(book, id, |it| it.probability = was, |it| it.probability = now));
        let shown =
            |row: &Row| row.get::<Stage>().map(|it| format::percent(it.probability)).unwrap_or_default();
        write(desk, command, problem, shown);
    };
    let label = words::probability_of(&name.get_untracked());
    view! { <CellField label value kind=TextKind::Number align_end=true on_change=change /> }.into_any()
}

/// After how many quiet days a deal there needs a look.
#[component]
fn Rots(
    id: RecordId,
    name: Memo<String>,
    it: Memo<Option<Line>>,
    problem: RwSignal<Option<String>>,
    is_open: bool,
) -> impl IntoView {
    let desk = use_desk();
    if !is_open {
        return view! { <span class="faint" data-cell="">{common::NONE}</span> }.into_any();
    }
    let shown = |days: Option<u16>| days.map_or_else(|| common::never().to_owned(), words::days);
    let value = Signal::derive(move || shown(it.read().as_ref().and_then(|it| it.rots)));
    let change = move |(was, now): (String, String)| {
        let (Ok(was), Ok(now)) = (days(&was), days(&now)) else {
            return problem.set(Some(words::not_days(&now)));
        };
        let command =
            desk.peek(|book| edit::<Stage>(book, id, |it| it.rot_days = was, |it| it.rot_days = now));
        write(desk, command, problem, move |row| shown(row.get::<Stage>().and_then(|it| it.rot_days)));
    };
    let label = words::rots_of(&name.get_untracked());
    view! { <CellField label value kind=TextKind::Number align_end=true on_change=change /> }.into_any()
}

/// Reads "14 days", "14", or nothing at all.
fn days(text: &str) -> Result<Option<u16>, ParseIntError> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case(common::never()) {
        return Ok(None);
    }
    let digits = text.find(|it: char| !it.is_ascii_digit()).map_or(text, |at| &text[..at]);
    digits.parse().map(|it: u16| Some(it).filter(|it| *it > 0))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_a_number_or_nothing() {
        for (text, expected) in
            [("14 days", Some(14)), ("7", Some(7)), ("", None), ("Never", None), ("0", None)]
        {
            assert_eq!(days(text), Ok(expected), "{text}");
        }
        assert!(days("soon").is_err() && days("-3").is_err());
    }
}
