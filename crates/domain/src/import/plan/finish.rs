//! The end of a plan: new stages and cards get their places, and everything becomes one change.

use super::super::stage::{self, StageTo};
use super::{sheet::Sheet, shelf::Shelf, stock::Stock};
use crate::{
    book::{Book, Place},
    change::Edit,
    query,
    record::{Deal, Ending, Stage, StageKind},
    row::Row,
    value::{Id, Percent, Rank},
};

/// What is made besides the records of the rows. Cards get their places.
pub(super) fn begin(book: &Book, sheet: &Sheet, stock: &mut Stock<'_>) -> Vec<Edit> {
    place_cards(book, sheet, &mut stock.deals);
    let stages = stages(book, sheet, stock);
    let births = stock.births.drain(..).chain(stages);
    births.map(|it| Edit { before: None, after: Some(it) }).collect()
}

/// Tells what is done to the next records, so many of a kind at most. Answers whether there are no others.
pub(super) fn tell(stock: &mut Stock<'_>, count: usize, edits: &mut Vec<Edit>) -> bool {
    stock.reps.tell(count, edits)
        && stock.companies.tell(count, edits)
        && stock.contacts.tell(count, edits)
        && stock.leads.tell(count, edits)
        && stock.deals.tell(count, edits)
}

/// New cards come behind the last of their column, in the order of the file.
fn place_cards(book: &Book, sheet: &Sheet, deals: &mut Shelf<Deal>) {
    let mut columns: Vec<(Place, Vec<usize>)> = Vec::new();
    for (at, deal) in deals.slots.iter().enumerate().filter(|it| it.1.is_new()) {
        let deal = deal.get();
        let place = match deal.outcome.as_ref().map(|it| it.ending) {
            None => Place::Open(deal.stage),
            Some(Ending::Won) => Place::Won(sheet.way_of(deal.stage)),
            Some(Ending::Lost) => Place::Lost(sheet.way_of(deal.stage)),
        };
        match columns.iter_mut().find(|it| it.0 == place) {
            Some((_, cards)) => cards.push(at),
            None => columns.push((place, vec![at])),
        }
    }
    for (place, cards) in columns {
        let last = book.columns().get(place).order().last().map(|it| &it.0);
        let ranks = Rank::spread(last, None, cards.len()).unwrap_or_default();
        for (at, rank) in cards.into_iter().zip(ranks) {
            if let Some(card) = deals.slots[at].new_mut() {
                card.rank = rank;
            }
        }
    }
}

/// The new stages, each behind those that are no likelier to be won.
fn stages(book: &Book, sheet: &Sheet, stock: &Stock<'_>) -> Vec<Row> {
    let here = query::stages(book, sheet.mapping.pipeline);
    let open: Vec<&Stage> =
        here.iter().filter(|it| it.kind == StageKind::Open).map(|it| it.record()).collect();
    let behind =
        |chance: Percent| open.iter().rposition(|it| it.probability <= chance).map_or(0, |it| it + 1);
    let mut rows: Vec<Row> = Vec::new();
    for gap in 0..=open.len() {
        let new: Vec<Stage> =
            likelier(sheet, stock).into_iter().filter(|it| behind(it.probability) == gap).collect();
        let (lower, upper) = (gap.checked_sub(1).map(|it| &open[it].rank), open.get(gap).map(|it| &it.rank));
        let ranks = Rank::spread(lower, upper, new.len());
        let ranks = ranks.or_else(|| Rank::spread(lower, None, new.len())).unwrap_or_default();
        rows.extend(new.into_iter().zip(ranks).map(|(stage, rank)| Stage { rank, ..stage }.into()));
    }
    rows
}

/// The new stages that rows have used, the likelier later.
fn likelier(sheet: &Sheet, stock: &Stock<'_>) -> Vec<Stage> {
    let uses = || sheet.mapping.stages.iter().zip(&stock.stages);
    let new = |chance: u8| {
        uses().filter_map(move |(it, id)| match it.to {
            StageTo::New { probability } if probability.value() == chance => Some((it, probability, (*id)?)),
            _ => None,
        })
    };
    let stage = |(it, probability, id): (&stage::StageUse, Percent, Id<Stage>)| Stage {
        id,
        pipeline: sheet.mapping.pipeline,
        name: stage::shown(&it.name),
        probability,
        ..stock.blank()
    };
    (0..=100).flat_map(new).map(stage).collect()
}
