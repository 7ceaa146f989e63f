//! The board of a pipeline.

use super::{last_activity, stages};
use crate::{
    book::{Book, Place, Worth},
    record::{Deal, Ending, Pipeline, Stage, StageKind},
    value::{Currency, Id, Percent, Text, Timestamp},
};

/// What stands over a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    /// The stage.
    pub stage: Id<Stage>,
    /// Its name.
    pub name: Text,
    /// What it means.
    pub kind: StageKind,
    /// Where its deals stand.
    pub place: Place,
    /// How likely a deal here is to be won.
    pub probability: Percent,
    /// How many deals stand in it, drawn or not.
    pub count: usize,
    /// What they are worth, by currency: `first` first, then by code.
    pub worth: Vec<Worth>,
    /// It is archived, and shown only because deals stand in it.
    pub archived: bool,
}

/// The columns of a pipeline: open stages, then won, then lost. An archived stage is one as long as deals stand in it.
pub fn board(book: &Book, pipeline: Id<Pipeline>) -> Vec<Id<Stage>> {
    let stages = stages(book, pipeline);
    let is_shown = |it: &Stage| !it.archived || !book.columns().get(place_of(it)).is_empty();
    stages.iter().filter(|it| is_shown(it)).map(|it| it.id).collect()
}

/// What stands over the column of a stage. Sums of `first` come first.
pub fn column_head(book: &Book, stage: Id<Stage>, first: Option<Currency>) -> Option<ColumnHead> {
    let stage = book.get(stage)?;
    let place = place_of(stage);
    let column = book.columns().get(place);
    let probability = match stage.kind {
        StageKind::Open => stage.probability,
        StageKind::Won => Percent::ALL,
        StageKind::Lost => Percent::NONE,
    };
    let mut worth = column.worth(probability);
    worth.sort_by_key(|it| (Some(it.currency) != first, it.currency));
    Some(ColumnHead {
        stage: stage.id,
        name: stage.name.clone(),
        kind: stage.kind,
        place,
        probability,
        count: column.len(),
        worth,
        archived: stage.archived,
    })
}

/// Where the deals of a stage's column stand.
pub fn place_of(stage: &Stage) -> Place {
    match stage.kind {
        StageKind::Open => Place::Open(stage.id),
        StageKind::Won => Place::Won(stage.pipeline),
        StageKind::Lost => Place::Lost(stage.pipeline),
    }
}

/// The pipeline that a deal goes through.
pub fn pipeline_of(book: &Book, deal: &Deal) -> Option<Id<Pipeline>> {
    book.get(deal.stage).map(|it| it.pipeline)
}

/// The stage in whose column a deal is shown.
pub fn shown_stage(book: &Book, deal: &Deal) -> Option<Id<Stage>> {
    let stage = book.get(deal.stage)?;
    let kind = match deal.outcome.as_ref().map(|it| it.ending) {
        None => return Some(stage.id),
        Some(Ending::Won) => StageKind::Won,
        Some(Ending::Lost) => StageKind::Lost,
    };
    stages(book, stage.pipeline).iter().find(|it| it.kind == kind).map(|it| it.id)
}

/// How likely a deal is to be won: all or nothing once it has ended, else its own probability or its stage's (D6).
pub fn probability(book: &Book, deal: &Deal) -> Percent {
    match deal.outcome.as_ref().map(|it| it.ending) {
        Some(Ending::Won) => Percent::ALL,
        Some(Ending::Lost) => Percent::NONE,
        None => {
            deal.probability.or_else(|| book.get(deal.stage).map(|it| it.probability)).unwrap_or_default()
        }
    }
}

/// Whether an open deal has stood longer without activity than its stage allows (R1).
pub fn is_rotting(book: &Book, deal: &Deal, now: Timestamp) -> bool {
    let limit = book.get(deal.stage).and_then(|it| it.rot_days).filter(|_| deal.is_open());
    let last = last_activity(book, deal.id.into()).unwrap_or_default().max(deal.stage_since());
    limit.is_some_and(|limit| last.days_until(now) > i64::from(limit))
}
