//! What people see.
//!
//! Features compose what [`kit`] offers and send commands; they do not touch the page themselves.

pub mod kit;
