//! The backup: everything in one JSON file, the same bytes for the same Book.
//!
//! The format is told in `docs/backup-format.md`, for someone who has only the file.

use super::{
    Fields, Raw, ReadError,
    line::{read_found, write_line},
    read_line,
};
use crate::{
    book::Book,
    row::{Row, version_of},
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{collections::BTreeMap, fmt::Write as _};
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
    let mut rows = book.rows();
    rows.sort_by_cached_key(Row::key);
    let (mut counts, mut fields, mut body) = (Summary::new(), Fields::default(), String::new());
    let mut unreadable = Vec::new();
    for row in &rows {
        if let Some(text) = row.as_found() {
            unreadable.push(text);
        } else {
            *counts.entry(kind_of(row)).or_default() += 1;
            body.push_str(if body.is_empty() { "" } else { ",\n" });
            write_line(row, &mut fields, &mut body);
        }
    }
    let mut head = format!(
        "{{\"satchel\":{},\n\"counts\":{},\n\"checksum\":\"{:016x}\",\n",
        super::FORMAT,
        serde_json::to_string(&counts).unwrap_or_default(),
        checksum(&body),
    );
    if !unreadable.is_empty() {
        // Writing to a String cannot fail.
        writeln!(head, "\"unreadable\":{},", serde_json::to_string(&unreadable).unwrap_or_default()).ok();
    }
    head.push_str("\"records\":[\n");
    vec![head, body, "\n]}\n".to_owned()]
}

fn kind_of(row: &Row) -> String {
    row.key().to_string().split(':').next().unwrap_or_default().to_owned()
}

/// FNV-1a, 64 bit, of the records as they stand in the file. It finds damage, not malice.
fn checksum(body: &str) -> u64 {
    body.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[derive(Deserialize)]
struct File<'a> {
    satchel: u32,
    #[serde(default)]
    counts: Option<Summary>,
    #[serde(default)]
    checksum: Option<String>,
    #[serde(default)]
    unreadable: Vec<String>,
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
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|_| BackupError::NotText)?;
    let file: File<'_> = serde_json::from_str(text).map_err(|it| why_not(text, &it))?;
    if file.satchel > super::FORMAT {
        return Err(BackupError::Newer { format: file.satchel });
    }
    check(&file)?;
    let mut backup = Backup { counts: file.counts.unwrap_or_default(), ..Backup::default() };
    for (at, raw) in file.records.iter().enumerate() {
        take(raw.get(), at, &mut backup);
    }
    backup.rows.extend(file.unreadable.iter().map(|it| read_found(it)));
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
    let Some(expected) = &file.checksum else { return Ok(()) };
    let body = |line: &dyn Fn(&str) -> String| {
        let lines: Vec<String> = file.records.iter().map(|it| line(it.get())).collect();
        format!("{:016x}", checksum(&lines.join(",\n")))
    };
    // Another program may have laid out the same records anew; then they are compared in the canonical form.
    let canonical = |text: &str| Raw::parse(text).map_or_else(|_| text.to_owned(), |it| it.to_line());
    if body(&str::to_owned) == *expected || body(&canonical) == *expected {
        Ok(())
    } else {
        Err(BackupError::Checksum)
    }
}

fn take(text: &str, at: usize, backup: &mut Backup) {
    let has_stamps = |raw: &Raw| raw.birth.is_some() || !raw.stamps.is_empty();
    let row = read_line(text);
    let place = |problem: ReadError| ReadError { path: format!("records[{at}] {}", problem.path), ..problem };
    match (&row, Raw::parse(text)) {
        (_, Err(problem)) => backup.problems.push(place(problem)),
        // A newer or unknown record is kept; one that this version should be able to read and cannot is a fault of the file.
        (Row::Sealed(it), Ok(raw)) if row.kind().is_some_and(|kind| raw.version <= u64::from(version_of(kind))) => {
            backup.problems.push(place(ReadError { path: raw.id.clone(), problem: it.why.problem.clone() }));
        }
        (_, Ok(raw)) if !has_stamps(&raw) => backup.unstamped.push(row),
        _ => backup.rows.push(row),
    }
}

/// What to say of a text that is no backup.
fn why_not(text: &str, problem: &serde_json::Error) -> BackupError {
    let (line, column) = (problem.line(), problem.column());
    match problem.classify() {
        serde_json::error::Category::Eof => BackupError::Truncated { line },
        serde_json::error::Category::Data => {
            // It is JSON so far; it may still be cut off later on.
            match serde_json::from_str::<serde::de::IgnoredAny>(text) {
                Err(it) if it.is_eof() => BackupError::Truncated { line: it.line() },
                Err(it) => BackupError::NotJson { line: it.line(), column: it.column() },
                Ok(_) => BackupError::Foreign,
            }
        }
        _ => BackupError::NotJson { line, column },
    }
}

impl Row {
    /// The text of what is not even a record in form, as it was found.
    fn as_found(&self) -> Option<&str> {
        match self {
            Row::Sealed(it) => it.as_text(),
            _ => None,
        }
    }
}
