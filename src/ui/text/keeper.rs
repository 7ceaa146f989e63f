//! Copies that are made by themselves: beside the database, and in a file or a folder outside the browser.

use super::data::records_of;
use crate::ui::format;
use domain::value::Day;
use std::ops::Range;

words! {
    /// The copies in this browser.
    copies = "Copies in this browser";
    /// What they are.
    copies_mean = "Satchel copies everything while you work, every ten minutes at most. The last five copies stay, then one of each day and of each week, and those from before everything was replaced. They outlive a damaged database, but not a browser that is cleared: for that there are backups.";
    /// When a copy was made.
    made = "Made";
    /// Why a copy was made.
    why = "Why";
    /// By the clock.
    by_clock = "While you worked";
    /// Before everything was replaced.
    before_replacing = "Before replacing";
    /// Shows what a copy would do.
    look = "Look at it";
    /// There is no room for a copy.
    is_full = "The browser had no room for a copy beside the data. What you write is saved all the same; a backup as a file needs no room here.";
    /// Goes on.
    understood = "Understood";
    /// Backups that write themselves.
    by_itself = "Backup by itself";
    /// The browser cannot.
    unsupported = "This browser lets no page write into a file of yours unasked. Chrome and Edge do. Here a backup is one click, or Shift E.";
    /// What would happen.
    off_means = "Choose a file or a folder once, and Satchel writes a backup there within half a minute of every change. In a folder that another program copies to a cloud or a stick, it is safe from this device as well.";
    /// Chooses a folder.
    choose_folder = "Choose a folder";
    /// Chooses a file.
    choose_file = "Choose a file";
    /// The browser asks again.
    not_allowed = "The browser asks you to allow this again.";
    /// Allows it.
    allow = "Allow";
    /// Writes now.
    write_now = "Write it now";
    /// Writes although there is less.
    write_anyway = "Write it anyway";
    /// Tries again.
    try_again = "Try again";
    /// Writes no more.
    stop = "Stop";
    /// It is not there any more.
    gone = "It is not there any more: it was moved, deleted, or lies on a disk that is not connected.";
    /// The disk is full.
    disk_full = "There is no room on that disk.";
    /// Something else.
    unable = "The browser could not write there.";
    /// In the rail, where the user has to do something.
    waits = "Backup waits for you";
    /// The file that is offered.
    suggested = "satchel-backup.json";
}

/// Where in the name of a file its day stands.
pub const DAY_IN_NAME: Range<usize> = 13..23;

/// The name of the file of a day in a folder, with the letters of this device.
pub fn file_name(day: Day, tag: &str) -> String {
    format!("satchel-auto-{day}-{tag}.json")
}

/// What a copy is called while it is looked at.
pub fn copy_of(when: &str) -> String {
    format!("the copy of {when}")
}

/// Where backups go. The name of the file or folder stands between the two.
pub fn goes_to(is_folder: bool) -> (&'static str, &'static str) {
    let sort =
        if is_folder { "Every change goes into the folder" } else { "Every change goes into the file" };
    (sort, "within half a minute.")
}

/// When the last one was written.
pub fn last(when: Option<String>) -> String {
    when.map_or_else(|| "Nothing is written yet.".to_owned(), |it| format!("Last written: {it}."))
}

/// There is much less here than was written before.
pub fn shrunk(here: usize, there: usize) -> String {
    let (here, there) = (records_of(here), format::count(there));
    format!(
        "Nothing is written for now: here are {here}, and the last backup there holds {there}. If that is not as you meant it, import that backup."
    )
}

/// A backup was written.
pub fn written(name: &str) -> String {
    format!("A backup was written to {name}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stands_where_it_is_looked_for() {
        let day = Day::new(2026, 5, 3).expect("a day");
        assert_eq!(file_name(day, "0a1b").get(DAY_IN_NAME), Some("2026-05-03"));
    }
}
