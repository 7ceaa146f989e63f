//! A business we deal with.

use super::{Address, Common, Emails, Lead, Member, Phones, Rep, Source, registers, way::reached};
use crate::value::{ElementId, Elements, Id, RecordId, Text};

/// A company.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Company {
    pub id: Id<Company>,
    pub common: Common,
    pub name: Text,
    pub website: Text,
    pub emails: Emails,
    pub phones: Phones,
    pub addresses: Elements<ElementId, Address>,
    pub primary_email: Option<ElementId>,
    pub primary_phone: Option<ElementId>,
    pub sector: Text,
    /// How many people, as it was given: "250", "51-200".
    pub size: Text,
    pub revenue: Text,
    pub tax_id: Text,
    pub parent: Option<Id<Company>>,
    pub owner: Option<Id<Rep>>,
    pub source: Option<Id<Source>>,
    /// The lead that this company was.
    pub lead: Option<Id<Lead>>,
    pub description: Text,
    /// Which they look like and are not (see [`crate::query::keep_apart`]).
    pub apart: Elements<RecordId, Member>,
}

registers! {
    Company, Company, version 1,
    one [name, website, primary_email, primary_phone, sector, size, revenue, tax_id, parent, owner, source, lead,
         description],
    each [emails, phones, addresses, apart],
    links |company, tell| {
        company.parent.into_iter().for_each(|it| tell(it.into()));
        company.lead.into_iter().for_each(|it| tell(it.into()));
    }
}
reached!(Company, |it| it.name.or("?").to_owned());
