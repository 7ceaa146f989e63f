//! The order of lists, and stages and statuses that are no longer wanted.

use super::{Context, Decision, bonds, deal, lead, require};
use crate::{
    book::{Book, Kept, Place},
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    order, query,
    record::{
        Criterion, Deal, Lead, LeadStatus, Listed, Pipeline, Reason, Rep, Source, Stage, StageKind, Status,
        StatusKind, Tag,
    },
    refusal::Refusal,
    row::{Row, Stamped, Unrow},
    value::{Id, Kind, Rank, RecordId, Text},
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
                deal::enter(ctx, &mut after, to.id);
            }
            edits.extend(Change::update(deal, after).edits().iter().cloned());
        }
    }
    Ok(Decision::new(Label::of(Verb::Archived, &stage.name), Change::new(edits, Stamping::Fresh)))
}

/// Archives a status of leads; those that have it get another one.
#[derive(Clone, Debug)]
pub struct RetireStatus {
    /// Which status.
    pub status: Id<Status>,
    /// What its leads get; needed if there are any (D3).
    pub to: Option<Id<Status>>,
}

/// Whether leads can be given a status of a kind because the one they have is archived. What asks for a reason, or makes
/// a deal of them, is not for many at once.
pub fn may_take_over(from: StatusKind, to: StatusKind) -> bool {
    use StatusKind::{Disqualified, Qualified};
    lead::may_follow(from, to) && (from == to || !matches!(to, Qualified | Disqualified))
}

/// Refuses the last status of a kind that is needed (L13), and one with leads that have nowhere to go.
pub(super) fn retire_status(
    ctx: &Context<'_>,
    book: &Book,
    command: &RetireStatus,
) -> Result<Decision, Refusal> {
    let status = require(book, command.status)?;
    let takes = |it: &Status| !it.archived && it.id != status.id && may_take_over(status.kind, it.kind);
    let to = command.to.and_then(|it| book.live(it)).filter(|it| takes(it));
    let mut edits =
        Change::update(status, Status { archived: true, ..status.record().clone() }).edits().to_vec();
    if let Some(to) = to {
        for lead in book.table::<Lead>().live().filter(|it| it.stands_in(status.id)) {
            let LeadStatus { reason, note, .. } = lead.status.clone();
            let (reason, note) = if to.kind == status.kind { (reason, note) } else { (None, Text::EMPTY) };
            let mut after = lead.record().clone();
            lead::give(ctx, &mut after, to.id, reason, note);
            edits.extend(Change::update(lead, after).edits().iter().cloned());
        }
    }
    let change = Change::new(edits, Stamping::Fresh);
    bonds::statuses(book, &change).map_err(|(_, refusal)| refusal)?;
    Ok(Decision::new(Label::of(Verb::Archived, &status.name), change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit, SetStatus},
        record::Record,
        testing::{Device, board},
    };

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

    /// A lead that was just brought to the status of this name.
    fn lead_in(device: &Device, book: &mut Book, status: &str) -> Id<Lead> {
        let lead = device.adds(book, |it: &mut Lead| it.first_name = status.into());
        let status = Id::new(find::<Status>(book, status).uuid);
        let reason = query::listed::<Reason>(book).iter().find(|it| !it.asks_note).map(|it| it.id);
        device.does(book, SetStatus { lead, status, reason, note: "".into() });
        lead
    }

    #[test]
    fn d3_a_status_is_archived_when_its_leads_have_another_one() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = lead_in(&device, &mut book, "Contacted");
        let gone = lead_in(&device, &mut book, "Contacted");
        device.does(&mut book, crate::command::Trash(vec![gone.into()]));
        let status = |book: &Book, name: &str| Id::<Status>::new(find::<Status>(book, name).uuid);
        let (from, to) = (status(&book, "Contacted"), status(&book, "In Discussion"));
        assert_eq!(query::leads_in(&book, from), 1);
        let full = Refusal::StatusNotEmpty { leads: 1 };
        for to in [None, Some(from), Some(status(&book, "Qualified")), Some(status(&book, "Disqualified"))] {
            let outcome = device.decide(&book, RetireStatus { status: from, to }).map(|it| it.change);
            assert_eq!(outcome, Err(full.clone()), "{to:?}");
        }
        // Nor by an edit.
        let edit = Edit::of(book.get(from).expect("it is there"), |it| it.archived = true);
        assert_eq!(device.decide(&book, edit).map(|it| it.change), Err(full));
        let before = book.clone();
        let entry = device.does(&mut book, RetireStatus { status: from, to: Some(to) });
        let moved = book.get(lead).expect("it is there").clone();
        let last = moved.statuses.values().max_by_key(|it| it.at).map(|it| it.status);
        assert_eq!((moved.status.status, last, query::leads_in(&book, from)), (to, Some(to), 0));
        assert!(!names::<Status>(&book).contains(&"Contacted".to_owned()));
        device.undoes(&mut book, &entry, &before);
        assert_eq!(query::leads_in(&book, from), 1);
    }

    #[test]
    fn d3_disqualified_leads_keep_why_when_their_status_is_archived() {
        let (device, mut book) = (Device::new(1), Book::new());
        let junk =
            Status { name: "Junk".into(), kind: StatusKind::Disqualified, ..Status::blank(device.id()) };
        let junk_id = junk.id;
        device.does(&mut book, crate::command::Add::one(junk));
        let lead = lead_in(&device, &mut book, "Junk");
        let why = book.get(lead).and_then(|it| it.status.reason);
        let to = Some(Id::new(find::<Status>(&book, "Disqualified").uuid));
        device.does(&mut book, RetireStatus { status: junk_id, to });
        let lead = book.get(lead).expect("it is there");
        assert!(why.is_some() && (Some(lead.status.status), lead.status.reason) == (to, why));
    }

    #[test]
    fn l13_the_last_status_that_is_new_qualified_disqualified_or_converted_is_needed() {
        let (device, mut book) = (Device::new(1), Book::new());
        let retires = |book: &mut Book, name: &str| {
            let status = Id::new(find::<Status>(book, name).uuid);
            let outcome = device.decide(book, RetireStatus { status, to: None });
            outcome.map(|it| drop(book.apply(&it.change)))
        };
        for name in ["New", "Qualified", "Disqualified", "Converted"] {
            assert_eq!(retires(&mut book, name), Err(Refusal::StatusNeeded), "{name}");
        }
        for name in ["Contacted", "In Discussion", "Nurturing"] {
            assert_eq!(retires(&mut book, name), Ok(()), "{name}");
        }
        let fresh = Status { name: "Fresh".into(), ..Status::blank(device.id()) };
        device.does(&mut book, crate::command::Add::one(fresh));
        assert_eq!(retires(&mut book, "New"), Ok(()));
        // A new lead begins in what is left.
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        assert_eq!(
            book.get(lead).map(|it| it.status.status.uuid()),
            Some(find::<Status>(&book, "Fresh").uuid)
        );
    }

    #[test]
    fn l13_a_new_status_stands_behind_those_that_mean_the_same() {
        let (device, mut book) = (Device::new(1), Book::new());
        for (name, kind) in [("Called", StatusKind::Working), ("Junk", StatusKind::Disqualified)] {
            device.does(
                &mut book,
                crate::command::Add::one(Status { name: name.into(), kind, ..Status::blank(device.id()) }),
            );
        }
        let order =
            "New, Contacted, In Discussion, Called, Nurturing, Qualified, Disqualified, Junk, Converted";
        assert_eq!(names::<Status>(&book).join(", "), order);
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
