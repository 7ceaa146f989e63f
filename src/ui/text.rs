//! Every sentence the app says, as functions by feature, so that another language is another set of these.
//!
//! Sentence case; a button is a verb and its object; errors say what, where, and what happens now.

pub mod columns;
pub mod common;
pub mod data;
pub mod done;
pub mod leads;
pub mod list;
pub mod record;
pub mod refused;
pub mod settings;
pub mod shell;
pub mod welcome;
