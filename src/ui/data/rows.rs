//! A table on its way in: what its rows are, what its columns mean, and what would come of it.

use super::{
    FILE,
    columns::Columns,
    intake::{Intake, Opened},
    outcome::Outcome,
    planning::Work,
    values::{Stages, Statuses},
};
use crate::{
    platform::task,
    ui::{
        front::use_desk,
        kit::{
            choice::{Check, Choice, Segmented},
            live::live,
            pick::Pick,
        },
        text::data as words,
    },
};
use domain::{
    import::{Field, Target, Use},
    query,
    record::Pipeline,
    value::Currency,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The way of a table.
#[component]
pub fn TableImport(
    /// The file.
    intake: Intake,
    /// What it holds.
    opened: Arc<Opened>,
) -> impl IntoView {
    let work = Work::new(opened.clone());
    let (rows, columns) =
        opened.read(|table| (table.len() + table.beyond().map_or(0, |it| it.1), table.columns().len()));
    // To draw the columns is a piece of work of its own.
    let is_begun = RwSignal::new(false);
    task::run(async move {
        task::breathe().await;
        is_begun.try_set(true);
    });
    let columns_and_outcome = move || {
        is_begun.get().then(|| {
            view! {
                <Columns work />
                <Stages work />
                <Statuses work />
                <Outcome intake work />
            }
        })
    };
    let holds = move || words::table_holds(rows, columns, work.mapping.read().origin);
    view! {
        <section aria-labelledby=FILE>
            <div class="section-head">
                <h2 id=FILE tabindex="-1"><bdi>{words::file_heading(&opened.file)}</bdi></h2>
                <small class="faint clip">{live(holds)}</small>
            </div>
            <Basics work />
            {live(columns_and_outcome)}
        </section>
    }
}

/// What holds for the whole table.
#[component]
fn Basics(work: Work) -> impl IntoView {
    let target = Memo::new(move |_| work.mapping.read().target);
    let options = Target::ALL.iter().map(|it| Choice::new(it.name(), words::target(*it))).collect();
    let value = Signal::derive(move || target.get().name().to_owned());
    let choose = move |it: String| {
        if let Ok(target) = it.parse() {
            work.set_target(target);
        }
    };
    let fills = move |field| {
        Memo::new(move |_| work.mapping.read().columns.iter().any(|it| it.to == Use::Field(field)))
    };
    let (has_value, has_currency) = (fills(Field::Value), fills(Field::Currency));
    view! {
        <div class="basics">
            <span class="field-label" aria-hidden="true">{words::rows_are()}</span>
            <Segmented label=words::rows_are() options value on_choose=choose />
            <Check
                label=words::has_headings()
                checked=work.has_headings
                on_change=move |it| work.set_headings(it)
            />
            {move || has_value.get().then(|| view! { <UsualCurrency work is_asked=!has_currency.get() /> })}
            {move || (target.get() == Target::Deals).then(|| view! { <WhichPipeline work /> })}
        </div>
    }
}

/// The currency of amounts that name none.
#[component]
fn UsualCurrency(work: Work, is_asked: bool) -> impl IntoView {
    let value = Signal::derive(move || work.mapping.read().currency.to_string());
    let options = Currency::all().iter().map(|it| Choice::new(it.code(), it.code())).collect();
    let change = move |it: String| {
        if let Ok(currency) = it.parse() {
            work.correct(move |mapping, table, _| mapping.set_currency(table, currency));
        }
    };
    is_asked.then(|| {
        view! {
            <span class="option">
                <span class="field-label" aria-hidden="true">{words::currency()}</span>
                <Pick label=words::currency() options value fit=true on_change=change />
            </span>
        }
    })
}

/// The pipeline, where there is a choice.
#[component]
fn WhichPipeline(work: Work) -> impl IntoView {
    let pipelines = use_desk().peek(query::listed::<Pipeline>);
    let value = Signal::derive(move || work.mapping.read().pipeline.to_string());
    let change = move |it: String| {
        if let Ok(pipeline) = it.parse() {
            work.correct(move |mapping, table, book| mapping.set_pipeline(table, book, pipeline));
        }
    };
    (pipelines.len() > 1).then(|| {
        let options = pipelines.iter().map(|it| Choice::new(it.id.to_string(), &*it.name)).collect();
        view! {
            <span class="option">
                <span class="field-label" aria-hidden="true">{words::pipeline()}</span>
                <Pick label=words::pipeline() options value fit=true on_change=change />
            </span>
        }
    })
}
