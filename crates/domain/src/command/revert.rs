//! Undo, and the undoing of that.

use super::{Context, Decision, bonds, check::check};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Revision, Verb},
    query,
    record::Trashed,
    refusal::Refusal,
    row::{Key, Row},
    value::Kind,
    wire::{Journaled, Past},
};
use std::{collections::BTreeSet, sync::Arc};

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
    let mut edits = Vec::with_capacity(command.entry.past.len());
    for past in &command.entry.past {
        edits.push(match past {
            Past::Birth(key, digest) => unborn(ctx, book, key, *digest, head.given)?,
            Past::Edit(Edit { before: None, after: Some(after) }) => {
                unborn(ctx, book, &after.key(), after.digest(), head.given)?
            }
            Past::Edit(Edit { before: Some(before), after: None }) => reborn(book, before)?,
            Past::Edit(Edit { before: Some(before), after: Some(after) }) => {
                put_back(book, before, after, head.given)?
            }
            Past::Edit(Edit { before: None, after: None }) => continue,
        });
    }
    let change = Change::new(edits, if head.given { Stamping::Given } else { Stamping::Fresh });
    let change = holding_together(book, change, head.given)?;
    let (verb, done) = match head.label.verb {
        Verb::Undone => (Verb::Redone, head.label.detail.to_string()),
        Verb::Redone => (Verb::Undone, head.label.detail.to_string()),
        verb => (Verb::Undone, verb.name().to_owned()),
    };
    let label = Label::of(verb, &head.label.subject).with(&done);
    Ok(Decision { label, change, undoes: Some(command.revision) })
}

/// Refuses to take away what others name by now, and to put back what names something that is gone.
///
/// A rep was made in passing, with the first record of someone: it stays if others name it.
fn holding_together(book: &Book, mut change: Change, is_given: bool) -> Result<Change, Refusal> {
    while let Some((taken, by)) = bonds::left_behind(book, &change) {
        if taken.kind != Kind::Rep {
            return Err(Refusal::ChangedSince(by));
        }
        change = change.without(&Key::Record(taken));
    }
    // What a file brought may have pointed to nowhere before, and may again.
    if !is_given {
        bonds::check(book, &change).map_err(|(key, _)| Refusal::ChangedSince(key))?;
    }
    let is_told = |row: &Option<Row>| row.as_ref().is_none_or(|it| is_told(book, it));
    match change.edits().iter().find(|it| is_told(&it.before) && !is_told(&it.after)) {
        Some(edit) => Err(Refusal::ChangedSince(edit.key().unwrap_or_else(|| Key::Other("".into())))),
        None => Ok(change),
    }
}

/// Whether the last of a lead's statuses or a deal's stages is the one it has (L5, D7). A move that was followed by
/// others cannot be taken back alone, even if the last of them led to the same place.
fn is_told(book: &Book, row: &Row) -> bool {
    match row {
        Row::Lead(it) => {
            let last = it.statuses.values().max_by_key(|it| it.at);
            last.is_none_or(|last| last.status == it.status.status)
        }
        Row::Deal(it) => {
            let last = it.stages.values().max_by_key(|it| it.at);
            last.is_none_or(|last| Some(last.stage) == query::shown_stage(book, it))
        }
        _ => true,
    }
}

/// Takes back a birth, if the record says what it said then. What was changed and changed back says the same.
fn unborn(ctx: &Context<'_>, book: &Book, key: &Key, digest: u64, is_given: bool) -> Result<Edit, Refusal> {
    let here = book.row(key).ok_or_else(|| Refusal::ChangedSince(key.clone()))?;
    if here.digest() != digest {
        return Err(Refusal::ChangedSince(key.clone()));
    }
    let birth = here.stamps().map(|it| it.birth).unwrap_or_default();
    let is_known_elsewhere = !is_given && birth <= ctx.exported;
    let after = is_known_elsewhere.then(|| {
        here.with_common(|it| {
            it.trashed = Some(Trashed { at: ctx.now, by: book.get(ctx.me).map(|it| it.id) })
        })
    });
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
    let paths: BTreeSet<&String> = old.data.keys().chain(new.data.keys()).collect();
    for path in paths.into_iter().filter(|it| old.data.get(*it) != new.data.get(*it)) {
        // The value counts, not its stamp: what was changed and changed back is as it was.
        if raw.data.get(path) != new.data.get(path) {
            return Err(changed());
        }
        match old.data.get(path) {
            Some(value) => raw.data.insert(path.clone(), value.clone()),
            None => raw.data.remove(path),
        };
        if is_given {
            match old.register(path) {
                Some((stamp, _)) => raw.stamps.insert(path.clone(), stamp),
                None => raw.stamps.remove(path),
            };
        }
    }
    raw.normalize();
    let row = Row::from_raw(&raw);
    if !is_given && check(&row).is_err() {
        return Err(changed());
    }
    Ok(Edit { before: Some(here), after: Some(row) })
}
