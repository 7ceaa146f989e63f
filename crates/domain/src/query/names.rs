//! What records are called.

use crate::{
    book::Book,
    record::{Listed, Reached},
    row::{Key, Row},
    value::RecordId,
};

/// What a record is called; nothing if it is not there.
pub fn name(book: &Book, id: RecordId) -> Option<String> {
    book.row(&Key::Record(id)).map(|it| name_of(&it))
}

/// What a record is called; nothing if it is not there, or lies in the trash.
pub fn live_name(book: &Book, id: RecordId) -> Option<String> {
    let row = book.row(&Key::Record(id)).filter(|it| it.common().is_some() && !it.is_trashed());
    row.map(|it| name_of(&it))
}

/// What a record is called.
pub fn name_of(row: &Row) -> String {
    match row {
        Row::Lead(it) => it.name(),
        Row::Contact(it) => it.name(),
        Row::Company(it) => it.name(),
        Row::Deal(it) => it.name.to_string(),
        Row::Task(it) => it.title.to_string(),
        Row::Activity(it) => it.subject.to_string(),
        Row::Rep(it) => it.label().to_owned(),
        Row::Source(it) => it.label().to_owned(),
        Row::Reason(it) => it.label().to_owned(),
        Row::Status(it) => it.label().to_owned(),
        Row::Criterion(it) => it.label().to_owned(),
        Row::Tag(it) => it.label().to_owned(),
        Row::Pipeline(it) => it.label().to_owned(),
        Row::Stage(it) => it.label().to_owned(),
        Row::Settings(it) => it.name.to_string(),
        Row::Sealed(_) | Row::Purged(..) => row.key().to_string(),
    }
}
