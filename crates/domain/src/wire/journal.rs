//! Journal entries as text: the head on the first line, then a line per edit.
//!
//! The text may be cut anywhere into parts; a reader puts them together again.

use super::{
    Fields, ReadError,
    line::write_line,
    raw::{error, quoted},
    read_line,
};
use crate::{
    change::{Change, Edit, Stamping},
    entry::{Entry, Head},
    row::Key,
    value::RecordId,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{fmt::Write as _, str::Split};

/// An entry as the journal remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journaled {
    /// Who, when and why.
    pub head: Head,
    /// What it did to each record, as far as undoing needs it.
    pub past: Vec<Past>,
    /// Its new records are named only; they lie in the pages that were written with it.
    pub is_large: bool,
}

/// What an entry did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// The record before and after.
    Edit(Edit),
    /// A new record, and the digest of what it said then ([`Row::digest`]).
    Birth(Key, u64),
    /// A record that was deleted for good since. Whatever was done to it is told no more.
    Gone(Key),
}

impl Past {
    /// Which record; none if the edit is of nothing.
    pub fn key(&self) -> Option<Key> {
        match self {
            Past::Edit(edit) => edit.key(),
            Past::Birth(key, _) | Past::Gone(key) => Some(key.clone()),
        }
    }
}

impl Journaled {
    /// Whether it tells everything that it did: it does not only name its new records, and none was deleted for good
    /// since.
    pub fn is_whole(&self) -> bool {
        !self.is_large && !self.past.iter().any(|it| matches!(it, Past::Gone(_)))
    }

    /// The change as it can be applied; none if the entry does not tell everything.
    pub fn change(&self) -> Option<Change> {
        if !self.is_whole() {
            return None;
        }
        let edits = self.past.iter().filter_map(|it| match it {
            Past::Edit(edit) => Some(edit.clone()),
            Past::Birth(..) | Past::Gone(_) => None,
        });
        Some(Change::new(edits, if self.head.given { Stamping::Given } else { Stamping::Fresh }))
    }
}

impl From<&Entry> for Journaled {
    fn from(entry: &Entry) -> Journaled {
        let past = entry.change.edits().iter().cloned().map(Past::Edit).collect();
        Journaled { head: entry.head.clone(), past, is_large: false }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct FirstLine {
    v: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    large: bool,
    #[serde(flatten)]
    pub(super) head: Head,
}

/// Writes an entry. Of a large one the new records are named only.
pub fn write_entry(entry: &Entry, is_large: bool) -> String {
    let mut out = write_head(entry, is_large);
    let edits = entry.change.edits();
    let mut fields = Fields::default();
    let mut digests = edits.iter().filter_map(Edit::birth).map(|it| it.digest(&mut fields));
    write_edits(edits, is_large.then_some(&mut digests), &mut out);
    out
}

/// The first line of an entry.
pub fn write_head(entry: &Entry, is_large: bool) -> String {
    let first = FirstLine { v: super::FORMAT, large: is_large, head: entry.head.clone() };
    // A head always has a JSON form.
    serde_json::to_string(&first).unwrap_or_default()
}

/// The lines of some edits, each after a line end: those of a long entry can be written a few at a time. Of a large one the
/// digests of the new records are told, in order; whoever has just written the records themselves need not do so twice.
pub fn write_edits(edits: &[Edit], mut digests: Option<&mut dyn Iterator<Item = u64>>, out: &mut String) {
    let mut fields = Fields::default();
    for edit in edits {
        out.push('\n');
        if let (Some(digests), Some(after)) = (&mut digests, edit.birth()) {
            let digest = digests.next().unwrap_or_else(|| after.digest(&mut fields));
            debug_assert_eq!(digest, after.digest(&mut fields), "digests come in the order of the edits");
            // Writing to a String cannot fail.
            write!(out, r#"[{},"{digest:016x}"]"#, quoted(&after.key().to_string())).ok();
            continue;
        }
        for (name, row) in [("{\"before\":", &edit.before), (",\"after\":", &edit.after)] {
            out.push_str(name);
            match row {
                Some(row) => write_line(row, &mut fields, out),
                None => out.push_str("null"),
            }
        }
        out.push('}');
    }
}

#[derive(Deserialize)]
struct EditLine<'a> {
    #[serde(borrow)]
    before: Option<&'a RawValue>,
    #[serde(borrow)]
    after: Option<&'a RawValue>,
}

/// Reads an entry. Records in it that this version cannot read are sealed.
pub fn read_entry(text: &str) -> Result<Journaled, ReadError> {
    let mut reader = EntryReader::new(text)?;
    reader.read(usize::MAX)?;
    Ok(reader.finish())
}

/// An entry on its way in, a few records at a time: one of thousands takes longer than a page may stand still.
pub struct EntryReader<'a> {
    lines: Split<'a, char>,
    entry: Journaled,
}

impl<'a> EntryReader<'a> {
    /// Reads the head.
    pub fn new(text: &'a str) -> Result<EntryReader<'a>, ReadError> {
        let mut lines = text.split('\n');
        let first: FirstLine = serde_json::from_str(lines.next().unwrap_or_default()).map_err(bad)?;
        if first.v > super::FORMAT {
            return Err(error("journal entry", "was made by a newer version of Satchel"));
        }
        let entry = Journaled { head: first.head, past: Vec::new(), is_large: first.large };
        Ok(EntryReader { lines, entry })
    }

    /// Reads so many records more. Tells whether there may be others.
    pub fn read(&mut self, count: usize) -> Result<bool, ReadError> {
        let before = self.entry.past.len();
        for line in self.lines.by_ref().take(count) {
            self.entry.past.push(read_past(line)?);
        }
        Ok(self.entry.past.len() - before == count)
    }

    /// The entry as far as it was read.
    pub fn finish(self) -> Journaled {
        self.entry
    }
}

fn bad(problem: serde_json::Error) -> ReadError {
    error("journal entry", &problem.to_string())
}

/// Reads the line of one record.
pub(super) fn read_past(line: &str) -> Result<Past, ReadError> {
    if !line.starts_with('[') {
        let EditLine { before, after } = serde_json::from_str(line).map_err(bad)?;
        let row = |raw: &RawValue| read_line(raw.get());
        return Ok(Past::Edit(Edit { before: before.map(row), after: after.map(row) }));
    }
    let named: Vec<String> = serde_json::from_str(line).map_err(bad)?;
    match &named[..] {
        [key] => Ok(Past::Gone(key_of(key))),
        [key, digest] => {
            let digest = u64::from_str_radix(digest, 16);
            Ok(Past::Birth(key_of(key), digest.map_err(|it| error("journal entry", &it.to_string()))?))
        }
        _ => Err(error("journal entry", "names a record in an unknown way")),
    }
}

fn key_of(text: &str) -> Key {
    text.parse::<RecordId>().map_or_else(|_| Key::Other(text.into()), Key::Record)
}
