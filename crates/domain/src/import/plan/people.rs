//! Rows that are people on the other side: contacts, and leads.

use super::super::{
    field::Field,
    report::{Fate, Why},
    stage,
};
use super::{
    fill, keys,
    known::{Identity, Known},
    notes,
    sheet::{Cells, Log, Refused},
    shelf::Shelf,
    stock::Stock,
    ways::{Person, named, primary},
};
use crate::{
    command::TEXT_LIMIT,
    record::{
        Common, Contact, Converted, Employment, Json, Lead, LeadStatus, Level, NextStep, Priority, ReasonUse,
        Record, StatusKind, StatusVisit,
    },
    row::Unrow,
    value::{DayOrder, Kind, RecordId, Text, TextKey, Timestamp, parse_day},
};

/// Why nobody can tell who a row is about.
fn nobody(cells: &Cells<'_>) -> Refused {
    let spoilt = |field, why| cells.first(field).map(|it| (Some(it.0), why));
    spoilt(Field::Email, Why::Email)
        .or_else(|| spoilt(Field::Phone, Why::Phone))
        .unwrap_or((None, Why::NoIdentity))
}

pub(super) fn contact(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, RecordId), Refused> {
    let person = Person::read(cells, log, stock);
    let name = person.spoken();
    if name.is_empty() && person.emails.is_empty() && person.phones.is_empty() {
        return Err(nobody(cells));
    }
    let employers = named(cells, stock.origin, Field::Company, Field::CompanyId);
    let employer = employers.first().and_then(|it| stock.known_company(&it.0, &it.1));
    let identity = Identity::new(stock, Kind::Contact, cells.get(Field::ExternalId));
    let print = cells.print();
    let known = Known {
        identity: &identity,
        print: print.as_deref(),
        emails: &person.emails,
        phones: &person.phones,
        name: &name,
        company: employer.filter(|_| !name.is_empty()).map(|it| stock.companies.get(it).id.to_string()),
    };
    let found = known.find(&stock.contacts, |it| keys::spoken(&it.first_name, &it.last_name));
    let needs_print = found.is_none() && known.needs_print(&stock.contacts);
    let here = found.map(|it| stock.contacts.get(it));
    let (has_owner, has_source, has_company) = here.map_or((false, false, false), |it| {
        (it.owner.is_some(), it.source.is_some(), !it.companies.is_empty())
    });
    let mut contact = Contact {
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
        birthday: birthday(cells, log),
        language: cells.text(Field::Language),
        common: stock.common(cells, log, Kind::Contact),
        ..stock.blank()
    };
    contact.owner = if has_owner { None } else { stock.owner(cells) };
    contact.source = if has_source { None } else { stock.source(cells) };
    for (id, name) in employers.iter().filter(|_| !has_company) {
        if let Some(company) = stock.company(id, name).map(|it| stock.companies.get(it).id) {
            contact.companies.insert(company, Employment::default());
            contact.main_company = contact.main_company.or(Some(company));
        }
    }
    remember(&mut contact.common, print.filter(|_| needs_print));
    let notes = notes(cells, log)?;
    if notes.len() <= TEXT_LIMIT {
        contact.description = notes.as_str().into();
    }
    let (fate, at) = settle(&mut stock.contacts, found, contact, fill::contact, keys::contact);
    let contact = stock.contacts.get(at);
    let (id, created) = (contact.id, contact.common.created);
    let is_noted = notes.len() > TEXT_LIMIT && stock.note(id.into(), &notes, created);
    Ok((if is_noted && fate == Fate::Same { Fate::Filled } else { fate }, id.into()))
}

/// A record that nothing better will tell again keeps the print of its row.
pub(super) fn remember(common: &mut Common, print: Option<String>) {
    if let Some(print) = print {
        common.external.insert(TextKey(keys::PRINT.into()), print.into());
    }
}

/// Makes a record of a row, or fills the one that is there.
pub(super) fn settle<T: Record + Unrow>(
    shelf: &mut Shelf<T>,
    found: Option<usize>,
    draft: T,
    fill: fn(&mut T, &T),
    keys: fn(&T) -> Vec<String>,
) -> (Fate, usize) {
    let Some(place) = found else {
        let keys = keys(&draft);
        return (Fate::New, shelf.make(draft, true, keys));
    };
    let mut after = shelf.get(place).clone();
    fill(&mut after, &draft);
    let differs = shelf.put(place, after);
    let slot = &mut shelf.slots[place];
    // A record that was only named by a row so far is the one of this row.
    let is_first = slot.is_new() && !slot.is_taken;
    slot.is_taken = true;
    if differs {
        let keys = keys(shelf.get(place));
        shelf.name(place, keys);
    }
    (
        if is_first {
            Fate::New
        } else if differs {
            Fate::Filled
        } else {
            Fate::Same
        },
        place,
    )
}

/// `YYYY-MM-DD`, or `--MM-DD` where there is no year.
fn birthday(cells: &Cells<'_>, log: &mut Log) -> Text {
    let Some((column, cell)) = cells.first(Field::Birthday) else { return Text::EMPTY };
    let (month, year) = (cells.get(Field::BirthMonth), cells.get(Field::BirthYear));
    let whole = match (month, year) {
        ("", _) => cell.to_owned(),
        (month, "") => format!("--{month:0>2}-{cell:0>2}"),
        (month, year) => format!("{year:0>4}-{month:0>2}-{cell:0>2}"),
    };
    // A year without a day that is the 29th of February would not do.
    let with_year = whole.strip_prefix("--").map(|it| format!("2000-{it}"));
    let order = if month.is_empty() { cells.order(column) } else { DayOrder::DayFirst };
    match parse_day(with_year.as_ref().unwrap_or(&whole), order) {
        Ok(day) if with_year.is_some() => {
            day.map(|it| format!("--{}", &it.to_string()[5..])).unwrap_or_default().into()
        }
        Ok(day) => day.map(|it| it.to_string()).unwrap_or_default().into(),
        Err(_) => {
            cells.spoilt(log, column, Why::Day);
            Text::EMPTY
        }
    }
}

pub(super) fn lead(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, RecordId), Refused> {
    let person = Person::read(cells, log, stock);
    let (name, company_name) = (person.spoken(), cells.text(Field::Company));
    if name.is_empty() && company_name.is_empty() && person.emails.is_empty() && person.phones.is_empty() {
        return Err(nobody(cells));
    }
    let identity = Identity::new(stock, Kind::Lead, cells.get(Field::ExternalId));
    let print = cells.print();
    let known = Known {
        identity: &identity,
        print: print.as_deref(),
        emails: &person.emails,
        phones: &person.phones,
        name: &name,
        company: (!company_name.is_empty()).then(|| keys::company_name(&company_name)),
    };
    let found = known.find(&stock.leads, |it| keys::spoken(&it.first_name, &it.last_name));
    let needs_print = found.is_none() && known.needs_print(&stock.leads);
    let here = found.map(|it| stock.leads.get(it));
    let (has_owner, has_source) = here.map_or((false, false), |it| (it.owner.is_some(), it.source.is_some()));
    let mut lead = Lead {
        primary_email: primary(&person.emails),
        primary_phone: primary(&person.phones),
        salutation: person.salutation,
        first_name: person.first_name,
        last_name: person.last_name,
        company_name,
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
    };
    lead.potential = cells.money().unwrap_or_else(|(column, why)| {
        if let Some(column) = column {
            cells.spoilt(log, column, why);
        }
        None
    });
    lead.level = word(cells, log, &mut lead.common, Field::Level);
    lead.priority = priority(cells, log, &mut lead.common);
    lead.owner = if has_owner { None } else { stock.owner(cells) };
    lead.source = if has_source { None } else { stock.source(cells) };
    if found.is_none() {
        set_status(cells, log, stock, &mut lead);
    }
    remember(&mut lead.common, print.filter(|_| needs_print));
    let notes = notes(cells, log)?;
    let (fate, at) = settle(&mut stock.leads, found, lead, fill::lead, keys::lead);
    let lead = stock.leads.get(at);
    let (id, created) = (lead.id, lead.common.created);
    let is_noted = stock.note(id.into(), &notes, created);
    Ok((if is_noted && fate == Fate::Same { Fate::Filled } else { fate }, id.into()))
}

fn set_status(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, lead: &mut Lead) {
    let sheet = cells.sheet;
    let since = lead.common.created;
    let mut status = sheet.status_of_kind(StatusKind::Open);
    if let Some((column, cell)) = cells.first(Field::Status) {
        let said = sheet.statuses.get(&stage::key(cell)).map(|it| &sheet.mapping.statuses[*it]);
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
        lead.converted = Some(converted(cells, stock, since));
    }
    let reason =
        if kind == StatusKind::Disqualified { stock.reason(cells, ReasonUse::Disqualify) } else { None };
    lead.status = LeadStatus { status, since, reason, note: Text::EMPTY };
    lead.statuses.insert(stock.element(), StatusVisit { status, at: since, by: None, reason });
}

fn converted(cells: &Cells<'_>, stock: &Stock<'_>, at: Timestamp) -> Converted {
    let key = |kind: Kind, field: Field| Some(stock.external(kind, cells.first(field)?.1));
    let contact =
        key(Kind::Contact, Field::ConvertedContact).and_then(|it| stock.contacts.find(&it, |_| true));
    let company =
        key(Kind::Company, Field::ConvertedCompany).and_then(|it| stock.companies.find(&it, |_| true));
    let deal = key(Kind::Deal, Field::ConvertedDeal).and_then(|it| stock.deals.find(&it, |_| true));
    Converted {
        at,
        by: None,
        contact: contact.map(|it| stock.contacts.get(it).id),
        company: company.map(|it| stock.companies.get(it).id),
        deal: deal.map(|it| stock.deals.get(it).id),
    }
}

/// A step that was written by hand.
pub(super) fn next_step(cells: &Cells<'_>) -> Option<NextStep> {
    cells.first(Field::NextStep).map(|it| NextStep { text: it.1.into(), day: None })
}

/// Keeps a cell that fills no field after all under its heading.
pub(super) fn keep(cells: &Cells<'_>, log: &mut Log, common: &mut Common, column: usize, tells: bool) {
    let remark = cells.remark(Some(column), Why::Word);
    common.custom.insert(TextKey(cells.sheet.names[column].clone()), Json::text(cells.cell(column)));
    if tells {
        log.remarks.push(remark);
    }
}

fn word(cells: &Cells<'_>, log: &mut Log, common: &mut Common, field: Field) -> Option<Level> {
    let (column, cell) = cells.first(field)?;
    let level = stage::key(cell).parse().ok();
    if level.is_none() {
        keep(cells, log, common, column, true);
    }
    level
}

pub(super) fn priority(cells: &Cells<'_>, log: &mut Log, common: &mut Common) -> Option<Priority> {
    let (column, cell) = cells.first(Field::Priority)?;
    let priority = match &*stage::key(cell) {
        "medium" | "mittel" | "moyenne" => Some(Priority::Normal),
        word => word.parse().ok(),
    };
    if priority.is_none() {
        keep(cells, log, common, column, true);
    }
    priority
}
