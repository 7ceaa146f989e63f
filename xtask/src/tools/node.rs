//! Node.js, and the npm packages of a folder.

use std::fs;
use std::path::Path;

use super::Finding;
use crate::run::{first_line, npm, program, run};
use crate::{Attempt, paths, say};

const OLDEST: u32 = 20;

/// Refuses if there is no Node.js, or one that is too old: it is the one tool that we do not install.
pub(crate) fn ensure() -> Attempt {
    match version() {
        Some(it) if major(&it) >= OLDEST => Ok(()),
        Some(it) => Err(format!(
            "Node.js here is {it}, and {OLDEST} or newer is needed. Get it from your system's packages."
        )),
        None => Err(format!(
            "There is no Node.js. Install {OLDEST} or newer, with npm, from your system's packages."
        )),
    }
}

/// Installs what the lock file of a folder names, unless it is there.
pub(crate) fn packages(folder: &Path) -> Attempt {
    ensure()?;
    if are_there(folder) {
        return Ok(());
    }
    let shown = folder.strip_prefix(paths::root()).unwrap_or(folder).display();
    say::step(&format!("installing the npm packages of {shown}"));
    run(npm("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// npm writes its own copy of the lock last, so it is newer than ours exactly if it was made from it.
fn are_there(folder: &Path) -> bool {
    let written = |file: &str| fs::metadata(folder.join(file)).and_then(|it| it.modified()).ok();
    let (ours, installed) = (written("package-lock.json"), written("node_modules/.package-lock.json"));
    installed.is_some() && ours <= installed
}

fn version() -> Option<String> {
    first_line(program("node").arg("--version"))
}

fn major(version: &str) -> u32 {
    version.trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok()).unwrap_or(0)
}

pub(crate) fn findings() -> [Finding; 2] {
    [
        Finding {
            name: "Node.js",
            purpose: "build, tests",
            found: version().filter(|it| major(it) >= OLDEST),
            cure: format!("{OLDEST} or newer, with npm, from your system's packages"),
        },
        Finding {
            name: "Playwright",
            purpose: "tests",
            found: are_there(&paths::e2e()).then(|| "as locked".into()),
            cure: "`cargo xtask test e2e` runs npm ci in tests/e2e".into(),
        },
    ]
}
