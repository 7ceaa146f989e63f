//! What must hold of every record that a command writes.

use crate::{record::Listed, refusal::Refusal, row::Row, wire::Fields};

/// How long a text may be, in bytes.
pub(crate) const TEXT_LIMIT: usize = 64 * 1024;
/// How long the body of an activity may be, in bytes.
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// Refuses a record that says too little, or too much in one place.
pub(crate) fn check(row: &Row) -> Result<(), Refusal> {
    if is_alone(row) { Err(Refusal::NoParty) } else { check_all_else(row) }
}

/// Refuses what an edit makes of a record. A deal that a file brought with nobody may stay so until somebody says who it is.
pub(crate) fn check_edited(before: &Row, after: &Row) -> Result<(), Refusal> {
    if is_alone(before) { check_all_else(after) } else { check(after) }
}

fn is_alone(row: &Row) -> bool {
    matches!(row, Row::Deal(it) if it.is_alone())
}

fn check_all_else(row: &Row) -> Result<(), Refusal> {
    match row {
        Row::Lead(it) => {
            let names = [&it.first_name, &it.last_name, &it.company_name];
            let is_someone = names.iter().any(|it| !it.trim().is_empty());
            if !is_someone && it.emails.is_empty() && it.phones.is_empty() {
                return Err(Refusal::NoIdentity);
            }
        }
        Row::Contact(it) => {
            let is_named = !it.first_name.trim().is_empty() || !it.last_name.trim().is_empty();
            if !is_named && it.emails.is_empty() && it.phones.is_empty() {
                return Err(Refusal::NoName);
            }
        }
        Row::Company(it) => named(&it.name)?,
        Row::Deal(it) => named(&it.name)?,
        Row::Task(it) => named(&it.title)?,
        Row::Rep(it) => named(it.label())?,
        Row::Source(it) => named(it.label())?,
        Row::Reason(it) => named(it.label())?,
        Row::Status(it) => named(it.label())?,
        Row::Criterion(it) => named(it.label())?,
        Row::Tag(it) => named(it.label())?,
        Row::Pipeline(it) => named(it.label())?,
        Row::Stage(it) => named(it.label())?,
        Row::Activity(_) | Row::Settings(_) => {}
        Row::Sealed(_) | Row::Purged(..) => return Err(Refusal::Newer),
    }
    lengths(row)
}

/// Refuses what has no name.
pub(super) fn named(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::NoName) } else { Ok(()) }
}

fn lengths(row: &Row) -> Result<(), Refusal> {
    let mut fields = Fields::default();
    row.fields(&mut fields);
    let limit = |path: &str| if path == "body" { BODY_LIMIT } else { TEXT_LIMIT };
    // The JSON of a text is never shorter than the text.
    match fields.iter().find(|(path, json)| json.len() > limit(path) + 2 && text_len(json) > limit(path)) {
        Some((path, _)) => Err(Refusal::TooLong { path: path.to_owned(), limit: limit(path) }),
        None => Ok(()),
    }
}

fn text_len(json: &str) -> usize {
    serde_json::from_str::<String>(json).map_or(json.len(), |it| it.len())
}
