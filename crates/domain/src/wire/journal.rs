//! Journal entries as text: the head on the first line, then a line per edit.
//!
//! An edit is the record before and the record after. Of a large entry, whose records lie in the pages that were written
//! with it, a line is as short as undoing it allows: the digest of a new record, and of one that was changed the registers
//! that were. Those have the stamp of the entry.
//!
//! The text may be cut anywhere into parts; a reader puts them together again.

use super::{
    Fields, Raw, ReadError,
    fields::push_path,
    line::write_line,
    raw::{error, quoted},
    read_line,
};
use crate::{
    change::{Change, Edit, Stamping},
    entry::{Entry, Head},
    row::{Key, Row},
    value::{RecordId, Stamp},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

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
    pub fn into_change(self) -> Option<Change> {
        if !self.is_whole() {
            return None;
        }
        let edits = self.past.into_iter().filter_map(|it| match it {
            Past::Edit(edit) => Some(edit),
            Past::Birth(..) | Past::Gone(_) => None,
        });
        Some(Change::new(edits, if self.head.given { Stamping::Given } else { Stamping::Fresh }))
    }

    /// The same in pieces of so many records; a short one is one piece.
    pub fn pieces(self, size: usize) -> impl Iterator<Item = Journaled> {
        let Journaled { head, past, is_large } = self;
        let mut past = past.into_iter();
        std::iter::from_fn(move || {
            let past: Vec<Past> = past.by_ref().take(size).collect();
            (!past.is_empty()).then(|| Journaled { head: head.clone(), past, is_large })
        })
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

/// Writes an entry; a large one in its short form.
pub fn write_entry(entry: &Entry, is_large: bool) -> String {
    let mut out = write_head(entry, is_large);
    let edits = entry.change.edits();
    let mut fields = Fields::default();
    let mut births = edits.iter().filter_map(Edit::birth).map(|it| it.digest(&mut fields));
    write_edits(edits, is_large.then_some(Short { births: &mut births, head: &entry.head }), &mut out);
    out
}

/// The first line of an entry.
pub fn write_head(entry: &Entry, is_large: bool) -> String {
    let first = FirstLine { v: super::FORMAT, large: is_large, head: entry.head.clone() };
    // A head always has a JSON form.
    serde_json::to_string(&first).unwrap_or_default()
}

/// What the lines of a large entry are written with.
pub struct Short<'a> {
    /// The digests of its new records, in order: whoever has just written the records themselves need not do so twice.
    pub births: &'a mut dyn Iterator<Item = u64>,
    /// The head of the entry.
    pub head: &'a Head,
}

/// The lines of some edits, each after a line end: those of a long entry can be written a few at a time.
pub fn write_edits(edits: &[Edit], mut short: Option<Short<'_>>, out: &mut String) {
    let mut fields = Fields::default();
    for edit in edits {
        out.push('\n');
        if let Some(short) = &mut short
            && write_short(edit, short, &mut fields, out)
        {
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

/// Writes an edit of a large entry, if it has a short form.
fn write_short(edit: &Edit, short: &mut Short<'_>, fields: &mut Fields, out: &mut String) -> bool {
    match (&edit.before, &edit.after) {
        (None, Some(after)) => {
            let digest = short.births.next().unwrap_or_else(|| after.digest(fields));
            debug_assert_eq!(digest, after.digest(fields), "digests come in the order of the edits");
            // Writing to a String cannot fail.
            write!(out, r#"[{},"{digest:016x}"]"#, quoted(&after.key().to_string())).ok();
            true
        }
        // Where records brought their own stamps, those would have to be told as well.
        (Some(before), Some(after)) if !short.head.given && after.is_like(before) => {
            let Some(stamps) = after.stamps() else { return false };
            out.push_str("{\"before\":");
            write_line(before, fields, out);
            after.fields_beside(before, fields);
            let written = stamps.later().filter(|it| it.1 == short.head.stamp).map(|it| it.0);
            let (set, gone): (Vec<&str>, Vec<&str>) = written.partition(|it| fields.get(it).is_some());
            out.push_str(",\"set\":{");
            for (at, path) in set.into_iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                push_path(path, out);
                out.push_str(fields.get(path).unwrap_or_default());
            }
            out.push('}');
            if !gone.is_empty() {
                // A list of texts always has a JSON form.
                write!(out, ",\"gone\":{}", serde_json::to_string(&gone).unwrap_or_default()).ok();
            }
            out.push('}');
            true
        }
        _ => false,
    }
}

/// A record before and after, or before and what was written into it.
#[derive(Deserialize)]
struct EditLine<'a> {
    #[serde(borrow)]
    before: Option<&'a RawValue>,
    #[serde(borrow, default)]
    after: Option<&'a RawValue>,
    #[serde(borrow, default)]
    set: Option<BTreeMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(default)]
    gone: Vec<String>,
}

/// Reads an entry. Records in it that this version cannot read are sealed.
pub fn read_entry(text: &str) -> Result<Journaled, ReadError> {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let mut reader = EntryReader::new(head)?;
    reader.take(body.as_bytes());
    reader.finish()
}

/// An entry on its way in, a few records at a time: one of thousands takes longer than a page may stand still.
pub struct EntryReader {
    entry: Journaled,
    /// What came of the body, of which so much is read.
    text: Vec<u8>,
    at: usize,
    bytes_read: usize,
}

impl EntryReader {
    /// Reads the head.
    pub fn new(head: &str) -> Result<EntryReader, ReadError> {
        let first: FirstLine = serde_json::from_str(head).map_err(bad)?;
        if first.v > super::FORMAT {
            return Err(error("journal entry", "was made by a newer version of Satchel"));
        }
        let entry = Journaled { head: first.head, past: Vec::new(), is_large: first.large };
        Ok(EntryReader { entry, text: Vec::new(), at: 0, bytes_read: head.len() })
    }

    /// Takes the next part of the body, which may be cut anywhere.
    pub fn take(&mut self, part: &[u8]) {
        self.text.drain(..self.at);
        self.at = 0;
        self.text.extend_from_slice(part);
    }

    /// Reads so many records, or as many as have come whole; answers how many those were. The last one is read at the end.
    pub fn read(&mut self, count: usize) -> Result<usize, ReadError> {
        let mut read = 0;
        while read < count
            && let Some(length) = memchr::memchr(b'\n', &self.text[self.at..])
        {
            self.read_line(self.at + length)?;
            self.at += 1;
            read += 1;
        }
        Ok(read)
    }

    fn read_line(&mut self, end: usize) -> Result<(), ReadError> {
        let line = String::from_utf8_lossy(&self.text[self.at..end]);
        self.entry.past.push(read_past(&line, self.entry.head.stamp)?);
        self.bytes_read += 1 + end - self.at;
        self.at = end;
        Ok(())
    }

    /// How much of the text was read.
    pub fn bytes_read(&self) -> usize {
        self.bytes_read
    }

    /// The entry, when all of it has come.
    pub fn finish(mut self) -> Result<Journaled, ReadError> {
        self.read(usize::MAX)?;
        if self.at < self.text.len() {
            self.read_line(self.text.len())?;
        }
        Ok(self.entry)
    }
}

fn bad(problem: serde_json::Error) -> ReadError {
    error("journal entry", &problem.to_string())
}

/// Reads the line of one record in an entry with this stamp.
pub(super) fn read_past(line: &str, stamp: Stamp) -> Result<Past, ReadError> {
    if !line.starts_with('[') {
        let EditLine { before, after, set, gone } = serde_json::from_str(line).map_err(bad)?;
        let row = |raw: &RawValue| read_line(raw.get());
        let after = match (before, set) {
            (Some(before), Some(set)) => Some(written_into(before.get(), set, gone, stamp)?),
            _ => after.map(row),
        };
        return Ok(Past::Edit(Edit { before: before.map(row), after }));
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

/// A record as it is once these registers were written into it.
fn written_into(
    before: &str,
    set: BTreeMap<Cow<'_, str>, &RawValue>,
    gone: Vec<String>,
    stamp: Stamp,
) -> Result<Row, ReadError> {
    let mut raw = Raw::parse(before)?;
    for (path, value) in set {
        raw.stamps.insert(path.clone().into_owned(), stamp);
        raw.data.insert(path.into_owned(), value.get().to_owned());
    }
    for path in gone {
        raw.data.remove(&path);
        raw.stamps.insert(path, stamp);
    }
    Ok(Row::from_raw(&raw))
}

fn key_of(text: &str) -> Key {
    text.parse::<RecordId>().map_or_else(|_| Key::Other(text.into()), Key::Record)
}
