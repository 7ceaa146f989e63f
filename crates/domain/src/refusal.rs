//! Why a command was refused: the half sentence that finishes "cannot, because …".

use crate::{
    record::StatusKind,
    row::{Key, Row},
    value::{Day, RecordId, Text},
};
use thiserror::Error;

/// A command that the user can give otherwise. The app says each in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The record is not there, or lies in the trash.
    #[error("the record is gone")]
    Gone,
    /// The record exists already.
    #[error("the record is there already")]
    There,
    /// A register was changed by someone else after the author of the command saw it.
    #[error("{path} was changed meanwhile")]
    ChangedMeanwhile {
        /// Which register.
        path: String,
        /// The record as it is now.
        theirs: Box<Row>,
    },
    /// L1: a lead needs a name, a company, an e-mail address or a phone number.
    #[error("nothing says who it is")]
    NoIdentity,
    /// D4: a deal needs a lead, a contact or a company.
    #[error("a deal needs someone to be with")]
    NoParty,
    /// It needs a name.
    #[error("it has no name")]
    NoName,
    /// L3: disqualifying and losing need a reason.
    #[error("a reason is needed")]
    NoReason,
    /// That reason needs a word of explanation.
    #[error("the reason needs a word of explanation")]
    NoNote,
    /// A status of this kind does not follow one of that kind.
    #[error("a lead cannot go from {from} to {to}")]
    NotThisWay {
        /// The kind it has.
        from: StatusKind,
        /// The kind it cannot get.
        to: StatusKind,
    },
    /// A disqualified lead is not converted.
    #[error("the lead is disqualified")]
    Disqualified,
    /// A conversion makes or takes something.
    #[error("nothing was chosen to convert to")]
    NothingChosen,
    /// The stage is archived, not there, or of another kind.
    #[error("the stage is not there")]
    NoStage,
    /// D3: deals stand in it, and nobody said where they go.
    #[error("{deals} deals stand in the stage")]
    StageNotEmpty {
        /// How many.
        deals: usize,
    },
    /// D2: a pipeline has an open stage, a Won and a Lost.
    #[error("a pipeline needs it")]
    StageNeeded,
    /// D3: leads stand in the status, and nobody said where they go.
    #[error("{leads} leads stand in the status")]
    StatusNotEmpty {
        /// How many.
        leads: usize,
    },
    /// L13: leads are new, qualified or disqualified by some status.
    #[error("it is the last status of its kind")]
    StatusNeeded,
    /// This register is changed by a command of its own.
    #[error("{path} is not changed by an edit")]
    NotByEdit {
        /// Which register.
        path: String,
    },
    /// The text is longer than may be kept.
    #[error("{path} is longer than {limit} bytes")]
    TooLong {
        /// Which register.
        path: String,
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// D16: a line comes to more than an amount can be.
    #[error("it comes to more than can be kept exactly")]
    TooMuch,
    /// D17: a quote offers something, in one currency.
    #[error("it offers nothing that has a total")]
    NoTotal,
    /// D17: another quote has that number.
    #[error("{by} has a quote of that number")]
    NumberTaken {
        /// The deal of that quote.
        by: RecordId,
    },
    /// D17: a quote that was sent stays as it is.
    #[error("the quote was sent")]
    QuoteSent,
    /// The entry cannot be undone, because something newer stands on it.
    #[error("{0} was changed since")]
    ChangedSince(Key),
    /// The entry cannot be undone, because that would take a record away that this one names.
    #[error("{0} names it")]
    NamedBy(Key),
    /// It cannot be done with some of the records that were meant, and nothing was done.
    #[error("{cannot} of {of} cannot: {why}")]
    SomeCannot {
        /// With how many.
        cannot: usize,
        /// How many were meant.
        of: usize,
        /// Why not with the first of them.
        why: Box<Refusal>,
    },
    /// G2: two tags are not called the same.
    #[error("{by} is called so already")]
    NameTaken {
        /// What is called so.
        by: RecordId,
    },
    /// G2: a tag does not come back under a name that another one got since.
    #[error("another tag is called {name} by now")]
    NameTakenSince {
        /// What the other one is called.
        name: Text,
    },
    /// X8: a company is part of itself, or of what is part of it.
    #[error("it would be part of itself")]
    PartOfItself,
    /// A task is due, or a step is to be taken, on a day that no clock of ours reaches.
    #[error("nothing is planned after {latest}")]
    TooFarAhead {
        /// The last day that can be planned for.
        latest: Day,
    },
    /// The trash holds other records than its emptier has seen.
    #[error("the trash holds {now} records now")]
    TrashChanged {
        /// How many it holds.
        now: usize,
    },
    /// Others cannot do without it, so it is not deleted for good.
    #[error("others need all {count} of them")]
    StillNamed {
        /// How many records were meant.
        count: usize,
    },
    /// What was deleted for good does not come back.
    #[error("it was deleted for good")]
    ForGood,
    /// The plan was made for a Book that has changed.
    #[error("the data changed while the import was prepared")]
    Stale,
    /// The record was written by a newer version and can only be read there.
    #[error("the record was made by a newer version")]
    Newer,
}
