//! Which records a list shows: by what they are, who sees to them, what happened and what is next.
//!
//! A filter is data. Each part of it that is set must hold; of several statuses, say, one must be the record's. It is
//! written into an address and read from there ([`Filter::pairs`], [`Filter::parse`]), where what cannot be read is
//! told and the rest holds.
//!
//! # What is not here
//!
//! No order (see [`super::Sort`]) and no columns: they are how a list is shown, not what is in it.

mod address;
mod span;
mod test;

pub use address::{Problem, Wrong};
pub use span::{Amounts, Days};
pub(super) use test::{COMING, Test};

use crate::{
    record::{Level, Priority, Rep, Source, Stage, Status, Tag, names},
    value::{Id, Kind, TextKey},
};

/// What must hold of a record. What is empty holds of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Every word of it must be found in the record.
    pub text: String,
    /// A lead has one of these statuses.
    pub statuses: Vec<Id<Status>>,
    /// A deal is shown in one of these stages, Won and Lost among them.
    pub stages: Vec<Id<Stage>>,
    /// It came from one of these sources; none stands for those of which that is not known.
    pub sources: Vec<Option<Id<Source>>>,
    /// One of these owns it.
    pub owners: Vec<Owner>,
    /// It has every one of these tags.
    pub tags: Vec<Id<Tag>>,
    /// A lead is interested to one of these levels.
    pub levels: Vec<Level>,
    /// It has one of these priorities; without one it is normal.
    pub priorities: Vec<Priority>,
    /// When someone was last spoken or written to.
    pub contact: Option<Contacted>,
    /// What is to be done next is one of these.
    pub steps: Vec<StepIs>,
    /// What it is, or might be, worth.
    pub value: Option<Amounts>,
    /// When a deal closes.
    pub close: Option<Days>,
    /// When it was made.
    pub created: Option<Days>,
    /// All of these are so.
    pub is: Vec<Trait>,
    /// How fields of one's own stand, by name.
    pub own: Vec<(TextKey, OwnIs)>,
}

impl Filter {
    /// A filter by a text alone.
    pub fn text(text: &str) -> Filter {
        Filter { text: text.to_owned(), ..Filter::default() }
    }

    /// Whether it holds of every record.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// Who owns a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever looks.
    Me,
    /// Nobody.
    Nobody,
    /// This rep.
    Rep(Id<Rep>),
}

/// When someone was last spoken or written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contacted {
    /// Within so many days.
    Within(u16),
    /// Longer ago than so many days, or never.
    Before(u16),
    /// Never.
    Never,
}

/// What stands in a field of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnIs {
    /// Nothing.
    Missing,
    /// Every word of this.
    With(String),
}

names! {
    /// How the next step stands.
    StepIs {
        /// There is none.
        Missing = "none",
        /// It should have been done by now.
        Overdue = "overdue",
        /// It is due today.
        Today = "today",
        /// It is due within the next seven days, today not among them.
        Coming = "coming",
        /// There is one, and no day is named.
        SomeDay = "some-day",
    }
}

names! {
    /// What a record may be.
    Trait {
        /// A deal that has not ended; a lead that is neither converted nor disqualified.
        Open = "open",
        /// A lead of which nobody has said yet whether it is worth a deal.
        Undecided = "undecided",
        /// A lead that was converted to a deal.
        BecameDeal = "became-deal",
        /// A deal that was won.
        Won = "won",
        /// A deal that was lost.
        Lost = "lost",
        /// A deal that has stood still for longer than its stage allows.
        Rotting = "rotting",
        /// A contact or a company that has bought.
        Customer = "customer",
        /// A contact or a company with which a deal is open.
        InDeal = "in-deal",
    }
}

/// Whether a list of this kind can be filtered by what a word of an address names.
fn fits(kind: Kind, key: &str) -> bool {
    match key {
        "status" | "interest" => kind == Kind::Lead,
        "stage" | "close" => kind == Kind::Deal,
        "priority" | "value" | "step" => matches!(kind, Kind::Lead | Kind::Deal),
        _ => true,
    }
}

impl Trait {
    /// Whether a record of this kind can be that.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Trait::Open => matches!(kind, Kind::Lead | Kind::Deal),
            Trait::Undecided | Trait::BecameDeal => kind == Kind::Lead,
            Trait::Won | Trait::Lost | Trait::Rotting => kind == Kind::Deal,
            Trait::Customer | Trait::InDeal => matches!(kind, Kind::Contact | Kind::Company),
        }
    }
}
