//! The order of lists, and stages that are no longer wanted.

use super::{Context, Decision, deal, require};
use crate::{
    book::{Book, Kept, Place},
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    order, query,
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
        order::sort_by(&mut standing, |a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Device, board};

    #[track_caller]
    fn retires(before: &str, stage: &str, to: Option<&str>, after: Result<&str, Refusal>) {
        let (device, mut book) = (Device::new(1), board::parse(before));
        let was = book.clone();
        let [stage, to] = [Some(stage), to].map(|it| it.map(|it| board::stage(&was, it).id));
        let command = RetireStage { stage: stage.unwrap_or_default(), to };
        match (device.decide(&book, command.clone()), after) {
            (Err(why), Err(expected)) => assert_eq!(why, expected),
            (Ok(_), Ok(after)) => {
                let entry = device.does(&mut book, command);
                assert_eq!(board::show(&book), after);
                device.undoes(&mut book, &entry, &was);
            }
            (outcome, after) => panic!("{after:?} was expected and not {outcome:?}"),
        }
    }

    #[test]
    fn d3_an_empty_stage_is_archived_and_a_full_one_only_if_its_deals_have_a_place() {
        retires("Negotiation: acme", "Needs Agreed", None, Ok("Negotiation: acme"));
        retires("Negotiation: acme bolt", "Negotiation", None, Err(Refusal::StageNotEmpty { deals: 2 }));
        retires(
            "Negotiation: acme | Proposal Sent: zen",
            "Negotiation",
            Some("Proposal Sent"),
            Ok("Proposal Sent: acme zen"),
        );
        retires("Negotiation: acme", "Negotiation", Some("Won"), Err(Refusal::StageNotEmpty { deals: 1 }));
        retires(
            "Negotiation: acme",
            "Negotiation",
            Some("Negotiation"),
            Err(Refusal::StageNotEmpty { deals: 1 }),
        );
    }

    #[test]
    fn d2_won_lost_and_the_last_open_stage_are_needed() {
        retires("Won: acme", "Won", None, Err(Refusal::StageNeeded));
        retires("", "Lost", None, Err(Refusal::StageNeeded));
        let (device, mut book) = (Device::new(1), Book::new());
        for name in ["Needs Agreed", "Proposal Sent", "Negotiation"] {
            let stage = board::stage(&book, name).id;
            device.does(&mut book, RetireStage { stage, to: None });
        }
        let stage = board::stage(&book, "Qualified to Buy").id;
        assert_eq!(
            device.decide(&book, RetireStage { stage, to: None }).map(|it| it.change),
            Err(Refusal::StageNeeded)
        );
    }

    #[test]
    fn d3_closed_deals_of_a_retired_stage_find_another_one_when_they_are_opened_again() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let win = board::step(&book, "acme to Won");
        device.does(&mut book, win);
        let (stage, to) = (board::stage(&book, "Negotiation").id, board::stage(&book, "Proposal Sent").id);
        device.does(&mut book, RetireStage { stage, to: Some(to) });
        assert_eq!(book.get(board::deal("acme")).map(|it| it.stage), Some(to));
        assert_eq!(board::show(&book), "Won: acme");
    }

    fn names<T: Listed + Kept>(book: &Book) -> Vec<String> {
        query::listed::<T>(book).iter().map(|it| it.label().to_owned()).collect()
    }

    fn find<T: Listed + Kept>(book: &Book, name: &str) -> RecordId {
        let found = query::listed::<T>(book).iter().find(|it| it.label() == name).map(|it| it.id());
        found.expect("it is listed").into()
    }

    #[test]
    fn an_entry_is_put_in_front_of_another_or_at_the_end() {
        let (device, mut book) = (Device::new(1), Book::new());
        let before = book.clone();
        let (last, first) = (find::<Source>(&book, "Other"), find::<Source>(&book, "Web form"));
        let entry = device.does(&mut book, MoveEntry { entry: last, before: Some(first) });
        assert_eq!(names::<Source>(&book)[..2], ["Other", "Web form"]);
        device.undoes(&mut book, &entry, &before);
        device.does(&mut book, MoveEntry { entry: first, before: None });
        assert_eq!(names::<Source>(&book).last().map(String::as_str), Some("Web form"));
        assert!(device.does(&mut book, MoveEntry { entry: first, before: None }).change.is_empty());
    }

    #[test]
    fn entries_of_equal_rank_are_spread_anew() {
        let (device, mut book) = (Device::new(1), Book::new());
        let sources = query::listed::<Source>(&book);
        board::put(
            &mut book,
            sources.iter().map(|it| Source { rank: Rank::first(), ..it.record().clone() }.into()),
        );
        let (entry, before) = (find::<Source>(&book, "Referral"), find::<Source>(&book, "Landing page"));
        device.does(&mut book, MoveEntry { entry, before: Some(before) });
        assert_eq!(names::<Source>(&book)[..3], ["Web form", "Referral", "Landing page"]);
    }

    #[test]
    fn open_stages_stay_in_front_of_won_and_reasons_among_their_own() {
        let (device, mut book) = (Device::new(1), Book::new());
        let (entry, won) = (find::<Stage>(&book, "Qualified to Buy"), find::<Stage>(&book, "Won"));
        let refused = |command| device.decide(&book, command).map(|it| it.change);
        assert_eq!(refused(MoveEntry { entry, before: Some(won) }), Err(Refusal::Gone));
        assert_eq!(refused(MoveEntry { entry: won, before: None }), Err(Refusal::Gone));
        assert_eq!(refused(MoveEntry { entry, before: Some(entry) }), Err(Refusal::Gone));
        assert_eq!(
            refused(MoveEntry { entry: crate::defaults::SETTINGS.into(), before: None }),
            Err(Refusal::Gone)
        );
        device.does(&mut book, MoveEntry { entry, before: None });
        assert_eq!(names::<Stage>(&book).len(), 6);
        let stages = query::stages(&book, crate::defaults::SALES);
        let order: Vec<&str> = stages.iter().map(|it| it.label()).collect();
        assert_eq!(
            order,
            ["Needs Agreed", "Proposal Sent", "Negotiation", "Qualified to Buy", "Won", "Lost"]
        );
    }
}
