//! The stages and statuses met in a file, and what they are here.

use super::planning::Work;
use crate::ui::{
    front::use_desk,
    kit::{cell::CellField, choice::Choice, field::TextKind, live::live, pick::Pick},
    text::data as words,
};
use domain::{
    import::StageTo,
    query,
    record::{StageKind, Status},
    value::Percent,
};
use leptos::prelude::*;

/// The stages in the file, where a column holds them.
#[component]
pub fn Stages(
    /// The table.
    work: Work,
) -> impl IntoView {
    let names = Memo::new(move |_| {
        let mapping = work.mapping.read();
        (mapping.pipeline, mapping.stages.iter().map(|it| it.name.clone()).collect::<Vec<_>>())
    });
    live(move || {
        let (pipeline, names) = names.get();
        let stages = use_desk().peek(|book| query::stages(book, pipeline));
        let open = stages.iter().filter(|it| it.kind == StageKind::Open && !it.archived);
        let mut options: Vec<Choice> = open.map(|it| Choice::new(it.id.to_string(), &*it.name)).collect();
        options.push(Choice::new("new", words::new_stage()));
        options.push(Choice::new("won", words::won()));
        options.push(Choice::new("lost", words::lost()));
        let line = |(at, name): (usize, domain::value::Text)| {
            view! { <StageLine work at name=name.to_string() options=options.clone() /> }
        };
        (!names.is_empty()).then(|| {
            let lines = names.into_iter().enumerate().map(line).collect_view();
            table(words::stages(), words::probability(), lines.into_any())
        })
    })
}

fn table(title: &'static str, third: &'static str, lines: AnyView) -> AnyView {
    view! {
        <div class="panel">
            <table class="table" data-variant="plain">
                <caption class="unseen">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{title}</th>
                        <th scope="col">{words::here()}</th>
                        <th scope="col" data-width="state" data-align="end">{third}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn StageLine(work: Work, at: usize, name: String, options: Vec<Choice>) -> impl IntoView {
    let to = Memo::new(move |_| work.mapping.read().stages.get(at).map(|it| it.to));
    let put = move |to: StageTo| {
        work.correct(move |mapping, _, _| {
            if let Some(it) = mapping.stages.get_mut(at) {
                it.to = to;
            }
        });
    };
    let value = Signal::derive(move || to.get().map(words::stage_to).unwrap_or_default());
    let change = move |value: String| {
        put(match &*value {
            "new" => StageTo::New { probability: Percent::clipped(50) },
            "won" => StageTo::Won,
            "lost" => StageTo::Lost,
            id => match id.parse() {
                Ok(id) => StageTo::Existing(id),
                Err(_) => return,
            },
        });
    };
    let chance = Memo::new(move |_| match to.get() {
        Some(StageTo::New { probability }) => Some(probability.value().to_string()),
        _ => None,
    });
    let is_new = Memo::new(move |_| chance.read().is_some());
    let label = StoredValue::new(words::probability_of(&name));
    let probability = move || {
        let value = Signal::derive(move || chance.get().unwrap_or_default());
        let typed = move |(_, now): (String, String)| {
            let probability = Percent::parse(&now).unwrap_or(Percent::clipped(50));
            put(StageTo::New { probability });
        };
        is_new.get().then(|| view! { <CellField label=label.get_value() value kind=TextKind::Number align_end=true on_change=typed /> })
    };
    view! {
        <tr>
            <th scope="row"><bdi>{name.clone()}</bdi></th>
            <td><Pick label=words::is_here(&name) options value on_change=change /></td>
            <td data-align="end">{live(probability)}</td>
        </tr>
    }
}

/// The lead statuses in the file, where a column holds them.
#[component]
pub fn Statuses(
    /// The table.
    work: Work,
) -> impl IntoView {
    let names =
        Memo::new(move |_| work.mapping.read().statuses.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
    live(move || {
        let statuses = use_desk().peek(query::listed::<Status>);
        let options: Vec<Choice> =
            statuses.iter().map(|it| Choice::new(it.id.to_string(), &*it.name)).collect();
        let line = |(at, name): (usize, domain::value::Text)| {
            view! { <StatusLine work at name=name.to_string() options=options.clone() /> }
        };
        let names = names.get();
        (!names.is_empty()).then(|| {
            let lines = names.into_iter().enumerate().map(line).collect_view();
            table(words::statuses(), "", lines.into_any())
        })
    })
}

#[component]
fn StatusLine(work: Work, at: usize, name: String, options: Vec<Choice>) -> impl IntoView {
    let value = Signal::derive(move || {
        work.mapping.read().statuses.get(at).map(|it| it.to.to_string()).unwrap_or_default()
    });
    let change = move |value: String| {
        let Ok(to) = value.parse() else { return };
        work.correct(move |mapping, _, _| {
            if let Some(it) = mapping.statuses.get_mut(at) {
                (it.to, it.is_sure) = (to, true);
            }
        });
    };
    let is_sure = move || work.mapping.read().statuses.get(at).is_none_or(|it| it.is_sure);
    view! {
        <tr>
            <th scope="row"><bdi>{name.clone()}</bdi></th>
            <td><Pick label=words::is_here(&name) options value on_change=change /></td>
            <td data-align="end">{move || (!is_sure()).then(|| view! { <small class="faint">{words::a_guess()}</small> })}</td>
        </tr>
    }
}
