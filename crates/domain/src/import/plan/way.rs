//! The pipelines and lead statuses of a Book, as rows look them up.

use super::super::stage;
use super::sheet::Sheet;
use crate::{
    book::Book,
    query,
    record::{Ending, Pipeline, Stage, StageKind, Status, StatusKind},
    value::{Id, Percent},
};

/// A pipeline.
pub(super) struct Way {
    pub(super) id: Id<Pipeline>,
    pub(super) key: String,
    /// Its first open stage.
    pub(super) first: Id<Stage>,
    pub(super) stages: Vec<Step>,
}

/// A stage of it.
pub(super) struct Step {
    pub(super) id: Id<Stage>,
    pub(super) key: String,
    pub(super) kind: StageKind,
    chance: Percent,
}

/// The pipelines of a Book, those that are offered first.
pub(super) fn ways(book: &Book) -> Vec<Way> {
    let pipelines = query::listed_with_archived::<Pipeline>(book);
    let way = |it: &Pipeline| {
        let stages = query::stages(book, it.id);
        let open = || stages.iter().filter(|it| it.kind == StageKind::Open);
        let first = open().find(|it| !it.archived).or_else(|| open().next()).map_or(Id::NONE, |it| it.id);
        let step =
            |it: &Stage| Step { id: it.id, key: stage::key(&it.name), kind: it.kind, chance: it.probability };
        Way {
            id: it.id,
            key: stage::key(&it.name),
            first,
            stages: stages.iter().map(|it| step(it)).collect(),
        }
    };
    let of = |archived: bool| pipelines.iter().filter(move |it| it.archived == archived);
    of(false).chain(of(true)).map(|it| way(it)).collect()
}

/// The statuses of a Book, in order, those that are offered first.
pub(super) fn statuses(book: &Book) -> Vec<(Id<Status>, StatusKind)> {
    let statuses = query::listed_with_archived::<Status>(book);
    let of = |archived: bool| statuses.iter().filter(move |it| it.archived == archived);
    of(false).chain(of(true)).map(|it| (it.id, it.kind)).collect()
}

impl Sheet {
    /// A pipeline.
    pub(super) fn way(&self, id: Id<Pipeline>) -> Option<&Way> {
        self.ways.iter().find(|it| it.id == id)
    }

    /// The pipeline of a stage; a stage that is not there yet belongs to that of the mapping.
    pub(super) fn way_of(&self, stage: Id<Stage>) -> Id<Pipeline> {
        let way = self.ways.iter().find(|it| it.stages.iter().any(|it| it.id == stage));
        way.map_or(self.mapping.pipeline, |it| it.id)
    }

    /// How likely a deal in a stage is to be won.
    pub(super) fn chance_of(&self, stage: Id<Stage>) -> Option<Percent> {
        self.ways.iter().flat_map(|it| &it.stages).find(|it| it.id == stage).map(|it| it.chance)
    }

    /// The stage of the won or lost deals beside an open stage.
    pub(super) fn closed_stage(&self, stage: Id<Stage>, ending: Ending) -> Id<Stage> {
        let kind = if ending == Ending::Won { StageKind::Won } else { StageKind::Lost };
        let way = self.way(self.way_of(stage));
        way.and_then(|it| it.stages.iter().find(|it| it.kind == kind)).map_or(stage, |it| it.id)
    }

    pub(super) fn status_of_kind(&self, kind: StatusKind) -> Id<Status> {
        self.statuses_here.iter().find(|it| it.1 == kind).map_or(Id::NONE, |it| it.0)
    }

    pub(super) fn kind_of(&self, status: Id<Status>) -> StatusKind {
        self.statuses_here.iter().find(|it| it.0 == status).map_or(StatusKind::Open, |it| it.1)
    }
}
