//! geckodriver, through which Firefox is driven. Debian has no package of it.

use std::path::PathBuf;

use super::Finding;
use crate::run::{cargo, first_line, on_path, program, run};
use crate::{Attempt, paths, say};

/// The version that is compiled. Any other that is on `PATH` will do: it speaks the same W3C WebDriver.
pub(crate) const VERSION: &str = "0.37.1";

/// Finds it in the cache or on `PATH`, or compiles it. It only hands messages on, so it is not worth optimising.
pub(crate) fn ensure() -> Attempt<PathBuf> {
    if let Some((found, _)) = find() {
        return Ok(found);
    }
    say::step(&format!("compiling geckodriver {VERSION}; once for this machine, about a minute"));
    let wanted = format!("={VERSION}");
    let what = ["install", "geckodriver", "--version", &wanted, "--locked", "--root"];
    run(cargo().args(what).arg(place()).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))?;
    find().map(|it| it.0).ok_or_else(|| {
        format!("geckodriver {VERSION} was installed to {}, but does not run there. Delete the folder and try again.", place().display())
    })
}

fn place() -> PathBuf {
    paths::cache().join(format!("geckodriver-{VERSION}"))
}

/// The program and what it says of itself.
fn find() -> Option<(PathBuf, String)> {
    let kept = place().join("bin/geckodriver").with_extension(std::env::consts::EXE_EXTENSION);
    let here = [Some(kept), on_path("geckodriver")];
    here.into_iter().flatten().find_map(|it| {
        let said = first_line(program(&it).arg("--version"))?;
        Some((it, said))
    })
}

pub(crate) fn finding() -> Finding {
    Finding {
        name: "geckodriver",
        purpose: "tests",
        found: find().map(|it| it.1),
        cure: format!("{VERSION}; `cargo xtask test smoke` compiles it into {}", place().display()),
    }
}
