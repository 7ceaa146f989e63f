//! What is said about forgetting everything.

use crate::platform::erase::{Left, Screen};

/// The word that erases everything.
pub const ERASE: &str = "ERASE";

words! {
    /// The place.
    erase = "Erase this browser";
    /// The button that asks first.
    erase_more = "Erase this browser…";
    /// What that is good for.
    means = "Before somebody else gets this computer: everything of Satchel leaves this browser. Backup files that you saved stay where they are.";
    /// What goes.
    goes = "Everything goes, for good: all records and their history, the trash, copies from before replacing, what you have begun to type, your settings on this device, and what is kept to work offline. No undo brings it back.";
    /// What does not.
    stays = "Files that you saved stay, and so does everything of other pages.";
    /// The way to keep something.
    backup_first = "A backup is all that can bring it back.";
    /// Asks for the word.
    type_word = "Type ERASE to go on";
    /// It is missing.
    word_missing = "Type the word ERASE first.";
    /// Does it.
    do_erase = "Erase everything";
}

/// How much of it no backup has.
pub fn last_backup(when: &str) -> String {
    format!("Last backup: {when}.")
}

const ERASED: &str = "This browser is erased";
const BEGIN: &str = "Begin anew";

/// What the other tabs show.
pub fn elsewhere() -> Screen {
    let sentence = "Everything of Satchel in this browser was erased in another tab. Nothing that is typed here would be kept.";
    Screen { title: ERASED, sentence, button: BEGIN }
}

/// What is shown when it is done.
pub fn here(left: Left) -> Screen {
    let (title, sentence) = match left {
        Left::Nothing => (
            ERASED,
            "Nothing of Satchel is left in it. You can close this tab, or begin anew with an empty one.",
        ),
        Left::Database => (
            "This browser is not quite erased",
            "Another tab still holds the data. It is deleted as soon as you close all other tabs of Satchel.",
        ),
        Left::Something => (
            "This browser is not quite erased",
            "The data is gone, but the browser did not let go of all copies or settings. “Clear site data” in its settings takes away the rest.",
        ),
    };
    Screen { title, sentence, button: BEGIN }
}
