//! The board: what the columns hold is asked of the Book as far as it is seen, and a card that was dropped is shown as
//! held until its move is written.

use super::{actions, card, head, moves, nothing, sieve::Sieve};
use crate::{
    platform::{dom, task},
    ui::{
        format,
        front::{Ask, Losing, use_desk, use_front},
        kit::{
            board::{
                Board, BoardKeys, BoardWords, Move, Spot as Stop,
                stages::{BoardStages, Stage as Step},
            },
            live::live,
        },
        page::{Body, Page},
        text::pipeline as words,
        trail,
    },
};
use desk::{Desk, Topic};
use domain::{
    book::{Book, Column, Place},
    command::{MoveDeal, Spot},
    query,
    record::{Deal, Pipeline, Stage, StageKind},
    value::{Id, Kind},
};
use leptos::prelude::*;
use std::ops::Range;

/// The id of the board on the page.
const BOARD: &str = "board";

/// The screen with the board.
#[component]
pub fn PipelineBoard() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let pipeline = Memo::new(move |_| desk.read(&[Topic::Table(Kind::Pipeline)], query::default_pipeline));
    let is_empty =
        Memo::new(move |_| desk.read(&[Topic::Table(Kind::Deal)], |book| book.count(Kind::Deal) == 0));
    let columns = columns(desk, pipeline);
    let sieve = Sieve::new(desk, front, columns);
    let current = RwSignal::new(0);
    let stages =
        Signal::derive(move || columns.read().iter().filter_map(|it| step(desk, sieve, *it)).collect());
    let below = move || {
        let strip = move || {
            view! {
                {sieve.menus()}
                <BoardStages label=words::stages() board=BOARD stages current />
            }
        };
        move || (!is_empty.get()).then(strip)
    };
    // Where there is nothing, nothing can be found.
    let middle = move || live(move || (!is_empty.get()).then(|| sieve.field()));
    let filter = move || (!is_empty.get()).then(|| sieve.button());
    let actions = move || view! { {filter} {actions()} };
    let body = move || {
        if is_empty.get() { nothing() } else { view! { <Cards columns sieve current /> }.into_any() }
    };
    let title = Signal::stored(words::title().to_owned());
    view! { <Page title count=sieve.count() middle actions below body=Body::Ground>{body}</Page> }
}

/// The columns of a pipeline. Which stages are shown depends on the deals only where one is archived.
fn columns(desk: Desk, pipeline: Memo<Id<Pipeline>>) -> Memo<Vec<Id<Stage>>> {
    Memo::new(move |_| {
        let topics = [Topic::Table(Kind::Stage), Topic::Table(Kind::Deal)];
        desk.read(&topics, |book| query::board(book, pipeline.get()))
    })
}

/// A column, on the strip of a phone.
fn step(desk: Desk, sieve: Sieve, stage: Id<Stage>) -> Option<Step> {
    let label = desk.read(&[Topic::Table(Kind::Stage)], |book| Some(book.get(stage)?.name.to_string()))?;
    Some(Step { label, count: format::count(sieve.read(stage, Column::len)) })
}

#[component]
fn Cards(columns: Memo<Vec<Id<Stage>>>, sieve: Sieve, current: RwSignal<usize>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let held = RwSignal::new(None::<Move<Id<Deal>, Id<Stage>>>);
    let on_move = move |asked: Move<Id<Deal>, Id<Stage>>| {
        let command = command(asked);
        if desk.peek(|book| moves::asks_why(book, &command)) {
            // Whoever thinks better of it goes on at the card; that is drawn where it was before the dialog takes the focus.
            return dom::next_frame(move || {
                moves::focus_card(asked.card);
                front.ask(Ask::Lose(Losing::One(command)));
            });
        }
        held.set(Some(asked));
        task::run(async move {
            let outcome = moves::run(desk, command).await;
            // The next card may be on its way by now.
            held.try_update(|held| *held = held.filter(|it| *it != asked));
            if let Err(error) = outcome {
                desk.report(error);
            }
        });
    };
    view! {
        <Board
            id=BOARD
            columns
            closed=move |stage| closed(desk, stage)
            len=move |stage| sieve.read(stage, Column::len)
            slice=move |(stage, range): (_, Range<usize>)| sieve.read(stage, |it| it.slice(range).collect())
            find=move |deal| find(desk, sieve, deal)
            head=move |(stage, heading)| head::view(desk, front, sieve, stage, heading)
            card=move |(deal, _)| card::view(desk, front, deal)
            words=board_words(desk, sieve)
            held
            current
            resume=trail::resume(front, Kind::Deal)
            on_move
        />
    }
}

fn command(Move { card, column, before, .. }: Move<Id<Deal>, Id<Stage>>) -> MoveDeal {
    moves::to(card, column, before.map_or(Spot::Bottom, Spot::Before))
}

/// The kind of a column whose deals have ended.
fn closed(desk: Desk, stage: Id<Stage>) -> Option<&'static str> {
    match desk.peek(|book| book.get(stage).map(|it| it.kind))? {
        StageKind::Open => None,
        kind => Some(kind.name()),
    }
}

/// Where the deals of a column stand. A stage never changes its kind.
pub(super) fn place_of(desk: Desk, stage: Id<Stage>) -> Option<Place> {
    desk.peek(|book| book.get(stage).map(|it| query::place_of(it)))
}

/// The column and the index at which a deal is shown; told again when it leaves that column.
fn find(desk: Desk, sieve: Sieve, deal: Id<Deal>) -> Option<(Id<Stage>, usize)> {
    let place = desk.peek(|book| book.live(deal).map(|it| book.place(it)));
    let topic = place.map_or(Topic::Table(Kind::Deal), Topic::Column);
    let (stage, deal) = desk.read(&[topic], |book| {
        let deal = book.live(deal)?.clone();
        Some((query::shown_stage(book, &deal)?, deal))
    })?;
    Some((stage, sieve.read(stage, |it| it.position(&deal))?))
}

fn board_words(desk: Desk, sieve: Sieve) -> BoardWords<Id<Deal>, Id<Stage>> {
    let says = move |say: fn(&str, &str) -> String| {
        Callback::new(move |at: Stop<Id<Deal>, Id<Stage>>| {
            let (deal, stage) = desk.peek(|book| names(book, &at));
            say(&deal, &words::spot(&stage, at.place, at.of))
        })
    };
    let (drop, put_back) = (words::key_drop(), words::key_put_back());
    BoardWords {
        how_to_move: words::how_to_move().to_owned(),
        list: Callback::new(move |stage: Id<Stage>| {
            let name = desk.peek(|book| book.get(stage).map(|it| it.name.clone())).unwrap_or_default();
            words::column(&name, sieve.read(stage, Column::len))
        }),
        place: says(words::lifted_at),
        lifted: says(words::lifted),
        carried: says(|_, spot| words::carried(spot)),
        // What came of it is said when it is written.
        dropped: Callback::new(|_| String::new()),
        put_back: says(words::put_back),
        keys: BoardKeys {
            column: words::key_stage().to_owned(),
            place: words::key_place().to_owned(),
            drop: (drop.0.to_owned(), drop.1.to_owned()),
            put_back: (put_back.0.to_owned(), put_back.1.to_owned()),
        },
    }
}

fn names(book: &Book, at: &Stop<Id<Deal>, Id<Stage>>) -> (String, String) {
    let deal = book.get(at.card).map(|it| it.name.to_string());
    let stage = book.get(at.column).map(|it| it.name.to_string());
    (deal.unwrap_or_default(), stage.unwrap_or_default())
}
