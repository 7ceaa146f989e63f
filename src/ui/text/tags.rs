//! What tags say.

use domain::record::Tint;

words! {
    /// The tags of a record.
    tags = "Tags";
    /// Opens the field.
    add = "Add tag";
    /// The field.
    find = "Tag";
    /// What stands in the field while it is empty.
    placeholder = "Find or make a tag";
    /// There is none like that.
    nothing = "No tag yet";
    /// The record has it.
    is_on = "on it already";
}

/// Makes one of what was typed.
pub fn make(name: &str) -> String {
    format!("Make the tag “{name}”")
}
/// The button that takes one off.
pub fn remove(name: &str) -> String {
    format!("Remove tag: {name}")
}
/// Those for which there is no room, for those who listen.
pub fn and_more(names: &str) -> String {
    format!("and {names}")
}

/// The name of a colour.
pub fn tint(tint: Tint) -> &'static str {
    match tint {
        Tint::Grey => "Grey",
        Tint::Blue => "Blue",
        Tint::Teal => "Teal",
        Tint::Green => "Green",
        Tint::Amber => "Amber",
        Tint::Red => "Red",
        Tint::Pink => "Pink",
        Tint::Violet => "Violet",
    }
}
