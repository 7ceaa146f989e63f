//! `cargo xtask bench`: builds the release and measures it beside the limit page.

use crate::run::{program, run};
use crate::tools::{browser, node};
use crate::{Attempt, build, paths, say};

/// Hands its arguments to the runner.
pub(crate) fn bench(arguments: &[&str]) -> Attempt {
    let folder = paths::root().join("bench");
    if !folder.join("run.mjs").is_file() {
        return Err("This checkout has no bench/run.mjs, so there is nothing to measure with.".into());
    }
    let chromium = browser::ensure()?.chromium;
    node::packages(&folder)?;
    build::release()?;
    say::step("measuring; leave the machine alone meanwhile");
    run(program("node").arg("bench/run.mjs").args(arguments).env("CHROMIUM", chromium))
}
