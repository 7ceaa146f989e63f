//! `cargo xtask data`: thousands of records from a seed, for bench and tests (`xtask/examples/data`).

use crate::run::{cargo, run};
use crate::{Attempt, say};

/// Hands its arguments to the generator. That one is built on the domain, which xtask itself goes without.
pub(crate) fn data(arguments: &[&str]) -> Attempt {
    say::step("making records");
    run(cargo().args(["run", "--quiet", "--package", "xtask", "--example", "data", "--"]).args(arguments))
}
