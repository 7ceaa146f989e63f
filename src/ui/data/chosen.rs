//! What a file is, told by what is in it: its name may say anything.

use crate::{
    platform::{
        files::Chosen,
        gzip::{self, Spoilt},
        secret::{self, Shut},
        task::{self, Slice},
    },
    ui::text::{data as words, secret as secrets},
};
use domain::{
    import::{self, Decoder, FileProblem, Reader, Table},
    wire::{Backup, BackupReader, MAX_BYTES, is_locked, read_locked},
};

/// What was in a file.
pub enum Content {
    /// A backup.
    Backup(Backup),
    /// A backup that is locked; its bytes.
    Locked(Vec<u8>),
    /// Rows and columns.
    Table(Table),
    /// Nothing that can be read: the sentence says why.
    Refused(String),
}

/// Reads a file; nothing if it is no longer wanted. Files that are too large are refused before they are read.
pub async fn read(file: &Chosen, is_wanted: &dyn Fn() -> bool) -> Option<Content> {
    let most = if may_be_backup(file.name()) { MAX_BYTES } else { import::MAX_BYTES };
    if file.size() > most {
        return Some(Content::Refused(words::too_large(most)));
    }
    let Some(bytes) = file.bytes().await else {
        return Some(Content::Refused(words::unreadable().to_owned()));
    };
    let bytes = match unpacked(bytes).await {
        Ok(bytes) => bytes,
        Err(why) => return Some(Content::Refused(why)),
    };
    if !is_wanted() {
        return None;
    }
    if is_locked(&bytes) {
        return Some(match (read_locked(&bytes), secret::lacking()) {
            (Err(error), _) => Content::Refused(secrets::shut(&error)),
            (Ok(_), Some(lacking)) => Content::Refused(secrets::cannot_unlock(lacking)),
            (Ok(_), None) => Content::Locked(bytes),
        });
    }
    if is_json(&bytes, file.name()) {
        return backup(bytes, is_wanted).await;
    }
    let text = match text(bytes, is_wanted).await? {
        Ok(text) => text,
        Err(problem) => return Some(Content::Refused(words::file_problem(problem))),
    };
    if let Some(why) = no_table(&text) {
        return Some(Content::Refused(why.to_owned()));
    }
    table(text, is_wanted).await.map(|it| match it {
        Ok(table) => Content::Table(table),
        Err(problem) => Content::Refused(words::file_problem(problem)),
    })
}

/// The bytes of a file, unpacked if they were packed; or why they cannot be.
async fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !gzip::is_packed(&bytes) {
        return Ok(bytes);
    }
    let most = most_of(bytes.len());
    gzip::unpack(&bytes, most).await.map_err(|it| match it {
        Spoilt::Damaged => words::packed_damaged().to_owned(),
        Spoilt::TooLarge => words::too_large(most),
    })
}

/// To how much a packed file may unpack, in bytes. A backup becomes some ten times as large; what becomes a thousand times as
/// large was made to fill the memory.
fn most_of(packed: usize) -> u64 {
    const TIMES: u64 = 100;
    (packed as u64 * TIMES).clamp(import::MAX_BYTES, MAX_BYTES)
}

/// Reads a backup in slices, so that the page goes on answering.
async fn backup(bytes: Vec<u8>, is_wanted: &dyn Fn() -> bool) -> Option<Content> {
    const RECORDS: usize = 100;
    let read = match BackupReader::new(bytes) {
        Ok(mut reader) => {
            if !task::in_slices(Slice::Awaited, is_wanted, &mut || reader.advance(RECORDS)).await {
                return None;
            }
            reader.finish()
        }
        Err(error) => Err(error),
    };
    Some(match read {
        Ok(backup) => Content::Backup(backup),
        Err(error) => Content::Refused(words::backup_error(&error)),
    })
}

/// What a locked backup holds; nothing if this is not its passphrase.
pub async fn unlock(bytes: &[u8], passphrase: &str) -> Option<Content> {
    let locked = match read_locked(bytes) {
        Ok(locked) => locked,
        Err(error) => return Some(Content::Refused(secrets::shut(&error))),
    };
    let most = most_of(bytes.len());
    match secret::unlock(&locked, passphrase, most).await {
        Ok(bytes) => backup(bytes, &|| true).await,
        Err(Shut::Passphrase) => None,
        Err(Shut::Spoilt(Spoilt::Damaged)) => Some(Content::Refused(secrets::damaged().to_owned())),
        Err(Shut::Spoilt(Spoilt::TooLarge)) => Some(Content::Refused(words::too_large(most))),
    }
}

/// Whether a file can be a backup by its name: these may be larger than tables.
fn may_be_backup(name: &str) -> bool {
    let name = name.to_lowercase();
    [".json", ".satchel", ".gz"].iter().any(|it| name.ends_with(it))
}

/// Whether a file should be a backup: it begins like one, or its name says so.
fn is_json(bytes: &[u8], name: &str) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|it| !it.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'[')) || name.to_lowercase().ends_with(".json")
}

/// Why a text is no table, though it could be read as one.
fn no_table(text: &str) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(20).flat_map(char::to_lowercase).collect();
    if start.starts_with("<!")
        || start.starts_with("<html")
        || start.starts_with("<?xml")
        || start.starts_with("<svg")
    {
        Some(words::markup())
    } else if start.starts_with("begin:v") {
        Some(words::vcard())
    } else {
        None
    }
}

/// Decodes a text in slices, so that the page goes on answering.
async fn text(bytes: Vec<u8>, is_wanted: &dyn Fn() -> bool) -> Option<Result<String, FileProblem>> {
    const BYTES: usize = 1 << 16;
    let mut decoder = match Decoder::new(bytes) {
        Ok(decoder) => decoder,
        Err(problem) => return Some(Err(problem)),
    };
    let is_decoded = task::in_slices(Slice::Awaited, is_wanted, &mut || decoder.advance(BYTES)).await;
    is_decoded.then(|| decoder.finish())
}

/// Reads a table in slices, so that the page goes on answering.
async fn table(text: String, is_wanted: &dyn Fn() -> bool) -> Option<Result<Table, FileProblem>> {
    const ROWS: usize = 200;
    let mut reader = Reader::new(text);
    let is_read = task::in_slices(Slice::Awaited, is_wanted, &mut || reader.advance(ROWS)).await;
    is_read.then(|| reader.finish())
}
