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
    value::RecordId,
};

/// Puts records in the trash.
#[derive(Clone, Debug)]
pub struct Trash(pub Vec<RecordId>);

/// Takes records from the trash.
#[derive(Clone, Debug)]
pub struct Restore(pub Vec<RecordId>);

/// Refuses if none of the records is there. Those that lie in the trash already stay there.
pub(super) fn trash(ctx: &Context<'_>, book: &Book, Trash(ids): &Trash) -> Result<Decision, Refusal> {
    let trashed = Trashed { at: ctx.now, by: Some(ctx.me) };
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
    let rows: Vec<Row> =
        ids.iter().filter_map(|it| book.row(&Key::Record(*it))).filter(|it| is_meant(it)).collect();
    let first = rows.first().ok_or(Refusal::Gone)?;
    let label = Label::of(verb, &query::name_of(first)).with(&rows.len().to_string());
    let edits = rows.iter().map(|row| Edit {
        before: Some(row.clone()),
        after: Some(row.with_common(|it| it.trashed = trashed)),
    });
    Ok(Decision::new(label, Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh)))
}
