//! Rows that are people on our side.

use super::super::{field::Field, report::Why, stage};
use super::{
    keys,
    known::Identity,
    settle::{Settled, settle},
    sheet::{Cells, Log},
    stock::Stock,
    ways::{emails, name},
};
use crate::{
    record::{Rep, fill},
    value::Kind,
};

pub(super) fn rep(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>) -> Settled {
    let (first, last) = name(cells);
    let email = emails(cells, log, stock).values().next().map(|it| it.value.clone());
    let spoken = keys::spoken(&first, &last);
    let name = match &email {
        Some(email) if spoken.is_empty() => email.as_str(),
        _ => &spoken,
    };
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let identity = Identity::new(stock, Kind::Rep, cells.get(Field::ExternalId));
    let agrees = |it: &Rep| stage::key(&it.name) == stage::key(name);
    let is_other = |it: &Rep| identity.differs(&it.common);
    let by_id = identity.find(&stock.reps, agrees);
    let by_email = || stock.reps.find(&keys::email(email.as_ref()?), |it| !is_other(it.get()));
    let by_name = || stock.reps.find(&keys::rep_name(name), |it| !is_other(it.get()));
    let found = by_id.or_else(by_email).or_else(by_name);
    let blank = if found.is_none() { stock.new_rep() } else { stock.blank() };
    let common = stock.common(cells, log, Kind::Rep);
    let rep = Rep { name: name.into(), email: email.clone(), common, ..blank };
    let (fate, at) = settle(&mut stock.reps, found, rep, fill::rep, keys::rep);
    Ok((fate, stock.reps.get(at).id.into()))
}
