//! The standard library for the browser.

use std::path::Path;

use super::Finding;
use crate::run::{first_line, on_path, program, run};
use crate::{Attempt, say};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target to the toolchain, if it is not there.
pub(crate) fn ensure() -> Attempt {
    if is_there() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        return Err(format!(
            "This Rust has no {TARGET} target, and there is no rustup to add it. Install Rust by rustup, or the target by the \
             system's packages."
        ));
    }
    say::step(&format!("adding the target {TARGET} to the toolchain"));
    run(program("rustup").args(["target", "add", TARGET]))
}

fn is_there() -> bool {
    first_line(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

pub(crate) fn findings() -> [Finding; 2] {
    let rust = first_line(program("rustc").arg("--version"));
    [
        Finding {
            name: "Rust",
            purpose: "everything",
            found: rust,
            cure: "rustup reads rust-toolchain.toml".into(),
        },
        Finding {
            name: TARGET,
            purpose: "build",
            found: is_there().then(|| "there".into()),
            cure: format!("rustup target add {TARGET}; `cargo xtask build` does it"),
        },
    ]
}
