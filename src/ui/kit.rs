//! The parts that screens are made of.

pub mod announce;
pub mod avatar;
pub mod banner;
pub mod button;
pub mod chip;
pub mod choice;
pub mod combobox;
pub mod dialog;
pub mod field;
pub mod form;
pub mod icon;
pub mod inline;
pub mod key;
pub mod list;
pub mod menu;
pub mod meter;
mod pane;
mod place;
pub mod popover;
mod popup;
pub mod table;
pub mod tabs;
pub mod toast;
mod window;
