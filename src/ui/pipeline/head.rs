//! What stands over a column: its name, how many deals stand in it, how likely they are to be won, and what they are
//! worth. The sums are over all deals, drawn or not, and never mix currencies.

use super::sieve::Sieve;
use crate::ui::{
    format,
    front::{Ask, Front},
    kit::{
        button::{Button, Variant},
        icon::{IconName, Tone, icon},
        live::live,
        meter::Seam,
        popover::Popover,
    },
    record::facts::usual_currency,
    text::pipeline as words,
};
use desk::Desk;
use domain::{
    book::Worth,
    query::ColumnHead,
    record::{Stage, StageKind},
    value::Id,
};
use leptos::prelude::*;

/// How many currencies have a line of their own.
const LINES: usize = 2;

/// The head of a stage's column; its heading has the id `heading`.
pub fn view(desk: Desk, front: Front, sieve: Sieve, stage: Id<Stage>, heading: String) -> AnyView {
    let kind = desk.peek(|book| book.get(stage).map_or(StageKind::Open, |it| it.kind));
    let head = Memo::new(move |_| sieve.head(stage, usual_currency));
    let share = Signal::derive(move || head.read().as_ref().map_or(0, |it| it.probability.value().into()));
    let worth = Memo::new(move |_| head.read().as_ref().map(|it| it.worth.clone()).unwrap_or_default());
    view! {
        <header class="column-head">
            <div class="column-title">
                {drawing(kind)}
                <h2 id=heading>
                    <bdi>{move || head.read().as_ref().map(|it| it.name.to_string())}</bdi>
                </h2>
                <small>{move || head.read().as_ref().map(count)}</small>
                {(kind == StageKind::Open).then(|| open_end(front, stage, head))}
            </div>
            <Seam value=share tone=if kind == StageKind::Won { Tone::Good } else { Tone::Plain } />
            {move || sums(worth.get(), kind)}
        </header>
    }
    .into_any()
}

fn drawing(kind: StageKind) -> Option<impl IntoView> {
    match kind {
        StageKind::Open => None,
        StageKind::Won => Some(icon(IconName::Trophy)),
        StageKind::Lost => Some(icon(IconName::Lost)),
    }
}

fn count(head: &ColumnHead) -> impl IntoView + use<> {
    let count = format::count(head.count);
    let archived = head.archived.then(|| format!(", {}", words::archived()));
    view! { {count}<span class="unseen">{words::deals_after_count(head.count)}</span>{archived} }
}

/// The end of an open column's title: a new deal, and how likely it is to be won.
fn open_end(front: Front, stage: Id<Stage>, head: Memo<Option<ColumnHead>>) -> AnyView {
    let name = Memo::new(move |_| head.read().as_ref().map(|it| (it.name.clone(), it.archived)));
    let add = move || {
        let (name, _) = name.get().filter(|it| !it.1)?;
        let ask = move || front.ask(Ask::NewDeal(Some(stage.into())));
        Some(view! {
            <Button
                label=words::add_to(&name)
                icon=IconName::Plus
                variant=Variant::Quiet
                small=true
                bare=true
                on_press=ask
            />
        })
    };
    let share = move || head.read().as_ref().map(|it| format::percent(it.probability));
    view! {
        {live(add)}
        <small>{live(share)}</small>
    }
    .into_any()
}

/// What the deals are worth: a line per currency, and behind the first two a way to the others.
fn sums(worth: Vec<Worth>, kind: StageKind) -> AnyView {
    let shown = if worth.len() <= LINES { worth.len() } else { LINES };
    let lines = lines(&worth[..shown], kind);
    let rest = worth.len() - shown;
    let all = StoredValue::new(worth);
    let more = (rest > 0).then(|| {
        let panel =
            move || view! { <dl class="column-sums">{all.with_value(|it| self::lines(it, kind))}</dl> };
        view! {
            <dt class="column-more">
                <Popover label=words::more_sums(rest) small=true>{panel()}</Popover>
            </dt>
            <dd></dd>
        }
    });
    view! { <dl class="column-sums">{lines}{more}</dl> }.into_any()
}

/// How many letters of two sums leave room for a word beside them.
const ROOM: usize = 17;

fn lines(worth: &[Worth], kind: StageKind) -> AnyView {
    let line = |(at, it): (usize, &Worth)| {
        let sum = format::amount(it.sum, it.currency);
        let weighted = (kind == StageKind::Open).then(|| {
            let weighted = format::amount(it.weighted, it.currency);
            if at == 0 && sum.chars().count() + weighted.chars().count() <= ROOM {
                words::weighted(&weighted).into_any()
            } else {
                view! { <span class="unseen">{words::weighted_before()}</span>{weighted} }.into_any()
            }
        });
        view! {
            <dt>{sum}</dt>
            <dd>{weighted}</dd>
        }
    };
    worth.iter().enumerate().map(line).collect_view().into_any()
}
