//! The parts that screens are made of.

pub mod announce;
pub mod avatar;
pub mod banner;
pub mod button;
pub mod chip;
pub mod choice;
pub mod dialog;
pub mod field;
pub mod form;
pub mod icon;
pub mod menu;
pub mod meter;
mod place;
pub mod popover;
mod popup;
pub mod tabs;
pub mod toast;
