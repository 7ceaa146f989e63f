//! Every sentence the app says, as functions by feature, so that another language is another set of these.
//!
//! Sentence case; a button is a verb and its object; errors say what, where, and what happens now.

/// The sentences in which nothing changes, by name.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub fn $name() -> &'static str { $text })*
    };
}

pub mod beside;
pub mod columns;
pub mod common;
pub mod customers;
pub mod data;
pub mod deals;
pub mod deed;
pub mod done;
pub mod erase;
pub mod faults;
pub mod folder;
pub mod help;
pub mod history;
pub mod keeper;
pub mod keys;
pub mod lacks;
pub mod leads;
pub mod list;
pub mod mode;
pub mod pipeline;
pub mod promises;
pub mod quotes;
pub mod record;
pub mod refused;
pub mod reminders;
pub mod reports;
pub mod secret;
pub mod settings;
pub mod shell;
pub mod stay;
pub mod tags;
pub mod today;
pub mod trash;
pub mod welcome;
