//! What is wrong with the storage, or was lost: what is safe, and what to do.

use super::common;
use crate::{
    platform::{
        clock,
        device::{Cause, HighWater, Loss},
    },
    ui::format,
};
use domain::value::Kind;
use storage::StoreError;

words! {
    /// Saves what is kept without reading it.
    save_copy = "Save a copy";
    /// No copy could be had.
    no_copy = "The part that saves copies is missing. Open rescue.html beside this page.";
    /// Throws away what cannot be read.
    discard = "Throw it away and begin anew";
    /// It could not be thrown away.
    not_discarded = "Another tab holds the data. Close the other tabs of Satchel, then try again.";
    /// Makes the database anew from the page.
    write_back = "Write it back";
    /// Everything was written back.
    written_back = "Everything on this page is saved in this browser again.";
    /// The browser does not say whether it has written what was done.
    unanswered = "Not saved yet: the browser's storage does not answer. What was saved before is safe. Keep this tab open: as soon as the storage answers, this goes on. If it does not, save a backup and reload.";
    /// What is written back is called, for the history.
    this_page = "what this page still had";
    /// What leads back to the data.
    ways_back = "Ways back";
    /// A backup.
    from_file = "From a backup file";
    /// What comes of it.
    from_file_means = "You see what comes before anything does. Backups of colleagues and older ones count, too.";
    /// Chooses one.
    choose_backup = "Choose a backup";
    /// Copies that this browser keeps beside the database.
    from_copies = "From a copy in this browser";
    /// Shows them.
    see_copies = "All copies";
    /// Goes on without what was lost.
    begin_anew = "Begin anew without it";
    /// A loss was read.
    understood = "Understood";
    /// Shows again what the start broke over.
    show_again = "Show it again";
    /// Records that this version cannot read.
    unreadable = "Records that cannot be read";
    /// What becomes of them.
    unreadable_means = "They are kept as they were found and go into every backup, so a newer version may read them.";
    /// Saves them as they were found.
    save_unreadable = "Save them as text";
    /// Leads to them.
    see_unreadable = "See them";
    /// Which record it is.
    record = "Record";
    /// What is wrong with it.
    problem = "What is wrong";
}

/// What the newest of them holds.
pub fn from_copies_means(when: &str, records: usize) -> String {
    let records = super::data::records_of(records);
    format!("Satchel keeps copies beside its data. The newest, of {when}, holds {records}.")
}

/// Why there is no Book to work on.
pub fn closed_title(error: &StoreError) -> &'static str {
    match error {
        StoreError::Absent => "This browser keeps nothing for Satchel",
        StoreError::Blocked => "Another tab holds the data",
        StoreError::Superseded => "A newer version has taken over",
        StoreError::Newer => "The data is newer than this page",
        StoreError::Unreadable(_) => "The data cannot be read",
        _ => "Satchel cannot open its data",
    }
}

/// What is safe then, and what to do.
pub fn closed(error: &StoreError) -> String {
    match error {
        StoreError::Absent => "Storage is switched off for this site, or this is a private window without any. Allow this site to keep data and reload, or open it in another browser. Nothing was lost.".to_owned(),
        StoreError::Blocked => "It may run an older version of Satchel. Everything that it shows as saved is safe. Close the other tabs of Satchel: this one goes on by itself.".to_owned(),
        StoreError::Superseded => "Another tab runs a newer version of Satchel. Everything shown as saved is safe, and what you were typing is kept. Reload to go on here.".to_owned(),
        StoreError::Newer => "A newer version of Satchel has written it; nothing was changed. Reload to get that version. If it does not come, save a copy: a newer version reads it.".to_owned(),
        StoreError::Unreadable(what) => format!("The browser has it, but {what} cannot be read. Nothing was changed. Save a copy of what is there before you do anything else."),
        other => format!("{} Nothing was changed. Reload; if that does not help, save a copy.", super::refused::store(other)),
    }
}

/// What is wrong with the store while the page goes on showing what it has.
pub fn fault(error: &StoreError) -> String {
    match error {
        StoreError::Full => "Not saved: the browser gives Satchel no more space. Everything saved before is safe, and what you type stays in its form. Free some space on this device, then try again; a backup can be saved all the same.".to_owned(),
        StoreError::Closed => "Not saved: the browser closed the storage, and opening it again does not help. Its data may have been cleared. This page still has everything that was saved: save a backup now.".to_owned(),
        other => format!("Not saved. {} Everything saved before is safe.", super::refused::store(other)),
    }
}

/// What was lost, in a few words.
pub fn lost_title(loss: &Loss) -> &'static str {
    match loss.cause {
        Cause::Damaged(_) => "The data in this browser was damaged",
        Cause::Gone => "The data in this browser is gone",
        Cause::Short(_) => "Some changes may be missing",
        Cause::Discarded => "The data that could not be read is gone",
    }
}

/// What was lost, and how.
pub fn lost(loss: &Loss) -> String {
    let had = loss.mark.as_ref().map(had).unwrap_or_default();
    match &loss.cause {
        Cause::Damaged(words) => {
            format!("The browser found it damaged and threw it away (it says: “{words}”). {had}")
        }
        Cause::Gone => format!(
            "{had} The browser has cleared it since: by its settings, a cleaning program, or for lack of space."
        ),
        Cause::Short(missing) => {
            let changes = if *missing == 1 {
                "The last change may be missing".to_owned()
            } else {
                format!(
                    "The last {} changes may be missing",
                    format::count(usize::try_from(*missing).unwrap_or(usize::MAX))
                )
            };
            format!(
                "{changes}: the device may have stopped before they were on its disk. What is here is whole. {had}"
            )
        }
        Cause::Discarded => format!("You threw it away. {had}"),
    }
}

/// "This browser had 1,204 leads and 18 deals on 3 May, 14:02."
fn had(mark: &HighWater) -> String {
    let count = |it: &(String, usize)| Some(common::counted(it.1, Kind::named(&it.0)?));
    let mut held: Vec<String> = mark.counts.iter().filter(|it| it.1 > 0).filter_map(count).collect();
    let last = held.pop().unwrap_or_else(|| "data".to_owned());
    let held = if held.is_empty() { last } else { format!("{} and {last}", held.join(", ")) };
    let day = format::day_of(mark.at, clock::today());
    let on = if [common::today(), common::yesterday()].contains(&day) { "" } else { "on " };
    format!("This browser had {held} {on}{}, {}.", common::mid(&day), format::time(mark.at))
}

/// The last start broke.
pub fn broke_over(screen: &str, address: &str) -> String {
    format!("Satchel broke while it showed “{screen}” ({address}), so it starts here. Nothing was changed.")
}

/// How many records are damaged.
pub fn damaged(count: usize) -> String {
    let (records, are) = if count == 1 {
        ("1 record".to_owned(), "is")
    } else {
        (format!("{} records", format::count(count)), "are")
    };
    format!("{records} {are} damaged and cannot be shown. They are kept as found; all else works.")
}

/// The name of the file with what cannot be read.
pub fn unreadable_name(day: domain::value::Day) -> String {
    format!("satchel-{day}-unreadable.txt")
}
