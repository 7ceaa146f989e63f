//! A lead's status and its checklist.

use super::{Context, Decision, convert, require};
use crate::{
    book::Book,
    change::Change,
    entry::{Label, Verb},
    query,
    record::{
        Answer, Answered, Criterion, Lead, LeadStatus, Reached, Reason, ReasonUse, Status, StatusKind,
        StatusVisit,
    },
    refusal::Refusal,
    value::{Id, Text},
};

/// Brings a lead to a status: works on it, nurtures it, qualifies it, disqualifies it or takes it up again.
#[derive(Clone, Debug)]
pub struct SetStatus {
    /// Which lead.
    pub lead: Id<Lead>,
    /// To which status.
    pub status: Id<Status>,
    /// Why; needed to disqualify (L3).
    pub reason: Option<Id<Reason>>,
    /// More about the reason; needed where the reason asks for it.
    pub note: Text,
}

/// Refuses a way that `docs/spec.md` L6 does not know, and disqualifying without a reason.
///
/// Where the settings say so, a lead that is qualified is converted in the same change.
pub(super) fn set_status(ctx: &Context<'_>, book: &Book, command: &SetStatus) -> Result<Decision, Refusal> {
    let lead = require(book, command.lead)?;
    let status = require(book, command.status)?;
    let (from, to) = (query::status_kind(book, lead), status.kind);
    if !may_follow(from, to) {
        return Err(Refusal::NotThisWay { from, to });
    }
    let reason = if to == StatusKind::Disqualified {
        Some(reason(book, command.reason, &command.note)?)
    } else {
        None
    };
    let note = if reason.is_some() { Text::trimmed(&command.note) } else { Text::EMPTY };
    let LeadStatus { status: present, reason: because, note: noted, .. } = &lead.status;
    if (*present, *because, noted) == (status.id, reason, &note) {
        return Ok(Decision::new(Label::of(Verb::Qualified, ""), Change::none()));
    }
    let mut after = lead.record().clone();
    after.status = LeadStatus { status: status.id, since: ctx.now, reason, note };
    after
        .statuses
        .insert(ctx.element(), StatusVisit { status: status.id, at: ctx.now, by: Some(ctx.me), reason });
    let verb = if reason.is_some() { Verb::Disqualified } else { Verb::Qualified };
    let label = Label::of(verb, &lead.name()).with(&status.name);
    let change = Change::update(lead, after.clone());
    let makes_deal = to == StatusKind::Qualified && query::settings(book).deal_when_qualified;
    if makes_deal {
        return Ok(Decision::new(label, change.and(convert::by_itself(ctx, book, lead, after)?)));
    }
    Ok(Decision::new(label, change))
}

/// Which kinds may follow which (L6).
pub fn may_follow(from: StatusKind, to: StatusKind) -> bool {
    use StatusKind::{Converted, Disqualified, Nurturing, Open, Qualified, Working};
    if from == Converted || to == Converted {
        return false;
    }
    from == to
        || match from {
            Open | Working => true,
            Nurturing => matches!(to, Working | Qualified | Disqualified),
            Qualified => matches!(to, Working | Nurturing | Disqualified),
            Disqualified => to == Open,
            Converted => false,
        }
}

/// The reason for which a lead is disqualified, if it is one and says enough (L3).
pub(super) fn reason(book: &Book, reason: Option<Id<Reason>>, note: &str) -> Result<Id<Reason>, Refusal> {
    let reason = reason.and_then(|it| book.live(it)).filter(|it| it.used_for == ReasonUse::Disqualify);
    let reason = reason.ok_or(Refusal::NoReason)?;
    if reason.asks_note && note.trim().is_empty() {
        return Err(Refusal::NoNote);
    }
    Ok(reason.id)
}

/// Answers a question of the checklist.
#[derive(Clone, Debug)]
pub struct AnswerQuestion {
    /// About which lead.
    pub lead: Id<Lead>,
    /// Which question.
    pub criterion: Id<Criterion>,
    /// The answer.
    pub answer: Answer,
    /// What it rests on; none leaves what was said before.
    pub note: Option<Text>,
}

/// Refuses if the lead or the question is gone. The same answer again changes nothing.
pub(super) fn answer(ctx: &Context<'_>, book: &Book, command: &AnswerQuestion) -> Result<Decision, Refusal> {
    let lead = require(book, command.lead)?;
    let criterion = require(book, command.criterion)?;
    let before = lead.qualification.get(&criterion.id);
    let note = command.note.clone().or_else(|| before.map(|it| it.note.clone())).unwrap_or_default();
    let label = Label::of(Verb::Answered, &lead.name()).with(&criterion.name);
    let is_same = before.map_or(command.answer == Answer::Unknown && note.is_empty(), |it| {
        it.answer == command.answer && it.note == note
    });
    if is_same {
        return Ok(Decision::new(label, Change::none()));
    }
    let mut after = lead.record().clone();
    if command.answer == Answer::Unknown && note.is_empty() {
        after.qualification.remove(&criterion.id);
    } else {
        let answered = Answered { answer: command.answer, note, by: Some(ctx.me), at: ctx.now };
        after.qualification.insert(criterion.id, answered);
    }
    Ok(Decision::new(label, Change::update(lead, after)))
}
