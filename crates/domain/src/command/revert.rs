//! Undo, and the undoing of that.

use super::{Context, Decision, bonds, check::check_edited, tag};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Head, Revision, Verb},
    query,
    record::Trashed,
    refusal::Refusal,
    row::{Key, Row},
    value::{Kind, RecordId},
    wire::{Fields, Journaled, Past},
};
use std::{collections::BTreeSet, sync::Arc};

/// Takes back what an entry of the journal did.
///
/// Each register gets the value it had before, if it still holds the one it got. A record that the entry made is
/// removed if it never left this device, else it goes to the trash, or is archived if others may stand in it. The values
/// get a fresh stamp; only an entry whose records brought their stamps is forgotten, stamps and all.
#[derive(Clone, Debug)]
pub struct Revert {
    /// Which entry.
    pub revision: Revision,
    /// The entry, from the journal.
    pub entry: Arc<Journaled>,
}

/// Takes back what an entry of the journal did to one record, as its history shows it.
///
/// Of an entry that did one thing to many records, such as an import, the others keep theirs; any other entry is one
/// step and is taken back as a whole.
#[derive(Clone, Debug)]
pub struct TakeBack {
    /// Which entry.
    pub revision: Revision,
    /// The entry, from the journal.
    pub entry: Arc<Journaled>,
    /// The record.
    pub of: Key,
}

/// Refuses if something newer stands on it, and if the entry did not touch the record.
pub(super) fn take_back(ctx: &Context<'_>, book: &Book, command: &TakeBack) -> Result<Decision, Refusal> {
    let TakeBack { revision, entry, of } = command;
    let is_of = |past: &Past| past.key().as_ref() == Some(of);
    let past: Vec<Past> = entry.past.iter().filter(|it| is_of(it)).cloned().collect();
    if past.is_empty() {
        return Err(Refusal::Gone);
    }
    let is_whole = past.len() == entry.past.len() || !is_of_many(entry);
    let entry =
        if is_whole { entry.clone() } else { Arc::new(Journaled { past, ..Journaled::clone(entry) }) };
    let mut decision = revert(ctx, book, &Revert { revision: *revision, entry })?;
    if !is_whole {
        // The entry itself still stands: what it did to others can be undone.
        decision.undoes = None;
        decision.label.many = None;
        decision.label.subject = query::name(
            book,
            match of {
                Key::Record(id) => *id,
                Key::Other(_) => return Err(Refusal::Gone),
            },
        )
        .unwrap_or_default()
        .into();
    }
    Ok(decision)
}

/// Whether an entry did the same to many records, each of which stands by itself.
fn is_of_many(entry: &Journaled) -> bool {
    let verbs = [
        Verb::Imported,
        Verb::Merged,
        Verb::Replaced,
        Verb::Sampled,
        Verb::Trashed,
        Verb::Restored,
        Verb::Reordered,
    ];
    entry.head.label.many.is_some() || verbs.contains(&entry.head.label.verb)
}

/// Refuses if something newer stands on it, and what was deleted for good.
pub(super) fn revert(ctx: &Context<'_>, book: &Book, command: &Revert) -> Result<Decision, Refusal> {
    if deletes_for_good(&command.entry) {
        return Err(Refusal::ForGood);
    }
    let mut decision = part(ctx, book, command, &command.entry.past)?;
    decision.change = holding_together(book, decision.change, &command.entry.head)?;
    Ok(decision)
}

/// Whether an entry deleted something for good. What a merge has heard of as deleted elsewhere can be forgotten again.
pub(super) fn deletes_for_good(entry: &Journaled) -> bool {
    let is_purge = |it: &Past| matches!(it, Past::Edit(Edit { after: Some(Row::Purged(..)), .. }));
    !entry.head.given && entry.past.iter().any(is_purge)
}

/// Takes back what an entry did to some records, each by itself: whether all of it holds together is asked at the end.
pub(super) fn part(
    ctx: &Context<'_>,
    book: &Book,
    command: &Revert,
    past: &[Past],
) -> Result<Decision, Refusal> {
    let head = &command.entry.head;
    let mut fields = Fields::default();
    // What nothing was written after needs no second look: a digest costs more than all else that is asked of a record.
    let is_last = ctx.revision == command.revision;
    let mut edits = Vec::with_capacity(past.len());
    for past in past {
        edits.push(match past {
            Past::Birth(key, digest) => {
                let is_as_born = |here: &Row| is_last || here.digest(&mut fields) == *digest;
                unborn(ctx, book, &command.entry, key, is_as_born)?
            }
            Past::Edit(Edit { before: None, after: Some(after) }) => {
                let is_as_born =
                    |here: &Row| is_last || here.digest(&mut fields) == after.digest(&mut fields);
                unborn(ctx, book, &command.entry, &after.key(), is_as_born)?
            }
            Past::Edit(Edit { before: Some(before), after: None }) => reborn(book, before)?,
            Past::Edit(Edit { before: Some(before), after: Some(after) }) => {
                put_back(book, before, after, head.given)?
            }
            Past::Edit(Edit { before: None, after: None }) => continue,
            Past::Gone(_) => return Err(Refusal::ForGood),
        });
    }
    let change = Change::new(edits, if head.given { Stamping::Given } else { Stamping::Fresh });
    Ok(Decision { label: head.label.taken_back(), change, undoes: Some(command.revision) })
}

/// Refuses to take away what others name by now, and to put back what names something that is gone, or has a name that is
/// another's by now.
///
/// A rep was made in passing, with the first record of someone: it stays if others name it.
pub(super) fn holding_together(book: &Book, mut change: Change, done: &Head) -> Result<Change, Refusal> {
    while let Some((taken, by)) = bonds::left_behind(book, &change) {
        if taken.kind != Kind::Rep {
            return Err(Refusal::NamedBy(by));
        }
        change = change.without(&Key::Record(taken));
    }
    // What a file brought may have pointed to nowhere before, and may again.
    if !done.given {
        bonds::check(book, &change).map_err(|(key, _)| Refusal::ChangedSince(key))?;
        tag::check_back(book, &change, done.stamp)?;
        let circle = bonds::circle(book, &change, Some(done.stamp));
        circle.map_or(Ok(()), |it| Err(Refusal::ChangedSince(it)))?;
    }
    Ok(change)
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
fn unborn(
    ctx: &Context<'_>,
    book: &Book,
    entry: &Journaled,
    key: &Key,
    is_as_born: impl FnOnce(&Row) -> bool,
) -> Result<Edit, Refusal> {
    let here = book.row(key).filter(is_as_born).ok_or_else(|| Refusal::ChangedSince(key.clone()))?;
    let birth = here.stamps().map(|it| it.birth).unwrap_or_default();
    let is_known_elsewhere = !entry.head.given && birth <= ctx.exported;
    let after = is_known_elsewhere.then(|| put_away(ctx, book, entry, &here));
    Ok(Edit { before: Some(here), after })
}

/// A record that another copy may have, out of the way. Stages that came with their pipeline go with it.
fn put_away(ctx: &Context<'_>, book: &Book, entry: &Journaled, row: &Row) -> Row {
    let is_of_entry = |id: RecordId| entry.past.iter().any(|it| it.key() == Some(Key::Record(id)));
    match row {
        Row::Stage(it) if is_of_entry(it.pipeline.into()) => row.clone(),
        Row::Stage(it) => it.changed(|it| it.archived = true),
        Row::Status(it) => it.changed(|it| it.archived = true),
        Row::Pipeline(it) => it.changed(|it| it.archived = true),
        _ => row.with_common(|it| {
            it.trashed = Some(Trashed { at: ctx.now, by: book.get(ctx.me).map(|it| it.id) });
        }),
    }
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
    let is_torn = is_told(book, &here) && !is_told(book, &row);
    if !is_given && (is_torn || check_edited(before, &row).is_err()) {
        return Err(changed());
    }
    Ok(Edit { before: Some(here), after: Some(row) })
}

#[cfg(test)]
mod tests;
