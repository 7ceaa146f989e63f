//! What can be done from anywhere, and the box that finds everything.

use super::shell;
use crate::ui::deed::Deed;
use domain::query::Field;

/// What a deed is called.
pub fn label(deed: Deed) -> String {
    let label = match deed {
        Deed::NewLead => "New lead",
        Deed::NewDeal => "New deal",
        Deed::NewContact => "New contact",
        Deed::NewCompany => "New company",
        Deed::NewTask => "New task",
        Deed::Find => "Find a record or a command",
        Deed::Undo => "Undo",
        Deed::Redo => "Redo",
        Deed::Save => "Save a backup",
        Deed::Keys => "Show the keys",
        Deed::Go(route) => return format!("Go to {}", shell::screen(route)),
    };
    label.to_owned()
}

words! {
    /// The box that finds everything.
    find = "Find or do";
    /// What can be typed there.
    placeholder = "A name, a number, a word of a note, or what to do";
    /// What was found.
    results = "Results";
    /// Records that were found.
    records = "Records";
    /// Records that were written last.
    recent = "Written last";
    /// What can be done.
    commands = "Do";
    /// Nothing was found.
    nothing = "Nothing found. Fewer letters find more.";
    /// The keys up and down.
    choose = "choose";
    /// The key that opens.
    open = "open";
    /// The key that copies.
    copy = "copy number or address";
    /// The browser did not let us copy.
    not_copied = "The browser did not let this page copy.";
    /// There is nothing to copy.
    nothing_to_copy = "There is no number and no address to copy.";
}

/// A number or an address is on the clipboard.
pub fn copied(text: &str) -> String {
    format!("{text} copied.")
}

/// How many there are.
pub fn count(count: usize, is_more: bool) -> String {
    let shown = crate::ui::format::count(count);
    if is_more {
        format!("More than {shown} results")
    } else if count == 1 {
        format!("{shown} result")
    } else {
        format!("{shown} results")
    }
}

/// Where a text was found, if the place does not say it.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Note => "Note",
        Field::Task => "Task",
        Field::Timeline => "Timeline",
        _ => "",
    }
}
