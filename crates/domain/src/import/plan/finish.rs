//! The end of a plan: new stages and cards get their places, and everything becomes one change.

use super::super::stage::{self, StageTo};
use super::{sheet::Sheet, shelf::Shelf, stock::Stock};
use crate::{
    book::{Book, Place},
    change::{Change, Edit, Stamping},
    query,
    record::{Common, Deal, Ending, Record, Stage, StageKind},
    row::Row,
    value::{Id, Percent, Rank},
};
use std::collections::BTreeMap;

/// Everything that was made and changed, as one change.
pub(super) fn change(book: &Book, sheet: &Sheet, mut stock: Stock<'_>) -> Change {
    place_cards(book, sheet, &mut stock.deals);
    let stages = stages(book, sheet, &stock);
    let births = stock.births.into_iter().chain(stages).map(|it| Edit { before: None, after: Some(it) });
    let edits = births
        .chain(stock.reps.edits())
        .chain(stock.companies.edits())
        .chain(stock.contacts.edits())
        .chain(stock.leads.edits())
        .chain(stock.deals.edits());
    Change::new(edits, Stamping::Fresh)
}

/// New cards come behind the last of their column, in the order of the file.
fn place_cards(book: &Book, sheet: &Sheet, deals: &mut Shelf<Deal>) {
    let mut columns: BTreeMap<Place, Vec<&mut Deal>> = BTreeMap::new();
    for deal in deals.slots.iter_mut().filter_map(|it| it.new_mut()) {
        let place = match deal.outcome.as_ref().map(|it| it.ending) {
            None => Place::Open(deal.stage),
            Some(Ending::Won) => Place::Won(sheet.way_of(deal.stage)),
            Some(Ending::Lost) => Place::Lost(sheet.way_of(deal.stage)),
        };
        columns.entry(place).or_default().push(deal);
    }
    for (place, cards) in columns {
        let last = book.columns().get(place).order().last().map(|it| &it.0);
        let ranks = Rank::spread(last, None, cards.len()).unwrap_or_default();
        cards.into_iter().zip(ranks).for_each(|(card, rank)| card.rank = rank);
    }
}

/// The new stages, each behind those that are no likelier to be won.
fn stages(book: &Book, sheet: &Sheet, stock: &Stock<'_>) -> Vec<Row> {
    let mut new: Vec<(Percent, usize, Id<Stage>)> = Vec::new();
    for (at, it) in sheet.mapping.stages.iter().enumerate() {
        if let (StageTo::New { probability }, Some(id)) = (it.to, stock.stages.get(&at)) {
            new.push((probability, at, *id));
        }
    }
    new.sort_by_key(|it| (it.0, it.1));
    let here = query::stages(book, sheet.mapping.pipeline);
    let open: Vec<&Stage> =
        here.iter().filter(|it| it.kind == StageKind::Open).map(|it| it.record()).collect();
    let behind =
        |chance: Percent| open.iter().rposition(|it| it.probability <= chance).map_or(0, |it| it + 1);
    let mut rows: Vec<Row> = Vec::new();
    for gap in 0..=open.len() {
        let of_gap: Vec<_> = new.iter().filter(|it| behind(it.0) == gap).collect();
        let (lower, upper) = (gap.checked_sub(1).map(|it| &open[it].rank), open.get(gap).map(|it| &it.rank));
        let ranks = Rank::spread(lower, upper, of_gap.len());
        let ranks = ranks.or_else(|| Rank::spread(lower, None, of_gap.len())).unwrap_or_default();
        for ((probability, at, id), rank) in of_gap.into_iter().zip(ranks) {
            let common = Common {
                created: stock.now,
                created_by: stock.by,
                import: stock.file.clone(),
                ..Common::default()
            };
            let name = stage::shown(&sheet.mapping.stages[*at].name);
            let (pipeline, probability) = (sheet.mapping.pipeline, *probability);
            rows.push(Stage { common, pipeline, name, rank, probability, ..Stage::blank(*id) }.into());
        }
    }
    rows
}
