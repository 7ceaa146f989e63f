//! The short lists, in the order that the user gave them.

use crate::{
    book::{Book, Kept},
    defaults,
    record::{Listed, Pipeline, Settings, Stage, StageKind},
    row::Stamped,
    value::Id,
};
use std::sync::Arc;

/// The settings that travel with the data.
///
/// # Panics
///
/// Never: every Book begins with its settings.
pub fn settings(book: &Book) -> &Settings {
    book.get(defaults::SETTINGS).map(|it| it.record()).expect("every Book begins with its settings")
}

/// The entries of a list that are offered, in order.
pub fn listed<T: Listed + Kept>(book: &Book) -> Vec<Arc<Stamped<T>>> {
    let mut list = listed_with_archived(book);
    list.retain(|it: &Arc<Stamped<T>>| !it.is_archived());
    list
}

/// All entries of a list, in order.
pub fn listed_with_archived<T: Listed + Kept>(book: &Book) -> Vec<Arc<Stamped<T>>> {
    let mut list: Vec<_> = book.table::<T>().live().cloned().collect();
    list.sort_by(|a, b| (a.rank(), a.id()).cmp(&(b.rank(), b.id())));
    list
}

/// The pipeline that a new deal begins in: the first that is offered.
pub fn default_pipeline(book: &Book) -> Id<Pipeline> {
    listed::<Pipeline>(book).first().map_or(defaults::SALES, |it| it.id)
}

/// The stages of a pipeline, also archived ones: open ones in order, then won, then lost.
pub fn stages(book: &Book, pipeline: Id<Pipeline>) -> Vec<Arc<Stamped<Stage>>> {
    let mut stages: Vec<_> =
        book.table::<Stage>().live().filter(|it| it.pipeline == pipeline).cloned().collect();
    stages.sort_by(|a, b| (a.kind, &a.rank, a.id).cmp(&(b.kind, &b.rank, b.id)));
    stages
}

/// The first open stage of the first pipeline.
pub fn first_stage(book: &Book) -> Option<Id<Stage>> {
    first_stage_of(book, default_pipeline(book))
}

/// The first open stage of a pipeline.
pub fn first_stage_of(book: &Book, pipeline: Id<Pipeline>) -> Option<Id<Stage>> {
    stages(book, pipeline).iter().find(|it| it.kind == StageKind::Open && !it.archived).map(|it| it.id)
}
