//! What may be asked, and what comes of it.
//!
//! [`decide`] is pure: the same context, Book and command give the same entry. It is asked again when another tab was
//! first, so a command that makes records carries their ids.
//!
//! # What is not here
//!
//! Nothing is written (the desk does that) and nothing is said to anyone: a [`Refusal`] is data.

mod add;
mod adopt;
mod bonds;
mod bulk;
mod check;
mod convert;
mod deal;
mod edit;
mod employer;
mod enclosed;
mod lead;
mod lists;
mod parts;
mod purge;
mod relink;
mod revert;
mod tag;
mod task;
mod trash;
mod unite;

pub use add::Add;
pub use adopt::Adopt;
pub(crate) use bonds::mentions;
pub use bulk::{Bulk, Deed};
#[cfg(test)]
pub(crate) use check::check;
pub(crate) use check::{BODY_LIMIT, TEXT_LIMIT};
pub use convert::{Convert, NewDeal, Overwrite, Take, Target};
pub use deal::{Closing, MoveDeal, Spot};
pub use edit::Edit;
pub use employer::AddEmployer;
pub use lead::{AnswerQuestion, SetStatus, may_follow};
pub use lists::{MoveEntry, RetireStage, RetireStatus, may_take_over};
pub use parts::Parts;
pub use purge::Purge;
pub use revert::{Revert, TakeBack};
pub use tag::MergeTags;
pub use task::{FinishTask, MoveTask};
pub use trash::{Restore, Trash};
pub use unite::Unite;

use crate::{
    book::{Book, Kept},
    change::Change,
    entry::{Entry, Head, Label, Revision, Verb},
    record::Rep,
    refusal::Refusal,
    row::Stamped,
    value::{Day, ElementId, Id, Node, RecordId, Stamp, Text, Timestamp},
};
use std::sync::Arc;
use uuid::Uuid;

/// What a decision needs from outside.
pub struct Context<'a> {
    /// The moment.
    pub now: Timestamp,
    /// The day that the user calls today.
    pub today: Day,
    /// Which copy of the data this is.
    pub node: Node,
    /// How far the Book has come: what the entry of this revision did is as it left it.
    pub revision: Revision,
    /// In which tab the command was given.
    pub tab: Text,
    /// The rep that the user of this device is. The record is made with the first one.
    pub me: Id<Rep>,
    /// What to call that rep until they say.
    pub my_name: Text,
    /// The newest stamp that has left this device in a backup: what was born after it is known here only.
    pub exported: Stamp,
    /// Makes a UUID that nobody has.
    pub fresh: &'a dyn Fn() -> Uuid,
}

impl Context<'_> {
    /// A new id for an element of a record.
    pub(crate) fn element(&self) -> ElementId {
        ElementId((self.fresh)())
    }

    /// Now, or just after the last of some moments if the clock was put back since: what comes last is the last of them.
    pub(crate) fn after(&self, moments: impl Iterator<Item = Timestamp>) -> Timestamp {
        moments.max().map_or(self.now, |it| self.now.max(Timestamp(it.0.saturating_add(1))))
    }
}

/// What may be asked.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is told at its type")]
pub enum Command {
    Add(Add),
    AddEmployer(Box<AddEmployer>),
    Edit(Edit),
    SetStatus(SetStatus),
    AnswerQuestion(AnswerQuestion),
    Convert(Box<Convert>),
    MoveDeal(MoveDeal),
    FinishTask(FinishTask),
    MoveTask(MoveTask),
    MoveEntry(MoveEntry),
    RetireStage(RetireStage),
    RetireStatus(RetireStatus),
    Trash(Trash),
    Restore(Restore),
    Adopt(Adopt),
    Revert(Revert),
    Bulk(Box<Bulk>),
    MergeTags(MergeTags),
    Unite(Unite),
    Purge(Purge),
    TakeBack(TakeBack),
}

impl Command {
    /// What it is going to be called, as far as that is known before it is decided.
    pub fn label(&self) -> Label {
        let many = |verb, of: &[RecordId]| Label::of(verb, "").of_kinds(of.iter().map(|it| Some(it.kind)));
        match self {
            Command::Adopt(it) => it.label.clone(),
            Command::Revert(it) => it.entry.head.label.taken_back(),
            Command::Bulk(it) => many(Verb::Edited, &it.of),
            Command::Trash(Trash(of)) => many(Verb::Trashed, of),
            Command::Restore(Restore(of)) => many(Verb::Restored, of),
            Command::Purge(Purge(of)) => many(Verb::Purged, of),
            _ => Label::of(Verb::Edited, ""),
        }
    }
}

macro_rules! from {
    ($($command:ident),*) => {$(
        impl From<$command> for Command {
            fn from(it: $command) -> Command {
                Command::$command(it)
            }
        }
    )*};
}
from!(
    Add,
    Edit,
    SetStatus,
    AnswerQuestion,
    MoveDeal,
    FinishTask,
    MoveTask,
    MoveEntry,
    RetireStage,
    RetireStatus,
    Trash,
    Restore,
    Adopt,
    Revert,
    MergeTags,
    Unite,
    Purge,
    TakeBack
);
impl From<Bulk> for Command {
    fn from(it: Bulk) -> Command {
        Command::Bulk(Box::new(it))
    }
}
impl From<AddEmployer> for Command {
    fn from(it: AddEmployer) -> Command {
        Command::AddEmployer(Box::new(it))
    }
}
impl From<Convert> for Command {
    fn from(it: Convert) -> Command {
        Command::Convert(Box::new(it))
    }
}

/// What a command comes to: what to call it, and the change.
pub(crate) struct Decision {
    pub(crate) label: Label,
    pub(crate) change: Change,
    pub(crate) undoes: Option<Revision>,
}

impl Decision {
    pub(crate) fn new(label: Label, change: Change) -> Decision {
        Decision { label, change, undoes: None }
    }
}

/// Decides a command. The entry has every stamp in place; its change is empty if nothing is to be done.
pub fn decide(ctx: &Context<'_>, book: &Book, command: &Command) -> Result<Entry, Refusal> {
    let Decision { label, change, undoes } = match command {
        Command::Add(it) => add::add(ctx, book, it),
        Command::AddEmployer(it) => employer::add_employer(ctx, book, it),
        Command::Edit(it) => edit::edit(book, it),
        Command::SetStatus(it) => lead::set_status(ctx, book, it),
        Command::AnswerQuestion(it) => lead::answer(ctx, book, it),
        Command::Convert(it) => convert::convert(ctx, book, it),
        Command::MoveDeal(it) => deal::move_deal(ctx, book, it),
        Command::FinishTask(it) => task::finish(ctx, book, it),
        Command::MoveTask(it) => task::move_task(book, it),
        Command::MoveEntry(it) => lists::move_entry(book, it),
        Command::RetireStage(it) => lists::retire_stage(ctx, book, it),
        Command::RetireStatus(it) => lists::retire_status(ctx, book, it),
        Command::Trash(it) => trash::trash(ctx, book, it),
        Command::Restore(it) => trash::restore(book, it),
        Command::Adopt(it) => adopt::adopt(book, it),
        Command::Revert(it) => revert::revert(ctx, book, it),
        Command::Bulk(it) => bulk::bulk(ctx, book, it),
        Command::MergeTags(it) => tag::merge(ctx, book, it),
        Command::Unite(it) => unite::unite(ctx, book, it),
        Command::Purge(it) => purge::purge(ctx, book, it),
        Command::TakeBack(it) => revert::take_back(ctx, book, it),
    }?;
    let is_authored = !matches!(command, Command::Adopt(_) | Command::Revert(_) | Command::TakeBack(_));
    let change = if is_authored && !change.is_empty() { with_author(ctx, book, change) } else { change };
    if is_authored {
        bonds::check(book, &change).map_err(|(_, refusal)| refusal)?;
        bonds::circle(book, &change, None).map_or(Ok(()), |_| Err(Refusal::PartOfItself))?;
    }
    Ok(entry(ctx, book, Decision { label, change, undoes }))
}

/// What was decided, with who, when and why.
fn entry(ctx: &Context<'_>, book: &Book, Decision { label, change, undoes }: Decision) -> Entry {
    let head = Head {
        stamp: Stamp::next(ctx.now, book.newest(), ctx.node),
        by: Some(ctx.me),
        tab: ctx.tab.clone(),
        label,
        undoes,
        given: false,
    };
    Entry::new(head, change)
}

/// The same change, and the record of its author if that is not there yet.
fn with_author(ctx: &Context<'_>, book: &Book, change: Change) -> Change {
    let is_made = |change: &Change| {
        change
            .edits()
            .iter()
            .filter_map(crate::change::Edit::key)
            .any(|it| it == crate::row::Key::Record(ctx.me.into()))
    };
    if book.row(&crate::row::Key::Record(ctx.me.into())).is_some() || is_made(&change) {
        return change;
    }
    let me = Rep { name: ctx.my_name.clone(), ..crate::record::Record::blank(ctx.me) };
    change.and(Change::birth(add::signed(ctx, me)))
}

/// The record, or a refusal if it is gone.
pub(crate) fn require<T: Kept>(book: &Book, id: Id<T>) -> Result<&Arc<Stamped<T>>, Refusal> {
    book.live(id).ok_or(Refusal::Gone)
}
