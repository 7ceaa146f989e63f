//! wasm-split-cli, which cuts the app into what the first screen needs and what comes later.

use std::path::PathBuf;

use super::Finding;
use crate::run::{cargo, program, run};
use crate::{Attempt, paths, say};

/// The version whose output `build/split.rs` understands. It has to know the format of `wasm_split_helpers` in `Cargo.lock`.
pub(crate) const VERSION: &str = "0.2.4";

/// Finds it in the cache, or compiles it.
pub(crate) fn ensure() -> Attempt<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    say::step(&format!("compiling wasm-split-cli {VERSION}; once for this machine, about two minutes"));
    let wanted = format!("={VERSION}");
    let what = ["install", "wasm_split_cli_support", "--version", &wanted, "--features", "build-binary"];
    run(cargo().args(what).arg("--locked").arg("--root").arg(place()))?;
    find().ok_or_else(|| {
        format!("wasm-split-cli {VERSION} was installed to {}, but does not run there. Delete the folder and try again.", place().display())
    })
}

fn place() -> PathBuf {
    paths::cache().join(format!("wasm-split-{VERSION}"))
}

/// It does not tell its version; its folder does.
fn find() -> Option<PathBuf> {
    let kept = place().join("bin/wasm-split-cli").with_extension(std::env::consts::EXE_EXTENSION);
    program(&kept).arg("--help").output().is_ok_and(|it| it.status.success()).then_some(kept)
}

pub(crate) fn finding() -> Finding {
    Finding {
        name: "wasm-split",
        purpose: "build",
        found: find().map(|_| VERSION.to_owned()),
        cure: format!("{VERSION}; `cargo xtask build` compiles it into {}", place().display()),
    }
}
