//! The way of a deal through the stages: where it has been and for how long, and a click to any of them.

use crate::ui::kit::live::live;
use crate::{
    platform::clock,
    ui::{
        format,
        front::{use_desk, use_front},
        pipeline::moves,
        record::Shown,
        text::deals as words,
    },
};
use desk::Topic;
use domain::{
    book::Book,
    command::Spot,
    query,
    record::{Deal, Stage, StageKind},
    value::{Id, Kind, Timestamp},
};
use leptos::prelude::*;

/// A step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    stage: Id<Stage>,
    name: String,
    /// How long it has stood here in all; none if it never did.
    days: Option<i64>,
    /// It stands here.
    is_here: bool,
    /// It stands here or has come further.
    is_done: bool,
}

/// The way.
#[component]
pub fn Path(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let steps = Memo::new(move |_| {
        let deal = deal.read();
        let topics = [Topic::Table(Kind::Stage)];
        desk.read(&topics, |book| deal.as_ref().map(|it| steps(book, it, clock::now())).unwrap_or_default())
    });
    // A step keeps its button, and with it the focus, while it becomes the one where the deal stands.
    let step = move |stage: Id<Stage>| {
        let it = Memo::new(move |_| steps.read().iter().find(|it| it.stage == stage).cloned());
        let is_here = move || it.read().as_ref().is_some_and(|it| it.is_here);
        let is_done = move || it.read().as_ref().is_some_and(|it| it.is_done);
        let go = move |_| {
            let id = deal.with_untracked(|it| it.as_ref().map(|it| it.id));
            if let Some(id) = id.filter(|_| !untrack(is_here)) {
                moves::send(desk, front, moves::to(id, stage, Spot::Top));
            }
        };
        let title = move || it.read().as_ref().filter(|it| !it.is_here).map(|it| words::move_to(&it.name));
        let days = move || it.read().as_ref()?.days.map(|it| view! { <span>{format::days(it)}</span> });
        view! {
            <li>
                <button
                    type="button"
                    title=title
                    data-done=move || is_done().then_some("")
                    aria-current=move || is_here().then_some("step")
                    on:click=go
                >
                    <bdi class="clip">{move || it.read().as_ref().map(|it| it.name.clone())}</bdi>
                    {live(days)}
                </button>
            </li>
        }
    };
    let stages = move || steps.read().iter().map(|it| it.stage).collect::<Vec<_>>();
    view! {
        <nav class="path" aria-label=words::path()>
            <ol>
                <For each=stages key=|it| *it children=step />
            </ol>
        </nav>
    }
}

/// The open stages of the deal's pipeline, in order.
fn steps(book: &Book, deal: &Deal, now: Timestamp) -> Vec<Step> {
    let Some(pipeline) = query::pipeline_of(book, deal) else { return Vec::new() };
    let stays = query::stays(deal);
    let stages = query::stages(book, pipeline);
    let open: Vec<_> = stages
        .iter()
        .filter(|it| it.kind == StageKind::Open && (!it.archived || it.id == deal.stage))
        .collect();
    let reached = open.iter().position(|it| it.id == deal.stage);
    let step = |(at, stage): (usize, &&std::sync::Arc<domain::row::Stamped<Stage>>)| {
        let here: Vec<i64> = stays.iter().filter(|it| it.stage == stage.id).map(|it| it.days(now)).collect();
        Step {
            stage: stage.id,
            name: stage.name.to_string(),
            days: (!here.is_empty()).then(|| here.iter().sum()),
            is_here: deal.is_open() && stage.id == deal.stage,
            is_done: reached.is_some_and(|it| at <= it),
        }
    };
    open.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{defaults, record::Record};

    #[test]
    fn the_way_is_done_as_far_as_the_deal_has_come() {
        let book = Book::new();
        let stages = query::board(&book, defaults::SALES);
        let deal = Deal { stage: stages[1], ..Deal::blank(Id::fixed(1)) };
        let done = |deal: &Deal| -> Vec<(bool, bool, Option<i64>)> {
            let steps = steps(&book, deal, Timestamp(3 * Timestamp::DAY));
            steps.iter().map(|it| (it.is_done, it.is_here, it.days)).collect()
        };
        let later = (false, false, None);
        assert_eq!(done(&deal), [(true, false, None), (true, true, Some(3)), later, later]);
    }
}
