//! The order of lists, and stages that are no longer wanted.

use super::{Context, Decision, deal, require};
use crate::{
    book::{Book, Kept, Place},
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{
        Criterion, Deal, Listed, Pipeline, Reason, Rep, Source, Stage, StageKind, StageVisit, Status, Tag,
    },
    refusal::Refusal,
    row::{Row, Stamped, Unrow},
    value::{Id, Kind, Rank, RecordId},
};
use std::sync::Arc;

/// Puts an entry of a list in front of another one, or at the end.
#[derive(Clone, Debug)]
pub struct MoveEntry {
    /// Which entry.
    pub entry: RecordId,
    /// In front of which one of the same list; at the end if none is given.
    pub before: Option<RecordId>,
}

/// Refuses if the entry is gone, or is no entry of a list. The stages of won and lost deals stay behind the open ones.
pub(super) fn move_entry(book: &Book, command: &MoveEntry) -> Result<Decision, Refusal> {
    match command.entry.kind {
        Kind::Stage => {
            let stage = require(book, Id::<Stage>::new(command.entry.uuid))?;
            let list = query::stages(book, stage.pipeline)
                .into_iter()
                .filter(|it| it.kind == StageKind::Open)
                .collect();
            moved::<Stage>(list, command, |it, rank| it.rank = rank)
        }
        Kind::Rep => moved::<Rep>(all(book), command, |it, rank| it.rank = rank),
        Kind::Source => moved::<Source>(all(book), command, |it, rank| it.rank = rank),
        Kind::Reason => {
            let reason = require(book, Id::<Reason>::new(command.entry.uuid))?;
            let list = all::<Reason>(book).into_iter().filter(|it| it.used_for == reason.used_for).collect();
            moved::<Reason>(list, command, |it, rank| it.rank = rank)
        }
        Kind::Status => moved::<Status>(all(book), command, |it, rank| it.rank = rank),
        Kind::Criterion => moved::<Criterion>(all(book), command, |it, rank| it.rank = rank),
        Kind::Tag => moved::<Tag>(all(book), command, |it, rank| it.rank = rank),
        Kind::Pipeline => moved::<Pipeline>(all(book), command, |it, rank| it.rank = rank),
        _ => Err(Refusal::Gone),
    }
}

fn all<T: Listed + Kept>(book: &Book) -> Vec<Arc<Stamped<T>>> {
    query::listed_with_archived(book)
}

fn moved<T: Listed + Unrow>(
    list: Vec<Arc<Stamped<T>>>,
    command: &MoveEntry,
    put: impl Fn(&mut T, Rank),
) -> Result<Decision, Refusal>
where
    Row: From<Arc<Stamped<T>>>,
{
    let from = list.iter().position(|it| command.entry == it.id()).ok_or(Refusal::Gone)?;
    let entry = list[from].clone();
    let label = Label::of(Verb::Reordered, entry.label());
    let mut order = list;
    order.remove(from);
    let to = match command.before {
        Some(before) => order.iter().position(|it| before == it.id()).ok_or(Refusal::Gone)?,
        None => order.len(),
    };
    if to == from {
        return Ok(Decision::new(label, Change::none()));
    }
    let rank_at = |at: usize| order.get(at).map(|it| it.rank().clone());
    let lower = to.checked_sub(1).and_then(rank_at);
    let edit = |it: &Arc<Stamped<T>>, rank: Rank| {
        let mut after = it.record().clone();
        put(&mut after, rank);
        Change::update(it, after)
    };
    if let Some(rank) = Rank::between(lower.as_ref(), rank_at(to).as_ref()).filter(|it| !it.is_long()) {
        return Ok(Decision::new(label, edit(&entry, rank)));
    }
    order.insert(to, entry);
    let ranks = Rank::spread(None, None, order.len()).unwrap_or_default();
    let edits = order.iter().zip(ranks).flat_map(|(it, rank)| edit(it, rank).edits().to_vec());
    Ok(Decision::new(label, Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh)))
}

/// Archives an open stage; the deals in it go to another one.
#[derive(Clone, Debug)]
pub struct RetireStage {
    /// Which stage.
    pub stage: Id<Stage>,
    /// Where its deals go; needed if there are any (D3).
    pub to: Option<Id<Stage>>,
}

/// Refuses the last open stage and those of won and lost deals (D2), and a stage with deals that have nowhere to go.
pub(super) fn retire_stage(
    ctx: &Context<'_>,
    book: &Book,
    command: &RetireStage,
) -> Result<Decision, Refusal> {
    let stage = require(book, command.stage).or(Err(Refusal::NoStage))?;
    let is_offered = |it: &Stage| it.kind == StageKind::Open && !it.archived && it.id != stage.id;
    let others = query::stages(book, stage.pipeline).into_iter().filter(|it| is_offered(it)).count();
    if stage.kind != StageKind::Open || others == 0 {
        return Err(Refusal::StageNeeded);
    }
    // Closed deals remember the stage they stood in; they go too, so that reopening one finds a stage.
    let standing: Vec<_> = book.table::<Deal>().iter().filter(|it| it.stage == stage.id).cloned().collect();
    let open = book.columns().get(Place::Open(stage.id)).len();
    let to =
        command.to.and_then(|it| book.live(it)).filter(|it| is_offered(it) && it.pipeline == stage.pipeline);
    if open > 0 && to.is_none() {
        return Err(Refusal::StageNotEmpty { deals: open });
    }
    let mut edits =
        Change::update(stage, Stage { archived: true, ..stage.record().clone() }).edits().to_vec();
    if let Some(to) = to {
        let first = deal::top(book, Place::Open(to.id));
        let ranks = Rank::spread(None, Some(&first), standing.len()).unwrap_or_default();
        let mut standing = standing;
        standing.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
        for (deal, rank) in standing.iter().zip(ranks) {
            let mut after = Deal { stage: to.id, ..deal.record().clone() };
            if deal.is_open() {
                after.rank = rank;
                after
                    .stages
                    .insert(ctx.element(), StageVisit { stage: to.id, at: ctx.now, by: Some(ctx.me) });
            }
            edits.extend(Change::update(deal, after).edits().iter().cloned());
        }
    }
    Ok(Decision::new(Label::of(Verb::Archived, &stage.name), Change::new(edits, Stamping::Fresh)))
}
