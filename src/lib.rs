//! Satchel, the page.

pub mod platform;
pub mod ui;

pub use ui::app::start;
