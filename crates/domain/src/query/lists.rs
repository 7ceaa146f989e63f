//! The short lists, in the order that the user gave them.

use crate::{
    book::{Book, Kept},
    defaults, order,
    record::{Lead, Listed, Pipeline, Record, Settings, Stage, StageKind, Status, StatusKind},
    row::Stamped,
    value::Id,
};
use std::sync::{Arc, OnceLock};

/// The settings that travel with the data; those that everybody begins with where a newer version wrote them.
pub fn settings(book: &Book) -> &Settings {
    static FIRST: OnceLock<Settings> = OnceLock::new();
    let first = || FIRST.get_or_init(|| Settings::blank(defaults::SETTINGS));
    book.get(defaults::SETTINGS).map_or_else(first, |it| it.record())
}

/// The entries of a list that are offered, in order.
pub fn listed<T: Listed + Kept>(book: &Book) -> Vec<Arc<Stamped<T>>> {
    let mut list = listed_with_archived(book);
    list.retain(|it: &Arc<Stamped<T>>| !it.is_archived());
    list
}

/// The entries of a list that do not lie in the trash, in no order.
pub(crate) fn live_entries<T: Listed + Kept>(book: &Book) -> impl Iterator<Item = &Arc<Stamped<T>>> {
    book.table::<T>().live()
}

/// All entries of a list, in order.
pub fn listed_with_archived<T: Listed + Kept>(book: &Book) -> Vec<Arc<Stamped<T>>> {
    let mut list: Vec<_> = book.table::<T>().live().cloned().collect();
    order::sort_by(&mut list, |a, b| (a.rank(), a.id()).cmp(&(b.rank(), b.id())));
    list
}

/// The first status of a kind, of those that are still offered if there is one.
pub fn status_of_kind(book: &Book, kind: StatusKind) -> Option<Id<Status>> {
    let all = listed_with_archived::<Status>(book);
    let of_kind = || all.iter().filter(|it| it.kind == kind);
    of_kind().find(|it| !it.archived).or_else(|| of_kind().next()).map(|it| it.id)
}

/// How many leads stand in a status: what has become something else does not, nor what lies in the trash.
pub fn leads_in(book: &Book, status: Id<Status>) -> usize {
    book.table::<Lead>().live().filter(|it| it.stands_in(status)).count()
}

/// How many leads have become something else.
pub fn converted_leads(book: &Book) -> usize {
    book.table::<Lead>().live().filter(|it| it.converted.is_some()).count()
}

/// The pipeline that a new deal begins in: the first that is offered.
pub fn default_pipeline(book: &Book) -> Id<Pipeline> {
    listed::<Pipeline>(book).first().map_or(defaults::SALES, |it| it.id)
}

/// The stages of a pipeline, also archived ones: open ones in order, then won, then lost.
pub fn stages(book: &Book, pipeline: Id<Pipeline>) -> Vec<Arc<Stamped<Stage>>> {
    let mut stages: Vec<_> =
        book.table::<Stage>().live().filter(|it| it.pipeline == pipeline).cloned().collect();
    order::sort_by(&mut stages, |a, b| (a.kind, &a.rank, a.id).cmp(&(b.kind, &b.rank, b.id)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::{Reason, Rep, Source},
        testing::{Device, board, line},
        wire::read_line,
    };

    #[test]
    fn settings_of_a_newer_version_are_sealed_and_those_of_the_start_hold() {
        let mut book = Book::new();
        let row = book.get(defaults::SETTINGS).expect("a default").clone();
        let newer = line(&row.into()).replacen("\"v\":1", "\"v\":2", 1);
        book.load(&[read_line(&newer)]);
        book.finish();
        assert_eq!(book.get(defaults::SETTINGS), None);
        assert!(!settings(&book).deal_when_qualified && settings(&book).currency.is_none());
    }

    #[test]
    fn a_list_stands_by_rank_without_what_is_archived() {
        let (device, mut book) = (Device::new(1), Book::new());
        let source = listed::<Source>(&book)[1].clone();
        device.does(&mut book, crate::command::Edit::of(&source, |it| it.archived = true));
        let names: Vec<_> = listed::<Source>(&book).iter().map(|it| it.name.to_string()).collect();
        assert_eq!((names.len(), &*names[0], &*names[1]), (12, "Web form", "Social media"));
        assert_eq!(listed_with_archived::<Source>(&book).len(), 13);
        let reps: Vec<_> = listed::<Rep>(&book).iter().map(|it| it.name.to_string()).collect();
        assert_eq!(reps, ["Ana Roy"]);
        assert_eq!(listed::<Reason>(&book).len(), 26);
    }

    #[test]
    fn stages_stand_open_won_lost_and_the_first_open_one_is_where_deals_begin() {
        let book = board::parse("");
        let names: Vec<_> =
            stages(&book, default_pipeline(&book)).iter().map(|it| it.name.to_string()).collect();
        assert_eq!(
            names,
            ["Qualified to Buy", "Needs Agreed", "Proposal Sent", "Negotiation", "Won", "Lost"]
        );
        assert_eq!(first_stage(&book), Some(defaults::QUALIFIED_TO_BUY));
        assert_eq!(first_stage_of(&book, Id::fixed(1)), None);
    }
}
