//! How far deals come: of those that were opened in the time, how many came to each stage.

use super::{Asked, figure, list};
use crate::{
    platform::clock,
    ui::{
        format,
        front::use_desk,
        kit::{
            chart::{Bar, Bars, Series},
            live::live,
        },
        routes::Route,
        text::reports as words,
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Days, Filter, Progress, Share},
    record::{Stage, StageKind},
    value::{Day, Id, Kind},
};
use leptos::prelude::*;

const TOPICS: [Topic; 3] =
    [Topic::Table(Kind::Deal), Topic::Table(Kind::Stage), Topic::Table(Kind::Pipeline)];

/// The figure.
pub(super) fn funnel(asked: Asked) -> AnyView {
    let desk = use_desk();
    let told = Memo::new(move |_| {
        let since = asked.since.get();
        desk.read(&TOPICS, |book| {
            let told = query::progress(book, query::default_pipeline(book), since, &clock::standpoint());
            (bars(book, since, &told), told)
        })
    });
    let bars = Signal::derive(move || told.with(|it| it.0.clone()));
    let is_empty = Memo::new(move |_| told.with(|it| it.1.opened == 0));
    let body = live(move || {
        if is_empty.get() {
            view! { <p class="field-hint">{words::none_opened()}</p> }.into_any()
        } else {
            view! { <Bars bars /> }.into_any()
        }
    });
    figure(words::funnel(), None, body.into_any(), move || {
        words::means_funnel(told.with(|it| it.1.elsewhere))
    })
}

fn bars(book: &Book, since: Option<Day>, told: &Progress) -> Vec<Bar> {
    let mut before = None;
    let bar = |(stage, count): &(Id<Stage>, usize)| {
        let stage = book.get(*stage)?;
        let share = before.replace(*count).and_then(|all| Share { some: *count, all }.percent());
        let is_won = stage.kind == StageKind::Won;
        Some(Bar {
            name: stage.name.to_string(),
            href: href(stage, since, *count, told),
            parts: vec![(
                if is_won { Series::Good } else { Series::Main },
                i128::try_from(*count).unwrap_or_default(),
            )],
            value: format::count(*count),
            note: share.map(|it| words::go_on(&format::percent(it))).unwrap_or_default(),
        })
    };
    told.steps.iter().filter_map(bar).collect()
}

/// The list of the deals that a step counts, where a filter can say it: what is won now, or all that were opened. Where a
/// deal stood before no list knows.
fn href(stage: &Stage, since: Option<Day>, count: usize, told: &Progress) -> Option<String> {
    let created = since.map(|it| Days::Between(Some(it), None));
    let filter = if stage.kind == StageKind::Won {
        Filter { created, stages: vec![stage.id], ..Filter::default() }
    } else {
        let is_all = count == told.opened && told.elsewhere == 0;
        is_all.then(|| Filter { created, ..Filter::default() })?
    };
    (count > 0).then(|| format!("#{}", list(Route::Pipeline, &filter).with("view", "list")))
}
