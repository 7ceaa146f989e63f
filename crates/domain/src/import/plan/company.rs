//! Rows that are companies, or people on our side.

use super::super::{
    field::Field,
    report::{Fate, Why},
    stage,
};
use super::{
    fill, keys,
    known::Identity,
    notes,
    people::settle,
    sheet::{Cells, Log, Refused},
    stock::Stock,
    ways::{addresses, emails, parted, phones, primary},
};
use crate::{
    command::TEXT_LIMIT,
    record::{Company, Rep},
    value::{Kind, RecordId},
};

pub(super) fn company(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, RecordId), Refused> {
    let name = cells.get(Field::Company);
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let key = keys::company_name(name);
    let identity = Identity::new(stock, Kind::Company, cells.get(Field::ExternalId));
    let by_id = identity.key().and_then(|id| {
        stock.companies.find(&id, |it| {
            let it = it.get();
            identity.is_sure(&it.common, keys::company_name(&it.name) == key)
        })
    });
    let found = by_id.or_else(|| stock.companies.find(&key, |it| !identity.differs(&it.get().common)));
    let here = found.map(|it| stock.companies.get(it));
    let (has_owner, has_source, has_parent) = here
        .map_or((false, false, false), |it| (it.owner.is_some(), it.source.is_some(), it.parent.is_some()));
    let (emails, phones) = (emails(cells, log, stock), phones(cells, log, stock));
    let mut company = Company {
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
    };
    company.owner = if has_owner { None } else { stock.owner(cells) };
    company.source = if has_source { None } else { stock.source(cells) };
    let notes = notes(cells, log)?;
    if notes.len() <= TEXT_LIMIT {
        company.description = notes.as_str().into();
    }
    let (mut fate, at) = settle(&mut stock.companies, found, company, fill::company, keys::company);
    let company = stock.companies.get(at);
    let (id, created) = (company.id, company.common.created);
    if !has_parent && belongs(cells, stock, at) && fate == Fate::Same {
        fate = Fate::Filled;
    }
    let is_noted = notes.len() > TEXT_LIMIT && stock.note(id.into(), &notes, created);
    Ok((if is_noted && fate == Fate::Same { Fate::Filled } else { fate }, id.into()))
}

/// Puts a company under its parent, which may come later in the file. None is its own.
fn belongs(cells: &Cells<'_>, stock: &mut Stock<'_>, at: usize) -> bool {
    let (id, name) = (cells.get(Field::ParentId), cells.get(Field::Parent));
    let Some(parent) = stock.company(id, name).filter(|it| *it != at) else { return false };
    let parent = stock.companies.get(parent).id;
    let company = Company { parent: Some(parent), ..stock.companies.get(at).clone() };
    stock.companies.put(at, company)
}

pub(super) fn rep(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, RecordId), Refused> {
    let (first, last) = (cells.get(Field::FirstName), cells.get(Field::LastName));
    let (first, last) = if first.is_empty() && last.is_empty() {
        parted(cells.get(Field::FullName))
    } else {
        (first.into(), last.into())
    };
    let email = emails(cells, log, stock).values().next().map(|it| it.value.clone());
    let spoken = keys::spoken(&first, &last);
    let name =
        email.as_ref().filter(|_| spoken.is_empty()).map_or(spoken.clone(), |it| it.as_str().to_owned());
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let identity = Identity::new(stock, Kind::Rep, cells.get(Field::ExternalId));
    let agrees = |it: &Rep| stage::key(&it.name) == stage::key(&name);
    let is_other = |it: &Rep| identity.differs(&it.common);
    let by_id = identity
        .key()
        .and_then(|id| stock.reps.find(&id, |it| identity.is_sure(&it.get().common, agrees(it.get()))));
    let by_email = || stock.reps.find(&keys::email(email.as_ref()?), |it| !is_other(it.get()));
    let by_name = || stock.reps.find(&keys::rep_name(&name), |it| !is_other(it.get()));
    let found = by_id.or_else(by_email).or_else(by_name);
    let blank = if found.is_none() { stock.new_rep() } else { stock.blank() };
    let rep = Rep { name: name.into(), email, common: stock.common(cells, log, Kind::Rep), ..blank };
    let (fate, at) = settle(&mut stock.reps, found, rep, fill::rep, keys::rep);
    Ok((fate, stock.reps.get(at).id.into()))
}
