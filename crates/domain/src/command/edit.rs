//! Another version of a record that is there.

use super::{Decision, check::check};
use crate::{
    book::Book,
    change::{self, Change, Stamping},
    entry::{Label, Verb},
    query,
    refusal::Refusal,
    row::{Row, Unrow},
    wire::{Fields, differing},
};
use std::sync::Arc;

/// Writes what its author changed: the registers in which `now` differs from `was`, and no other.
///
/// `was` is the record as the author saw it. What someone else changed meanwhile in other registers stays; in the same
/// register it is a refusal that holds both values.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The record as its author saw it.
    pub was: Row,
    /// The record as its author wants it.
    pub now: Row,
}

impl Edit {
    /// An edit of a record as it stands in the Book.
    pub fn of<T: Unrow>(was: &Arc<crate::row::Stamped<T>>, change: impl FnOnce(&mut T)) -> Edit
    where
        Row: From<Arc<crate::row::Stamped<T>>>,
    {
        let mut now = was.record().clone();
        change(&mut now);
        Edit::between(was, was.record().clone(), now)
    }

    /// An edit of a record by someone who saw it as `was` and wants it as `now`; both are versions of `here`.
    pub fn between<T: Unrow>(here: &Arc<crate::row::Stamped<T>>, was: T, now: T) -> Edit
    where
        Row: From<Arc<crate::row::Stamped<T>>>,
    {
        let version = |record: T| -> Row { Arc::new(here.with(record)).into() };
        Edit { was: version(was), now: version(now) }
    }
}

/// Refuses if the record is gone, if a register was changed meanwhile, and what says too little.
pub(super) fn edit(book: &Book, Edit { was, now }: &Edit) -> Result<Decision, Refusal> {
    if now.key() != was.key() {
        return Err(Refusal::NotByEdit { path: "id".to_owned() });
    }
    let here = book.row(&was.key()).filter(|it| !it.is_trashed()).ok_or(Refusal::Gone)?;
    let (mut old, mut new, mut present) = (Fields::default(), Fields::default(), Fields::default());
    was.fields(&mut old);
    now.fields(&mut new);
    here.fields(&mut present);
    let paths = differing(&old, &new);
    for path in &paths {
        if is_guarded(path, now) {
            return Err(Refusal::NotByEdit { path: (*path).to_owned() });
        }
        let value = present.get(path);
        if value != old.get(path) && value != new.get(path) {
            return Err(Refusal::ChangedMeanwhile { path: (*path).to_owned(), theirs: Box::new(here) });
        }
    }
    let after = if here == *was { now.clone() } else { joined(&here, &new, &paths).ok_or(Refusal::Newer)? };
    check(&after)?;
    let label =
        Label::of(Verb::Edited, &query::name_of(&after)).with(paths.first().copied().unwrap_or_default());
    let edit = change::Edit { before: Some(here), after: Some(after) };
    Ok(Decision::new(label, Change::new([edit], Stamping::Fresh)))
}

/// The record that is here, with these registers of the other.
fn joined(here: &Row, new: &Fields, paths: &[&str]) -> Option<Row> {
    let mut raw = here.to_raw()?;
    for path in paths {
        match new.get(path) {
            Some(value) => raw.data.insert((*path).to_owned(), value.to_owned()),
            None => raw.data.remove(*path),
        };
    }
    Some(Row::from_raw(&raw))
}

/// Registers that have a command of their own, because more than one must change together.
fn is_guarded(path: &str, row: &Row) -> bool {
    let register = path.split('/').next().unwrap_or(path);
    let is_own = match row {
        Row::Lead(_) => matches!(register, "status" | "statuses" | "converted"),
        Row::Deal(_) => matches!(register, "stage" | "stages" | "outcome" | "rank"),
        Row::Stage(_) => matches!(register, "kind" | "pipeline"),
        Row::Status(_) => register == "kind",
        _ => false,
    };
    is_own || matches!(register, "created" | "trashed")
}
