//! What was deleted, and the end of it.

/// The word that empties the trash.
pub const DELETE: &str = "DELETE";

words! {
    /// What was deleted.
    trash = "Trash";
    /// What that means.
    trash_means = "What is deleted lies here with everything that belongs to it, until the trash is emptied.";
    /// What lies there.
    record = "Record";
    /// What kind of record it is.
    kind = "Kind";
    /// When it was deleted.
    deleted = "Deleted";
    /// What belongs to it.
    hanging = "With it";
    /// Takes it out.
    restore = "Restore";
    /// Empties the trash, after a question.
    empty_trash_more = "Empty the trash…";
    /// Takes everything out of it again.
    restore_all = "Restore all";
    /// Empties the trash.
    empty_trash = "Empty the trash";
    /// Asks for the word.
    type_delete = "Type DELETE to go on";
    /// It is missing.
    delete_word_missing = "Type the word DELETE first.";
}

/// Takes a record out of the trash.
pub fn restore_named(name: &str) -> String {
    format!("Restore {name}")
}

/// The rest of a list.
pub fn show_all(count: usize) -> String {
    format!("Show all {}", crate::ui::format::count(count))
}

/// What emptying the trash means.
pub fn will_be_gone(count: usize) -> String {
    let records = if count == 1 {
        "1 record".to_owned()
    } else {
        format!("{} records", crate::ui::format::count(count))
    };
    format!("{records} will be deleted for good, with what is only about them. This cannot be undone.")
}
