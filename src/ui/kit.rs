//! The parts that screens are made of.
//!
//! The kit knows the page and no domain: no leads, no deals, and no words. Every sentence that is read or
//! heard comes in through a property, so that all of them live in one place. A part is finished when it
//! can be reached by keyboard, named by a screen reader, pressed by a finger, and looks right in both
//! themes; each renders the markup that its style sheet in `styles/kit` knows.
//!
//! * **Say**: `Icon`, `State`, `Chip`, `Mark`, `Avatar`, `Seam`, `ProgressBar`, `Banner`, `Empty`, `Toasts`,
//!   and `announce` for those who listen.
//! * **Do**: `Button`, `LinkButton`, `Menu`, `Popover`, `Dialog`, `TabLinks`, `TabList`.
//! * **Fill in**: `Form` with `TextField`, `TextArea`, `SelectField`, `Combobox`,
//!   `Check`, `Switch`, `Radios`, `Segmented`.
//! * **Edit in place**: `InlineText`, `InlineDay`, `InlineSelect`, `InlinePick`, `InlineEdit`.
//! * **Show many**: `VirtualTable`, `Board`. They draw what is seen, of any number.
//! * **Compare**: `Bars`, each with its number beside it.
//!
//! Plain values are for what a part is; signals are for what changes while it is on the page; callbacks
//! say what happened. Lists know their rows by [`Key`](key::Key), an id as 128 bits.
//!
//! # What is not here
//!
//! Shortcuts of the whole page and the palette, which know what the app can do; formats of money and
//! days; and anything that writes.

pub mod announce;
pub mod avatar;
pub mod banner;
pub mod board;
pub mod button;
pub mod cell;
pub mod chart;
pub mod chip;
pub mod choice;
pub mod combobox;
pub mod copy;
pub mod dialog;
pub mod field;
pub mod file;
pub mod focus;
pub mod form;
pub mod icon;
pub mod inline;
pub mod key;
pub mod live;
pub mod menu;
pub mod meter;
mod pane;
pub mod pick;
pub mod place;
pub mod popover;
mod popup;
pub mod print;
pub mod reorder;
pub mod resume;
mod rows;
pub mod table;
pub mod tabs;
pub mod toast;
pub mod unfolded;
mod window;
