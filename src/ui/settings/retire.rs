//! Archiving a stage in which deals stand: it asks where they go.

use crate::{
    platform::task,
    ui::{
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::Choice,
            dialog::Dialog,
            field::SelectField,
            form::FormValues,
            live::live,
        },
        text::{common, refused, settings as words},
    },
};
use domain::{
    book::Book,
    command::RetireStage,
    query,
    record::{Deal, Stage, StageKind},
    value::Id,
};
use leptos::prelude::*;

/// The dialog, open while a stage is there.
#[component]
pub fn Retire(
    /// Which stage; none as long as it is closed.
    retiring: RwSignal<Option<Id<Stage>>>,
) -> impl IntoView {
    live(move || retiring.get().map(|stage| view! { <Ask stage retiring /> }))
}

#[component]
fn Ask(stage: Id<Stage>, retiring: RwSignal<Option<Id<Stage>>>) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            retiring.set(None);
        }
    });
    let name = desk.peek(|book| book.get(stage).map(|it| it.name.to_string())).unwrap_or_default();
    let deals = desk.peek(|book| book.table::<Deal>().live().filter(|it| it.stage == stage).count());
    let options = desk.peek(|book| others(book, stage));
    let (mistake, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let submit = Callback::new(move |values: FormValues| {
        let to = values.text("to").parse().ok();
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(RetireStage { stage, to }).await;
            busy.try_set(false);
            match outcome {
                Ok(_) => drop(open.try_set(false)),
                Err(error) => {
                    mistake.try_set(Some(refused::error(&error)));
                    values.focus_mistake();
                }
            }
        });
    });
    let foot = move || {
        view! {
            <span class="spread cluster">
                <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                <Button label=words::archive_stage() variant=Variant::Primary submit=true busy />
            </span>
        }
    };
    let says = words::deals_go(deals, &name);
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
fn others(book: &Book, stage: Id<Stage>) -> Vec<Choice> {
    let Some(pipeline) = book.get(stage).map(|it| it.pipeline) else { return Vec::new() };
    let stages = query::stages(book, pipeline);
    let is_offered = |it: &Stage| it.kind == StageKind::Open && !it.archived && it.id != stage;
    stages.iter().filter(|it| is_offered(it)).map(|it| Choice::new(it.id.to_string(), &*it.name)).collect()
}
