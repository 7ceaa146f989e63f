//! A lead becomes a person, a company and a deal we work with.

use super::{Context, Decision, add, check::check, require};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{
        Company, Contact, Converted, Deal, Employment, Lead, Member, Pair, Participant, Reached, Record,
        Stage, StatusKind, fill,
    },
    refusal::Refusal,
    row::{Key, Row, Stamped, Unrow},
    value::{Day, ElementId, Elements, Email, Id, Money, Phone, Text},
};
use std::sync::Arc;

/// Converts a lead: contact, company and deal each new, existing or none.
///
/// One change. Existing records get only their empty fields filled, and what `overwrite` names. Converting a lead that
/// is converted changes nothing: the first result stands.
#[derive(Clone, Debug)]
pub struct Convert {
    /// Which lead.
    pub lead: Id<Lead>,
    /// The person.
    pub contact: Target<Contact>,
    /// The company.
    pub company: Target<Company>,
    /// The deal.
    pub deal: Take,
    /// Fields of existing records that take the lead's value although they have one.
    pub overwrite: Vec<Overwrite>,
}

/// What a part of a lead becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<T> {
    /// A new record with this id.
    New(Id<T>),
    /// A record that is there.
    Existing(Id<T>),
    /// Nothing.
    None,
}

impl<T> Target<T> {
    /// The record, new or not.
    pub fn id(&self) -> Option<Id<T>> {
        match self {
            Target::New(id) | Target::Existing(id) => Some(*id),
            Target::None => None,
        }
    }
}

/// The deal of a conversion.
#[derive(Clone, Debug)]
pub enum Take {
    /// A new one.
    New(NewDeal),
    /// One that is there.
    Existing(Id<Deal>),
    /// None.
    None,
}

/// What is known of a deal that a conversion makes.
#[derive(Clone, Debug)]
pub struct NewDeal {
    /// Its id.
    pub id: Id<Deal>,
    /// Its name.
    pub name: Text,
    /// Its stage; the first open one if none is chosen.
    pub stage: Option<Id<Stage>>,
    /// Its value.
    pub value: Option<Money>,
    /// When it is expected to close.
    pub expected_close: Option<Day>,
}

/// A field of an existing record that can be overwritten by the lead's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// The person's first and last name.
    ContactName,
    /// The person's job title.
    JobTitle,
    /// The person's website.
    ContactWebsite,
    /// The company's website.
    CompanyWebsite,
    /// Which number of the person is the primary one.
    ContactPhone,
    /// Which address of the person is the primary one.
    ContactEmail,
}

/// Refuses if nothing was chosen, if the lead is disqualified, and if something that was chosen is gone.
pub(super) fn convert(ctx: &Context<'_>, book: &Book, command: &Convert) -> Result<Decision, Refusal> {
    let lead = require(book, command.lead)?;
    let label = Label::of(Verb::Converted, &lead.name());
    if lead.converted.is_some() {
        return Ok(Decision::new(label, Change::none()));
    }
    if query::status_kind(book, lead) == StatusKind::Disqualified {
        return Err(Refusal::Disqualified);
    }
    let change = conversion(ctx, book, lead, lead.record().clone(), command)?;
    Ok(Decision::new(label, change))
}

/// The conversion of a lead that has just been qualified, as the settings ask for: whoever is known already is taken.
pub(super) fn by_itself(
    ctx: &Context<'_>,
    book: &Book,
    before: &Arc<Stamped<Lead>>,
    lead: Lead,
) -> Result<Change, Refusal> {
    let proposal = query::conversion(book, &lead, &|| (ctx.fresh)());
    conversion(ctx, book, before, lead, &proposal)
}

fn conversion(
    ctx: &Context<'_>,
    book: &Book,
    before: &Arc<Stamped<Lead>>,
    mut lead: Lead,
    command: &Convert,
) -> Result<Change, Refusal> {
    let deal_id = match &command.deal {
        Take::New(it) => Some(it.id),
        Take::Existing(id) => Some(*id),
        Take::None => None,
    };
    let (contact_id, company_id) = (command.contact.id(), command.company.id());
    if contact_id.is_none() && company_id.is_none() && deal_id.is_none() {
        return Err(Refusal::NothingChosen);
    }
    let mut edits = Vec::new();
    if let Some(id) = company_id {
        edits.push(edited(
            ctx,
            book,
            &command.company,
            |it| fill_company(it, &lead, &command.overwrite),
            id,
        )?);
    }
    if let Some(id) = contact_id {
        let fill = |it: &mut Contact| fill_contact(it, &lead, company_id, &command.overwrite);
        edits.push(edited(ctx, book, &command.contact, fill, id)?);
    }
    match &command.deal {
        Take::New(new) => {
            let deal = new_deal(ctx, book, &lead, new, contact_id, company_id)?;
            edits.push(Edit { before: None, after: Some(deal.into()) });
        }
        Take::Existing(id) => {
            let deal = require(book, *id)?;
            let mut after = deal.record().clone();
            join_deal(&mut after, &lead, contact_id, company_id);
            edits.extend(Change::update(deal, after).edits().iter().cloned());
        }
        Take::None => {}
    }
    lead.converted = Some(Converted {
        at: ctx.now,
        by: Some(ctx.me),
        contact: contact_id,
        company: company_id,
        deal: deal_id,
    });
    edits.extend(Change::update(before, lead).edits().iter().cloned());
    for edit in &edits {
        edit.after.as_ref().map_or(Ok(()), check)?;
    }
    Ok(Change::new(edits, Stamping::Fresh))
}

/// The edit that makes a new record, or fills one that is there.
fn edited<T: Unrow + crate::book::Kept>(
    ctx: &Context<'_>,
    book: &Book,
    target: &Target<T>,
    fill: impl FnOnce(&mut T),
    id: Id<T>,
) -> Result<Edit, Refusal>
where
    Row: From<Arc<Stamped<T>>>,
{
    if let Target::New(_) = target {
        if book.row(&Key::Record(id.into())).is_some() {
            return Err(Refusal::There);
        }
        let mut record = add::signed(ctx, T::blank(id));
        fill(&mut record);
        return Ok(Edit { before: None, after: Some(record.into()) });
    }
    let before = require(book, id)?;
    let mut after = before.record().clone();
    fill(&mut after);
    Ok(Edit { before: Some(before.clone().into()), after: Some(Arc::new(before.with(after)).into()) })
}

fn fill_text(to: &mut Text, from: &Text, overwrite: bool) {
    if !from.is_empty() && (to.is_empty() || overwrite) {
        *to = from.clone();
    }
}

fn fill_contact(contact: &mut Contact, lead: &Lead, company: Option<Id<Company>>, overwrite: &[Overwrite]) {
    let over = |it| overwrite.contains(&it);
    let has_name = !contact.first_name.is_empty() || !contact.last_name.is_empty();
    if !has_name || over(Overwrite::ContactName) {
        fill_text(&mut contact.salutation, &lead.salutation, true);
        if !lead.first_name.is_empty() || !lead.last_name.is_empty() {
            // A name is taken whole: half of two people is nobody.
            (contact.first_name, contact.last_name) = (lead.first_name.clone(), lead.last_name.clone());
        }
    }
    fill_text(&mut contact.job_title, &lead.job_title, over(Overwrite::JobTitle));
    if company.is_none() {
        fill_text(&mut contact.website, &lead.website, over(Overwrite::ContactWebsite));
    }
    let (primary, over_email) = (lead.primary_email, over(Overwrite::ContactEmail));
    fill_ways(
        &mut contact.emails,
        &mut contact.primary_email,
        (&lead.emails, primary),
        Email::is_same,
        over_email,
    );
    let (primary, over_phone) = (lead.primary_phone, over(Overwrite::ContactPhone));
    fill_ways(
        &mut contact.phones,
        &mut contact.primary_phone,
        (&lead.phones, primary),
        Phone::is_same,
        over_phone,
    );
    fill::each(&mut contact.addresses, &lead.addresses);
    if let Some(company) = company.filter(|it| !contact.companies.contains(it)) {
        let main = contact.company().unwrap_or(company);
        contact.companies.insert(company, Employment::default());
        if contact.company() != Some(main) || contact.companies.len() == 1 {
            contact.main_company = Some(main);
        }
    }
    contact.owner = contact.owner.or(lead.owner);
    contact.source = contact.source.or(lead.source);
    contact.lead = contact.lead.or(Some(lead.id));
    contact.referred_by = contact.referred_by.or(lead.referred_by);
    contact.consent = contact.consent.take().or_else(|| lead.consent.clone());
    contact.do_not.call |= lead.do_not.call;
    contact.do_not.mail |= lead.do_not.mail;
    contact.do_not.message |= lead.do_not.message;
    fill::each(&mut contact.common.tags, &lead.common.tags);
    fill::each(&mut contact.common.custom, &lead.common.custom);
}

fn fill_company(company: &mut Company, lead: &Lead, overwrite: &[Overwrite]) {
    fill_text(&mut company.name, &lead.company_name, false);
    if company.name.is_empty() {
        company.name = lead.name().into();
    }
    fill_text(&mut company.website, &lead.website, overwrite.contains(&Overwrite::CompanyWebsite));
    if lead.person().is_empty() {
        // The lead was the company itself: its ways to be reached are the company's.
        let (emails, phones) = ((&lead.emails, lead.primary_email), (&lead.phones, lead.primary_phone));
        fill_ways(&mut company.emails, &mut company.primary_email, emails, Email::is_same, false);
        fill_ways(&mut company.phones, &mut company.primary_phone, phones, Phone::is_same, false);
        fill::each(&mut company.addresses, &lead.addresses);
    }
    company.owner = company.owner.or(lead.owner);
    company.source = company.source.or(lead.source);
    company.lead = company.lead.or(Some(lead.id));
    fill::each(&mut company.common.tags, &lead.common.tags);
}

fn new_deal(
    ctx: &Context<'_>,
    book: &Book,
    lead: &Lead,
    new: &NewDeal,
    contact: Option<Id<Contact>>,
    company: Option<Id<Company>>,
) -> Result<Deal, Refusal> {
    if book.row(&Key::Record(new.id.into())).is_some() {
        return Err(Refusal::There);
    }
    let mut deal = Deal {
        name: Text::trimmed(&new.name),
        stage: new.stage.unwrap_or(Id::NONE),
        value: new.value,
        expected_close: new.expected_close,
        owner: lead.owner,
        priority: lead.priority,
        requirements: lead.message.clone(),
        next_step: lead.next_step.clone(),
        ..Deal::blank(new.id)
    };
    join_deal(&mut deal, lead, contact, company);
    fill::each(&mut deal.common.custom, &lead.common.custom);
    add::deal(ctx, book, deal)
}

/// Links a deal with the lead and what the lead became.
fn join_deal(deal: &mut Deal, lead: &Lead, contact: Option<Id<Contact>>, company: Option<Id<Company>>) {
    deal.lead = deal.lead.or(Some(lead.id));
    deal.source = deal.source.or(lead.source);
    if let Some(contact) = contact.filter(|it| !deal.contacts.contains(it)) {
        let main = deal.contact().unwrap_or(contact);
        deal.contacts.insert(contact, Participant::default());
        if deal.contact() != Some(main) || deal.contacts.len() == 1 {
            deal.main_contact = Some(main);
        }
    }
    if let Some(company) = company.filter(|it| !deal.companies.contains(it)) {
        let main = deal.company().unwrap_or(company);
        deal.companies.insert(company, Member);
        if deal.company() != Some(main) || deal.companies.len() == 1 {
            deal.main_company = Some(main);
        }
    }
    fill::each(&mut deal.common.tags, &lead.common.tags);
}

/// Takes the addresses or numbers that are not known yet. The one to use first stays, unless there was none or the
/// author chose the lead's.
fn fill_ways<T: Clone>(
    to: &mut Elements<ElementId, Pair<T>>,
    primary: &mut Option<ElementId>,
    (from, from_primary): (&Elements<ElementId, Pair<T>>, Option<ElementId>),
    is_same: fn(&T, &T) -> bool,
    is_chosen: bool,
) {
    let mine = fill::first(to, *primary);
    fill::ways(to, from, is_same);
    let theirs = fill::first(from, from_primary).and_then(|it| from.get(&it));
    let theirs = theirs.and_then(|theirs| to.iter().find(|it| is_same(&it.1.value, &theirs.value)));
    let theirs = theirs.map(|it| *it.0);
    let wanted = if is_chosen { theirs.or(mine) } else { mine.or(theirs) };
    if fill::first(to, *primary) != wanted {
        *primary = wanted;
    }
}

#[cfg(test)]
mod tests;
