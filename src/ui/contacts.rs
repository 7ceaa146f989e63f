//! Contacts: the people we deal with.

pub mod birthday;
pub mod list;
pub mod new;
pub mod page;
