//! CSV files through the front door: read, mapped, planned, adopted, and looked at with the queries of the screens.

mod amounts;
mod corpus;
mod deals;
mod kept;
mod maven;
mod messy;
mod people;
#[path = "../it/seeds.rs"]
mod seeds;
mod size;
mod tool;
