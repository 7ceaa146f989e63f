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
    let ending = ending_of(stage);
    let place = crate::query::place_of(stage);
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
        after = arrived(ctx, book, after, stage, &command.closing)?;
    }
    Ok(Decision::new(label, room.spread.and(Change::update(deal, after))))
}

/// The deal in another stage than it was, with how it ended if it has.
fn arrived(
    ctx: &Context<'_>,
    book: &Book,
    mut deal: Deal,
    stage: &Stage,
    closing: &Closing,
) -> Result<Deal, Refusal> {
    let ending = ending_of(stage);
    deal.outcome = ending.map(|it| outcome(ctx, book, it, closing)).transpose()?;
    if ending.is_none() {
        deal.stage = stage.id;
    } else if book.get(deal.stage).map(|it| it.pipeline) != Some(stage.pipeline) {
        // It ends in another pipeline, so it stands in an open stage of that one.
        deal.stage = crate::query::first_stage_of(book, stage.pipeline).ok_or(Refusal::NoStage)?;
    }
    enter(ctx, &mut deal, stage.id);
    Ok(deal)
}

/// Notes that a deal stands in a stage from now on.
pub(super) fn enter(ctx: &Context<'_>, deal: &mut Deal, stage: Id<Stage>) {
    let at = ctx.after(deal.stages.values().map(|it| it.at));
    deal.stages.insert(ctx.element(), StageVisit { stage, at, by: Some(ctx.me) });
}

/// The deal in a stage, without its rank there; none if it stands there already.
pub(super) fn landed(
    ctx: &Context<'_>,
    book: &Book,
    deal: &Deal,
    stage: &Stage,
    closing: &Closing,
) -> Result<Option<Deal>, Refusal> {
    if book.place(deal) == crate::query::place_of(stage) {
        return Ok(None);
    }
    if stage.archived {
        return Err(Refusal::NoStage);
    }
    arrived(ctx, book, deal.clone(), stage, closing).map(Some)
}

/// Ranks for so many cards, in front of those that stand there.
pub(super) fn ranks_on_top(book: &Book, place: Place, count: usize) -> Vec<Rank> {
    let first = book.columns().get(place).order().first().map(|it| &it.0);
    let ranks = Rank::spread(None, first, count).or_else(|| Rank::spread(None, None, count));
    ranks.unwrap_or_default()
}

/// What to call the coming of many deals to a stage.
pub(super) fn arrival(stage: &Stage) -> Label {
    label(ending_of(stage), true, "", &stage.name)
}

fn ending_of(stage: &Stage) -> Option<Ending> {
    match stage.kind {
        StageKind::Open => None,
        StageKind::Won => Some(Ending::Won),
        StageKind::Lost => Some(Ending::Lost),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::RetireStage,
        query,
        testing::{Device, board},
    };

    /// Takes a step, compares the board, and takes the step back.
    #[track_caller]
    fn check(before: &str, step: &str, after: &str) {
        let (device, mut book) = (Device::new(1), board::parse(before));
        let was = book.clone();
        let entry = device.does(&mut book, board::step(&was, step));
        assert_eq!(board::show(&book), after);
        let undo = device.undo(&book, &entry).expect("nothing stands on it");
        book.apply(&undo.change).expect("it fits");
        assert_eq!(board::show(&book), board::show(&was), "undo");
        assert_eq!(entry.change.is_empty(), before == after);
    }

    #[track_caller]
    fn refused(board: &str, step: &str, why: Refusal) {
        assert_eq!(board::decide(&board::parse(board), step).map(|it| it.change), Err(why));
    }

    #[test]
    fn a_deal_moves_to_the_end_of_another_column() {
        check(
            "Qualified to Buy: acme bolt | Negotiation: zen",
            "acme to Negotiation",
            "Qualified to Buy: bolt | Negotiation: zen acme",
        );
    }

    #[test]
    fn a_deal_moves_in_front_of_a_card() {
        check(
            "Qualified to Buy: acme bolt | Won: zen",
            "bolt to Won before zen",
            "Qualified to Buy: acme | Won: bolt zen",
        );
    }

    #[test]
    fn a_deal_moves_to_the_top() {
        check("Negotiation: acme bolt zen", "zen to Negotiation on top", "Negotiation: zen acme bolt");
    }

    #[test]
    fn a_deal_that_stands_there_already_does_not_move() {
        let board = "Negotiation: acme bolt zen";
        check(board, "zen to Negotiation", board);
        check(board, "acme to Negotiation on top", board);
        check(board, "acme to Negotiation before bolt", board);
        check(board, "bolt to Negotiation before bolt", board);
    }

    #[test]
    fn a_card_that_has_left_the_column_is_nothing_to_stand_in_front_of() {
        let board = "Negotiation: acme bolt | Won: zen";
        check(board, "acme to Negotiation before zen", "Negotiation: bolt acme | Won: zen");
        check(board, "bolt to Negotiation before zen", board);
    }

    #[test]
    fn d8_between_equal_ranks_the_run_below_is_ranked_anew() {
        check(
            "Negotiation: acme@n bolt@n cube@n zen@t",
            "zen to Negotiation before bolt",
            "Negotiation: acme zen bolt cube",
        );
        check(
            "Negotiation: acme@n bolt@n | Won: zen",
            "zen to Negotiation before bolt",
            "Negotiation: acme zen bolt",
        );
        check("Negotiation: acme@n bolt@n cube@n", "acme to Negotiation", "Negotiation: bolt cube acme");
    }

    #[test]
    fn d8_ranks_that_have_grown_long_are_spread_anew() {
        let (low, high) = (format!("n{}b", "a".repeat(40)), format!("n{}c", "a".repeat(40)));
        let board = format!("Negotiation: acme@{low} bolt@{high} | Won: zen");
        check(&board, "zen to Negotiation before bolt", "Negotiation: acme zen bolt");
        // Long ranks above the card, too: they would not let a short one follow.
        let (low, high) = (format!("{}y", "z".repeat(30)), format!("{}z", "z".repeat(30)));
        let board = format!("Negotiation: cube@zz acme@{low} bolt@{high} | Won: zen");
        check(&board, "zen to Negotiation before bolt", "Negotiation: cube acme zen bolt");
        check(&board, "zen to Negotiation", "Negotiation: cube acme bolt zen");
    }

    #[test]
    fn d8_five_hundred_moves_to_one_place_keep_ranks_short_and_in_order() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt cube zen"));
        for turn in 0..500 {
            let step = if turn % 2 == 0 {
                "acme to Negotiation before zen"
            } else {
                "cube to Negotiation before zen"
            };
            let step = board::step(&book, step);
            device.does(&mut book, step);
            assert!(book.table::<Deal>().iter().all(|it| it.rank.to_string().len() < 26));
        }
        assert_eq!(board::show(&book), "Negotiation: bolt acme cube zen");
        assert!(book.is_sound());
    }

    #[test]
    fn d5_winning_sets_the_outcome_and_leaves_the_stage_where_it_was() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let step = board::step(&book, "acme to Won because Price");
        device.does(&mut book, step);
        let acme = book.get(board::deal("acme")).expect("it is there");
        let outcome = acme.outcome.as_ref().expect("it is won");
        assert_eq!(
            (outcome.ending, outcome.day.map(|it| it.to_string())),
            (Ending::Won, Some("2026-11-21".to_owned()))
        );
        assert_eq!(acme.stage, board::stage(&book, "Negotiation").id);
        assert_eq!(query::shown_stage(&book, acme), Some(board::stage(&book, "Won").id));
    }

    #[test]
    fn d1_a_deal_that_ends_in_another_pipeline_stands_in_an_open_stage_of_that_one() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let pipeline =
            crate::record::Pipeline { name: "Renewals".into(), ..crate::record::Record::blank(device.id()) };
        let mut rows: Vec<crate::row::Row> = vec![pipeline.clone().into()];
        let stages = StageKind::ALL.iter().map(|kind| Stage {
            pipeline: pipeline.id,
            name: "x".into(),
            kind: *kind,
            ..crate::record::Record::blank(device.id())
        });
        let stages: Vec<Stage> = stages.collect();
        rows.extend(stages.iter().cloned().map(Into::into));
        device.does(&mut book, crate::command::Add(rows));
        let step = MoveDeal { stage: stages[1].id, ..board::step(&book, "acme to Won") };
        device.does(&mut book, step);
        let acme = book.get(board::deal("acme")).expect("it is there");
        assert_eq!((acme.stage, book.place(acme)), (stages[0].id, Place::Won(pipeline.id)));
    }

    #[test]
    fn d7_every_stage_is_remembered_and_so_are_winning_and_reopening() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt"));
        for step in ["acme to Won", "acme to Proposal Sent", "acme to Proposal Sent on top"] {
            let step = board::step(&book, step);
            device.does(&mut book, step);
        }
        let acme = book.get(board::deal("acme")).expect("it is there");
        let mut visits: Vec<_> = acme.stages.values().collect();
        visits.sort_by_key(|it| it.at);
        let names: Vec<_> =
            visits.iter().filter_map(|it| book.get(it.stage)).map(|it| it.name.to_string()).collect();
        assert_eq!(names, ["Negotiation", "Won", "Proposal Sent"]);
        assert!(acme.is_open());
    }

    #[test]
    fn d9_losing_needs_a_reason_for_losing_and_its_word() {
        check("Negotiation: acme", "acme to Lost because Price", "Lost: acme");
        refused("Negotiation: acme", "acme to Lost", Refusal::NoReason);
        refused("Negotiation: acme", "acme to Lost because Other", Refusal::NoNote);
        let book = board::parse("Negotiation: acme");
        let mut step = board::step(&book, "acme to Lost because Other");
        step.closing.note = " They moved away. ".into();
        let entry = Device::new(1).decide(&book, step.clone()).expect("it has its word");
        let lost = entry.change.edits().iter().find_map(|it| it.after.as_ref()?.get::<Deal>().cloned());
        let outcome = lost.and_then(|it| it.outcome.clone()).expect("it is lost");
        assert_eq!(&*outcome.note, "They moved away.");
        // A reason for winning is none for losing.
        let reasons = query::listed::<Reason>(&book);
        step.closing.reason = reasons.iter().find(|it| it.used_for == ReasonUse::Won).map(|it| it.id);
        assert_eq!(Device::new(1).decide(&book, step).map(|it| it.change), Err(Refusal::NoReason));
    }

    #[test]
    fn d11_a_stage_that_is_archived_takes_no_more_cards_but_lets_them_go() {
        let (device, mut book) = (Device::new(1), board::parse("Needs Agreed: acme bolt"));
        let stage = board::stage(&book, "Needs Agreed");
        // As a merge may leave it: archived, with cards in it.
        let archived = Stage { archived: true, ..stage.record().clone() };
        board::put(&mut book, [archived.into()]);
        let reorder = board::step(&book, "bolt to Needs Agreed on top");
        device.does(&mut book, reorder);
        let leave = board::step(&book, "acme to Negotiation");
        device.does(&mut book, leave);
        assert_eq!(board::show(&book), "Needs Agreed: bolt | Negotiation: acme");
        assert_eq!(board::decide(&book, "acme to Needs Agreed").map(|it| it.change), Err(Refusal::NoStage));
    }

    #[test]
    fn a_deal_or_a_stage_that_is_gone_is_refused() {
        let book = board::parse("Negotiation: acme");
        let mut step = board::step(&book, "acme to Won");
        step.stage = Id::NONE;
        assert_eq!(Device::new(1).decide(&book, step.clone()).map(|it| it.change), Err(Refusal::NoStage));
        (step.deal, step.stage) = (Id::NONE, board::stage(&book, "Won").id);
        assert_eq!(Device::new(1).decide(&book, step).map(|it| it.change), Err(Refusal::Gone));
    }

    #[test]
    fn d3_a_retired_stage_hands_its_cards_on_in_order() {
        let (device, mut book) = (Device::new(1), board::parse("Needs Agreed: acme bolt | Negotiation: zen"));
        let (stage, to) = (board::stage(&book, "Needs Agreed").id, board::stage(&book, "Negotiation").id);
        device.does(&mut book, RetireStage { stage, to: Some(to) });
        assert_eq!(board::show(&book), "Negotiation: acme bolt zen");
    }
}
