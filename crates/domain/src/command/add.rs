//! New records.

use super::{Context, Decision, check::check, deal, lead, require, status_of_kind};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{
        Deal, Lead, LeadStatus, Listed, Reached, Record, StageKind, StageVisit, StatusKind, StatusVisit,
    },
    refusal::Refusal,
    row::Row,
    value::Rank,
};

/// Adds records: what was captured, written down or planned.
///
/// What the author left open is filled in: when and by whom, a lead's status, a deal's stage and place, the end of a list.
#[derive(Clone, Debug)]
pub struct Add(pub Vec<Row>);

impl Add {
    /// Adds one record.
    pub fn one(record: impl Into<Row>) -> Add {
        Add(vec![record.into()])
    }
}

/// Refuses what is there already, and what says too little ([`check`]).
pub(super) fn add(ctx: &Context<'_>, book: &Book, Add(rows): &Add) -> Result<Decision, Refusal> {
    let mut edits = Vec::with_capacity(rows.len());
    for row in rows {
        let key = row.key();
        if book.row(&key).is_some() || edits.iter().any(|it: &Edit| it.key().as_ref() == Some(&key)) {
            return Err(Refusal::There);
        }
        if row.is_trashed() {
            return Err(Refusal::NotByEdit { path: "trashed".to_owned() });
        }
        let row = prepared(ctx, book, row.clone())?;
        check(&row)?;
        edits.push(Edit { before: None, after: Some(row) });
    }
    let label = edits.first().and_then(|it| it.after.as_ref()).map_or(Label::of(Verb::Added, ""), label);
    Ok(Decision::new(label, Change::new(edits, Stamping::Fresh)))
}

/// The record with when and by whom it was made.
pub(super) fn signed<T: Record>(ctx: &Context<'_>, mut record: T) -> T {
    let common = record.common_mut();
    if common.created.0 == 0 {
        common.created = ctx.now;
    }
    common.created_by = common.created_by.or(Some(ctx.me));
    record
}

/// The record with what its author left open.
pub(super) fn prepared(ctx: &Context<'_>, book: &Book, row: Row) -> Result<Row, Refusal> {
    Ok(match row {
        Row::Lead(it) => new_lead(ctx, book, it.record().clone())?.into(),
        Row::Deal(it) => deal(ctx, book, it.record().clone())?.into(),
        Row::Activity(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.by = it.by.or(Some(ctx.me));
            if it.at.0 == 0 {
                it.at = ctx.now;
            }
            it.into()
        }
        Row::Task(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.assignee = it.assignee.or(Some(ctx.me));
            it.into()
        }
        Row::Contact(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.owner = it.owner.or(Some(ctx.me));
            it.into()
        }
        Row::Company(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.owner = it.owner.or(Some(ctx.me));
            it.into()
        }
        Row::Stage(it) => {
            let mut it = signed(ctx, it.record().clone());
            let stages = query::stages(book, it.pipeline);
            let (last, next) = (
                stages.iter().rfind(|it| it.kind == StageKind::Open),
                stages.iter().find(|it| it.kind != StageKind::Open),
            );
            let (last, next) = (last.map(|it| &it.rank), next.map(|it| &it.rank));
            it.rank = Rank::between(last, next).or_else(|| Rank::between(last, None)).unwrap_or_default();
            it.into()
        }
        Row::Rep(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Source(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Reason(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Status(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Criterion(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Tag(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Pipeline(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Settings(_) | Row::Sealed(_) | Row::Purged(..) => return Err(Refusal::There),
    })
}

fn at_the_end<T: Listed + crate::book::Kept + Into<Row>>(
    ctx: &Context<'_>,
    book: &Book,
    record: T,
    put: impl FnOnce(&mut T, Rank),
) -> Row {
    let mut record = signed(ctx, record);
    let last = book.table::<T>().iter().map(|it| it.rank().clone()).max();
    put(&mut record, Rank::between(last.as_ref(), None).unwrap_or_default());
    record.into()
}

fn new_lead(ctx: &Context<'_>, book: &Book, lead: Lead) -> Result<Lead, Refusal> {
    let mut lead = signed(ctx, lead);
    lead.owner = lead.owner.or(Some(ctx.me));
    if lead.converted.is_some() {
        return Err(Refusal::NotByEdit { path: "converted".to_owned() });
    }
    if lead.status.status.is_none() {
        let first = status_of_kind(book, StatusKind::Open).ok_or(Refusal::Gone)?;
        lead.status = LeadStatus { status: first, ..LeadStatus::default() };
    }
    let LeadStatus { status, reason, note, since } = &mut lead.status;
    match require(book, *status)?.kind {
        StatusKind::Converted => {
            return Err(Refusal::NotThisWay { from: StatusKind::Open, to: StatusKind::Converted });
        }
        StatusKind::Disqualified => *reason = Some(lead::reason(book, *reason, note)?),
        _ => *reason = None,
    }
    if since.0 == 0 {
        *since = ctx.now;
    }
    let visit = StatusVisit {
        status: lead.status.status,
        at: lead.status.since,
        by: Some(ctx.me),
        reason: lead.status.reason,
    };
    lead.statuses.insert(ctx.element(), visit);
    Ok(lead)
}

/// A new deal, signed, in its stage (the first open one of the first pipeline if none was chosen), at the top of the column.
pub(super) fn deal(ctx: &Context<'_>, book: &Book, deal: Deal) -> Result<Deal, Refusal> {
    let mut deal = signed(ctx, deal);
    deal.owner = deal.owner.or(Some(ctx.me));
    if deal.stage.is_none() {
        deal.stage = query::first_stage(book).ok_or(Refusal::NoStage)?;
    }
    let stage = require(book, deal.stage).or(Err(Refusal::NoStage))?;
    if stage.kind != StageKind::Open || stage.archived {
        return Err(Refusal::NoStage);
    }
    if deal.outcome.is_some() {
        return Err(Refusal::NotByEdit { path: "outcome".to_owned() });
    }
    deal.rank = deal::top(book, crate::book::Place::Open(stage.id));
    deal.stages.insert(ctx.element(), StageVisit { stage: stage.id, at: ctx.now, by: Some(ctx.me) });
    Ok(deal)
}

/// What to call the adding of a record: its kind and its name.
fn label(row: &Row) -> Label {
    let label = |verb, name: &str, kind: &str| Label::of(verb, name).with(kind);
    let kind = row.kind().map_or("", crate::value::Kind::name);
    match row {
        Row::Lead(it) => label(Verb::Added, &it.name(), kind),
        Row::Contact(it) => label(Verb::Added, &it.name(), kind),
        Row::Company(it) => label(Verb::Added, &it.name(), kind),
        Row::Deal(it) => label(Verb::Added, &it.name, kind),
        Row::Task(it) => label(Verb::Added, &it.title, kind),
        Row::Activity(it) => label(Verb::Logged, &it.subject, it.kind.name()),
        Row::Rep(it) => label(Verb::Added, it.label(), kind),
        Row::Source(it) => label(Verb::Added, it.label(), kind),
        Row::Reason(it) => label(Verb::Added, it.label(), kind),
        Row::Status(it) => label(Verb::Added, it.label(), kind),
        Row::Criterion(it) => label(Verb::Added, it.label(), kind),
        Row::Tag(it) => label(Verb::Added, it.label(), kind),
        Row::Pipeline(it) => label(Verb::Added, it.label(), kind),
        Row::Stage(it) => label(Verb::Added, it.label(), kind),
        Row::Settings(_) | Row::Sealed(_) | Row::Purged(..) => Label::of(Verb::Added, ""),
    }
}
