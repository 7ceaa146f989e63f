//! CSV files: what they say, and what that would do to a Book.
//!
//! A file becomes a [`text`] (by a [`Decoder`], in slices), the text a [`Table`] (by a [`Reader`], in slices too), the
//! table's columns a [`Mapping`] that is guessed and then corrected by the user, and its rows, by a [`Planner`], a
//! [`Planned`] change: shown first, then given to [`crate::command::Adopt`] as one entry with one undo.
//!
//! Three promises hold for every file. Each row is new, filled something, was there already or is refused by name and
//! place, and the four make up all rows. What is missing stays missing: no empty cell invents a company, an owner or a
//! reason. And the same file imported again changes nothing.
//!
//! # What is not here
//!
//! No bytes from a disk, no clock, no sentences: a [`Why`] is data. Backups are read by [`crate::wire`].

mod column;
mod field;
mod heading;
mod mapping;
mod origin;
mod pasted;
mod plan;
mod reader;
mod report;
mod split;
mod stage;
mod table;
mod text;

pub use column::{Column, Days};
pub use field::{Field, Target};
pub use mapping::{ColumnUse, Mapping, Use};
pub use origin::Origin;
pub use pasted::pasted;
pub use plan::{Circumstances, Planned, Planner};
pub use reader::Reader;
pub use report::{Alone, Counts, Fate, Preview, Remark, Why};
pub use split::MAX_COLUMNS;
pub use stage::{StageTo, StageUse, StatusUse};
pub use table::{Line, MAX_ROWS, Table};
pub use text::{Decoder, FileProblem, MAX_BYTES, text};
