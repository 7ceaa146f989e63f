//! Leads: scraps of information about people and businesses that might buy.

pub mod capture;
pub mod checklist;
pub mod convert;
pub mod disqualify;
pub mod list;
pub mod page;
pub mod score;
pub mod status;
