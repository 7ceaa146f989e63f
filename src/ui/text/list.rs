//! The frame of every list.

use super::common;
use domain::value::Kind;

/// The field that finds records in a list.
pub fn find(kind: Kind) -> String {
    format!("Find {}", common::many(kind))
}
/// How many there are.
pub fn count(found: usize, of: usize) -> String {
    let count = crate::ui::format::count;
    if of == 0 {
        String::new()
    } else if found == of {
        count(of)
    } else {
        format!("{} of {}", count(found), count(of))
    }
}
/// What a table holds and how it is sorted.
pub fn caption(kind: Kind, column: &str) -> String {
    format!("{}, sorted by {}", common::capital(common::many(kind)), column.to_lowercase())
}
/// What is said when a filter has found something.
pub fn found(count: usize, kind: Kind) -> String {
    format!("{} found", common::counted(count, kind))
}
/// Nothing fits the filter.
pub fn nothing(kind: Kind) -> String {
    format!("No {} found", common::one(kind))
}
/// What was looked for, and what can be done.
pub fn nothing_for(text: &str) -> String {
    format!("Nothing here contains “{text}”. Try fewer letters, or a piece of a number.")
}
/// Takes the filter away.
pub fn clear() -> &'static str {
    "Clear the filter"
}
/// Copies an address or a number.
pub fn copy(text: &str) -> String {
    format!("Copy {text}")
}
/// It was copied.
pub fn copied(text: &str) -> String {
    format!("{text} copied")
}
/// The browser refused.
pub fn not_copied() -> &'static str {
    "The browser did not let Satchel copy. Mark the text and copy it by hand."
}
/// What can be done with the whole list.
pub fn more() -> &'static str {
    "More about this list"
}
/// A file for a spreadsheet.
pub fn for_spreadsheets() -> &'static str {
    "Export for a spreadsheet"
}
/// A file for a program.
pub fn exactly() -> &'static str {
    "Export exactly, as CSV"
}
/// The name of such a file.
pub fn file_name(many: &str, today: domain::value::Day) -> String {
    format!("satchel-{many}-{today}.csv")
}
