//! wasm-bindgen's command and its test runner.
//!
//! They must be of exactly the version that the app is compiled with; any other refuses the module.

use std::path::{Path, PathBuf};

use super::Finding;
use crate::run::{cargo, first_line, on_path, program, run};
use crate::{Attempt, lockfile, paths, say};

/// The two programs.
pub(crate) struct Bindgen {
    pub(crate) command: PathBuf,
    pub(crate) test_runner: PathBuf,
}

/// Finds both in the cache or on `PATH`, or compiles them.
pub(crate) fn ensure() -> Attempt<Bindgen> {
    let version = lockfile::version_of("wasm-bindgen")?;
    if let Some(found) = find(&version) {
        return Ok(found);
    }
    say::step(&format!("compiling wasm-bindgen-cli {version}; once for this machine, about five minutes"));
    let wanted = format!("={version}");
    run(cargo().args(["install", "wasm-bindgen-cli", "--version", &wanted, "--root"]).arg(place(&version)))?;
    find(&version).ok_or_else(|| {
        format!("wasm-bindgen-cli {version} was installed to {}, but does not run there. Delete the folder and try again.", place(&version).display())
    })
}

fn place(version: &str) -> PathBuf {
    paths::cache().join(format!("wasm-bindgen-{version}"))
}

fn find(version: &str) -> Option<Bindgen> {
    let kept =
        |name: &str| place(version).join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let here = [Some(kept("wasm-bindgen")), on_path("wasm-bindgen")];
    let command = here.into_iter().flatten().find(|it| is_of(it, version))?;
    let test_runner =
        command.with_file_name(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX));
    test_runner.is_file().then_some(Bindgen { command, test_runner })
}

fn is_of(command: &Path, version: &str) -> bool {
    first_line(program(command).arg("--version")).is_some_and(|it| it == format!("wasm-bindgen {version}"))
}

pub(crate) fn finding() -> Finding {
    let version = lockfile::version_of("wasm-bindgen").unwrap_or_default();
    Finding {
        name: "wasm-bindgen",
        purpose: "build",
        found: find(&version).map(|_| version.clone()),
        cure: format!(
            "{version}, as Cargo.lock has it; `cargo xtask build` compiles it into {}",
            place(&version).display()
        ),
    }
}
