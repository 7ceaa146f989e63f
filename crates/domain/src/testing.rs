//! What tests are written with, here and in the crates above: boards as text, a device whose clock is counted, workers
//! who do something at random, and the rules that every Book keeps whatever they do.
//!
//! Compiled with the feature `testing` only. What goes wrong in here ends the test, so it panics.
//!
//! # What is not here
//!
//! No test, and no randomness: the same seed gives the same life.

pub mod board;
mod device;
mod lines;
mod records;
mod rules;
mod seeded;
mod worker;

pub use device::Device;
pub use lines::{line, merged_raw, mutated, rubbish, values};
pub use rules::broken_rules;
pub use seeded::Seeded;
pub use worker::Worker;
