//! The cut in two: what the first screen needs, and what comes later.
//!
//! wasm-split follows the relocations that the linker leaves: what only the split function of `src/ui/later.rs` leads to
//! goes into the second module. Beside the two it writes a script that loads the second; that script becomes part of
//! wasm-bindgen's, because the two import each other, and files whose names carry their digests cannot.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Attempt;
use crate::run::{program, run};
use crate::tools::splitter;

/// The name of the second module, as the loader says it until [`crate::finish`] puts the real one in its place.
pub(crate) const LATER: &str = "./split_later.wasm";
/// What the loader exports, and what the first module imports of it.
const LOAD: &str = "__wasm_split_load_later";
const LINK: &str = "./__wasm_split.js";

/// A module in two, before wasm-bindgen.
pub(super) struct Halves {
    pub(super) first: PathBuf,
    pub(super) later: PathBuf,
    /// The script that loads the second.
    pub(super) loader: String,
}

/// Cuts a module.
pub(super) fn split(wasm: &Path, folder: &Path) -> Attempt<Halves> {
    let said = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder).map_err(said)?;
    run(program(splitter::ensure()?).arg(wasm).arg(folder))?;
    let loader = fs::read_to_string(folder.join(LINK)).map_err(said)?;
    Ok(Halves { first: folder.join("main.wasm"), later: folder.join(LATER), loader })
}

/// wasm-bindgen's script with the loader in it.
pub(super) fn join(glue: &str, loader: &str) -> Attempt<String> {
    let import = only(glue, |it| it.starts_with("import * as ") && it.contains(LINK))?;
    let name = import.trim_start_matches("import * as ").split(' ').next().unwrap_or_default();
    let glue = glue.replacen(import, "", 1);
    let from = only(loader, |it| it.starts_with("import { initSync }"))?;
    let export = format!("export const {LOAD}");
    only(loader, |it| it.starts_with(&export))?;
    let loader = loader.replacen(from, "", 1).replacen(&export, &format!("const {LOAD}"), 1);
    Ok(format!("{glue}\n{loader}\nconst {name} = {{ {LOAD} }};\n"))
}

/// The one line that is meant.
fn only(script: &str, is_meant: impl Fn(&str) -> bool) -> Attempt<&str> {
    let mut lines = script.lines().filter(|it| is_meant(it));
    match (lines.next(), lines.next()) {
        (Some(line), None) => Ok(line),
        _ => Err("wasm-bindgen or wasm-split writes its script in another way than xtask/src/build/split.rs knows.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nlet wasm;\nexport { initSync };";
    const LOADER: &str =
        "import { initSync } from \"./main.js\";\nlet shared;\nexport const __wasm_split_load_later = 1;";

    #[test]
    fn two_scripts_that_import_each_other_become_one() {
        let joined = join(GLUE, LOADER).expect("it can be joined");
        assert_eq!(
            joined,
            "\nlet wasm;\nexport { initSync };\n\nlet shared;\nconst __wasm_split_load_later = 1;\n\
             const import1 = { __wasm_split_load_later };\n"
        );
    }

    #[test]
    fn a_script_of_another_kind_is_refused() {
        assert!(join("let wasm;", LOADER).is_err());
        assert!(join(GLUE, "export const load = 1;").is_err());
    }
}
