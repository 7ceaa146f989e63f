//! The Desk: where the Book is worked on.
//!
//! Screens read the Book through a [`Desk`] and send it commands. One task, the [`Clerk`], serves the queue: it decides
//! each command on the latest Book, has it written, and only then makes it part of the Book. So whatever a screen
//! shows has been written, and two tabs never disagree for longer than a bell takes to ring.
//!
//! # What is not here
//!
//! No DOM, no IndexedDB, no clock: those come as a [`Store`](storage::Store) and a [`Platform`]. Nothing here spawns a task.

mod book;
mod clerk;
mod error;
mod handle;
mod history;
mod platform;
mod progress;

pub use book::Topic;
pub use clerk::Clerk;
pub use error::DeskError;
pub use handle::{Desk, Inbox, Notice, NoticeKind, State};
pub use history::{History, Past};
pub use platform::Platform;
pub use progress::{Progress, Steps, UnderWay};
