//! Deals: the page of one, a new one, and why one was lost.

pub mod facts;
pub mod files;
pub mod folder;
pub mod history;
pub mod lines;
pub mod lose;
pub mod milestones;
pub mod new;
pub mod page;
pub mod parties;
pub mod path;
pub mod quotes;
