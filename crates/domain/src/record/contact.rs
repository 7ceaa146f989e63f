//! A person we deal with.

use super::{
    Address, Common, Company, Consent, DoNot, Emails, Lead, Member, Phones, Rep, Source, registers,
    way::{joined, reached},
};
use crate::value::{ElementId, Elements, Id, RecordId, Text};
use serde::{Deserialize, Serialize};

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Contact {
    pub id: Id<Contact>,
    pub common: Common,
    pub salutation: Text,
    pub first_name: Text,
    pub last_name: Text,
    pub job_title: Text,
    pub website: Text,
    pub emails: Emails,
    pub phones: Phones,
    pub addresses: Elements<ElementId, Address>,
    pub primary_email: Option<ElementId>,
    pub primary_phone: Option<ElementId>,
    /// `YYYY-MM-DD`, or `--MM-DD` where the year is not known.
    pub birthday: Text,
    pub language: Text,
    pub companies: Elements<Id<Company>, Employment>,
    pub main_company: Option<Id<Company>>,
    pub owner: Option<Id<Rep>>,
    pub source: Option<Id<Source>>,
    pub referred_by: Option<Id<Contact>>,
    /// The lead that this person was.
    pub lead: Option<Id<Lead>>,
    pub do_not: DoNot,
    pub consent: Option<Consent>,
    pub description: Text,
    /// Whom they look like and are not (see [`crate::query::keep_apart`]).
    pub apart: Elements<RecordId, Member>,
}

registers! {
    Contact, Contact, version 1,
    one [salutation, first_name, last_name, job_title, website, primary_email, primary_phone, birthday, language,
         main_company, owner, source, referred_by, lead, do_not, consent, description],
    each [emails, phones, addresses, companies, apart],
    links |contact, tell| {
        contact.companies.keys().for_each(|it| tell((*it).into()));
        contact.referred_by.into_iter().for_each(|it| tell(it.into()));
        contact.lead.into_iter().for_each(|it| tell(it.into()));
    }
}
reached!(Contact, Contact::shown_name);

impl Contact {
    /// The company they work for: the main one, else the first that is not past.
    pub fn company(&self) -> Option<Id<Company>> {
        let present = || self.companies.iter().find(|(_, it)| !it.inactive).map(|(id, _)| *id);
        self.main_company.filter(|it| self.companies.contains(it)).or_else(present)
    }

    fn shown_name(&self) -> String {
        let name = joined([&self.salutation, &self.first_name, &self.last_name]);
        let email = || self.emails.values().next().map(|it| it.value.to_string());
        let phone = || self.phones.values().next().map(|it| it.value.to_string());
        Some(name).filter(|it| !it.is_empty()).or_else(email).or_else(phone).unwrap_or_else(|| "?".to_owned())
    }
}

/// What someone is at a company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Employment {
    /// They were there once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inactive: bool,
    /// Their part there, where it is not their job title.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub role: Text,
}
