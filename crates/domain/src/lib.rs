//! What a CRM knows, and what may happen to it.
//!
//! The [`Book`](book::Book) is what we know. A [`Command`](command::Command) asks; a [`Change`](change::Change)
//! answers; a [`Refusal`](refusal::Refusal) says no. An [`Entry`](entry::Entry) is a change with who, when and why.
//!
//! # What is not here
//!
//! No clock, no randomness, no async, no browser, no framework, and no floats: what is needed from outside is passed
//! in. Nothing is stored here (crate `storage`), and nothing is shown (the app).

#![deny(clippy::float_arithmetic)]
#![forbid(unsafe_code)]

pub mod book;
pub mod change;
pub mod command;
pub mod copies;
pub mod defaults;
pub mod entry;
pub mod export;
mod fnv;
pub mod import;
pub mod merge;
pub mod order;
pub mod query;
pub mod record;
pub mod refusal;
pub mod row;
pub mod sample;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod value;
pub mod wire;
