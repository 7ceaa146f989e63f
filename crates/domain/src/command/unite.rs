//! Two records of the same person or company become one.
//!
//! What one of them says and the other does not is taken over; where both say something the one that stays is right, but for
//! long texts, of which both stay. Whatever named the other names this one from then on, and the other lies in the trash
//! as it was.

use super::{Context, Decision, relink::relinked, require};
use crate::{
    book::{Book, Kept},
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{
        Address, Company, Contact, Lead, StatusKind, Trashed,
        fill::{self, each, first, one},
    },
    refusal::Refusal,
    row::{Row, Stamped, Unrow},
    value::{ElementId, Elements, Id, RecordId, Text},
};
use std::sync::Arc;

/// Puts one lead, contact or company in the place of another of the same kind.
#[derive(Clone, Debug)]
pub struct Unite {
    /// The one that goes.
    pub from: RecordId,
    /// The one that stays.
    pub into: RecordId,
}

/// Refuses if one of them is gone, if both are the same, and for leads one of which was converted or turned away: what
/// was decided on stays as it was.
pub(super) fn unite(ctx: &Context<'_>, book: &Book, command: &Unite) -> Result<Decision, Refusal> {
    let Unite { from, into } = *command;
    let is_two = from != into && from.kind == into.kind;
    match (from.get::<Lead>(), from.get::<Contact>(), from.get::<Company>()) {
        _ if !is_two => Err(Refusal::There),
        (Some(lead), ..) => {
            for it in [Some(lead), into.get::<Lead>()].into_iter().flatten() {
                check_open(book, require(book, it)?)?;
            }
            united(ctx, book, lead, into, take_lead)
        }
        (_, Some(contact), _) => united(ctx, book, contact, into, take_contact),
        (.., Some(company)) => united(ctx, book, company, into, |to, from| {
            take_company(to, from);
            to.parent = parent(book, [to.parent, from.parent], [to.id, from.id]);
        }),
        _ => Err(Refusal::There),
    }
}

fn united<T: Kept + Unrow>(
    ctx: &Context<'_>,
    book: &Book,
    from: Id<T>,
    into: RecordId,
    take: impl FnOnce(&mut T, &T),
) -> Result<Decision, Refusal>
where
    Row: From<Arc<Stamped<T>>>,
    RecordId: From<Id<T>>,
{
    let goes = require(book, from)?;
    let stays = require(book, into.get::<T>().ok_or(Refusal::Gone)?)?;
    let mut whole = stays.record().clone();
    take(&mut whole, goes.record());
    let gone = RecordId::from(from);
    let edit = |before: Row, after: Row| Edit { before: Some(before), after: Some(after) };
    let mut edits = Vec::new();
    // The index of links does not know who was told apart from whom.
    for row in book.rows() {
        let is_other = row.id().is_some_and(|it| it != gone && it != into);
        let after = relinked(&row, &|it| Some(if it == gone { into } else { it }));
        if let Some(after) = after.filter(|_| is_other) {
            edits.push(edit(row, after));
        }
    }
    let (kept, before) = (Row::from(Arc::new(stays.with(whole))), Row::from(goes.clone()));
    // No record comes to name itself.
    let after = relinked(&kept, &|it| (it != gone && it != into).then_some(it)).unwrap_or(kept);
    edits.push(edit(stays.clone().into(), after));
    let trashed = Some(Trashed { at: ctx.now, by: Some(ctx.me) });
    let after = before.with_common(|it| it.trashed = trashed);
    let label =
        Label::of(Verb::United, &query::name_of(&before)).with(&query::name_of(&stays.clone().into()));
    edits.push(edit(before, after));
    edits.retain(|it| it.before != it.after);
    Ok(Decision::new(label, Change::new(edits, Stamping::Fresh)))
}

/// Refuses a lead that was converted or turned away.
fn check_open(book: &Book, lead: &Lead) -> Result<(), Refusal> {
    match query::status_kind(book, lead) {
        StatusKind::Disqualified => Err(Refusal::Disqualified),
        status @ StatusKind::Converted => Err(Refusal::NotThisWay { from: status, to: StatusKind::Open }),
        _ => Ok(()),
    }
}

fn take_lead(to: &mut Lead, from: &Lead) {
    both(&mut to.message, &from.message);
    addresses(&mut to.addresses, &from.addresses);
    let ways = (first(&to.emails, to.primary_email), first(&to.phones, to.primary_phone));
    fill::lead(to, from);
    (to.primary_email, to.primary_phone) = ways;
    one(&mut to.contact, from.contact.as_ref());
    one(&mut to.company, from.company.as_ref());
    one(&mut to.referred_by, from.referred_by.as_ref());
    one(&mut to.consent, from.consent.as_ref());
    each(&mut to.qualification, &from.qualification);
    each(&mut to.apart, &from.apart);
}

fn take_contact(to: &mut Contact, from: &Contact) {
    both(&mut to.description, &from.description);
    addresses(&mut to.addresses, &from.addresses);
    let ways = (first(&to.emails, to.primary_email), first(&to.phones, to.primary_phone));
    fill::contact(to, from);
    (to.primary_email, to.primary_phone) = ways;
    one(&mut to.referred_by, from.referred_by.as_ref());
    one(&mut to.lead, from.lead.as_ref());
    one(&mut to.consent, from.consent.as_ref());
    each(&mut to.apart, &from.apart);
}

fn take_company(to: &mut Company, from: &Company) {
    both(&mut to.description, &from.description);
    addresses(&mut to.addresses, &from.addresses);
    let ways = (first(&to.emails, to.primary_email), first(&to.phones, to.primary_phone));
    fill::company(to, from);
    (to.primary_email, to.primary_phone) = ways;
    one(&mut to.lead, from.lead.as_ref());
    each(&mut to.apart, &from.apart);
}

/// The first of some parents that is none of the two companies which become one, nor part of them.
fn parent(book: &Book, parents: [Option<Id<Company>>; 2], ones: [Id<Company>; 2]) -> Option<Id<Company>> {
    let is_above = |it: &Id<Company>| !ones.iter().any(|one| query::is_part_of(book, *it, *one));
    parents.into_iter().flatten().find(is_above)
}

/// Both texts, one below the other, unless one of them says what the other does.
fn both(to: &mut Text, from: &Text) {
    if !to.is_empty() && !to.contains(&**from) {
        *to = format!("{to}\n\n{from}").into();
    }
}

/// Addresses that are written in the same way are one.
fn addresses(to: &mut Elements<ElementId, Address>, from: &Elements<ElementId, Address>) {
    for (id, address) in from.iter() {
        if to.values().all(|it| it != address) {
            to.insert(*id, address.clone());
        }
    }
}

#[cfg(test)]
mod tests;
