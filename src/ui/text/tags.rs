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
    /// The column of the colours.
    colour = "Colour";
    /// The column of the counts.
    records = "Records";
    /// The column of what can be done.
    acts = "Actions";
    /// There are none.
    none_yet = "No tags yet. They are made here, or on the page of a lead, deal, contact or company.";
    /// What renaming does.
    rename_means = "A new name or colour shows on every record at once.";
    /// Opens the dialog that merges.
    merge = "Merge into another tag …";
    /// Merges.
    merge_now = "Merge the tags";
    /// The other tag.
    merge_into = "Into";
    /// There is no other.
    no_other = "There is no other tag";
    /// Deletes it.
    delete = "Delete tag";
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

/// The menu of the colours.
pub fn colour_of(name: &str) -> String {
    format!("Colour of {name}")
}
/// The menu of what can be done.
pub fn acts_of(name: &str) -> String {
    format!("More for {name}")
}
/// The title of the dialog that merges.
pub fn merge_title(name: &str) -> String {
    format!("Merge {name}")
}
/// What merging does.
pub fn merge_means(name: &str, records: usize) -> String {
    format!(
        "“{name}” is on {}. Whatever has it gets the tag below in its place, and “{name}” goes to the trash. One Undo parts them again.",
        on_records(records)
    )
}
/// The title of the dialog that deletes.
pub fn delete_title(name: &str) -> String {
    format!("Delete {name}")
}
/// What deleting does.
pub fn delete_means(name: &str, records: usize) -> String {
    format!(
        "“{name}” is on {}. No record goes with it. Whoever restores it from the trash has it back where it was.",
        on_records(records)
    )
}

fn on_records(count: usize) -> String {
    match count {
        0 => "no record".to_owned(),
        1 => "1 record".to_owned(),
        count => format!("{} records", crate::ui::format::count(count)),
    }
}
