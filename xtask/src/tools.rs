//! The tools that a build or a test run needs: found, or installed.
//!
//! Each is wanted in a stated version and kept under it in the user's cache folder, so nothing on the machine is
//! changed or upgraded, two checkouts with different versions do not disturb each other, and a second checkout
//! installs nothing.

mod apt;
pub(crate) mod binaryen;
pub(crate) mod bindgen;
pub(crate) mod browser;
pub(crate) mod engines;
pub(crate) mod geckodriver;
pub(crate) mod node;
pub(crate) mod splitter;
pub(crate) mod wasm_target;

use std::path::Path;

use crate::Attempt;

/// A tool as `doctor` sees it.
pub(crate) struct Finding {
    pub(crate) name: &'static str,
    /// What it is for, in a word or two.
    pub(crate) purpose: &'static str,
    /// The version that is there and fit, or nothing.
    pub(crate) found: Option<String>,
    /// How it gets there.
    pub(crate) cure: String,
}

/// Makes the folder of a tool wholly or not at all: `fill` works beside it, and the result is moved into place.
fn install_whole(place: &Path, fill: impl FnOnce(&Path) -> Attempt) -> Attempt {
    let beside = place.with_extension(format!("part-{}", std::process::id()));
    let said = |error: std::io::Error| format!("{} cannot be written: {error}.", place.display());
    std::fs::create_dir_all(&beside).map_err(said)?;
    let filled = fill(&beside);
    if filled.is_ok() {
        std::fs::remove_dir_all(place).ok(); // What was there was not whole, or we would not be here.
        // Somebody else may have been first; theirs is as good.
        return std::fs::rename(&beside, place)
            .or_else(|error| if place.exists() { Ok(()) } else { Err(said(error)) });
    }
    std::fs::remove_dir_all(&beside).ok();
    filled
}
