//! Rows that are people we deal with.

use super::super::{field::Field, report::Why};
use super::{
    keys,
    known::{Identity, Known},
    notes, otherwise,
    settle::{Settled, beside, describe, keep_all, noted, owner, remember, settle},
    sheet::{Cells, Log},
    stock::Stock,
    ways::{Person, named, primary},
};
use crate::{
    record::{Contact, Employment, fill},
    value::{DayOrder, Kind, Text, parse_day},
};

/// The companies of a row: id and name of each.
type Employers = [(String, String)];

pub(super) fn contact(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>) -> Settled {
    let person = Person::read(cells, log, stock);
    if person.is_nobody() {
        return Err(Person::nobody(cells));
    }
    let employers = named(cells, stock.origin, Field::Company, Field::CompanyId);
    let (found, print) = find(cells, stock, &person, &employers);
    let here = found.map(|it| stock.contacts.get(it));
    let (has_owner, has_source) = here.map_or((false, false), |it| (it.owner.is_some(), it.source.is_some()));
    let mut contact = draft(cells, log, stock, person);
    contact.owner = if has_owner { None } else { owner(cells, log, stock, &mut contact.common) };
    contact.source = if has_source { None } else { stock.source(cells) };
    let role = found.map_or(Text::EMPTY, |it| role(stock.contacts.get(it), &contact.job_title));
    employ(cells, log, stock, &mut contact, &employers, role);
    remember(&mut contact.common, print);
    let notes = notes(cells, log)?;
    let here = found.map(|it| stock.contacts.get(it));
    let note = describe(&mut contact.description, here.map_or("", |it| &*it.description), &notes);
    let is_other = |it: &&Contact| !keys::is_of_row(&it.common, cells.print().as_deref());
    let otherwise = here.filter(is_other).map(|it| otherwise::contact(cells, stock, it, &contact));
    let note = beside(note, otherwise.unwrap_or_default());
    let (fate, at) = settle(&mut stock.contacts, found, contact, fill::contact, keys::contact);
    let contact = stock.contacts.get(at);
    let about = (contact.id.into(), contact.common.created);
    Ok(noted(stock, fate, about, &note))
}

/// The contact that a row is about; and the print of the row, if nothing better will tell it again.
fn find(
    cells: &Cells<'_>,
    stock: &Stock<'_>,
    person: &Person,
    employers: &Employers,
) -> (Option<usize>, Option<String>) {
    let name = person.spoken();
    let employer = employers.first().filter(|_| !name.is_empty());
    let employer = employer.and_then(|it| stock.known_company(&it.0, &it.1));
    let identity = Identity::new(stock, Kind::Contact, cells.get(Field::ExternalId));
    let print = cells.print();
    let known = Known {
        identity: &identity,
        print: print.as_deref(),
        emails: &person.emails,
        phones: &person.phones,
        name: &name,
        companies: employer.iter().map(|it| stock.companies.get(*it).id.to_string()).collect(),
    };
    let found = known.find(&stock.contacts, |it| keys::spoken(&it.first_name, &it.last_name));
    let needs_print = found.is_none() && known.needs_print(&stock.contacts);
    (found, print.filter(|_| needs_print))
}

/// What a row says of the person alone.
fn draft(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, person: Person) -> Contact {
    let birthday = birthday(cells, log);
    let mut common = stock.common(cells, log, Kind::Contact);
    if birthday.is_empty() || cells.get(Field::BirthMonth).is_empty() {
        keep_all(cells, log, &mut common, &[Field::BirthMonth, Field::BirthYear]);
    }
    Contact {
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
        birthday,
        language: cells.text(Field::Language),
        common,
        ..stock.blank()
    }
}

/// The part of someone who is here where the row says they work: a job title that is not the one they are known by.
fn role(here: &Contact, job_title: &Text) -> Text {
    let is_other = !here.job_title.is_empty() && here.job_title != *job_title;
    if is_other { job_title.clone() } else { Text::EMPTY }
}

fn employ(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    contact: &mut Contact,
    employers: &Employers,
    role: Text,
) {
    for (id, name) in employers {
        if let Some(company) = stock.company(id, name).map(|it| stock.companies.get(it).id) {
            contact.companies.insert(company, Employment { role: role.clone(), ..Employment::default() });
            contact.main_company = contact.main_company.or(Some(company));
        } else {
            keep_all(cells, log, &mut contact.common, &[Field::CompanyId]);
        }
    }
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
