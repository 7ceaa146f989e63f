//! Rows that are companies.

use super::super::{
    field::Field,
    report::{Fate, Why},
};
use super::{
    keys,
    known::Identity,
    notes, otherwise,
    settle::{Settled, beside, describe, keep_all, noted, owner, settle},
    sheet::{Cells, Log},
    stock::Stock,
    ways::{addresses, emails, phones, primary},
};
use crate::{
    record::{Company, fill},
    value::Kind,
};

pub(super) fn company(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>) -> Settled {
    let name = cells.get(Field::Company);
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let found = find(cells, stock, name);
    let here = found.map(|it| stock.companies.get(it));
    let (has_owner, has_source, has_parent) = here
        .map_or((false, false, false), |it| (it.owner.is_some(), it.source.is_some(), it.parent.is_some()));
    let mut company = draft(cells, log, stock, name);
    company.owner = if has_owner { None } else { owner(cells, log, stock, &mut company.common) };
    company.source = if has_source { None } else { stock.source(cells) };
    if !has_parent {
        keep_parent_id(cells, log, stock, &mut company);
    }
    let notes = notes(cells, log)?;
    let here = found.map(|it| stock.companies.get(it));
    let note = describe(&mut company.description, here.map_or("", |it| &*it.description), &notes);
    let otherwise = here.map(|it| otherwise::company(cells, stock, it, &company));
    let note = beside(note, otherwise.unwrap_or_default());
    let (mut fate, at) = settle(&mut stock.companies, found, company, fill::company, keys::company);
    if !has_parent && belongs(cells, stock, at) && fate == Fate::Same {
        fate = Fate::Filled;
    }
    let company = stock.companies.get(at);
    let about = (company.id.into(), company.common.created);
    Ok(noted(stock, fate, about, &note))
}

/// The company that a row is about: by id, else by name.
fn find(cells: &Cells<'_>, stock: &Stock<'_>, name: &str) -> Option<usize> {
    let identity = Identity::new(stock, Kind::Company, cells.get(Field::ExternalId));
    let by_id = identity.find(&stock.companies, |it| keys::may_be_one_company(&it.name, name));
    let by_name = |key: &String| stock.companies.find(key, |it| !identity.differs(&it.get().common));
    by_id.or_else(|| keys::sought_names(name).iter().find_map(by_name))
}

/// What a row says of the company alone.
fn draft(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, name: &str) -> Company {
    let (emails, phones) = (emails(cells, log, stock), phones(cells, log, stock));
    Company {
        name: name.into(),
        website: cells.text(Field::Website),
        primary_email: primary(&emails),
        primary_phone: primary(&phones),
        emails,
        phones,
        addresses: addresses(cells, stock),
        sector: cells.text(Field::Sector),
        size: cells.text(Field::Size),
        revenue: cells.text(Field::Revenue),
        tax_id: cells.text(Field::TaxId),
        common: stock.common(cells, log, Kind::Company),
        ..stock.blank()
    }
}

/// An id that no company is known by says nothing yet of whose parent it is.
fn keep_parent_id(cells: &Cells<'_>, log: &mut Log, stock: &Stock<'_>, company: &mut Company) {
    let id = cells.get(Field::ParentId);
    let is_known = id == cells.get(Field::ExternalId) || stock.known_company(id, "").is_some();
    if cells.get(Field::Parent).is_empty() && !is_known {
        keep_all(cells, log, &mut company.common, &[Field::ParentId]);
    }
}

/// Puts a company under its parent, which may come later in the file. None is its own.
fn belongs(cells: &Cells<'_>, stock: &mut Stock<'_>, at: usize) -> bool {
    let (id, name) = (cells.get(Field::ParentId), cells.get(Field::Parent));
    let Some(parent) = stock.company(id, name).filter(|it| *it != at) else { return false };
    let parent = stock.companies.get(parent).id;
    let company = Company { parent: Some(parent), ..stock.companies.get(at).clone() };
    stock.companies.put(at, company)
}
