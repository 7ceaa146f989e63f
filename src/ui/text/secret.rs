//! What is said about backups behind a passphrase.

use crate::platform::secret::Lacking;
use domain::wire::LockError;

words! {
    /// Saves a backup that nobody else can read.
    save_locked_more = "Save with a passphrase…";
    /// The same, in its dialog.
    save_locked = "Save with a passphrase";
    /// What that is good for.
    locked_means = "Behind a passphrase nobody else can read it.";
    /// There is no way back without it.
    no_reset = "There is no reset. If you forget the passphrase, nobody can open this file again, and neither can we.";
    /// The passphrase.
    passphrase = "Passphrase";
    /// What a good one is.
    advice = "Four or five words that have nothing to do with each other are hard to guess and easy to remember.";
    /// Once more.
    again = "The same passphrase again";
    /// Nothing was typed.
    none = "Type a passphrase first.";
    /// Typed differently.
    differs = "This is not what stands above.";
    /// The button.
    do_save = "Save the backup";
    /// It could not be made.
    not_locked = "The browser could not lock or save the file. Nothing was saved.";
    /// What such a file is.
    is_locked = "A Satchel backup that is locked with a passphrase. What is in it is shown before anything happens.";
    /// The button.
    unlock = "Open the backup";
    /// It is another one.
    wrong = "This is not the passphrase of this file. Look at capital letters and at the keyboard.";
}

/// The name of a locked backup of that day.
pub fn name(day: domain::value::Day) -> String {
    format!("satchel-{day}-encrypted.satchel")
}

/// Why nothing can be locked here.
pub fn lacking(it: Lacking) -> &'static str {
    match it {
        Lacking::Crypto => {
            "Browsers allow cryptography only on pages that came over https or from this device. This one did not."
        }
        Lacking::Compression => {
            "This browser is too old for it: use a current Firefox, Chrome, Edge or Safari."
        }
    }
}

/// Why nothing can be unlocked here.
pub fn cannot_unlock(it: Lacking) -> String {
    format!("The file is locked with a passphrase. {}", lacking(it))
}

/// Why no passphrase can open a file.
pub fn shut(error: &LockError) -> String {
    match error {
        LockError::Truncated => "The file ends too soon: a part of it is missing.".to_owned(),
        LockError::Damaged => damaged().to_owned(),
        LockError::Unknown { format } => format!(
            "The file was locked by a newer version of Satchel, or by something else (format {format}). Reload the page to get a newer version."
        ),
    }
}

/// The passphrase is right and the file is not.
pub fn damaged() -> &'static str {
    "The file is locked and was damaged: it is not what was saved. Nothing of it can be trusted, so nothing of it is read."
}
