//! Archiving a stage in which deals stand, or a status in which leads do: it asks where they go.

use crate::{
    platform::task,
    ui::{
        front::use_desk,
        kit::{
            announce::announce_now, button::Variant, choice::Choice, dialog::Dialog, field::SelectField,
            form::FormValues, live::live,
        },
        question::Question,
        text::{common, refused, settings as words},
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::{Command, RetireStage, RetireStatus, may_take_over},
    query,
    record::{Deal, Listed, Stage, StageKind, Status},
    value::{Id, Kind},
};
use leptos::prelude::*;

/// What is to be archived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// A stage of deals.
    Stage(Id<Stage>),
    /// A status of leads.
    Status(Id<Status>),
}

impl Going {
    /// The command; what stands there goes to the entry of this id.
    fn command(self, to: Option<&str>) -> Command {
        match self {
            Going::Stage(stage) => RetireStage { stage, to: to.and_then(|it| it.parse().ok()) }.into(),
            Going::Status(status) => RetireStatus { status, to: to.and_then(|it| it.parse().ok()) }.into(),
        }
    }

    /// Whether somebody must say where what stands there goes.
    fn asks(self, book: &Book) -> bool {
        match self {
            Going::Stage(it) => !book.columns().get(domain::book::Place::Open(it)).is_empty(),
            Going::Status(it) => query::leads_in(book, it) > 0,
        }
    }

    fn name(self, book: &Book) -> String {
        let id = match self {
            Going::Stage(it) => it.into(),
            Going::Status(it) => it.into(),
        };
        query::name(book, id).unwrap_or_default()
    }

    /// What stands there, and that it goes.
    fn says(self, book: &Book) -> String {
        let name = self.name(book);
        match self {
            Going::Stage(stage) => {
                let deals = book.table::<Deal>().live().filter(|it| it.stage == stage).count();
                words::deals_go(deals, &name)
            }
            Going::Status(it) => {
                words::leads_go(&common::counted(query::leads_in(book, it), Kind::Lead), &name)
            }
        }
    }

    /// Where it can go.
    fn others(self, book: &Book) -> Vec<Choice> {
        match self {
            Going::Stage(it) => stages(book, it),
            Going::Status(it) => statuses(book, it),
        }
    }
}

/// Archives it, or asks where what stands there goes.
pub fn archive(desk: Desk, going: Going, retiring: RwSignal<Option<Going>>) {
    if desk.peek(|book| going.asks(book)) {
        return retiring.set(Some(going));
    }
    task::run(async move {
        if let Err(error) = desk.run(going.command(None)).await {
            announce_now(&refused::error(&error));
        }
    });
}

/// The dialog, open while something is to be archived.
pub fn retire(retiring: RwSignal<Option<Going>>) -> AnyView {
    live(move || retiring.get().map(|going| view! { <Ask going retiring /> })).into_any()
}

#[component]
fn Ask(going: Going, retiring: RwSignal<Option<Going>>) -> impl IntoView {
    let desk = use_desk();
    let question = Question::new(retiring);
    let Question { open, mistake, .. } = question;
    let (name, says, options) = desk.peek(|book| (going.name(book), going.says(book), going.others(book)));
    let submit = Callback::new(move |values: FormValues| {
        let to = values.text("to");
        question.run(going.command(Some(&to)), values);
    });
    let label = match going {
        Going::Stage(_) => words::archive_stage(),
        Going::Status(_) => words::archive_status(),
    };
    let foot = question.foot(label, Variant::Primary);
    view! {
        <Dialog open title=words::archive(&name) close=common::close() on_submit=submit foot>
            <section>
                <p>{says.clone()}</p>
                <SelectField name="to" label=words::move_to() options=options.clone() error=mistake />
            </section>
        </Dialog>
    }
}

/// The stages to which deals can go.
fn stages(book: &Book, stage: Id<Stage>) -> Vec<Choice> {
    let Some(pipeline) = book.get(stage).map(|it| it.pipeline) else { return Vec::new() };
    let stages = query::stages(book, pipeline);
    let is_offered = |it: &Stage| it.kind == StageKind::Open && !it.archived && it.id != stage;
    stages.iter().filter(|it| is_offered(it)).map(|it| Choice::new(it.id.to_string(), &*it.name)).collect()
}

/// The statuses that leads can get instead, those that mean the same first.
fn statuses(book: &Book, status: Id<Status>) -> Vec<Choice> {
    let Some(kind) = book.get(status).map(|it| it.kind) else { return Vec::new() };
    let all = query::listed::<Status>(book);
    let takes = |it: &Status| it.id != status && may_take_over(kind, it.kind);
    let of = |is_same: bool| all.iter().filter(move |it| takes(it) && (it.kind == kind) == is_same);
    of(true).chain(of(false)).map(|it| Choice::new(it.id.to_string(), it.label())).collect()
}
