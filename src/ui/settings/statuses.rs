//! What the statuses of leads are called. What they mean is not chosen: it carries the logic.

use super::entries::{NameCell, named};
use crate::ui::{
    front::use_desk,
    leads::status,
    text::{leads, settings as words},
};
use desk::Topic;
use domain::{
    query,
    record::{Record, Status, StatusKind},
    value::{Kind, RecordId},
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Statuses() -> impl IntoView {
    let desk = use_desk();
    let statuses = Memo::new(move |_| {
        let list = desk.read(&[Topic::Table(Kind::Status)], query::listed::<Status>);
        list.iter().map(|it| (it.id().into(), it.kind)).collect::<Vec<_>>()
    });
    view! {
        <section aria-labelledby="statuses">
            <h2 id="statuses">{words::statuses()}</h2>
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::statuses()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::name()}</th>
                        <th scope="col" data-width="state">{words::meaning()}</th>
                    </tr>
                </thead>
                <tbody><For each=move || statuses.get() key=|it| *it children=row /></tbody>
            </table>
            <p class="field-hint">{words::statuses_mean()}</p>
        </section>
    }
}

fn row((id, kind): (RecordId, StatusKind)) -> AnyView {
    let name = named(id);
    let problem = RwSignal::new(None::<String>);
    view! {
        <tr>
            <th scope="row">
                <NameCell id name problem />
                {move || problem.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </th>
            <td>{status::shown(kind, leads::kind(kind).to_owned())}</td>
        </tr>
    }
    .into_any()
}
