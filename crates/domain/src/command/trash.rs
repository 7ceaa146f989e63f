//! The trash: what is deleted goes there with all its links, and comes back with them.

use super::{Context, Decision};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::Trashed,
    refusal::Refusal,
    row::{Key, Row},
    value::{Kind, RecordId},
};

/// Puts records in the trash.
#[derive(Clone, Debug)]
pub struct Trash(pub Vec<RecordId>);

/// Takes records from the trash.
#[derive(Clone, Debug)]
pub struct Restore(pub Vec<RecordId>);

/// Refuses if none of the records is there, and what cannot lie in the trash. What lies there already stays there.
pub(super) fn trash(ctx: &Context<'_>, book: &Book, Trash(ids): &Trash) -> Result<Decision, Refusal> {
    let trashed = Trashed { at: ctx.now, by: Some(ctx.me) };
    // Without these, records would stand nowhere; they are archived instead.
    let is_kept =
        |it: &RecordId| matches!(it.kind, Kind::Settings | Kind::Pipeline | Kind::Stage | Kind::Status);
    if ids.iter().any(is_kept) {
        return Err(Refusal::NotByEdit { path: "trashed".to_owned() });
    }
    changed(book, ids, Verb::Trashed, |row| !row.is_trashed(), Some(trashed))
}

/// Refuses if none of the records lies in the trash.
pub(super) fn restore(book: &Book, Restore(ids): &Restore) -> Result<Decision, Refusal> {
    changed(book, ids, Verb::Restored, Row::is_trashed, None)
}

fn changed(
    book: &Book,
    ids: &[RecordId],
    verb: Verb,
    is_meant: impl Fn(&Row) -> bool,
    trashed: Option<Trashed>,
) -> Result<Decision, Refusal> {
    let rows = ids.iter().filter_map(|it| book.row(&Key::Record(*it)));
    let rows: Vec<Row> = rows.filter(|it| !matches!(it, Row::Purged(..)) && is_meant(it)).collect();
    if rows.iter().any(|it| matches!(it, Row::Sealed(_))) {
        return Err(Refusal::Newer);
    }
    let first = rows.first().ok_or(Refusal::Gone)?;
    let label = Label::of(verb, &query::name_of(first)).with(&rows.len().to_string());
    let edits = rows.iter().map(|row| Edit {
        before: Some(row.clone()),
        after: Some(row.with_common(|it| it.trashed = trashed)),
    });
    Ok(Decision::new(label, Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh)))
}
