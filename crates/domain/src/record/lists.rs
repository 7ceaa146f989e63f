//! The short lists that the user keeps: reps, sources, reasons, statuses, questions, tags.

use super::{Common, Record, names, pipeline::listed, registers};
use crate::value::{Email, Id, Rank, Text};

/// An entry of a list that the user orders, renames and archives.
pub trait Listed: Record {
    /// What it is called.
    fn label(&self) -> &str;
    /// Its place in the list.
    fn rank(&self) -> &Rank;
    /// Whether it is no longer offered. Records that have it keep it.
    fn is_archived(&self) -> bool;
}

/// Someone who works with the data. Not a login.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Rep {
    pub id: Id<Rep>,
    pub common: Common,
    pub name: Text,
    pub email: Option<Email>,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Rep, Rep, version 1, one [name, email, rank, archived], each []);

/// Where leads come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Source {
    pub id: Id<Source>,
    pub common: Common,
    pub name: Text,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Source, Source, version 1, one [name, rank, archived], each []);

/// Why a lead was disqualified, or a deal lost or won.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Reason {
    pub id: Id<Reason>,
    pub common: Common,
    pub name: Text,
    pub rank: Rank,
    pub archived: bool,
    /// What it is a reason for.
    pub used_for: ReasonUse,
    /// A word of explanation must come with it.
    pub asks_note: bool,
}
registers!(Reason, Reason, version 1, one [name, rank, archived, used_for, asks_note], each []);

names! {
    /// What a reason is a reason for.
    #[derive(Default)]
    ReasonUse {
        /// Disqualifying a lead.
        Disqualify = "disqualify",
        /// Losing a deal.
        #[default]
        Lost = "lost",
        /// Winning one.
        Won = "won",
    }
}

/// A lead's status. Its kind carries the logic, its name is free.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Status {
    pub id: Id<Status>,
    pub common: Common,
    pub name: Text,
    pub kind: StatusKind,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Status, Status, version 1, one [name, kind, rank, archived], each []);

names! {
    /// What a status means, whatever it is called.
    #[derive(Default)]
    StatusKind {
        /// Nobody has done anything yet.
        #[default]
        Open = "open",
        /// Someone is at it.
        Working = "working",
        /// Not now, but not never.
        Nurturing = "nurturing",
        /// Worth a deal.
        Qualified = "qualified",
        /// Not worth one; a reason is asked.
        Disqualified = "disqualified",
        /// It has become something else. Derived from [`super::Converted`], never chosen.
        Converted = "converted",
    }
}

/// A question of the qualification checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Criterion {
    pub id: Id<Criterion>,
    pub common: Common,
    pub name: Text,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Criterion, Criterion, version 1, one [name, rank, archived], each []);

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Tag {
    pub id: Id<Tag>,
    pub common: Common,
    pub name: Text,
    /// One of the tints of the palette, from 0.
    pub colour: Option<u8>,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Tag, Tag, version 1, one [name, colour, rank, archived], each []);

impl Tag {
    /// The colour it is shown in, if one was chosen that is known here.
    pub fn tint(&self) -> Option<Tint> {
        Tint::ALL.get(usize::from(self.colour?)).copied()
    }
}

names! {
    /// The colours of tags: few enough to tell apart, and never the only sign of anything.
    Tint {
        /// Grey.
        Grey = "grey",
        /// Blue.
        Blue = "blue",
        /// Teal.
        Teal = "teal",
        /// Green.
        Green = "green",
        /// Amber.
        Amber = "amber",
        /// Red.
        Red = "red",
        /// Pink.
        Pink = "pink",
        /// Violet.
        Violet = "violet",
    }
}

impl Tint {
    /// What [`Tag::colour`] holds for it.
    pub fn number(self) -> u8 {
        self as u8
    }
}

listed!(Rep, Source, Reason, Status, Criterion, Tag);
