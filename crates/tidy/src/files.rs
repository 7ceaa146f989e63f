//! The files of the working tree that people write.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that are made and not written.
const MADE: [&str; 6] = ["target", "dist", "node_modules", "test-results", ".git", "fixtures"];

/// A file that was read.
pub(crate) struct Source {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The lines that a test finds bad, each with its place.
    pub(crate) fn lines(&self, is_bad: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = self.text.lines().enumerate().filter(|(_, line)| is_bad(line));
        lines.map(|(at, line)| format!("{}:{}: {}", self.path, at + 1, line.trim())).collect()
    }
}

/// Every file with one of these endings.
pub(crate) fn sources(endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    walk(&root, &root, endings, &mut found);
    assert!(!found.is_empty(), "there are no files that end in {endings:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    for path in entries.map(|it| it.expect("a folder can be listed").path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !MADE.contains(&name.as_str()) {
                walk(root, &path, endings, found);
            }
        } else if endings.iter().any(|it| name.ends_with(it)) {
            // Another process may be writing it.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            found.push(Source { path: from_root(root, &path), text });
        }
    }
}

fn from_root(root: &Path, path: &Path) -> String {
    let rest: PathBuf = path.strip_prefix(root).unwrap_or(path).components().collect();
    rest.to_string_lossy().replace('\\', "/")
}
