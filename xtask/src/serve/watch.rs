//! Waits until a source file changes, by looking at the clock of each file twice a second.
//!
//! There are a few hundred of them, so a look costs less than a millisecond, and it works on every system alike.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::finish::files_in;
use crate::paths;

/// What the app is made of.
const SOURCES: [&str; 7] = ["src", "crates", "styles", "public", "index.html", "Cargo.toml", "Cargo.lock"];

const PAUSE: Duration = Duration::from_millis(500);

/// The files as they were when we last looked.
#[derive(Default)]
pub(super) struct Changes {
    seen: Vec<(PathBuf, SystemTime)>,
}

impl Changes {
    /// Returns when something has changed since the last time; the first time at once.
    pub(super) fn wait(&mut self) {
        loop {
            let now = look(paths::root());
            if now != self.seen {
                self.seen = now;
                return;
            }
            sleep(PAUSE);
        }
    }
}

fn look(root: &Path) -> Vec<(PathBuf, SystemTime)> {
    let sources = SOURCES.iter().map(|it| root.join(it));
    let files = sources.flat_map(|it| if it.is_dir() { files_in(&it).unwrap_or_default() } else { vec![it] });
    // A file that vanishes between the two looks is a change that the next look sees.
    files.filter_map(|it| fs::metadata(&it).and_then(|it| it.modified()).ok().map(|at| (it, at))).collect()
}
