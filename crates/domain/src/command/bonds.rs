//! What must hold between records: nothing that a command writes points to nowhere, and every pipeline stays whole.
//!
//! Links are told by the record itself ([`crate::record::Record::links`]); the entries of lists that it names, such as
//! its stage or its source, are told here, because only commands ask for them.

use crate::{
    book::{Book, IdSet, Place},
    change::Change,
    query,
    record::{Common, Company, Deal, Lead, Pipeline, Rep, Stage, StageKind, Status, StatusKind},
    refusal::Refusal,
    row::{Key, Row},
    value::{Id, Kind, RecordId, Stamp},
};
use std::{collections::BTreeSet, sync::Arc};

/// Refuses a change that names what is not there (X1) or leaves a pipeline in pieces (D2, D3), and says where.
pub(super) fn check(book: &Book, change: &Change) -> Result<(), (Key, Refusal)> {
    let is_there = |id: RecordId| {
        let key = Key::Record(id);
        match change.edit(&key) {
            Some(edit) => edit.after.is_some(),
            None => book.row(&key).is_some_and(|it| !matches!(it, Row::Purged(..))),
        }
    };
    let (mut known, mut named) = (Vec::new(), Vec::new());
    for edit in change.edits() {
        let Some(after) = &edit.after else { continue };
        known.clear();
        named.clear();
        edit.before.iter().for_each(|it| tell_all(it, &mut |it| known.push(it)));
        tell_all(after, &mut |it| named.push(it));
        // Most edits name what was named before, in the same order.
        if named != known && !named.iter().all(|it| known.contains(it) || is_there(*it)) {
            return Err((after.key(), Refusal::Gone));
        }
    }
    statuses(book, change)?;
    pipelines(book, change)
}

/// A company that a change makes part of itself (X8). An undo gives back what was before, be it a circle that two copies
/// made together: there only a company counts that was changed since, and is the one that is told.
pub(super) fn circle(book: &Book, change: &Change, since: Option<Stamp>) -> Option<Key> {
    let key = |it: Id<Company>| Key::Record(it.into());
    let parent = |it: Id<Company>| match change.edit(&key(it)) {
        Some(edit) => edit.after.as_ref()?.get::<Company>()?.parent,
        None => book.get(it)?.parent,
    };
    change.edits().iter().find_map(|edit| {
        let company = edit.after.as_ref()?.get::<Company>()?;
        let before = edit.before.as_ref().and_then(Row::get::<Company>).and_then(|it| it.parent);
        let way = query::ways_up(company.parent.filter(|it| Some(*it) != before)?, parent);
        let Some(since) = since else { return way.contains(&company.id).then(|| key(company.id)) };
        let is_newer = |it: &Key| book.row(it).is_some_and(|row| row.newest() > since);
        let mut others = way.iter().map(|it| key(*it)).filter(|it| change.edit(it).is_none());
        way.contains(&company.id).then(|| others.find(is_newer)).flatten()
    })
}

/// The first record that would still name one of those that a change takes away.
pub(super) fn left_behind(book: &Book, change: &Change) -> Option<(RecordId, Key)> {
    let (mut all, mut kept) = (Vec::new(), IdSet::default());
    for edit in change.edits() {
        match &edit.after {
            Some(after) => kept.extend(after.id()),
            None => all.extend(edit.before.as_ref().and_then(Row::id)),
        }
    }
    if all.is_empty() {
        return None;
    }
    let taken: IdSet<RecordId> = all.iter().copied().collect();
    let stands = |row: &Row| match row.id() {
        Some(id) => !taken.contains(&id) && !kept.contains(&id),
        None => change.edit(&row.key()).is_none(),
    };
    let standing = who_may_name(book, &all).into_iter().filter(stands);
    standing.chain(change.edits().iter().filter_map(|it| it.after.clone())).find_map(|row| {
        let mut named: Option<RecordId> = None;
        tell_all(&row, &mut |it| {
            if taken.contains(&it) {
                named = Some(named.map_or(it, |first| first.min(it)));
            }
        });
        named.map(|it| (it, row.key()))
    })
}

/// The rows among which one may name a record. The index of links knows nothing of lists, nor of what lies in the trash.
fn who_may_name(book: &Book, taken: &[RecordId]) -> Vec<Row> {
    let is_linked = |it: &RecordId| {
        matches!(
            it.kind,
            Kind::Company | Kind::Contact | Kind::Lead | Kind::Deal | Kind::Task | Kind::Activity
        )
    };
    if !taken.iter().all(is_linked) || book.has_trash() {
        return book.rows();
    }
    let links = taken.iter().flat_map(|it| Kind::ALL.map(|kind| book.links().to(*it, kind)));
    links.flatten().filter_map(|it| book.row(&Key::Record(*it))).collect()
}

/// D3 and L13: refuses to take a status in which leads stand, and the last one by which leads are new, qualified,
/// disqualified or converted.
pub(super) fn statuses(book: &Book, change: &Change) -> Result<(), (Key, Refusal)> {
    let offered = |row: &Option<Row>| {
        let status = row.as_ref().and_then(Row::get::<Status>).map(|it| it.record().clone());
        status.filter(|it| !it.archived && !it.common.is_trashed())
    };
    for edit in change.edits() {
        let Some(gone) = offered(&edit.before).filter(|_| offered(&edit.after).is_none()) else { continue };
        let key = Key::Record(gone.id.into());
        let stays = query::listed::<Status>(book).into_iter().any(|it| {
            let is_meant = it.kind == gone.kind && it.id != gone.id;
            is_meant && change.edit(&Key::Record(it.id.into())).is_none_or(|it| offered(&it.after).is_some())
        });
        if !stays && !matches!(gone.kind, StatusKind::Working | StatusKind::Nurturing) {
            return Err((key, Refusal::StatusNeeded));
        }
        let stands = |row: &Option<Row>| {
            let lead = row.as_ref().and_then(Row::get::<Lead>);
            lead.is_some_and(|it| it.stands_in(gone.id) && !it.common.is_trashed())
        };
        let (left, come) = change.edits().iter().fold((0, 0), |(left, come), it| {
            (left + usize::from(stands(&it.before)), come + usize::from(stands(&it.after)))
        });
        match query::leads_in(book, gone.id) + come - left {
            0 => {}
            leads => return Err((key, Refusal::StatusNotEmpty { leads })),
        }
    }
    Ok(())
}

/// D2 and D3: refuses to take the last open stage, a second Won or Lost, and a stage in which deals stand.
fn pipelines(book: &Book, change: &Change) -> Result<(), (Key, Refusal)> {
    let stage = |row: &Option<Row>| row.as_ref().and_then(Row::get::<Stage>).cloned();
    for edit in change.edits() {
        let Some(key) = edit.key() else { continue };
        let (before, after) = (stage(&edit.before), stage(&edit.after));
        let pipeline = edit.after.as_ref().and_then(Row::get::<Pipeline>).map(|it| it.id);
        let pipelines =
            [before.as_ref().map(|it| it.pipeline), after.as_ref().map(|it| it.pipeline), pipeline];
        let is_kept =
            |it: &Id<Pipeline>| change.edit(&Key::Record((*it).into())).is_none_or(|it| it.after.is_some());
        for pipeline in pipelines.into_iter().flatten().filter(is_kept) {
            // What an import brought in pieces may be mended bit by bit.
            let was_whole = book.get(pipeline).is_none() || is_whole(&query::stages(book, pipeline));
            if was_whole && !is_whole(&stages_after(book, change, pipeline)) {
                return Err((key, Refusal::StageNeeded));
            }
        }
        let was_offered = before.as_ref().is_some_and(|it| is_offered(it));
        if let Some(stage) = before.filter(|_| was_offered && !after.is_some_and(|it| is_offered(&it))) {
            match still_in(book, change, stage.id) {
                0 => {}
                deals => return Err((key, Refusal::StageNotEmpty { deals })),
            }
        }
    }
    Ok(())
}

fn is_offered(stage: &Stage) -> bool {
    !stage.archived && !stage.common.is_trashed()
}

fn is_whole(stages: &[Arc<crate::row::Stamped<Stage>>]) -> bool {
    let count = |kind| stages.iter().filter(|it| it.kind == kind && is_offered(it)).count();
    count(StageKind::Won) == 1 && count(StageKind::Lost) == 1 && count(StageKind::Open) > 0
}

fn stages_after(
    book: &Book,
    change: &Change,
    pipeline: Id<Pipeline>,
) -> Vec<Arc<crate::row::Stamped<Stage>>> {
    let mut stages = query::stages(book, pipeline);
    stages.retain(|it| change.edit(&Key::Record(it.id.into())).is_none());
    let after = change.edits().iter().filter_map(|it| it.after.as_ref()?.get::<Stage>());
    stages.extend(after.filter(|it| it.pipeline == pipeline).cloned());
    stages
}

/// How many open deals stand in a stage after a change.
fn still_in(book: &Book, change: &Change, stage: Id<Stage>) -> usize {
    let deal = |row: &Option<Row>| row.as_ref().and_then(Row::get::<Deal>).cloned();
    let stands = |it: &Deal| it.stage == stage && it.is_open() && !it.common.is_trashed();
    let mut count = book.columns().get(Place::Open(stage)).len();
    for edit in change.edits() {
        count += usize::from(deal(&edit.after).is_some_and(|it| stands(&it)));
        count -= usize::from(deal(&edit.before).is_some_and(|it| stands(&it)));
    }
    count
}

/// Every record that a row names.
pub(crate) fn mentions(row: &Row) -> BTreeSet<RecordId> {
    let mut named = BTreeSet::new();
    tell_all(row, &mut |it| named.extend([it]));
    named
}

/// Tells every record that a row names, some of them more than once.
fn tell_all(row: &Row, tell: &mut dyn FnMut(RecordId)) {
    row.links(tell);
    if let Some(common) = row.common() {
        lists(row, common, tell);
    }
}

/// Tells the entries of lists that a row names.
fn lists(row: &Row, common: &Common, tell: &mut dyn FnMut(RecordId)) {
    let Common { created_by, trashed, tags, .. } = common;
    let mut reps: Vec<Option<Id<Rep>>> = vec![*created_by, trashed.and_then(|it| it.by)];
    tags.keys().for_each(|it| tell((*it).into()));
    match row {
        Row::Lead(it) => {
            reps.extend([it.owner, it.converted.and_then(|it| it.by)]);
            tell(it.status.status.into());
            it.status.reason.into_iter().for_each(|it| tell(it.into()));
            it.source.into_iter().for_each(|it| tell(it.into()));
            for visit in it.statuses.values() {
                tell(visit.status.into());
                visit.reason.into_iter().for_each(|it| tell(it.into()));
                reps.push(visit.by);
            }
            for (criterion, answered) in it.qualification.iter() {
                tell((*criterion).into());
                reps.push(answered.by);
            }
        }
        Row::Deal(it) => {
            reps.push(it.owner);
            reps.extend(it.reps.keys().map(|it| Some(*it)));
            tell(it.stage.into());
            it.source.into_iter().for_each(|it| tell(it.into()));
            it.outcome.iter().filter_map(|it| it.reason).for_each(|it| tell(it.into()));
            for visit in it.stages.values() {
                tell(visit.stage.into());
                reps.push(visit.by);
            }
        }
        Row::Contact(it) => {
            reps.push(it.owner);
            it.source.into_iter().for_each(|it| tell(it.into()));
        }
        Row::Company(it) => {
            reps.push(it.owner);
            it.source.into_iter().for_each(|it| tell(it.into()));
        }
        Row::Task(it) => reps.extend([it.assignee, it.done.and_then(|it| it.by)]),
        Row::Activity(it) => reps.push(it.by),
        Row::Stage(it) => tell(it.pipeline.into()),
        _ => {}
    }
    reps.into_iter().flatten().for_each(|it| tell(it.into()));
}
