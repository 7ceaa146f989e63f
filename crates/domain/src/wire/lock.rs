//! The head of a backup that is locked with a passphrase: one line of JSON before the bytes that nobody can read.
//!
//! It says how the key is made and what must come out. The format is told in `docs/backup-format.md`, and why it is so
//! in `docs/design.md`.
//!
//! # What is not here
//!
//! No cipher: the browser has one (`platform::secret`). What was inside is a backup like any other.

use crate::fnv;
use serde::Deserialize;
use thiserror::Error;

/// The version of the head.
const FORMAT: u32 = 1;
/// So many rounds make a key of a passphrase. A file may ask for more, so that this can grow without a new format.
const ROUNDS: u32 = 600_000;
/// More would keep the page busy for minutes, whoever wrote the file.
const MAX_ROUNDS: u32 = 10_000_000;
/// How every head begins.
const BEGIN: &str = "{\"satchel_locked\":";
/// What stands before the sum over the rest of the head, which comes last.
const SUM: &str = ",\"sum\":\"";
/// A head is one short line.
const MAX_HEAD: usize = 1_024;
const KEY: &str = "PBKDF2-SHA-256+HKDF-SHA-256";
const CIPHER: &str = "AES-256-GCM";
const INSIDE: &str = "gzip";

/// How a backup is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// How many rounds make the key.
    pub rounds: u32,
    /// What makes the same passphrase another key in every file.
    pub salt: [u8; 16],
    /// Comes out beside the key, and tells a wrong passphrase from a damaged file.
    pub check: [u8; 16],
    /// What makes the same text other bytes under the same key.
    pub iv: [u8; 12],
}

/// Why a locked file cannot be opened, whatever the passphrase.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    /// It ends too soon.
    #[error("the file ends too soon")]
    Truncated,
    /// It is not what was written.
    #[error("the file is damaged")]
    Damaged,
    /// A newer version wrote it, or another program.
    #[error("the file is locked in a way that is not known here (format {format})")]
    Unknown {
        /// Its format.
        format: u32,
    },
}

/// A locked file that was taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Locked<'a> {
    /// How it is locked.
    pub lock: Lock,
    /// The head as it stands in the file. The cipher vouches for it, too.
    pub head: &'a [u8],
    /// What is locked.
    pub body: &'a [u8],
}

#[derive(Deserialize)]
struct Version {
    satchel_locked: u32,
}

#[derive(Deserialize)]
struct Head<'a> {
    key: &'a str,
    rounds: u32,
    salt: &'a str,
    check: &'a str,
    cipher: &'a str,
    iv: &'a str,
    inside: &'a str,
    bytes: usize,
}

impl Lock {
    /// A lock with the usual number of rounds, and random bytes. What comes out beside the key is not known yet.
    pub fn new(salt: [u8; 16], iv: [u8; 12]) -> Lock {
        Lock { rounds: ROUNDS, salt, check: [0; 16], iv }
    }

    /// The head of a file in which so many bytes follow.
    pub fn head(&self, bytes: usize) -> String {
        let Lock { rounds, salt, check, iv } = self;
        let (salt, check, iv) = (hex(salt), hex(check), hex(iv));
        let said = format!(
            "{BEGIN}{FORMAT},\"key\":\"{KEY}\",\"rounds\":{rounds},\"salt\":\"{salt}\",\"check\":\"{check}\",\
             \"cipher\":\"{CIPHER}\",\"iv\":\"{iv}\",\"inside\":\"{INSIDE}\",\"bytes\":{bytes}"
        );
        let sum = fnv::of(&said);
        format!("{said}{SUM}{sum:016x}\"}}\n")
    }
}

/// Whether a file begins like one that is locked.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGIN.as_bytes())
}

/// Takes a locked file apart.
pub fn read_locked(bytes: &[u8]) -> Result<Locked<'_>, LockError> {
    let end = bytes.iter().take(MAX_HEAD).position(|it| *it == b'\n');
    let Some(end) = end else {
        return Err(if bytes.len() < MAX_HEAD { LockError::Truncated } else { LockError::Damaged });
    };
    let (head, body) = bytes.split_at(end + 1);
    let text = std::str::from_utf8(head).or(Err(LockError::Damaged))?;
    let (said, sum) = text.rsplit_once(SUM).ok_or(LockError::Damaged)?;
    // The sum comes first, so that a damaged head is not taken for a newer one or for a wrong passphrase.
    if sum != format!("{:016x}\"}}\n", fnv::of(said)) {
        return Err(LockError::Damaged);
    }
    let Version { satchel_locked: format } = serde_json::from_str(text).or(Err(LockError::Damaged))?;
    let unknown = LockError::Unknown { format };
    let known = serde_json::from_str::<Head<'_>>(text).ok().filter(|it| format == FORMAT && it.is_known());
    let Some(known) = known else { return Err(unknown) };
    let Some(lock) = known.lock() else { return Err(unknown) };
    match body.len().cmp(&known.bytes) {
        std::cmp::Ordering::Less => Err(LockError::Truncated),
        std::cmp::Ordering::Greater => Err(LockError::Damaged),
        std::cmp::Ordering::Equal => Ok(Locked { lock, head, body }),
    }
}

impl Head<'_> {
    /// Whether it is locked in the one way that is known. Fewer rounds would be a lock that looks better than it is.
    fn is_known(&self) -> bool {
        (self.key, self.cipher, self.inside) == (KEY, CIPHER, INSIDE)
            && (ROUNDS..=MAX_ROUNDS).contains(&self.rounds)
    }

    fn lock(&self) -> Option<Lock> {
        let Head { rounds, salt, check, iv, .. } = *self;
        Some(Lock { rounds, salt: bytes_of(salt)?, check: bytes_of(check)?, iv: bytes_of(iv)? })
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |it: u8| char::from_digit(it.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect()
}

fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let is_hex = hex.len() == 2 * N && hex.bytes().all(|it| it.is_ascii_hexdigit());
    for (at, byte) in bytes.iter_mut().enumerate().filter(|_| is_hex) {
        *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
    }
    is_hex.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        Lock { check: [7; 16], ..Lock::new([0xab; 16], [1; 12]) }
    }

    fn file() -> Vec<u8> {
        [lock().head(5).as_bytes(), b"\x00\n\xff{}"].concat()
    }

    /// The head with other words in it, and a sum that fits.
    fn reworded(from: &str, to: &str) -> Vec<u8> {
        let head = lock().head(0);
        let said = head.rsplit_once(SUM).expect("it ends with a sum").0.replace(from, to);
        format!("{said}{SUM}{:016x}\"}}\n", fnv::of(&said)).into_bytes()
    }

    #[test]
    fn b10_what_was_locked_is_taken_apart_as_it_was_put_together() {
        let file = file();
        assert!(is_locked(&file) && !is_locked(b"{\"satchel\":1}") && !is_locked(b""));
        let locked = read_locked(&file).expect("it is whole");
        assert_eq!((locked.lock, locked.body), (lock(), &b"\x00\n\xff{}"[..]));
        assert_eq!([locked.head, locked.body].concat(), file);
    }

    #[test]
    fn b10_a_file_that_was_cut_anywhere_is_refused_as_such() {
        let file = file();
        for end in BEGIN.len()..file.len() {
            assert_eq!(read_locked(&file[..end]), Err(LockError::Truncated), "at {end}");
        }
    }

    #[test]
    fn b10_every_flipped_byte_of_the_head_is_damage_and_no_wrong_passphrase() {
        let whole = file();
        let head = lock().head(5).len();
        for at in BEGIN.len()..head - 1 {
            let mut file = whole.clone();
            file[at] ^= 1;
            assert_eq!(read_locked(&file), Err(LockError::Damaged), "at {at}");
        }
        assert_eq!(read_locked(&[&*whole, b"!"].concat()), Err(LockError::Damaged));
        assert_eq!(read_locked(&[BEGIN.as_bytes(), &[b' '; 2_000]].concat()), Err(LockError::Damaged));
    }

    #[test]
    fn b11_another_way_of_locking_is_named_and_not_tried() {
        assert!(read_locked(&reworded("", "")).is_ok());
        let newer = reworded("locked\":1,", "locked\":2,");
        assert_eq!(read_locked(&newer), Err(LockError::Unknown { format: 2 }));
        for (from, to) in [
            ("600000", "599999"),
            ("600000", "10000001"),
            ("AES-256-GCM", "AES-256-ECB"),
            ("\"rounds\":600000,", ""),
            ("abab", "abax"),
            ("abab", "ab"),
        ] {
            let unknown = Err(LockError::Unknown { format: 1 });
            assert_eq!(read_locked(&reworded(from, to)), unknown, "{from} → {to}");
        }
    }
}
