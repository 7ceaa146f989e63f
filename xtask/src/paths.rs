//! Where things lie.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The checkout. Cargo says at run time where it is: two checkouts that share a target folder share this program too.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let xtask = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        xtask.parent().map(Path::to_owned).unwrap_or(xtask)
    });
    &ROOT
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The finished release.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The Playwright tests, which are an npm package.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests/e2e")
}

/// The user's folder for tools, shared by every checkout: the tools are kept by version.
pub(crate) fn cache() -> PathBuf {
    let home = || env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    let given = |name: &str| env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let base = if cfg!(target_os = "macos") {
        home().map(|it| it.join("Library/Caches"))
    } else if cfg!(windows) {
        given("LOCALAPPDATA").or_else(home)
    } else {
        given("XDG_CACHE_HOME").or_else(|| home().map(|it| it.join(".cache")))
    };
    base.unwrap_or_else(target).join("satchel")
}
