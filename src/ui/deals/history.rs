//! How long a deal has stood where.

use crate::{
    platform::{clock, dom},
    ui::{format, front::use_desk, record::Shown, text::deals as words},
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Stay},
    record::{Deal, StageKind},
    value::{Kind, Timestamp},
};
use leptos::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    stage: String,
    since: Timestamp,
    /// None for an end, where nothing lasts.
    days: Option<i64>,
}

/// The time in each stage, as a table.
#[component]
pub fn History(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let desk = use_desk();
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    let told = Memo::new(move |_| {
        let deal = deal.read();
        desk.read(&[Topic::Table(Kind::Stage)], |book| {
            deal.as_ref().map(|it| told(book, it, clock::now())).unwrap_or_default()
        })
    });
    let line = |Line { stage, since, days }: Line| {
        view! {
            <tr>
                <th scope="row"><bdi>{stage}</bdi></th>
                <td class="faint" data-align="end">{format::day_on_card(clock::local(since).0, clock::today())}</td>
                <td data-align="end">{days.map(format::days)}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" data-snug="" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{words::time_in_stage()}</h2>
                <span class="spread"><small class="faint">{move || words::days_open(told.read().1)}</small></span>
            </div>
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::time_in_each_stage()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::stage()}</th>
                        <th scope="col" data-width="owner" data-align="end">{words::since()}</th>
                        <th scope="col" data-width="short" data-align="end">{words::days()}</th>
                    </tr>
                </thead>
                <tbody>{move || told.get().0.into_iter().map(line).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// Every stay, and how many days the deal was open in all.
fn told(book: &Book, deal: &Deal, now: Timestamp) -> (Vec<Line>, i64) {
    let is_open = |it: &Stay| book.get(it.stage).is_none_or(|it| it.kind == StageKind::Open);
    let stays = query::stays(deal);
    let open = stays.iter().filter(|it| is_open(it)).map(|it| it.days(now)).sum();
    let line = |it: &Stay| Line {
        stage: book.get(it.stage).map(|it| it.name.to_string()).unwrap_or_default(),
        since: it.since,
        days: is_open(it).then(|| it.days(now)),
    };
    (stays.iter().map(line).collect(), open)
}
