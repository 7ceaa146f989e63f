//! Records as text: the one form in which anything is stored, told to another tab, exported or merged.
//!
//! A record on the wire is `{"id":…,"v":…,"d":{…},"t":{…}}`: kind and UUID; version of its schema; registers; stamps.
//! `d` is flat: each key is a *path*, each path one register that is written whole. `t["*"]` is the birth stamp; it
//! stands for every path of `d` that `t` does not name. A path in `t` and not in `d` was removed. So comparing,
//! merging and keeping what is unknown need no schema. See `docs/backup-format.md`.
//!
//! Pages of the store, journal entries and backups are the same lines in different containers.
//!
//! # What is not here
//!
//! Nothing about where the text lies (see the crate `storage`), nor about which file a user chose.

mod backup;
mod canonical;
mod cursor;
mod fields;
mod journal;
mod line;
mod lock;
mod raw;
mod sealed;
mod strike;

pub use backup::{
    Backup, BackupError, BackupReader, BackupWriter, FOOT, MAX_BYTES, Summary, read_backup, write_backup,
};
pub(crate) use canonical::canonical;
pub use cursor::Cursor;
pub use fields::Fields;
pub(crate) use fields::differing;
pub use journal::{EntryReader, Journaled, Past, Short, read_entry, write_edits, write_entry, write_head};
pub use line::{read_line, write_line};
pub use lock::{Lock, LockError, Locked, is_locked, read_locked};
pub use raw::Raw;
pub(crate) use raw::merge;
pub use sealed::Sealed;
pub use strike::Strike;

use thiserror::Error;

/// The version of the formats here; also that of the database. Raised with any record's version.
pub const FORMAT: u32 = 1;

/// What is wrong with something that was read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}: {problem}")]
pub struct ReadError {
    /// Where: the record and the register, as far as they could be told.
    pub path: String,
    /// What is wrong there.
    pub problem: String,
}
