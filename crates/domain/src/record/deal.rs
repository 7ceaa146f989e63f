//! A sale being worked on.

use super::{
    Common, Company, Contact, Enclosures, FileLink, Lead, LineItem, Member, Milestone, Priority, Quote,
    Reason, Rep, Source, Stage, names, registers,
};
use crate::value::{Day, ElementId, Elements, Id, Money, Percent, Rank, Text, Timestamp};
use serde::{Deserialize, Serialize};

/// A deal.
///
/// Invariant D1: `stage` is an open stage; while `outcome` is set the card stands in Won or Lost of that stage's
/// pipeline whatever `stage` says, so a move made elsewhere at the same time never un-wins it.
/// Invariant D4, held by commands: a lead, a contact or a company is there, unless a file brought it with nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Deal {
    pub id: Id<Deal>,
    pub common: Common,
    pub name: Text,
    pub kind: Option<DealKind>,
    pub stage: Id<Stage>,
    pub outcome: Option<Outcome>,
    pub rank: Rank,
    pub value: Option<Money>,
    /// Overrides the stage's while the deal is open.
    pub probability: Option<Percent>,
    pub expected_close: Option<Day>,
    pub priority: Option<Priority>,
    pub owner: Option<Id<Rep>>,
    /// Reps beside the owner.
    pub reps: Elements<Id<Rep>, Member>,
    pub contacts: Elements<Id<Contact>, Participant>,
    pub main_contact: Option<Id<Contact>>,
    pub companies: Elements<Id<Company>, Member>,
    pub main_company: Option<Id<Company>>,
    pub lead: Option<Id<Lead>>,
    pub source: Option<Id<Source>>,
    pub requirements: Text,
    pub expectations: Text,
    pub proposed_solution: Text,
    /// A next step written by hand; else it is the earliest open task.
    pub next_step: Option<NextStep>,
    /// Every stage it came to, with when and by whom.
    pub stages: Elements<ElementId, StageVisit>,
    pub milestones: Enclosures<Milestone>,
    /// What is sold, in the order in which it was added.
    pub lines: Enclosures<LineItem>,
    pub files: Enclosures<FileLink>,
    pub quotes: Enclosures<Quote>,
}

registers! {
    Deal, Deal, version 1,
    one [name, kind, stage, outcome, rank, value, probability, expected_close, priority, owner, main_contact,
         main_company, lead, source, requirements, expectations, proposed_solution, next_step],
    each [reps, contacts, companies, stages, milestones, lines, files, quotes],
    required stage,
    links |deal, tell| {
        deal.contacts.keys().for_each(|it| tell((*it).into()));
        deal.companies.keys().for_each(|it| tell((*it).into()));
        deal.lead.into_iter().for_each(|it| tell(it.into()));
    }
}

impl Deal {
    /// The person to speak to: the main one, else the first.
    pub fn contact(&self) -> Option<Id<Contact>> {
        self.main_contact
            .filter(|it| self.contacts.contains(it))
            .or_else(|| self.contacts.keys().next().copied())
    }

    /// The company it is with: the main one, else the first.
    pub fn company(&self) -> Option<Id<Company>> {
        self.main_company
            .filter(|it| self.companies.contains(it))
            .or_else(|| self.companies.keys().next().copied())
    }

    /// Whether it is with nobody.
    pub fn is_alone(&self) -> bool {
        self.lead.is_none() && self.contacts.is_empty() && self.companies.is_empty()
    }

    /// Whether it is neither won nor lost.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// The day on which it is expected to close; once it has ended, the day on which it did.
    pub fn closes(&self) -> Option<Day> {
        self.outcome.as_ref().map_or(self.expected_close, |it| it.day)
    }

    /// When it came to where it stands: the last of its stage log, else its birth.
    pub fn stage_since(&self) -> Timestamp {
        self.stages.values().map(|it| it.at).max().unwrap_or(self.common.created)
    }
}

/// How a deal ended: one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// To whom it was lost.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub competitor: Text,
    /// On which day, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Won or lost.
    pub ending: Ending,
    /// More about it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
    /// Why, if it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Id<Reason>>,
}

names! {
    /// How a deal can end.
    Ending {
        /// They bought.
        Won = "won",
        /// They did not.
        Lost = "lost",
    }
}

names! {
    /// What kind of sale it is.
    DealKind {
        /// A first sale.
        New = "new",
        /// More of the same to a customer.
        Existing = "existing",
        /// A larger version.
        Upsell = "upsell",
        /// Something else beside it.
        CrossSell = "cross_sell",
        /// The same again.
        Renewal = "renewal",
    }
}

/// What someone is to a deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Their part, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<ContactRole>,
}

names! {
    /// What a person is to a deal.
    ContactRole {
        /// Decides.
        DecisionMaker = "decision_maker",
        /// Judges.
        Evaluator = "evaluator",
        /// Is listened to.
        Influencer = "influencer",
        /// Speaks for us.
        Champion = "champion",
        /// Speaks against us.
        Blocker = "blocker",
        /// Will use it.
        User = "user",
        /// Something else.
        Other = "other",
    }
}

/// A next step that was written by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What to do.
    pub text: Text,
}

/// A stage that a deal came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageVisit {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
    /// Which: an open one, or that of Won or Lost.
    pub stage: Id<Stage>,
}
