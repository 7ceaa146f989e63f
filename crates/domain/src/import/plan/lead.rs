//! Rows that are leads.

use super::super::{field::Field, stage};
use super::{
    keys,
    known::{Identity, Known},
    notes, otherwise,
    settle::{Settled, keep, keep_all, next_step, noted, owner, priority, remember, settle},
    sheet::{Cells, Log},
    stock::Stock,
    ways::{Person, primary},
};
use crate::{
    record::{
        Common, Company, Contact, Converted, Deal, Lead, LeadStatus, Level, ReasonUse, StatusKind,
        StatusVisit, fill,
    },
    value::{Kind, Money, Text},
};

pub(super) fn lead(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>) -> Settled {
    let person = Person::read(cells, log, stock);
    let company = cells.text(Field::Company);
    if person.is_nobody() && company.is_empty() {
        return Err(Person::nobody(cells));
    }
    let mut lead = draft(cells, log, stock, person);
    lead.company_name = company;
    lead.potential = potential(cells, log);
    lead.level = level(cells, log, &mut lead.common);
    lead.priority = priority(cells, log, &mut lead.common);
    let (found, print) = find(cells, stock, &lead);
    let here = found.map(|it| stock.leads.get(it));
    let (has_owner, has_source) = here.map_or((false, false), |it| (it.owner.is_some(), it.source.is_some()));
    if let Some(here) = here.filter(|it| !keys::is_of_row(&it.common, cells.print().as_deref())) {
        log.lines.extend(otherwise::lead(cells, stock, here, &lead));
    }
    lead.owner = if has_owner { None } else { owner(cells, log, stock, &mut lead.common) };
    lead.source = if has_source { None } else { stock.source(cells) };
    if found.is_none() {
        set_status(cells, log, stock, &mut lead);
    }
    remember(&mut lead.common, print);
    let notes = notes(cells, log)?;
    let (fate, at) = settle(&mut stock.leads, found, lead, fill::lead, keys::lead);
    let lead = stock.leads.get(at);
    let about = (lead.id.into(), lead.common.created);
    Ok(noted(stock, fate, about, &notes))
}

/// The lead that a row is about; and the print of the row, if nothing better will tell it again.
fn find(cells: &Cells<'_>, stock: &Stock<'_>, lead: &Lead) -> (Option<usize>, Option<String>) {
    let name = keys::spoken(&lead.first_name, &lead.last_name);
    let identity = Identity::new(stock, Kind::Lead, cells.get(Field::ExternalId));
    let print = cells.print();
    let names =
        if lead.company_name.is_empty() { Vec::new() } else { keys::sought_names(&lead.company_name).into() };
    // A company alone says little: several leads may be of it.
    let is_somebody = !name.is_empty() || !lead.emails.is_empty() || !lead.phones.is_empty();
    let known = Known {
        identity: &identity,
        print: print.as_deref(),
        emails: &lead.emails,
        phones: &lead.phones,
        name: &name,
        companies: if is_somebody { names.clone() } else { Vec::new() },
    };
    let found = known.find(&stock.leads, |it| keys::spoken(&it.first_name, &it.last_name));
    let of_company = || if is_somebody { None } else { of_company(cells, stock, lead, &identity, &names) };
    let found = found.or_else(of_company);
    let needs_print = found.is_none() && known.needs_print(&stock.leads);
    (found, print.filter(|_| needs_print))
}

/// Of the leads that are a company and nobody of it: one that says nothing else, or else the only one that was here before
/// and that no row was about yet. Two rows that want different things are two leads.
fn of_company(
    cells: &Cells<'_>,
    stock: &Stock<'_>,
    lead: &Lead,
    identity: &Identity,
    names: &[String],
) -> Option<usize> {
    let slot = |at: usize| &stock.leads.slots[at];
    let all = names.iter().flat_map(|it| stock.leads.all(&keys::person("", it)));
    let mut all: Vec<usize> = all.filter(|it| !identity.differs(&slot(*it).get().common)).collect();
    all.dedup();
    let agrees = |at: usize| {
        let here = slot(at).get();
        let mut lines = otherwise::lead(cells, stock, here, lead).into_iter();
        lines.all(|it| stock.is_noted(here.id.into(), &it))
    };
    let mut old = all.iter().copied().filter(|it| !slot(*it).is_new());
    let only = || old.next().filter(|_| old.next().is_none()).filter(|it| !slot(*it).is_taken);
    all.iter().copied().find(|it| agrees(*it)).or_else(only)
}

/// What a row says of the person and of what they want.
fn draft(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, person: Person) -> Lead {
    Lead {
        primary_email: primary(&person.emails),
        primary_phone: primary(&person.phones),
        salutation: person.salutation,
        first_name: person.first_name,
        last_name: person.last_name,
        emails: person.emails,
        phones: person.phones,
        addresses: person.addresses,
        do_not: person.do_not,
        job_title: cells.text(Field::JobTitle),
        website: cells.text(Field::Website),
        source_detail: cells.text(Field::SourceDetail),
        interest: cells.text(Field::Interest),
        message: cells.text(Field::Message),
        next_step: next_step(cells),
        common: stock.common(cells, log, Kind::Lead),
        ..stock.blank()
    }
}

/// What it might be worth; an amount that cannot be read is kept as text.
fn potential(cells: &Cells<'_>, log: &mut Log) -> Option<Money> {
    cells.money().unwrap_or_else(|(column, why)| {
        if let Some(column) = column {
            cells.spoilt(log, column, why);
        }
        None
    })
}

fn set_status(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, lead: &mut Lead) {
    let sheet = cells.sheet;
    let since = lead.common.created;
    let mut status = sheet.status_of_kind(StatusKind::Open);
    if let Some((column, cell)) = cells.first(Field::Status) {
        let said = sheet.status(&stage::key(cell));
        status = said.map_or(status, |it| it.to);
        if said.is_none_or(|it| !it.is_sure) {
            keep(cells, log, &mut lead.common, column, said.is_none());
        }
    }
    let mut kind = sheet.kind_of(status);
    if kind == StatusKind::Converted || cells.is_yes(Field::Converted) {
        // Converted is told by what it became; the status is the one it had before.
        status = sheet.status_of_kind(StatusKind::Qualified);
        kind = StatusKind::Converted;
        lead.converted = Some(converted(cells, log, stock, lead));
    }
    let reason = if kind == StatusKind::Disqualified {
        stock.reason(cells, ReasonUse::Disqualify)
    } else {
        keep_all(cells, log, &mut lead.common, &[Field::Reason]);
        None
    };
    lead.status = LeadStatus { status, since, reason, note: Text::EMPTY };
    lead.statuses.insert(stock.element(), StatusVisit { status, at: since, by: None, reason });
}

/// What a lead became; an id that is not surely that of a record here is kept.
fn converted(cells: &Cells<'_>, log: &mut Log, stock: &Stock<'_>, lead: &mut Lead) -> Converted {
    let identity = |kind: Kind, field: Field| Identity::new(stock, kind, cells.get(field));
    let name = keys::spoken(&lead.first_name, &lead.last_name);
    let is_person = |it: &Contact| keys::may_be_same(&name, &keys::spoken(&it.first_name, &it.last_name));
    let contact = identity(Kind::Contact, Field::ConvertedContact).find(&stock.contacts, is_person);
    let contact = contact.map(|it| stock.contacts.get(it).id);
    let employer = &lead.company_name;
    let is_employer = |it: &Company| employer.is_empty() || keys::may_be_one_company(&it.name, employer);
    let company = identity(Kind::Company, Field::ConvertedCompany).find(&stock.companies, is_employer);
    let company = company.map(|it| stock.companies.get(it).id);
    let is_with = |it: &Deal| {
        contact.is_some_and(|id| it.contacts.contains(&id))
            || company.is_some_and(|id| it.companies.contains(&id))
    };
    let deal = identity(Kind::Deal, Field::ConvertedDeal).find(&stock.deals, is_with);
    let deal = deal.map(|it| stock.deals.get(it).id);
    for (field, is_known) in [
        (Field::ConvertedContact, contact.is_some()),
        (Field::ConvertedCompany, company.is_some()),
        (Field::ConvertedDeal, deal.is_some()),
    ] {
        if !is_known {
            keep_all(cells, log, &mut lead.common, &[field]);
        }
    }
    Converted { at: lead.common.created, by: None, contact, company, deal }
}

/// How interested they are; another word is kept.
fn level(cells: &Cells<'_>, log: &mut Log, common: &mut Common) -> Option<Level> {
    let (column, cell) = cells.first(Field::Level)?;
    let level = stage::key(cell).parse().ok();
    if level.is_none() {
        keep(cells, log, common, column, true);
    }
    level
}
