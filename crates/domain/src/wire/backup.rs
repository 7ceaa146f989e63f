//! The backup: everything in one JSON file, the same bytes for the same Book.
//!
//! The format is told in `docs/backup-format.md`, for someone who has only the file.

use super::{Fields, Raw, ReadError, line::write_line, read_line};
use crate::{book::Book, row::Row, value::Stamp};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;

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
    #[error("the file is larger than 200 MB")]
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

/// Writes everything. The parts, one after the other, are the file.
pub fn write_backup(book: &Book) -> Vec<String> {
    let mut writer = BackupWriter::new(book);
    let mut parts: Vec<String> = std::iter::from_fn(|| writer.advance(usize::MAX)).collect();
    parts.insert(0, writer.head());
    parts.push(FOOT.to_owned());
    parts
}

/// A backup on its way out, a few records at a time. It holds the Book as it was when the writing began, whatever happens
/// to the Book meanwhile.
pub struct BackupWriter {
    rows: std::vec::IntoIter<Row>,
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
        let rows = rows.into_iter();
        BackupWriter {
            rows,
            counts: Summary::new(),
            fields: Fields::default(),
            sum: EMPTY_SUM,
            is_begun: false,
        }
    }

    /// Writes the next records, at most so many; nothing once all are written.
    pub fn advance(&mut self, records: usize) -> Option<String> {
        let mut text = String::new();
        for row in self.rows.by_ref().take(records) {
            *self.counts.entry(kind_of(&row)).or_default() += 1;
            text.push_str(if self.is_begun { LINE_BREAK } else { "" });
            self.is_begun = true;
            write_line(&row, &mut self.fields, &mut text);
        }
        self.sum = add_to_sum(self.sum, &text);
        (!text.is_empty()).then_some(text)
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

fn kind_of(row: &Row) -> String {
    row.key().to_string().split(':').next().unwrap_or_default().to_owned()
}

/// FNV-1a, 64 bit, of the records as they stand in the file. It finds damage, not malice.
pub(super) fn checksum<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> u64 {
    lines.into_iter().enumerate().fold(EMPTY_SUM, |sum, (at, line)| {
        add_to_sum(add_to_sum(sum, if at > 0 { LINE_BREAK } else { "" }), line.as_ref())
    })
}

const EMPTY_SUM: u64 = 0xcbf2_9ce4_8422_2325;

fn add_to_sum(sum: u64, text: &str) -> u64 {
    text.bytes().fold(sum, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

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

/// Reads a backup, or says why it is none. Reading changes nothing.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, BackupError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(BackupError::Empty);
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(BackupError::TooLarge);
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let text = text.or(Err(BackupError::NotText))?;
    let file: File<'_> = serde_json::from_str(text).map_err(|it| why_not(text, &it))?;
    if file.satchel == 0 || !is_object(text) {
        return Err(BackupError::Foreign);
    }
    if file.satchel > super::FORMAT {
        return Err(BackupError::Newer { format: file.satchel });
    }
    check(&file)?;
    let mut backup = Backup { counts: file.counts.unwrap_or_default(), ..Backup::default() };
    for (at, raw) in file.records.iter().enumerate() {
        take(raw.get(), at, file.checksum.is_some(), &mut backup);
    }
    Ok(backup)
}

/// Counts and checksum, where the file has them: one written by hand need not.
fn check(file: &File<'_>) -> Result<(), BackupError> {
    let found = file.records.len() as u64;
    if let Some(counts) = &file.counts {
        let expected = counts.values().fold(0_u64, |sum, it| sum.saturating_add(*it));
        if expected != found {
            return Err(BackupError::Counts { expected, found });
        }
    }
    let Some(expected) = &file.checksum else {
        // Whoever counts sums up, too: this one was damaged where it says so.
        return if file.counts.is_some() { Err(BackupError::Checksum) } else { Ok(()) };
    };
    let is_expected = |sum: u64| *expected == format!("{sum:016x}");
    // Another program may have laid out the same records anew; then they are compared in the canonical form.
    let canonical = |text: &str| match Raw::parse(text) {
        Ok(raw) => raw.to_line(),
        Err(_) => super::canonical(text).unwrap_or_else(|_| text.to_owned()),
    };
    let is_whole = is_expected(checksum(file.records.iter().map(|it| it.get())))
        || is_expected(checksum(file.records.iter().map(|it| canonical(it.get()))));
    if is_whole { Ok(()) } else { Err(BackupError::Checksum) }
}

/// Takes one record of a file.
///
/// In a file with a checksum that fits, what cannot be read stood so in the Book that was written, where it is kept
/// sealed. In another file it is a fault of that file.
fn take(text: &str, at: usize, is_whole: bool, backup: &mut Backup) {
    let row = read_line(text);
    match &row {
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
}

fn has_stamps(text: &str) -> bool {
    Raw::parse(text).is_ok_and(|it| it.birth.is_some() || !it.stamps.is_empty())
}

/// What to say of a text that is no backup.
fn why_not(text: &str, problem: &serde_json::Error) -> BackupError {
    #[derive(Deserialize)]
    struct Head {
        satchel: u32,
    }
    if !problem.is_data() {
        return not_json(text, problem);
    }
    // It is JSON so far; it may still be cut off later on.
    if let Err(problem) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return not_json(text, &problem);
    }
    match serde_json::from_str::<Head>(text) {
        Ok(Head { satchel }) if satchel > super::FORMAT && is_object(text) => {
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
