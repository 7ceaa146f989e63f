//! What people see.
//!
//! Features compose what [`kit`] offers and send commands to the desk; they do not touch the page themselves. Every
//! sentence that the app says stands in [`text`].

pub mod amiss;
pub mod answer;
pub mod app;
pub mod companies;
pub mod contacts;
pub mod data;
pub mod deals;
pub mod deed;
pub mod format;
pub mod front;
pub mod help;
pub mod keeper;
pub mod kit;
pub mod later;
pub mod leads;
pub mod list;
pub mod mode;
pub mod page;
pub mod palette;
pub mod people;
pub mod pipeline;
pub mod question;
pub mod record;
pub mod reminders;
pub mod reports;
pub mod routes;
pub mod screens;
pub mod settings;
pub mod shell;
pub mod tags;
pub mod text;
pub mod today;
pub mod trail;
pub mod welcome;
