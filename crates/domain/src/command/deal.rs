//! Where a deal stands.

use super::{Context, Decision, require};
use crate::{
    book::{Book, Column, Place},
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    record::{Deal, Ending, Outcome, Reason, ReasonUse, Stage, StageKind, StageVisit},
    refusal::Refusal,
    value::{Day, Id, Rank, Text},
};

/// Puts a deal in a stage: an open one, or that of the won or lost deals, which closes it. Back from there reopens it.
#[derive(Clone, Debug)]
pub struct MoveDeal {
    /// Which deal.
    pub deal: Id<Deal>,
    /// Into which stage.
    pub stage: Id<Stage>,
    /// Where in its column.
    pub spot: Spot,
    /// Why and when it ended, if the stage is that of won or lost deals.
    pub closing: Closing,
}

/// A place in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In front of this card.
    Before(Id<Deal>),
    /// In front of all.
    Top,
    /// Behind all.
    Bottom,
}

/// How a deal ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// Why; needed to lose it.
    pub reason: Option<Id<Reason>>,
    /// More about it; needed where the reason asks for it.
    pub note: Text,
    /// To whom it was lost.
    pub competitor: Text,
    /// On which day; today if none is given.
    pub day: Option<Day>,
}

/// Refuses if the deal or the stage is gone, and losing without a reason. Changes nothing if the card stands there already.
pub(super) fn move_deal(ctx: &Context<'_>, book: &Book, command: &MoveDeal) -> Result<Decision, Refusal> {
    let deal = require(book, command.deal)?;
    let stage = require(book, command.stage).or(Err(Refusal::NoStage))?;
    let ending = match stage.kind {
        StageKind::Open => None,
        StageKind::Won => Some(Ending::Won),
        StageKind::Lost => Some(Ending::Lost),
    };
    let place = match ending {
        None => Place::Open(stage.id),
        Some(Ending::Won) => Place::Won(stage.pipeline),
        Some(Ending::Lost) => Place::Lost(stage.pipeline),
    };
    let was_open = deal.is_open();
    let stands_here = book.place(deal) == place;
    if stage.archived && !stands_here {
        return Err(Refusal::NoStage);
    }
    let label = label(ending, was_open, &deal.name, &stage.name);
    let column = book.columns().get(place);
    // A card that has left the column meanwhile is nothing to stand in front of.
    let spot = match command.spot {
        Spot::Before(other) if !column.ids().any(|it| it == other) => Spot::Bottom,
        spot => spot,
    };
    if stands_here && is_at(column, deal, spot) {
        return Ok(Decision::new(label, Change::none()));
    }
    let room = room(book, place, deal.id, spot);
    let mut after = Deal { rank: room.rank, ..deal.record().clone() };
    if !stands_here {
        after.outcome = ending.map(|it| outcome(ctx, book, it, &command.closing)).transpose()?;
        if ending.is_none() {
            after.stage = stage.id;
        } else if book.get(deal.stage).map(|it| it.pipeline) != Some(stage.pipeline) {
            // It ends in another pipeline, so it stands in an open stage of that one.
            after.stage = crate::query::first_stage_of(book, stage.pipeline).ok_or(Refusal::NoStage)?;
        }
        after.stages.insert(ctx.element(), StageVisit { stage: stage.id, at: ctx.now, by: Some(ctx.me) });
    }
    Ok(Decision::new(label, room.spread.and(Change::update(deal, after))))
}

fn label(ending: Option<Ending>, was_open: bool, deal: &str, stage: &str) -> Label {
    let verb = match ending {
        Some(Ending::Won) => Verb::Won,
        Some(Ending::Lost) => Verb::Lost,
        None if was_open => Verb::Moved,
        None => Verb::Reopened,
    };
    Label::of(verb, deal).with(stage)
}

fn outcome(ctx: &Context<'_>, book: &Book, ending: Ending, closing: &Closing) -> Result<Outcome, Refusal> {
    let use_of = match ending {
        Ending::Won => ReasonUse::Won,
        Ending::Lost => ReasonUse::Lost,
    };
    let reason = closing.reason.and_then(|it| book.live(it)).filter(|it| it.used_for == use_of);
    if ending == Ending::Lost && reason.is_none() {
        return Err(Refusal::NoReason);
    }
    if reason.is_some_and(|it| it.asks_note) && closing.note.trim().is_empty() {
        return Err(Refusal::NoNote);
    }
    Ok(Outcome {
        ending,
        day: Some(closing.day.unwrap_or(ctx.today)),
        reason: reason.map(|it| it.id),
        note: Text::trimmed(&closing.note),
        competitor: Text::trimmed(&closing.competitor),
    })
}

/// Whether the deal, which stands in this column, stands where it is to go.
fn is_at(column: &Column, deal: &Deal, spot: Spot) -> bool {
    let Some(at) = column.position(deal) else { return false };
    match spot {
        Spot::Top => at == 0,
        Spot::Bottom => at + 1 == column.len(),
        Spot::Before(other) => other == deal.id || column.slice(at + 1..at + 2).next() == Some(other),
    }
}

/// A rank for a card, and what had to be ranked anew to make it.
struct Room {
    rank: Rank,
    spread: Change,
}

/// Makes room in a column. Equal neighbours, after a merge, and ranks grown long are spread anew in the same change (D8).
fn room(book: &Book, place: Place, moving: Id<Deal>, spot: Spot) -> Room {
    let order: Vec<&(Rank, Id<Deal>)> =
        book.columns().get(place).order().iter().filter(|it| it.1 != moving).collect();
    let at = match spot {
        Spot::Top => 0,
        Spot::Bottom => order.len(),
        Spot::Before(other) => order.iter().position(|it| it.1 == other).unwrap_or(order.len()),
    };
    let lower = at.checked_sub(1).and_then(|it| order.get(it)).map(|it| &it.0);
    let upper = order.get(at).map(|it| &it.0);
    if let Some(rank) = Rank::between(lower, upper).filter(|it| !it.is_long()) {
        return Room { rank, spread: Change::none() };
    }
    // The card and all below it get new ranks, and so do those above it whose ranks have grown long.
    let from = order[..at].iter().rposition(|it| !it.0.is_long()).map_or(0, |it| it + 1);
    let lower = from.checked_sub(1).map(|it| &order[it].0);
    let mut ranks = Rank::spread(lower, None, order.len() - from + 1).unwrap_or_default();
    let rank = if at - from < ranks.len() { ranks.remove(at - from) } else { Rank::default() };
    let edits = order[from..].iter().zip(ranks).filter_map(|(card, rank)| {
        let before = book.get(card.1)?;
        let after = Deal { rank, ..before.record().clone() };
        Change::update(before, after).edits().first().cloned()
    });
    Room { rank, spread: Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh) }
}

/// The rank of a new card in front of all others.
pub(super) fn top(book: &Book, place: Place) -> Rank {
    let first = book.columns().get(place).order().first().map(|it| &it.0);
    Rank::between(None, first).unwrap_or_default()
}
