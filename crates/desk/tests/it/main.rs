//! The desk, as screens and other tabs meet it, on a store that can fail.

mod cancel;
mod conflicts;
mod drafts;
mod faults;
mod history;
mod loading;
mod room;
mod undo;
mod watching;
