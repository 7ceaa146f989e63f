//! The backup: everything in one JSON file, the same bytes for the same Book.
//!
//! The format is told in `docs/backup-format.md`, for someone who has only the file.

use super::{Fields, Raw, ReadError, line::write_line, read_line};
use crate::{
    book::Book,
    fnv,
    row::{Key, Row},
    value::Stamp,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{collections::BTreeMap, ops::Range};
use thiserror::Error;

/// The largest backup that is read, in bytes: several times as much as the largest table that is imported becomes.
pub const MAX_BYTES: u64 = 1_000_000_000;

/// How many records of each kind, by the name of the kind.
pub type Summary = BTreeMap<String, u64>;

/// A backup that was read.
#[derive(Clone, Debug, Default)]
pub struct Backup {
    /// Its records, in the order of the file. What this version cannot read is sealed.
    pub rows: Vec<Row>,
    /// Its records without stamps, as in a file written by hand; they only fill what is empty.
    pub unstamped: Vec<Row>,
    /// What was found wrong with single records, which are left out. The rest is whole.
    pub problems: Vec<ReadError>,
    /// How many records of each kind.
    pub counts: Summary,
}

/// Why a file is not a backup that can be read. Nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BackupError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than a file may be.
    #[error("the file is larger than 1 GB")]
    TooLarge,
    /// It is not UTF-8 text.
    #[error("the file is not text")]
    NotText,
    /// It ends too soon.
    #[error("the file ends in line {line}, in the middle of a record")]
    Truncated {
        /// The line in which it ends.
        line: usize,
    },
    /// It is not JSON.
    #[error("the file is not JSON: line {line}, column {column}")]
    NotJson {
        /// The line of the fault.
        line: usize,
        /// The column of the fault.
        column: usize,
    },
    /// It is JSON, but of something else.
    #[error("the file is JSON, but not a backup of Satchel")]
    Foreign,
    /// A newer version wrote it.
    #[error("the file was made by a newer version of Satchel (format {format})")]
    Newer {
        /// Its format.
        format: u32,
    },
    /// It says that it holds more or less than it does.
    #[error("the file should hold {expected} records and holds {found}")]
    Counts {
        /// How many it says.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// Its checksum is of something else.
    #[error("the file was damaged or edited: its checksum does not fit")]
    Checksum,
}

/// Writes everything: the file.
pub fn write_backup(book: &Book) -> String {
    let (mut writer, mut records) = (BackupWriter::new(book), String::new());
    writer.advance(usize::MAX, &mut records);
    [&writer.head(), &*records, FOOT].concat()
}

/// A backup on its way out, a few records at a time. It holds the Book as it was when the writing began, whatever happens
/// to the Book meanwhile.
pub struct BackupWriter {
    rows: std::vec::IntoIter<Row>,
    /// How many there are.
    of: usize,
    counts: Summary,
    fields: Fields,
    sum: u64,
    is_begun: bool,
}

impl BackupWriter {
    /// Begins with everything that is there.
    pub fn new(book: &Book) -> BackupWriter {
        let mut rows = book.rows();
        crate::order::sort_by_cached_key(&mut rows, Row::key);
        let (of, rows) = (rows.len(), rows.into_iter());
        BackupWriter {
            rows,
            of,
            counts: Summary::new(),
            fields: Fields::default(),
            sum: fnv::EMPTY,
            is_begun: false,
        }
    }

    /// Writes the next records, at most so many, at the end of `out`.
    pub fn advance(&mut self, records: usize, out: &mut String) {
        let begun = out.len();
        for row in self.rows.by_ref().take(records) {
            count(&row.key(), &mut self.counts);
            out.push_str(if self.is_begun { LINE_BREAK } else { "" });
            self.is_begun = true;
            write_line(&row, &mut self.fields, out);
        }
        self.sum = fnv::add(self.sum, &out.as_bytes()[begun..]);
    }

    /// How many records are written, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.of - self.rows.len(), self.of)
    }

    /// What stands before the records; known when all are written.
    pub fn head(&self) -> String {
        format!(
            "{{\"satchel\":{},\n\"counts\":{},\n\"checksum\":\"{:016x}\",\n\"records\":[\n",
            super::FORMAT,
            serde_json::to_string(&self.counts).unwrap_or_default(),
            self.sum,
        )
    }
}

/// What stands after the records.
pub const FOOT: &str = "\n]}\n";

/// What stands between two records.
const LINE_BREAK: &str = ",\n";

fn count(key: &Key, counts: &mut Summary) {
    let kind = match key {
        Key::Record(id) => id.kind.name(),
        Key::Other(text) => text.split(':').next().unwrap_or_default(),
    };
    match counts.get_mut(kind) {
        Some(count) => *count += 1,
        None => drop(counts.insert(kind.to_owned(), 1)),
    }
}

/// Reads a backup, or says why it is none. Reading changes nothing.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, BackupError> {
    let mut reader = BackupReader::new(bytes.to_vec())?;
    while !reader.advance(usize::MAX) {}
    reader.finish()
}

/// A backup on its way in, a few records at a time: a large one takes as long as a page must not.
///
/// A file that is laid out as one is written has a record in each line, and is read line by line. Any other one is first
/// taken apart as a whole.
pub struct BackupReader {
    /// The file. Whether it is text is asked of each record when it is read: to ask it of all takes too long at once.
    bytes: Vec<u8>,
    head: Head,
    records: Records,
    /// How many were read.
    found: u64,
    /// Their checksum, as they stand in the file.
    sum: u64,
    backup: Backup,
    refused: Option<BackupError>,
}

/// What a file says of itself before its records.
#[derive(Deserialize)]
struct Head {
    satchel: u32,
    #[serde(default)]
    counts: Option<Summary>,
    #[serde(default)]
    checksum: Option<String>,
}

/// Where in the text the records stand that are not read yet.
enum Records {
    /// One in each line from here on, up to the foot.
    Lines { at: usize, end: usize },
    /// Each where it was found.
    Found(std::vec::IntoIter<Range<usize>>),
}

impl BackupReader {
    /// Begins with a file; refuses one that is none at first sight.
    pub fn new(mut bytes: Vec<u8>) -> Result<BackupReader, BackupError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(BackupError::Empty);
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(BackupError::TooLarge);
        }
        if bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let (head, records) = match laid_out(&bytes) {
            Some(it) => it,
            None => taken_apart(as_text(&bytes)?)?,
        };
        Ok(BackupReader::of(bytes, head, records))
    }

    fn of(bytes: Vec<u8>, head: Head, records: Records) -> BackupReader {
        let backup = Backup { counts: head.counts.clone().unwrap_or_default(), ..Backup::default() };
        BackupReader { bytes, head, records, found: 0, sum: fnv::EMPTY, backup, refused: None }
    }

    /// Reads the next records, so many at most, and answers whether there are no more.
    pub fn advance(&mut self, records: usize) -> bool {
        for _ in 0..records {
            let Some(record) = self.records.next(&self.bytes) else { return true };
            let text = match as_text(&self.bytes[record]) {
                Ok(text) => text,
                Err(error) => {
                    self.refused = Some(error);
                    return true;
                }
            };
            if !take(text, self.found, self.head.checksum.is_some(), &mut self.backup) {
                // What stands in this line is no record, so the file is laid out in another way.
                return self.begin_anew();
            }
            let between = if self.found > 0 { LINE_BREAK } else { "" };
            self.sum = fnv::add(fnv::add(self.sum, between.as_bytes()), text.as_bytes());
            self.found += 1;
        }
        false
    }

    fn begin_anew(&mut self) -> bool {
        let bytes = std::mem::take(&mut self.bytes);
        match as_text(&bytes).and_then(taken_apart) {
            Ok((head, records)) => {
                *self = BackupReader::of(bytes, head, records);
                false
            }
            Err(error) => {
                self.refused = Some(error);
                true
            }
        }
    }

    /// What was read; or why nothing of it is taken.
    pub fn finish(self) -> Result<Backup, BackupError> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        if let Some(counts) = &self.head.counts {
            let expected = counts.values().fold(0_u64, |sum, it| sum.saturating_add(*it));
            if expected != self.found {
                return Err(BackupError::Counts { expected, found: self.found });
            }
        }
        match &self.head.checksum {
            // Another program may have laid out the same records anew; then they are compared in the canonical form.
            Some(it) if *it == hex(self.sum) || *it == hex(self.canonical_sum()) => Ok(self.backup),
            // Whoever counts sums up, too: this one was damaged where it says so.
            None if self.head.counts.is_none() => Ok(self.backup),
            _ => Err(BackupError::Checksum),
        }
    }

    fn canonical_sum(&self) -> u64 {
        let Ok(all) = as_text(&self.bytes) else { return fnv::EMPTY };
        let canonical = |record: Range<usize>| {
            let text = &all[record];
            match Raw::parse(text) {
                Ok(raw) => raw.to_line(),
                Err(_) => super::canonical(text).unwrap_or_else(|_| text.to_owned()),
            }
        };
        let Ok((_, Records::Found(records))) = taken_apart(all) else { return fnv::EMPTY };
        records.enumerate().fold(fnv::EMPTY, |sum, (at, record)| {
            let between = if at > 0 { LINE_BREAK } else { "" };
            fnv::add(fnv::add(sum, between.as_bytes()), canonical(record).as_bytes())
        })
    }
}

impl Records {
    /// Where the next one stands.
    fn next(&mut self, bytes: &[u8]) -> Option<Range<usize>> {
        match self {
            Records::Found(records) => records.next(),
            Records::Lines { at, end } => {
                let from = *at;
                let rest = bytes.get(from..*end)?;
                // No text of a record has a line feed in it, so hardly any stands elsewhere.
                let mut breaks = memchr::memchr_iter(b'\n', rest)
                    .filter(|at| rest[..=*at].ends_with(LINE_BREAK.as_bytes()));
                let len = breaks.next().map_or(rest.len(), |at| at + 1 - LINE_BREAK.len());
                // After the last one it is behind the end; what ends in a break has one more, which is none.
                *at = from + len + LINE_BREAK.len();
                Some(from..from + len)
            }
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What stands before the first record.
const BEGINNING: &str = "\"records\":[\n";

/// The head of a file that is laid out as [`BackupWriter`] writes it, and its lines.
fn laid_out(bytes: &[u8]) -> Option<(Head, Records)> {
    // Before the records there are a few short lines.
    let first = bytes[..bytes.len().min(4_000)].utf8_chunks().next()?.valid();
    let at = first.find(BEGINNING)? + BEGINNING.len();
    let end = bytes.strip_suffix(FOOT.as_bytes())?.len();
    let head = first[..at].strip_suffix(BEGINNING)?.trim_end().strip_suffix(',')?;
    let head: Head = serde_json::from_str(&format!("{head}}}")).ok()?;
    let is_plain = head.satchel > 0 && head.satchel <= super::FORMAT && at < end;
    is_plain.then_some((head, Records::Lines { at, end }))
}

/// The head of any file, and where its records are.
fn taken_apart(text: &str) -> Result<(Head, Records), BackupError> {
    #[derive(Deserialize)]
    struct File<'a> {
        satchel: u32,
        #[serde(default)]
        counts: Option<Summary>,
        #[serde(default)]
        checksum: Option<String>,
        #[serde(borrow)]
        records: Vec<&'a RawValue>,
    }
    let File { satchel, counts, checksum, records }: File<'_> =
        serde_json::from_str(text).map_err(|it| why_not(text, &it))?;
    if satchel == 0 || !is_object(text) {
        return Err(BackupError::Foreign);
    }
    if satchel > super::FORMAT {
        return Err(BackupError::Newer { format: satchel });
    }
    let place = |it: &&RawValue| {
        let from = it.get().as_ptr().addr() - text.as_ptr().addr();
        from..from + it.get().len()
    };
    let records: Vec<Range<usize>> = records.iter().map(place).collect();
    Ok((Head { satchel, counts, checksum }, Records::Found(records.into_iter())))
}

fn as_text(bytes: &[u8]) -> Result<&str, BackupError> {
    std::str::from_utf8(bytes).or(Err(BackupError::NotText))
}

fn hex(sum: u64) -> String {
    format!("{sum:016x}")
}

/// Takes one record of a file.
///
/// In a file with a checksum that fits, what cannot be read stood so in the Book that was written, where it is kept
/// sealed. In another file it is a fault of that file. What is not even JSON is no record: that is answered, and nothing
/// is taken.
fn take(text: &str, at: u64, is_whole: bool, backup: &mut Backup) -> bool {
    let row = read_line(text);
    match &row {
        Row::Sealed(_) if serde_json::from_str::<&RawValue>(text).is_err() => return false,
        Row::Sealed(sealed) => match sealed.fault().filter(|_| !is_whole) {
            Some(ReadError { path, problem }) => {
                backup.problems.push(ReadError { path: format!("records[{at}] {path}"), problem });
            }
            None => backup.rows.push(row),
        },
        // What every copy of the data begins with has the zero stamp; a file written by hand has none.
        _ if row.newest() == Stamp::ZERO && !has_stamps(text) => backup.unstamped.push(row),
        _ => backup.rows.push(row),
    }
    true
}

fn has_stamps(text: &str) -> bool {
    Raw::parse(text).is_ok_and(|it| it.birth.is_some() || !it.stamps.is_empty())
}

/// What to say of a text that is no backup.
fn why_not(text: &str, problem: &serde_json::Error) -> BackupError {
    #[derive(Deserialize)]
    struct Version {
        satchel: u32,
    }
    if !problem.is_data() {
        return not_json(text, problem);
    }
    // It is JSON so far; it may still be cut off later on.
    if let Err(problem) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return not_json(text, &problem);
    }
    match serde_json::from_str::<Version>(text) {
        Ok(Version { satchel }) if satchel > super::FORMAT && is_object(text) => {
            BackupError::Newer { format: satchel }
        }
        _ => BackupError::Foreign,
    }
}

fn not_json(text: &str, problem: &serde_json::Error) -> BackupError {
    let (line, column) = (problem.line(), problem.column());
    // A number that was cut after its mark is no number, which is another fault than an end to the parser.
    let last = text.lines().next_back().unwrap_or_default();
    let is_cut_number =
        line == text.lines().count() && column >= last.len() && last.ends_with(['.', '-', 'e', 'E', '+']);
    if problem.is_eof() || is_cut_number {
        BackupError::Truncated { line }
    } else {
        BackupError::NotJson { line, column }
    }
}

/// Whether it is an object. A list of the same parts would read as one, too.
fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
}
