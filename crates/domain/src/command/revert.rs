//! Undo, and the undoing of that.

use super::{Context, Decision};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Revision, Verb},
    record::Trashed,
    refusal::Refusal,
    row::{Key, Row},
    value::Stamp,
    wire::{Fields, Journaled, Past, Raw, differing},
};
use std::sync::Arc;

/// Takes back what an entry of the journal did.
///
/// Each register gets the value it had before, if it still holds the one it got. A record that the entry made is
/// removed if it never left this device, else it goes to the trash. The values get a fresh stamp; only an entry whose
/// records brought their stamps is forgotten, stamps and all.
#[derive(Clone, Debug)]
pub struct Revert {
    /// Which entry.
    pub revision: Revision,
    /// The entry, from the journal.
    pub entry: Arc<Journaled>,
}

/// Refuses if something newer stands on it.
pub(super) fn revert(ctx: &Context<'_>, book: &Book, command: &Revert) -> Result<Decision, Refusal> {
    let head = &command.entry.head;
    let edits: Result<Vec<Option<Edit>>, Refusal> = command
        .entry
        .past
        .iter()
        .map(|past| match past {
            Past::Birth(key, stamp) => unborn(ctx, book, key, *stamp, head.given).map(Some),
            Past::Edit(Edit { before: None, after: Some(after) }) => {
                unborn(ctx, book, &after.key(), after.newest(), head.given).map(Some)
            }
            Past::Edit(Edit { before: Some(before), after: None }) => reborn(book, before).map(Some),
            Past::Edit(Edit { before: Some(before), after: Some(after) }) => {
                put_back(book, before, after, head.given).map(Some)
            }
            Past::Edit(Edit { before: None, after: None }) => Ok(None),
        })
        .collect();
    let change =
        Change::new(edits?.into_iter().flatten(), if head.given { Stamping::Given } else { Stamping::Fresh });
    let (verb, done) = match head.label.verb {
        Verb::Undone => (Verb::Redone, head.label.detail.to_string()),
        Verb::Redone => (Verb::Undone, head.label.detail.to_string()),
        verb => (Verb::Undone, verb.name().to_owned()),
    };
    let label = Label::of(verb, &head.label.subject).with(&done);
    Ok(Decision { label, change, undoes: Some(command.revision) })
}

/// Takes back a birth.
fn unborn(ctx: &Context<'_>, book: &Book, key: &Key, newest: Stamp, is_given: bool) -> Result<Edit, Refusal> {
    let here = book.row(key).ok_or_else(|| Refusal::ChangedSince(key.clone()))?;
    if here.newest() != newest {
        return Err(Refusal::ChangedSince(key.clone()));
    }
    let birth = here.stamps().map(|it| it.birth).unwrap_or_default();
    let is_known_elsewhere = !is_given && birth <= ctx.exported;
    let after = is_known_elsewhere
        .then(|| here.with_common(|it| it.trashed = Some(Trashed { at: ctx.now, by: Some(ctx.me) })));
    Ok(Edit { before: Some(here), after })
}

/// Takes back a death.
fn reborn(book: &Book, before: &Row) -> Result<Edit, Refusal> {
    match book.row(&before.key()) {
        Some(_) => Err(Refusal::ChangedSince(before.key())),
        None => Ok(Edit { before: None, after: Some(before.clone()) }),
    }
}

/// Puts back the registers that an edit changed.
fn put_back(book: &Book, before: &Row, after: &Row, is_given: bool) -> Result<Edit, Refusal> {
    let key = after.key();
    let changed = || Refusal::ChangedSince(key.clone());
    let here = book.row(&key).ok_or_else(changed)?;
    if here == *after {
        return Ok(Edit { before: Some(here), after: Some(before.clone()) });
    }
    let (Some(mut raw), Some(old), Some(new)) = (here.to_raw(), before.to_raw(), after.to_raw()) else {
        return Err(changed());
    };
    let (mut was, mut got) = (Fields::default(), Fields::default());
    before.fields(&mut was);
    after.fields(&mut got);
    for path in differing(&was, &got) {
        if raw.data.get(path) != new.data.get(path) || stamp(&raw, path) != stamp(&new, path) {
            return Err(changed());
        }
        match old.data.get(path) {
            Some(value) => raw.data.insert(path.to_owned(), value.clone()),
            None => raw.data.remove(path),
        };
        if is_given {
            match old.stamps.get(path) {
                Some(stamp) => raw.stamps.insert(path.to_owned(), *stamp),
                None => raw.stamps.remove(path),
            };
        }
    }
    Ok(Edit { before: Some(here), after: Some(Row::from_raw(&raw)) })
}

fn stamp(raw: &Raw, path: &str) -> Option<Stamp> {
    raw.stamps.get(path).copied().or(raw.birth)
}
