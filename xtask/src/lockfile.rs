//! What `Cargo.lock` says.

use std::fs;

use crate::{Attempt, paths};

/// The version that a crate is locked to.
pub(crate) fn version_of(name: &str) -> Attempt<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).map_err(|error| {
        format!("Cargo.lock cannot be read ({error}). It belongs to the checkout: restore it.")
    })?;
    find(&lock, name)
        .ok_or_else(|| format!("Cargo.lock has no `{name}`, which the app is built with. Restore the file."))
}

fn find(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_version_of_the_crate_with_exactly_that_name() {
        assert_eq!(find(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn a_crate_that_is_not_locked_has_no_version() {
        assert_eq!(find(LOCK, "wasm"), None);
    }
}
