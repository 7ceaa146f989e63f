//! What the first visit says, and the note on the sample data.

use crate::ui::deed::Deed;

words! {
    /// There is nothing yet.
    nothing_yet = "Nothing in the satchel yet";
    /// Where things are kept.
    stays_here = "Everything you write stays in this browser, on this device. Take it out and in as one file whenever you like.";
    /// The second door.
    bring = "Bring your data";
    /// What can be brought.
    bring_means = "A Satchel backup, or CSV from a spreadsheet or another CRM. You see what happens before it does.";
    /// Its button.
    choose_file = "Choose a file";
    /// The third door.
    look_around = "Look around first";
    /// What is there to see.
    look_around_means = "24 made-up leads and 18 deals, dated around today. One click removes them.";
    /// Its button.
    load_sample = "Load sample data";
    /// Shows all keys.
    keys = "All keys";
    /// The note.
    sample = "This is sample data: made up, and dated around today. What you add yourself stays when it goes.";
    /// Takes it away.
    remove_sample = "Remove it";
}

/// The first door, and what it needs.
pub fn add(new: Deed) -> (&'static str, &'static str) {
    match new {
        Deed::NewDeal => {
            ("Add a deal", "What it is about and whom it is with. Somebody new is added with it.")
        }
        _ => ("Add a lead", "A name, an e-mail or a phone number is enough to start with."),
    }
}
