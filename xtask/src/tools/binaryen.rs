//! wasm-opt, from npm's binaryen.
//!
//! Not the one on `PATH`: Debian's 108 ends without an error, and the module that it writes does not start in a browser
//! (it confuses the tables of functions and of JavaScript values).

use std::path::PathBuf;
use std::process::Command;

use super::{Finding, install_whole, node};
use crate::run::{first_line, npm, program, run};
use crate::{Attempt, paths, say};

/// The version of the npm package; `wasm-opt --version` says its first number.
pub(crate) const VERSION: &str = "132.0.0";

/// wasm-opt, ready for arguments.
pub(crate) fn ensure() -> Attempt<Command> {
    node::ensure()?;
    if found().is_none() {
        say::step(&format!("installing binaryen {VERSION} for wasm-opt"));
        install_whole(&place(), |beside| {
            let flags = [
                "install",
                "--no-save",
                "--no-package-lock",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ];
            run(npm("npm").args(flags).arg(beside).arg(format!("binaryen@{VERSION}")))
        })?;
    }
    match found() {
        Some(_) => Ok(wasm_opt()),
        None => {
            Err(format!("binaryen in {} does not run. Delete the folder and try again.", place().display()))
        }
    }
}

fn place() -> PathBuf {
    paths::cache().join(format!("binaryen-{VERSION}"))
}

fn wasm_opt() -> Command {
    let mut command = program("node");
    command.arg(place().join("node_modules/binaryen/bin/wasm-opt"));
    command
}

fn found() -> Option<String> {
    let major = VERSION.split('.').next().unwrap_or(VERSION);
    let said = first_line(wasm_opt().arg("--version"))?;
    said.contains(&format!("version {major} ")).then(|| VERSION.into())
}

pub(crate) fn finding() -> Finding {
    Finding {
        name: "wasm-opt",
        purpose: "build",
        found: found(),
        cure: format!(
            "binaryen {VERSION} from npm; `cargo xtask build` installs it into {}",
            place().display()
        ),
    }
}
