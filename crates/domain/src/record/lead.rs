//! A scrap of information about a person or business that might buy.

use super::{
    Address, Common, Company, Consent, Contact, Criterion, Deal, DoNot, Emails, Member, NextStep, Phones,
    Reason, Rep, Source, Status, names, registers,
    way::{joined, reached},
};
use crate::value::{ElementId, Elements, Id, Money, RecordId, Text, Timestamp};
use serde::{Deserialize, Serialize};

/// A lead. It may be a person, a company or both, and next to nothing may be known of it.
///
/// Invariant L1, held by commands: a name, a company, an e-mail address or a phone number is there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Lead {
    pub id: Id<Lead>,
    pub common: Common,
    pub salutation: Text,
    pub first_name: Text,
    pub last_name: Text,
    pub company_name: Text,
    pub job_title: Text,
    pub website: Text,
    pub emails: Emails,
    pub phones: Phones,
    pub addresses: Elements<ElementId, Address>,
    pub primary_email: Option<ElementId>,
    pub primary_phone: Option<ElementId>,
    /// The person, where we know them already.
    pub contact: Option<Id<Contact>>,
    /// The company, where we know it already.
    pub company: Option<Id<Company>>,
    pub status: LeadStatus,
    /// Every status it has had, with when and by whom.
    pub statuses: Elements<ElementId, StatusVisit>,
    pub source: Option<Id<Source>>,
    /// Campaign, list or vendor.
    pub source_detail: Text,
    /// What they are interested in, in a few words.
    pub interest: Text,
    /// What they wrote when they first came.
    pub message: Text,
    pub level: Option<Level>,
    pub priority: Option<Priority>,
    /// What it might be worth.
    pub potential: Option<Money>,
    pub qualification: Elements<Id<Criterion>, Answered>,
    pub owner: Option<Id<Rep>>,
    /// A next step written by hand; else it is the earliest open task.
    pub next_step: Option<NextStep>,
    /// Set by conversion only; [`crate::query::status_kind`] derives Converted from it.
    pub converted: Option<Converted>,
    pub referred_by: Option<Id<Contact>>,
    pub do_not: DoNot,
    pub consent: Option<Consent>,
    /// Whom they look like and are not (see [`crate::query::keep_apart`]).
    pub apart: Elements<RecordId, Member>,
}

registers! {
    Lead, Lead, version 1,
    one [salutation, first_name, last_name, company_name, job_title, website, primary_email, primary_phone, contact,
         company, status, source, source_detail, interest, message, level, priority, potential, owner, next_step,
         converted, referred_by, do_not, consent],
    each [emails, phones, addresses, statuses, qualification, apart],
    required status,
    links |lead, tell| {
        let became = lead.converted.as_ref();
        let contacts = [lead.contact, lead.referred_by, became.and_then(|it| it.contact)];
        contacts.into_iter().flatten().for_each(|it| tell(it.into()));
        [lead.company, became.and_then(|it| it.company)].into_iter().flatten().for_each(|it| tell(it.into()));
        became.and_then(|it| it.deal).into_iter().for_each(|it| tell(it.into()));
    }
}
reached!(Lead, Lead::shown_name);

impl Lead {
    /// The person's name, or nothing.
    pub fn person(&self) -> String {
        joined([&self.salutation, &self.first_name, &self.last_name])
    }

    /// What to call it: the person, else the company, else an address or a number.
    fn shown_name(&self) -> String {
        let email = || self.emails.values().next().map(|it| it.value.to_string());
        let phone = || self.phones.values().next().map(|it| it.value.to_string());
        Some(self.person())
            .filter(|it| !it.is_empty())
            .or_else(|| (!self.company_name.trim().is_empty()).then(|| self.company_name.to_string()))
            .or_else(email)
            .or_else(phone)
            .unwrap_or_else(|| "?".to_owned())
    }
}

/// The status a lead is in: one register, so that a reason never stands beside another status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadStatus {
    /// More about the reason.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
    /// Why, where the status asks for a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Id<Reason>>,
    /// Since when.
    #[serde(default)]
    pub since: Timestamp,
    /// Which status of the list.
    pub status: Id<Status>,
}

impl Lead {
    /// Whether this is its status now. What has become something else has none, but for the one it would go back to.
    pub fn stands_in(&self, status: Id<Status>) -> bool {
        self.converted.is_none() && self.status.status == status
    }
}

impl Default for LeadStatus {
    fn default() -> LeadStatus {
        LeadStatus { status: Id::NONE, since: Timestamp::default(), reason: None, note: Text::EMPTY }
    }
}

/// A status that a lead came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusVisit {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
    /// Why, if it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Id<Reason>>,
    /// Which.
    pub status: Id<Status>,
}

/// What conversion made or took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Converted {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
    /// The company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Id<Company>>,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id<Contact>>,
    /// The deal: one at most (L4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<Id<Deal>>,
}

names! {
    /// How interested they are.
    Level {
        /// Hardly.
        Cold = "cold",
        /// Somewhat.
        Warm = "warm",
        /// Very.
        Hot = "hot",
    }
}

names! {
    /// How soon someone should see to it.
    Priority {
        /// When there is time.
        Low = "low",
        /// As usual.
        Normal = "normal",
        /// Soon.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
}

names! {
    /// The answer to a question of the checklist.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known yet.
        Unknown = "unknown",
    }
}

/// An answer, with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Yes, no or not known yet.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}
