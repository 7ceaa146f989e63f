//! Whether what is kept in this browser stays, and the reminder to save a backup.

use crate::ui::format;

words! {
    /// Whether the browser keeps it.
    stays = "Kept by the browser";
    /// It does.
    stays_for_good = "Until you delete it";
    /// It may throw it away.
    stays_while_room = "Not guaranteed";
    /// When it would.
    until_room_ends = "Kept while the device has room. A private window forgets everything once it is closed.";
    /// Asks the browser to keep it.
    ask_to_stay = "Ask it to keep everything";
    /// How much of the device it takes.
    room = "Room taken";
    /// Other pages lie under the same address.
    risk_shared = "Other projects lie under the same address as this page. They could read and delete what is kept here. Save backups, or put Satchel under an address of its own.";
    /// Safari deletes what was not visited.
    risk_week = "Safari deletes what a page keeps when you have not been there for seven days. Add Satchel to the Dock or the home screen, which it leaves alone, or save backups.";
    /// A backup is due, and why it matters.
    backup_due = "They are in this browser and nowhere else. A backup takes a second.";
    /// Not now.
    later = "Later";
}

/// How much no backup has, at the head of a reminder.
pub fn not_in_a_backup(count: usize, days: Option<i64>) -> String {
    let (records, are) = (super::data::records_of(count), if count == 1 { "is" } else { "are" });
    match days {
        Some(days) => format!("{records} {are} newer than the last backup, {} ago.", format::days(days)),
        None => format!("{records} {are} in no backup yet."),
    }
}
