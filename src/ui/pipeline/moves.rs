//! Moving a deal, wherever that is asked for: on the board, in a menu, on the page of the deal.
//!
//! A loss asks for its reason before anything moves. What has been written is said with the place where the card
//! stands now, once: the toast about it is silent.

use crate::{
    platform::{dom, task},
    ui::{
        format,
        front::{Ask, Front, Losing},
        kit::{announce::announce, icon::IconName, key::Key, menu::MenuItem},
        text::pipeline as words,
    },
};
use desk::{Desk, DeskError};
use domain::{
    book::Book,
    command::{Closing, MoveDeal, Spot},
    query,
    record::{Deal, Ending, Stage, StageKind},
    value::Id,
};

/// A move to a place in a column, before anything is known of why.
pub fn to(deal: Id<Deal>, stage: Id<Stage>, spot: Spot) -> MoveDeal {
    MoveDeal { deal, stage, spot, closing: Closing::default() }
}

/// The stage in which the deals of a deal's pipeline end in this way.
pub fn end_of(book: &Book, deal: Id<Deal>, kind: StageKind) -> Option<Id<Stage>> {
    let pipeline = query::pipeline_of(book, book.get(deal)?)?;
    query::stages(book, pipeline).iter().find(|it| it.kind == kind).map(|it| it.id)
}

/// Whether a move needs to know why: it loses a deal that is not lost there yet.
pub fn asks_why(book: &Book, command: &MoveDeal) -> bool {
    let stage = book.get(command.stage).filter(|it| it.kind == StageKind::Lost);
    let place = book.get(command.deal).map(|it| book.place(it));
    stage.is_some_and(|it| place != Some(query::place_of(it)))
}

/// Moves a deal. A loss asks why first; what goes wrong is told by a notice.
pub fn send(desk: Desk, front: Front, command: MoveDeal) {
    if desk.peek(|book| asks_why(book, &command)) {
        return front.ask(Ask::Lose(Losing::One(command)));
    }
    task::run(async move {
        if let Err(error) = run(desk, command).await {
            desk.report(error);
        }
    });
}

/// Wins or loses a deal: one click.
pub fn close(desk: Desk, front: Front, deal: Id<Deal>, kind: StageKind) {
    if let Some(stage) = desk.peek(|book| end_of(book, deal, kind)) {
        send(desk, front, to(deal, stage, Spot::Top));
    }
}

/// Moves a deal, and says where it stands once it is written.
pub async fn run(desk: Desk, command: MoveDeal) -> Result<(), DeskError> {
    let deal = command.deal;
    if desk.run(command).await?.is_some() {
        moved(desk, deal);
    }
    Ok(())
}

/// Says where a deal stands now that it has been moved.
pub fn moved(desk: Desk, deal: Id<Deal>) {
    announce(&desk.peek(|book| outcome(book, deal)).unwrap_or_default());
    dom::next_frame(move || keep_focus(deal));
}

/// "Parcel lockers moved to Proposal Sent, place 2 of 5."
fn outcome(book: &Book, deal: Id<Deal>) -> Option<String> {
    let deal = book.live(deal)?;
    let stage = book.get(query::shown_stage(book, deal)?)?;
    let column = book.columns().get(book.place(deal));
    let place = column.position(deal)? + 1;
    Some(words::moved(&deal.name, &words::spot(&stage.name, place, column.len())))
}

/// Every move there is, for a menu: the open stages, won and lost, and the top of where it stands.
pub fn items(desk: Desk, front: Front, deal: Id<Deal>) -> Vec<MenuItem> {
    let (stages, here) = desk.peek(|book| {
        let record = book.live(deal);
        let pipeline = record.and_then(|it| query::pipeline_of(book, it));
        let stages = pipeline.map(|it| query::stages(book, it)).unwrap_or_default();
        (stages, record.and_then(|it| query::shown_stage(book, it)))
    });
    let Some(here) = here else { return Vec::new() };
    let go = move |stage: Id<Stage>| send(desk, front, to(deal, stage, Spot::Top));
    let open = stages.iter().filter(|it| it.kind == StageKind::Open && (!it.archived || it.id == here));
    let ends = stages.iter().filter(|it| it.kind != StageKind::Open && it.id != here);
    let open = open.map(|it| {
        let id = it.id;
        let item = MenuItem::new(&*it.name, move || {
            if id != here {
                go(id);
            }
        });
        item.detail(format::percent(it.probability)).checked(id == here)
    });
    let ends = ends.enumerate().map(|(at, it)| {
        let id = it.id;
        let item = match it.kind {
            StageKind::Lost => MenuItem::new(words::lost(), move || go(id)).icon(IconName::Lost),
            _ => MenuItem::new(words::won(), move || go(id)).icon(IconName::Trophy),
        };
        if at == 0 { item.after_line() } else { item }
    });
    let top = MenuItem::new(words::to_top(), move || go(here)).icon(IconName::Up).after_line();
    open.chain(ends).chain([top]).collect()
}

/// The shape that goes with an end.
pub fn ending_icon(ending: Ending) -> IconName {
    match ending {
        Ending::Won => IconName::Trophy,
        Ending::Lost => IconName::Lost,
    }
}

/// Gives the focus to the card of a deal; whether it is drawn.
pub fn focus_card(deal: Id<Deal>) -> bool {
    let page = dom::by_id("main");
    let card = page.and_then(|it| dom::keyed(&it, deal.to_bits()));
    card.and_then(|it| dom::first(&it, ".card-title a")).map(|it| dom::focus(&it)).is_some()
}

/// Gives the focus back that went with a button which is gone now: to the card of the deal, or where no board shows it
/// to what can be done next on its page.
pub fn keep_focus(deal: Id<Deal>) {
    let Some(page) = dom::by_id("main").filter(|_| dom::focused().is_none()) else { return };
    if !focus_card(deal) {
        dom::focus(&dom::first(&page, ".page-bar .button").unwrap_or(page));
    }
}
