//! Satchel.
fn main() {}
