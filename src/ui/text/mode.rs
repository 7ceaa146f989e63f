//! What one works with.

use domain::record::Mode;

words! {
    /// The question.
    question = "What do you work with?";
    /// What becomes of what is hidden.
    is_kept = "What is hidden is kept, and comes back with another choice.";
    /// Where the answer can be changed.
    change_later = "You can change this in Settings whenever you like.";
}

/// A mode.
pub fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::Both => "Leads and deals",
        Mode::Deals => "Deals only",
        Mode::Leads => "Leads only",
    }
}

/// What a mode is for.
pub fn means(mode: Mode) -> &'static str {
    match mode {
        Mode::Both => "You look for customers first, then sell: who is promising becomes a deal.",
        Mode::Deals => "You know whom you sell to: people, companies and what they may buy.",
        Mode::Leads => "You find and sort out who is interested; others do the selling.",
    }
}
