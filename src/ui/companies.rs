//! Companies: the businesses we deal with.

pub mod list;
pub mod new;
pub mod page;
pub mod parent;
